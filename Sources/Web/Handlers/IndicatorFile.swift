import Commands
import Definitions
import Facts
import Quantities

/// One metric with the series that it reads, as far as the reader may see them.
struct IndicatorFile: Sendable {
  private let desk: DeskVisit
  private let metric: Metric

  init(_ desk: DeskVisit) throws {
    guard let metric = desk.site.library.metrics[try desk.parameter("id")] else {
      throw Refusal.notFound
    }
    self.desk = desk
    self.metric = metric
  }

  var model: IndicatorPage.Model {
    get async throws {
      var series: [IndicatorPage.Series] = []
      for source in metric.measure.sources {
        if let found = try await self.series(source) { series.append(found) }
      }
      return .init(
        title: metric.title, definition: metric.definition, proof: metric.proof,
        unit: metric.unit?.symbol ?? "", keeper: desk.units(metric.keeper),
        calendar: metric.calendar, series: series)
    }
  }

  private func series(_ source: SeriesSource) async throws -> IndicatorPage.Series? {
    guard let register = desk.site.library.registers[source.register] else { return nil }
    let list = desk.site.registers.list(register.id)
    guard desk.mayOpen(register) else {
      return .init(subject: source.subject, path: list, table: nil)
    }
    let reading = try await RegisterReading(desk, register)
    let snapshot = reading.snapshot
    let row =
      snapshot.row(code: source.subject)
      ?? (0..<snapshot.count).first { snapshot.name(row: $0) == source.subject }
    guard let row else { return .init(subject: source.subject, path: list, table: nil) }
    let tables = try await RecordedFacts(reading, row: row).vintages
    return .init(
      subject: snapshot.name(row: row),
      path: desk.site.registers.subject(register.id, snapshot.codes[row]),
      table: tables.first { $0.key == source.field })
  }
}

extension Measure {
  /// The published series that it reads.
  var sources: [SeriesSource] {
    switch self {
    case .series(let source), .growth(let source, _): [source]
    case .difference(let own, let reference): [own, reference]
    default: []
    }
  }
}
