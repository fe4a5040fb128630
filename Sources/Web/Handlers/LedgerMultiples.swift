import Definitions
import Facts
import Forecasts
import Ledgers

/// The ways of all commitments side by side, each a small chart in the same style.
struct LedgerMultiples: Sendable {
  private let list: CommitmentList
  private let tracks: [Commitment.ID: [ReadingExplanation.HistoryPoint]]

  init(_ list: CommitmentList) async throws {
    self.list = list
    let desk = list.desk
    tracks = try await desk.site.tracks.tracks(
      of: list.narrowed(), at: desk.site.ledger, asOf: desk.asOf)
  }

  var groups: [CommitmentsPage.Multiples] {
    let aspect = list.desk.address["group"].flatMap(LedgerAspect.init) ?? .section
    return list.grouped(aspect).map { group in
      .init(title: list.title(aspect, group.value), charts: group.readings.map(chart))
    }
  }

  private func chart(_ reading: Reading) -> CommitmentsPage.Multiple {
    let figures = ReadingFigures(reading)
    return .init(
      row: list.row(reading),
      chart: CommitmentChart(reading, history: tracks[reading.id] ?? []).chart,
      forecast: reading.outlook?.forecast.map { ForecastWords(reading, source: nil).brief($0) },
      absence: reading.isUnread ? reading.light.because : "还没有可以画出来的数值",
      gap: figures.gap)
  }
}
