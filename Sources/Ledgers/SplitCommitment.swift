package import Commands
import Quantities
import Storage

/// Splits one item into several, each with its part of the words and its own values.
///
/// The parts take new codes; the old code stays known and names what stands in its place.
package struct SplitCommitment: Command {
  package static let name = "split-commitment"
  package static let title = "拆分条目"

  /// One of the items that a split makes.
  package struct Part: Hashable, Sendable, Codable {
    /// Its words, which must stand in the sentence of the item.
    package var words: String
    package var revision: ItemRevision

    package init(words: String, revision: ItemRevision) {
      self.words = words
      self.revision = revision
    }
  }

  package struct Body: Codable, Sendable {
    var item: ItemVersion
    var parts: [Part]
  }

  package static let most = 12

  package var item: ItemVersion
  package var parts: [Part]

  package init(item: ItemVersion, parts: [Part]) {
    self.item = item
    self.parts = parts
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(item: item, parts: parts) }

  /// Returns the codes of the parts.
  package func run(in context: CommandContext) throws -> [String] {
    var whole = try item.fresh(in: context)
    guard (2...Self.most).contains(parts.count) else {
      throw JournalError.invalid("拆分要有 2 至 \(Self.most) 项，没有改动")
    }
    var codes = try ItemCodes(report: whole.report, in: context)
    var made: [Commitment] = []
    for (index, part) in parts.enumerated() {
      guard let place = place(of: part.words, in: whole) else {
        throw JournalError.invalid("第 \(index + 1) 项的文字“\(part.words)”不在原句里，没有改动。请照原句填写")
      }
      try part.revision.check(for: whole.report, in: context)
      var item = whole
      item.id = codes.next(whole.form ?? .commitment)
      item.span = [place.lowerBound, place.upperBound]
      item.text = part.words
      item.further = nil
      item.origin = [whole.id]
      part.revision.apply(to: &item)
      made.append(item)
    }
    guard Set(parts).count == parts.count else {
      throw JournalError.invalid("拆出的几项完全相同，没有改动。请让每一项的文字或数值不同")
    }
    whole.state = .replaced
    whole.successors = made.map(\.id)
    for item in [whole] + made {
      try LedgerStore.write(item, seq: context.seq, in: context.transaction)
    }
    return made.map(\.id)
  }

  /// The place of a part's words, looked for in the item's own words and then in its sentence.
  private func place(of words: String, in whole: Commitment) -> Range<Int>? {
    guard let span = whole.span.first, let sentence = whole.sentence.first else { return nil }
    return Self.find(words, in: whole.text, from: span)
      ?? Self.find(words, in: whole.sentenceText, from: sentence)
  }

  private static func find(_ words: String, in text: String, from start: Int) -> Range<Int>? {
    guard !words.isEmpty else { return nil }
    return Array(text.unicodeScalars).firstRange(of: Array(words.unicodeScalars)).map {
      start + $0.lowerBound..<start + $0.upperBound
    }
  }
}

/// Gives out the codes of new items of a report's year: C-… to promises, R-… to work.
struct ItemCodes {
  private var year: Int
  private var promise: Int
  private var task: Int

  init(report: String, in context: CommandContext) throws {
    guard
      let known = try LedgerStore.report(report, knownAt: nil, in: context.transaction)?.report
    else { throw JournalError.invalid("没有报告 \(report)，没有改动") }
    year = known.year
    promise = try LedgerStore.nextNumber("C-\(year)-", in: context.transaction)
    task = try LedgerStore.nextNumber("R-\(year)-", in: context.transaction)
  }

  mutating func next(_ form: Commitment.Form) -> String {
    switch form {
    case .task:
      defer { task += 1 }
      return "R-\(year)-" + Self.padded(task, 4)
    case .commitment, .background:
      defer { promise += 1 }
      return RegisterReport.code(year, promise)
    }
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
