package import Facts
import Storage

/// The months behind the readings of a view, as charts draw them, each kept until something that it
/// was made from is touched.
package actor TrackBook {
  private struct Entry {
    var reading: Reading
    var points: [ReadingExplanation.HistoryPoint]
  }

  private struct Kept {
    var head: Int64
    var entries: [Commitment.ID: Entry]
  }

  private static let most = 6
  private var kept: [AsOf: Kept] = [:]
  private var order: [AsOf] = []

  package init() {}

  /// Returns the number at the end of each month of the period of each reading, oldest first.
  package func tracks(
    of readings: [Reading], at desk: LedgerDesk, asOf: AsOf
  ) async throws -> [Commitment.ID: [ReadingExplanation.HistoryPoint]] {
    let head = try await desk.database.read { try FactStore.head(in: $0) }
    let old = kept[asOf]
    let isSame = old?.head == head || asOf.knownAt != nil
    let touched = try await desk.database.read { session in
      try Touched(after: old?.head ?? 0, upTo: old == nil || isSame ? 0 : head, in: session)
    }
    var entries = old?.entries ?? [:]
    let stale = readings.filter { reading in
      guard let entry = entries[reading.id] else { return true }
      return entry.reading.commitment != reading.commitment
        || touched.meets(desk.inputs(of: reading.commitment))
    }
    if !stale.isEmpty {
      let passing = desk.passing(for: stale.map(\.commitment))
      var views = LedgerViews(desk: passing)
      for reading in stale {
        let points = try await passing.history(
          of: reading, metric: desk.metric(of: reading.commitment), views: &views)
        entries[reading.id] = Entry(reading: reading, points: points)
      }
    }
    keep(Kept(head: head, entries: entries), as: asOf)
    return entries.mapValues(\.points)
  }

  private func keep(_ next: Kept, as asOf: AsOf) {
    // Two may come back in any order: what knows more stays.
    if let known = kept[asOf], known.head > next.head { return }
    kept[asOf] = next
    order.removeAll { $0 == asOf }
    order.append(asOf)
    while order.count > Self.most { kept[order.removeFirst()] = nil }
  }
}
