package import Facts
package import Findings
import Frames
import Storage

/// Readings that were made before, and what could be done for them, each kept until something that
/// it was made from is touched.
///
/// A new entry renews the readings of the metrics that read one of its fields, and no others. A view
/// of the past knowledge never changes.
package actor ReadingBook {
  private struct Page: Hashable {
    var asOf: AsOf
    var isForecasting: Bool
  }

  private struct Entry {
    var reading: Reading
    /// Nil until someone asks what could be done.
    var findings: [Finding]?
  }

  private struct Kept {
    var head: Int64
    /// Rows of the registers that were read: one more or less may be undecided.
    var rows: [String: [Int64]]
    var entries: [Commitment.ID: Entry]
  }

  private static let most = 12
  private var kept: [Page: Kept] = [:]
  private var order: [Page] = []
  /// Readings, and lists of findings, that had to be made since the book was opened.
  package private(set) var renewals = (readings: 0, findings: 0)

  package init() {}

  /// Returns the readings of all commitments; with a forecast each where asked for.
  package func readings(
    at desk: LedgerDesk, asOf: AsOf, forecasting: Bool = false
  ) async throws -> [Reading] {
    let page = Page(asOf: asOf, isForecasting: forecasting)
    return try await entries(of: page, at: desk).map(\.reading)
  }

  /// Returns what could be done for the commitments of a view.
  package func findings(at desk: LedgerDesk, asOf: AsOf) async throws -> [Finding] {
    let page = Page(asOf: asOf, isForecasting: false)
    let entries = try await entries(of: page, at: desk)
    var views = LedgerViews(desk: desk)
    var found: [[Finding]] = []
    for entry in entries {
      if let known = entry.findings {
        found.append(known)
        continue
      }
      let findings = try await desk.findings(for: entry.reading, views: &views)
      renewals.findings += 1
      found.append(findings)
      let code = entry.reading.id
      if kept[page]?.entries[code]?.reading == entry.reading {
        kept[page]?.entries[code]?.findings = findings
      }
    }
    return LedgerDesk.merged(found)
  }

  private func entries(of page: Page, at desk: LedgerDesk) async throws -> [Entry] {
    let head = try await desk.database.read { try FactStore.head(in: $0) }
    let old = kept[page]
    let commitments = try await desk.commitments(knownAt: page.asOf.knownAt)
      .map { $0.standing(on: page.asOf.day) }
    if let old, old.head == head || page.asOf.knownAt != nil {
      return commitments.compactMap { old.entries[$0.id] }
    }
    let touched = try await desk.database.read { session in
      try Touched(after: old?.head ?? 0, upTo: old == nil ? 0 : head, in: session)
    }
    var views = LedgerViews(desk: desk)
    var next = Kept(head: head, rows: [:], entries: [:])
    var entries: [Entry] = []
    for commitment in commitments {
      let inputs = desk.inputsOfFindings(about: commitment)
      for register in inputs.keys where next.rows[register] == nil {
        next.rows[register] = try await views.view(register, asOf: page.asOf)?.frame.subjects
      }
      var entry = old?.entries[commitment.id]
      let isSame = inputs.keys.allSatisfy { old?.rows[$0] == next.rows[$0] }
      if entry?.reading.commitment != commitment || !isSame
        || touched.meets(desk.inputs(of: commitment))
      {
        let reading = try await desk.reading(
          of: commitment, asOf: page.asOf, views: &views, forecasting: page.isForecasting)
        entry = Entry(reading: reading)
        renewals.readings += 1
      } else if touched.meets(inputs) {
        entry?.findings = nil
      }
      if let entry {
        next.entries[commitment.id] = entry
        entries.append(entry)
      }
    }
    keep(next, as: page)
    return entries
  }

  private func keep(_ next: Kept, as page: Page) {
    // Two may come back in any order: what knows more stays.
    if let known = kept[page], known.head > next.head { return }
    kept[page] = next
    order.removeAll { $0 == page }
    order.append(page)
    while order.count > Self.most { kept[order.removeFirst()] = nil }
  }
}
