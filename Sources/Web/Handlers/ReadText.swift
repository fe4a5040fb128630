import Definitions
import Ledgers
import Reports
import Storage

/// The text of a report with what the reader makes of it, which stays the same for an edition.
struct ReadText: Sendable {
  let report: Report
  /// The entry that wrote the text.
  let edition: Int64
  let text: String
  let scalars: [Unicode.Scalar]
  let understanding: Understanding
  /// Lines that the reader takes for headings.
  let headings: Set<String>

  init(_ report: Report, edition: Int64, text: String, reader: Reader) {
    self.report = report
    self.edition = edition
    self.text = text
    scalars = Array(text.unicodeScalars)
    understanding = reader.read(text, year: report.year)
    headings = Set(
      understanding.parts.compactMap(\.heading) + understanding.commitments.flatMap(\.section))
  }

  /// The words at a place of the report.
  func words(_ span: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[span.clamped(to: 0..<scalars.count)])
    return String(text)
  }
}

/// Texts that were read lately, so that a decision does not have a whole report read again.
actor ReadTextShelf {
  private struct Key: Hashable {
    var report: String
    var edition: Int64
  }

  private static let most = 8
  private var kept: [Key: ReadText] = [:]
  private var order: [Key] = []

  /// Returns a report as it stood at an entry; nil when it was not known then.
  func text(of report: String, knownAt: Int64?, in site: Site) async throws -> ReadText? {
    let edition = try await site.database.read {
      try LedgerStore.edition(of: report, knownAt: knownAt, in: $0)
    }
    guard let edition else { return nil }
    let key = Key(report: report, edition: edition)
    if let known = kept[key] { return known }
    let stored = try await site.database.read {
      try LedgerStore.report(report, knownAt: edition, in: $0)
    }
    guard let (found, text) = stored else { return nil }
    let read = ReadText(
      found, edition: edition, text: text, reader: Reader(lexicon: site.library.lexicon))
    kept[key] = read
    order.removeAll { $0 == key }
    order.append(key)
    while order.count > Self.most { kept[order.removeFirst()] = nil }
    return read
  }
}
