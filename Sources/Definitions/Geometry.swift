package import Quantities

/// A place on the map, written as GeoJSON or WKT: a point, or polygons with holes.
///
/// Coordinates are kept exactly as they are written. Where they are metres of a projection, such as
/// 2000 国家大地坐标系 in 3° zones, the area is exact; degrees are drawn and not measured.
package struct Geometry: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    package var x: Number
    package var y: Number
  }

  /// Points of a closed line, the last one the same as the first.
  package typealias Ring = [Point]

  package enum Shape: Hashable, Sendable {
    case point(Point)
    /// Each polygon is its outline followed by its holes.
    case polygons([[Ring]])
  }

  package let shape: Shape

  /// Reads GeoJSON when the text begins with a brace, and WKT otherwise.
  package init(parsing text: String) throws(Problem) {
    let reader = GeometryText(text)
    shape = try reader.isJSON ? reader.geoJSON() : reader.wkt()
    guard case .polygons(let polygons) = shape else { return }
    for ring in polygons.joined() { try ring.check() }
  }

  package var points: [Point] {
    switch shape {
    case .point(let point): [point]
    case .polygons(let polygons): polygons.flatMap { $0.flatMap(\.self) }
    }
  }

  /// Whether the coordinates can only be longitude and latitude.
  package var isInDegrees: Bool {
    points.allSatisfy { $0.x.magnitude <= 180 && $0.y.magnitude <= 90 }
  }

  /// The area in square metres; nil for a point and for degrees.
  package var area: Number? {
    guard case .polygons(let polygons) = shape, !isInDegrees else { return nil }
    return polygons.reduce(.zero) { sum, rings in
      guard let outline = rings.first else { return sum }
      let holes = rings.dropFirst().reduce(Number.zero) { $0 + $1.twiceArea }
      return sum + (outline.twiceArea - holes) * Self.half
    }
  }

  /// The area in 亩, exactly: one 亩 is 2000/3 square metres.
  package var mu: Number? { area.map { $0 * Self.muOfSquareMetre } }

  private static let half = Number(fixedPoint: 5, places: 1)
  private static let muOfSquareMetre = Number(fixedPoint: 15, places: 4)
}

extension Geometry.Ring {
  /// Twice the area inside the line, from its first point so that the products stay short.
  fileprivate var twiceArea: Number {
    guard let origin = first else { return .zero }
    var sum = Number.zero
    for (a, b) in zip(self, dropFirst()) {
      sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    }
    return sum.magnitude
  }

  fileprivate func check() throws(Geometry.Problem) {
    guard count >= 4 else { throw .fewPoints(count) }
    guard first == last else { throw .open }
    guard !twiceArea.isZero else { throw .flat }
    guard count <= Self.mostPoints else { throw .manyPoints(count) }
    if let (first, second) = crossing { throw .crossing(first, second) }
  }

  private static var mostPoints: Int { 1_000 }

  /// The first two sides that cross each other, counted from 1.
  private var crossing: (Int, Int)? {
    let sides: [(Element, Element)] = .init(zip(self, dropFirst()))
    for left in sides.indices {
      for right in sides.indices.dropFirst(left + 2) where !(left == 0 && right == sides.count - 1)
      {
        if Self.cross(sides[left], sides[right]) { return (left + 1, right + 1) }
      }
    }
    return nil
  }

  private static func cross(_ a: (Element, Element), _ b: (Element, Element)) -> Bool {
    turns(a.0, a.1, b.0) * turns(a.0, a.1, b.1) < 0
      && turns(b.0, b.1, a.0) * turns(b.0, b.1, a.1) < 0
  }

  /// To which side one turns at the second point: -1, 0 or 1.
  private static func turns(_ a: Element, _ b: Element, _ c: Element) -> Int {
    let product = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
    return product.isZero ? 0 : product.isNegative ? -1 : 1
  }
}

// MARK: Messages

extension Geometry {
  /// Why a text is no geometry, in the words of the person who has to mend it.
  package enum Problem: Error, Hashable, CustomStringConvertible {
    case notJSON
    case unknownKind(String)
    case notWKT(String)
    case noCoordinates
    case fewPoints(Int)
    case manyPoints(Int)
    case open
    case flat
    case crossing(Int, Int)

    package var description: String {
      switch self {
      case .notJSON: "不是完整的 GeoJSON，应有 type 和 coordinates"
      case .unknownKind(let kind): "图形类型“\(kind)”不支持，请用 Point、Polygon 或 MultiPolygon"
      case .notWKT(let place): "WKT 在“\(place)”处看不懂，应像 POLYGON((0 0, 100 0, 100 50, 0 0))"
      case .noCoordinates: "没有坐标"
      case .fewPoints(let count): "一圈至少要 4 个点（首尾相同），这里只有 \(count) 个"
      case .manyPoints(let count): "一圈有 \(count) 个点，最多 1000 个，请先抽稀"
      case .open: "边界没有闭合，最后一个点应与第一个点相同"
      case .flat: "边界围成的面积为 0，请核对坐标"
      case .crossing(let first, let second): "第 \(first) 条边与第 \(second) 条边相交，请核对点的顺序"
      }
    }
  }
}
