import Commands
import Definitions
import Facts
import Ledgers
import Quantities

/// Every metric of the definitions, with who answers for it, whence it comes and what it measures.
struct IndicatorList: Sendable {
  private let desk: DeskVisit
  private let readings: [Reading]

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    readings = try await desk.readings().filter { desk.may($0.commitment) }
  }

  var model: IndicatorsPage.Model {
    let metrics = desk.site.library.metrics.values.sorted {
      ($0.keeper, $0.id) < ($1.keeper, $1.id)
    }
    let wanted = desk.address["keeper"]
    let shown = metrics.filter { wanted == nil || $0.keeper == wanted }
    return .init(
      address: desk.address, menus: [menu(metrics)], rows: shown.map(row), total: metrics.count)
  }

  private func menu(_ metrics: [Metric]) -> FilterMenu {
    let keepers = Dictionary(grouping: metrics, by: \.keeper)
    return FilterMenu(
      name: "keeper", title: "主管单位",
      options: keepers.sorted { $0.key < $1.key }.map {
        .init(value: $0.key, title: desk.units($0.key), count: $0.value.count)
      }, chosen: desk.address["keeper"])
  }

  private func row(_ metric: Metric) -> IndicatorsPage.Row {
    .init(
      id: metric.id, title: metric.title, kind: metric.kind.title,
      unit: metric.unit?.symbol ?? "", definition: metric.definition, proof: metric.proof,
      keeper: desk.units(metric.keeper), calendar: metric.calendar, source: source(metric),
      basis: metric.head.basis.map { [$0.document, $0.title ?? ""].joined(separator: " ") },
      commitments: readings.filter { $0.commitment.metric == metric.id }.map { reading in
        let figures = ReadingFigures(reading)
        return .init(
          code: reading.id, path: "/commitments/\(Address.encoded(reading.id))",
          value: figures.claimed.map { "\($0.value)\($0.unit)" } ?? "数据不足")
      }, hasSeries: !metric.measure.sources.isEmpty)
  }

  /// Where the numbers come from, or why there are none.
  private func source(_ metric: Metric) -> String {
    if case .unavailable(_, let reason) = metric.measure { return reason }
    return metric.measure.registers.map { id in
      "登记簿“\(desk.site.library.registers[id]?.title ?? id)”"
    }.joined(separator: "、")
  }
}
