/// A path chart as SVG within a frame: the same drawing, large on its own page and small among many.
struct PathDrawing: Hashable, Sendable {
  /// Size of the picture and the room that is left for the words around it.
  struct Frame: Hashable, Sendable {
    var width: Double
    var height: Double
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    /// Radius of a point.
    var dot: Double
    /// Whether only every other line and month is told.
    var isSmall: Bool

    static let large = Frame(
      width: 720, height: 300, left: 66, right: 24, top: 30, bottom: 34, dot: 3.5, isSmall: false)
    static let small = Frame(
      width: 300, height: 150, left: 46, right: 10, top: 22, bottom: 20, dot: 2.2, isSmall: true)
  }

  let chart: PathChart
  let frame: Frame

  var svg: HTML {
    """
    \(grid)\(band)\(marks)\(targetLine)\(line(chart.path, "path"))\
    \(steps(chart.claimed, "claimed", "自报"))\(steps(chart.verified, "verified", "已证实"))
    """
  }

  // MARK: Places

  private func x(_ day: Int) -> Double {
    let span = max(Double(chart.lastDay - chart.firstDay), 1)
    return frame.left
      + (frame.width - frame.left - frame.right) * Double(day - chart.firstDay) / span
  }

  private func y(_ value: Double) -> Double {
    let scale = chart.scale
    let inside = min(max(value, scale.lowest), scale.highest)
    return frame.height - frame.bottom
      - (frame.height - frame.top - frame.bottom) * scale.share(inside)
  }

  private func at(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  private func place(_ day: Int, _ value: Double) -> String { "\(at(x(day))) \(at(y(value)))" }

  // MARK: Ground

  private var grid: HTML {
    let (start, end) = (at(frame.left), at(frame.width - frame.right))
    let label = at(frame.left - 8)
    let lines = chart.scale.values
    let rows: [HTML] = lines.enumerated().map { index, value in
      let height = y(value)
      let isTold = !frame.isSmall || index == 0 || index == lines.count - 1
      let isZero = value == 0 && chart.scale.lowest < 0
      return """
        <path class="grid\(when: isZero, " zero")" d="M\(start) \(at(height))H\(end)"/>\
        \(when: isTold, #"<text class="scale" x="\#(label)" y="\#(at(height + 4))">\#(ChartScale.label(value))</text>"#)
        """
    }
    return
      #"\#(rows)\#(ticks)<text class="unit" x="\#(label)" y="\#(frame.isSmall ? "10" : "16")">\#(unit)</text>"#
  }

  /// The unit, with a word where the scale does not begin at zero.
  private var unit: String {
    guard chart.scale.lowest > 0 else { return chart.unit }
    return frame.isSmall ? chart.unit : "\(chart.unit) 不从 0 起"
  }

  private var ticks: [HTML] {
    let base = at(frame.height - (frame.isSmall ? 6 : 12))
    let every = frame.isSmall ? max(1, (chart.ticks.count + 3) / 4) : 1
    return chart.ticks.enumerated().filter { $0.offset % every == 0 }.map { index, tick in
      let odd = index % 2 == 1 && !frame.isSmall
      return
        #"<text class="tick\#(when: odd, " second")" x="\#(at(x(tick.day)))" y="\#(base)">\#(tick.title)</text>"#
    }
  }

  /// The day of the page, and the deadline where it lies before the end.
  private var marks: HTML {
    let deadline = chart.due.flatMap { $0 < chart.lastDay ? $0 : nil }
    return "\(mark(chart.today, "时点", "today"))\(mark(deadline, "期限", "due"))"
  }

  private func mark(_ day: Int?, _ title: String, _ name: HTML) -> HTML {
    guard let day, day >= chart.firstDay, day <= chart.lastDay else { return "" }
    let place = at(x(day))
    let late = x(day) > frame.width - (frame.isSmall ? 40 : 90)
    return """
      <path class="\(name)" d="M\(place) \(at(frame.top - 8))V\(at(frame.height - frame.bottom))"/>\
      \(when: !frame.isSmall, #"<text class="\#(name)-text\#(when: late, " late")" x="\#(place)" y="16">\#(title)</text>"#)
      """
  }

  private var targetLine: HTML {
    guard let target = chart.target else { return "" }
    let height = y(target)
    return """
      <path class="target" d="M\(at(frame.left)) \(at(height))H\(at(frame.width - frame.right))"/>\
      \(when: !frame.isSmall, #"<text class="target-text" x="74" y="\#(at(height - 6))">\#(chart.targetTitle)</text>"#)
      """
  }

  // MARK: Lines

  /// The range as an area, with the middle way through it.
  private var band: HTML {
    guard chart.forecast.count > 1 else { return "" }
    let over = chart.forecast.map { place($0.day, $0.high) }
    let under = chart.forecast.reversed().map { place($0.day, $0.low) }
    let middle = chart.forecast.map { place($0.day, $0.middle) }
    return """
      <path class="band" d="M\((over + under).joined(separator: "L"))Z"/>\
      <path class="forecast" d="M\(middle.joined(separator: "L"))"/>
      """
  }

  private func line(_ points: [PathChart.Point], _ name: HTML) -> HTML {
    guard points.count > 1 else { return "" }
    let places = points.map { place($0.day, $0.value) }
    return #"<path class="\#(name)" d="M\#(places.joined(separator: "L"))"/>"#
  }

  /// A count stays until it changes, so its line goes in steps, with a dot where it is known.
  private func steps(_ points: [PathChart.Point], _ name: HTML, _ title: String) -> HTML {
    guard let first = points.first else { return "" }
    var path = "M\(place(first.day, first.value))"
    for point in points.dropFirst() { path += "H\(at(x(point.day)))V\(at(y(point.value)))" }
    let dots: [HTML] = points.map { point in
      """
      <circle class="\(name)-dot" cx="\(at(x(point.day)))" cy="\(at(y(point.value)))" r="\(at(frame.dot))">\
      <title>\(title) \(point.dayTitle)：\(point.valueTitle)</title></circle>
      """
    }
    return #"<path class="\#(name)" d="\#(path)"/>\#(dots)"#
  }
}
