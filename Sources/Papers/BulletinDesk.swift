import Commands
import Definitions
import Facts
package import Ledgers
package import Quantities
import Storage

/// Makes an edition of a bulletin from the ledger: the answers of its blocks, and the paper.
package struct BulletinDesk: Sendable {
  private let ledger: LedgerDesk
  private let district: String
  private let day: Day
  private let madeAt: String
  private let person: String
  private let unit: String
  private let unitName: @Sendable (String) -> String

  /// A desk on a day; `person` issues for `unit`.
  package init(
    ledger: LedgerDesk, district: String, day: Day, madeAt: String, person: String, unit: String,
    unitName: @escaping @Sendable (String) -> String
  ) {
    self.ledger = ledger
    self.district = district
    self.day = day
    self.madeAt = madeAt
    self.person = person
    self.unit = unit
    self.unitName = unitName
  }

  /// A bulletin as it would be issued now.
  package struct Edition: Sendable {
    package var issue: Bulletin.Issue
    package var paper: BulletinPaper
    package var word: [UInt8]
  }

  package func edition(of bulletin: Bulletin) async throws -> Edition {
    guard let head = try await head() else { throw JournalError.invalid("还没有任何记录") }
    let blocks = try await blocks(before: bulletin, knownAt: head.seq)
    let kinds = bulletin.draft.pieces.compactMap { piece in
      if case .block(let kind) = piece { kind } else { nil }
    }
    var issue = Bulletin.Issue(
      day: day, knownAt: head.seq, madeAt: madeAt, person: person, unit: unit,
      root: head.digest, blocks: kinds.map(blocks.block), marks: blocks.marks, digest: "")
    issue.isSealed = true
    let paper = BulletinPaper(bulletin, issue: issue, district: district)
    let word = paper.word
    issue.digest = Digest.hex(word)
    return Edition(issue: issue, paper: paper, word: word)
  }

  private func head() async throws -> JournalEntry? {
    try await ledger.database.read { try JournalEntry.newest(1, in: $0).first }
  }

  private func blocks(
    before bulletin: Bulletin, knownAt: Int64
  ) async throws -> BulletinBlocks {
    let readings = try await ledger.current(
      try await ledger.readings(asOf: AsOf(day, knownAt: knownAt)), knownAt: knownAt)
    let known = try await ledger.database.read { session in
      let splits = try SplitStore.splits(knownAt: knownAt, in: session).mapValues(\.split)
      let issued = try BulletinStore.bulletins(knownAt: knownAt, in: session)
        .map(\.bulletin).filter { $0.issue != nil && $0.id != bulletin.id }
      let previous = issued.max { ($0.issue?.knownAt ?? 0) < ($1.issue?.knownAt ?? 0) }
      let earlier = try previous?.issue.map {
        try LedgerStore.commitments(asOf: AsOf($0.day, knownAt: $0.knownAt), in: session)
      }
      return (splits: splits, previous: previous, earlier: earlier)
    }
    return BulletinBlocks(
      readings: readings, splits: known.splits, previous: known.previous,
      earlier: known.earlier ?? [], library: ledger.library, day: day, unitName: unitName)
  }
}
