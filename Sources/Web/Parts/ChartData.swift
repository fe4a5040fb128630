/// The points of a path chart as the page's script reads them, to draw a chart one can look into.
///
/// Values are estimates of a place on the screen; their texts are the ledger's own.
struct ChartData: Sendable {
  private let chart: PathChart

  init(_ chart: PathChart) { self.chart = chart }

  var text: String {
    var bytes: [UInt8] = []
    json.write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private var json: JSON {
    .object([
      ("title", .text(chart.title)), ("summary", .text(chart.summary)),
      ("unit", .text(chart.unit)), ("first", Self.moment(chart.firstDay)),
      ("last", Self.moment(chart.lastDay)), ("low", Self.number(chart.scale.lowest)),
      ("high", Self.number(chart.scale.highest)),
      ("target", chart.target.map(Self.number) ?? .null),
      ("target_title", .text(chart.targetTitle)),
      ("today", chart.today.map(Self.moment) ?? .null),
      ("path", .list(chart.path.map(Self.point))),
      ("claimed", .list(chart.claimed.map(Self.point))),
      ("verified", .list(chart.verified.map(Self.point))),
      ("forecast", .list(chart.forecast.map(Self.range))),
    ])
  }

  private static func point(_ point: PathChart.Point) -> JSON {
    .list([moment(point.day), number(point.value), .text(point.valueTitle)])
  }

  private static func range(_ band: PathChart.Band) -> JSON {
    .list([
      moment(band.day), number(band.low), number(band.middle), number(band.high),
      .text(band.title),
    ])
  }

  /// Midnight of a day, in milliseconds since 1970.
  private static func moment(_ day: Int) -> JSON { .number(day * 86_400_000) }

  private static func number(_ value: Double) -> JSON {
    .number(value.isFinite ? String(value) : "0")
  }
}
