package import Commands
package import Definitions
import Facts
package import Findings
package import Quantities

/// Everything behind one reading: lists, candidates, history, versions (这个数怎么来的).
package struct ReadingExplanation: Sendable {
  package var reading: Reading
  package var metric: Metric?
  /// Subjects that do not count yet and nearly do, as far as the reader may see them.
  package var candidates: [Finding] = []
  package var hiddenCandidates = 0
  /// The number at the end of each month of the period and on the day, oldest first.
  package var history: [HistoryPoint] = []
  /// Every version of the commitment with the entry that wrote it, oldest first.
  package var versions: [Version]

  package struct HistoryPoint: Hashable, Sendable {
    package var day: Day
    package var claimed: Number
    package var verified: Number?
  }

  package struct Version: Sendable {
    package var commitment: Commitment
    package var entry: JournalEntry
  }

  package init(reading: Reading, metric: Metric?, versions: [Version]) {
    self.reading = reading
    self.metric = metric
    self.versions = versions
  }
}

extension LedgerDesk {
  /// Returns the number on earlier days, as it is known in this view.
  ///
  /// What happened on a day is counted from the present view; how things stood on a day needs the
  /// view of that day.
  func history(
    of reading: Reading, metric: Metric?, views: inout LedgerViews
  ) async throws -> [ReadingExplanation.HistoryPoint] {
    var points: [ReadingExplanation.HistoryPoint] = []
    for day in Self.monthEnds(from: reading.from, until: reading.day) {
      let view = AsOf(day, knownAt: reading.asOf.knownAt)
      let measurement: Measurement
      if let metric, metric.isMeasurable {
        let snapshots =
          metric.measure.readsStates
          ? try await views.narrow(metric, asOf: view)
          : try await views.view(
            metric, asOf: AsOf(reading.day, knownAt: reading.asOf.knownAt))
        measurement = Evaluator(
          snapshots: snapshots, from: reading.from, day: day,
          once: try await views.once(knownAt: reading.asOf.knownAt)
        ).measure(metric)
      } else {
        let claims = try await views.view(
          ClaimMeasurement.Key.register,
          asOf: AsOf(reading.day, knownAt: reading.asOf.knownAt))
        let papers = try await views.papers(knownAt: reading.asOf.knownAt)[reading.id] ?? []
        measurement = ClaimMeasurement(
          claims: claims, papers: papers, from: reading.from, day: day
        )
        .measure(reading.commitment.id, because: "")
      }
      guard let value = measurement.value else { continue }
      points.append(
        ReadingExplanation.HistoryPoint(day: day, claimed: value, verified: measurement.verified))
    }
    return points
  }

  /// The last day of each month, and the day itself.
  private static func monthEnds(from: Day, until day: Day) -> [Day] {
    guard from <= day else { return [] }
    var days: [Day] = []
    var month = Period(.month, containing: from)
    // Ten years of months are more than any chart shows.
    while month.last < day, days.count < 120 {
      days.append(month.last)
      month = month.next
    }
    return days + [day]
  }
}

/// Finds candidates with what a reader may see.
struct CandidateSearch {
  let snapshots: [String: Snapshot]
  let visibility: (Register) -> Visibility
  let from: Day
  let day: Day
  let codes: [String: CodeList]

  func candidates(of metric: Metric) -> ([Finding], Int) {
    let shown = snapshots.mapValues { $0.limited(to: visibility($0.register)) }
    let found = CandidateFinder(
      snapshots: snapshots, shown: shown, from: from, day: day, codes: codes
    )
    .candidates(of: metric)
    return (found.findings, found.hidden)
  }
}
