import Commands
import Definitions
import Ledgers
import Quantities
import Reports
import Storage

extension World {
  static let decisionDay = "2022-02-08"

  /// Commits a decision as the officer of supervision and returns the number of its entry.
  @discardableResult
  func decide<C: Command>(_ command: C) async throws -> Int64 {
    let actor = try await actor("SV")
    let today = LedgersTests.day(Self.decisionDay)
    let permit = try Authority(library: library).permit(actor, command.permission, on: today)
    return try await journal(on: Self.decisionDay)
      .commit(command, permit: permit, reason: "测试").seq
  }

  func undo(_ entry: Int64) async throws {
    let command = try await database.read { try JournalEntry.entry(entry, in: $0)?.command }
    let permission =
      command.flatMap { UndoDecision.permissions[$0]?.first } ?? AnswerQuestion.needed
    try await decide(UndoDecision(entry: entry, permission: permission))
  }

  func items(of report: String) async throws -> [LedgerItem] {
    try await database.read { try LedgerStore.items(of: report, knownAt: nil, in: $0) }
  }

  /// Everything that stands, of all reports.
  func standing() async throws -> [Commitment] {
    try await database.read { session in
      try LedgerStore.items(knownAt: nil, in: session).map(\.commitment)
        .filter { $0.state.stands }
    }
  }

  func version(_ code: String) async throws -> ItemVersion {
    let item = try await database.read { try LedgerStore.item(code, in: $0) }
    return ItemVersion(code: code, version: item?.version ?? 0)
  }

  func edition(of report: String) async throws -> Int64 {
    try await database.read { try LedgerStore.edition(of: report, in: $0) } ?? 0
  }

  /// The classes of a report's text after what was decided.
  func segments(of report: String) async throws -> [Segment] {
    let stored = try await database.read { session in
      (
        try LedgerStore.report(report, knownAt: nil, in: session),
        try LedgerStore.items(of: report, knownAt: nil, in: session)
      )
    }
    guard let (found, text) = stored.0 else { return [] }
    let read = Reader(lexicon: library.lexicon).read(text, year: found.year)
    return DecidedCoverage.segments(read.segments, with: stored.1.map(\.commitment))
  }

  func classes(of report: String) async throws -> [Segment.Class] {
    try await segments(of: report).flatMap { segment in
      Array(repeating: segment.segmentClass, count: segment.span.count)
    }
  }

  func words(_ span: [Int], of text: String) -> String {
    var words = String.UnicodeScalarView()
    words.append(contentsOf: Array(text.unicodeScalars)[span[0]..<span[1]])
    return String(words)
  }

  func place(of words: String, in text: String) -> Range<Int> {
    guard let range = text.firstRange(of: words) else { return 0..<0 }
    let start = text[..<range.lowerBound].unicodeScalars.count
    return start..<start + words.unicodeScalars.count
  }
}

/// Decisions drawn by lot, for properties that hold for any of them.
struct RandomDecisions {
  private var state: UInt64
  private let world: World
  private let report: String
  private let text: String

  init(seed: UInt64, world: World, report: String, text: String) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    self.world = world
    self.report = report
    self.text = text
  }

  private mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(limit, 1)))
  }

  /// Makes one decision and returns its entry; nil when the ledger refused it.
  mutating func decide() async throws -> Int64? {
    let standing = try await world.standing()
    guard !standing.isEmpty else { return nil }
    let chosen = standing[number(below: standing.count)]
    let other = standing[number(below: standing.count)]
    let item = try await world.version(chosen.id)
    var revision = ItemRevision(chosen)
    revision.subject += "\(number(below: 9))"
    do {
      switch number(below: 6) {
      case 0: return try await world.decide(EditCommitment(item: item, revision: revision))
      case 1: return try await world.decide(MarkBackground(item: item, ground: "抽签"))
      case 2:
        return try await world.decide(
          MergeCommitments(
            items: [item, try await world.version(other.id)], revision: revision))
      case 3:
        let scalars = Array(chosen.text.unicodeScalars)
        let cut = 1 + number(below: scalars.count - 1)
        return try await world.decide(
          SplitCommitment(
            item: item,
            parts: [
              .init(words: world.words([0, cut], of: chosen.text), revision: revision),
              .init(words: world.words([cut, scalars.count], of: chosen.text), revision: revision),
            ]))
      case 4:
        return try await world.decide(
          ConfirmCommitment(commitment: chosen.id, metric: nil, unit: nil, version: item.version))
      default:
        let start = number(below: text.unicodeScalars.count)
        let end = min(text.unicodeScalars.count, start + 1 + number(below: 30))
        let form = Commitment.Form.allCases[number(below: 3)]
        return try await world.decide(
          MarkPassage(
            report: report, edition: try await world.edition(of: report), span: start..<end,
            form: form, revision: revision))
      }
    } catch is JournalError {
      return nil
    }
  }
}
