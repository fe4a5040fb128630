import Definitions
import Quantities

/// The outline of a place, north up, without a map under it.
struct ShapeDrawing: Hashable, Sendable {
  var title: String
  var geometry: Geometry
  /// What the outline says beside what is on record.
  var notes: [String]

  private static let size = 280.0
  private static let margin = 12.0

  var drawn: HTML {
    """
    <figure class="shape">
    <svg viewBox="0 0 280 280" role="img" aria-label="\(title)">\(outline)\(north)</svg>
    <figcaption><b>\(title)</b>\(notes.map { "<span>\($0)</span>" as HTML })</figcaption>
    </figure>
    """
  }

  private var outline: HTML {
    switch geometry.shape {
    case .point: #"<circle class="place" cx="140" cy="140" r="5"/>"#
    case .polygons(let polygons):
      #"<path class="land" fill-rule="evenodd" d="\#(polygons.joined().map(line).joined(separator: " "))"/>"#
    }
  }

  private func line(_ ring: Geometry.Ring) -> String {
    let places = ring.map { point in
      "\(Self.at(x(point.x.double))) \(Self.at(y(point.y.double)))"
    }
    return "M" + places.joined(separator: "L") + "Z"
  }

  private var north: HTML {
    #"<path class="north" d="M262 34V14M257 20l5-7 5 7"/><text class="scale" x="256" y="46">北</text>"#
  }

  // MARK: From coordinates to the sheet

  private var bounds: (left: Double, bottom: Double, width: Double, height: Double) {
    let xs = geometry.points.map(\.x.double)
    let ys = geometry.points.map(\.y.double)
    let left = xs.min() ?? 0
    let bottom = ys.min() ?? 0
    return (left, bottom, (xs.max() ?? 0) - left, (ys.max() ?? 0) - bottom)
  }

  private var scale: Double {
    (Self.size - 2 * Self.margin) / max(bounds.width, bounds.height, 1e-9)
  }

  private func x(_ value: Double) -> Double {
    Self.margin + (value - bounds.left) * scale
      + (Self.size - 2 * Self.margin - bounds.width * scale) / 2
  }

  private func y(_ value: Double) -> Double {
    Self.size - Self.margin - (value - bounds.bottom) * scale
      - (Self.size - 2 * Self.margin - bounds.height * scale) / 2
  }

  private static func at(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
