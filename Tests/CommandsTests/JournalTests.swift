import Commands
import Definitions
import Facts
import Quantities
import Storage
import Testing

/// Writes a setting and, when it is told to, fails afterwards.
private struct SetMotto: Command {
  static let name = "set-motto"
  static let title = "修改口号"
  static let needed = Permission("report", "C")
  struct Body: Codable, Sendable { var motto: String }
  struct Stopped: Error {}

  var motto: String
  var fails = false
  var permission: Permission { Self.needed }
  var body: Body { Body(motto: motto) }

  func run(in context: CommandContext) throws {
    try context.transaction.execute(
      "INSERT INTO setting (key, value, seq) VALUES (\("motto-\(context.seq)"), \(motto), \(context.seq))"
    )
    if fails { throw Stopped() }
  }
}

@Suite("Journal") struct JournalTests {
  @Test func `founding opens the journal and nothing else does`() async throws {
    let district = try await District()
    let entries = try await district.database.read { try JournalEntry.newest(10, in: $0) }
    #expect(entries.map(\.seq) == [1])
    #expect(entries[0].command == "found-district")
    #expect(entries[0].previous == JournalEntry.origin)
    #expect(try await district.verdict().holds)
    await #expect(throws: JournalError.notEmpty) { try await district.found() }
  }

  @Test func `one person cannot hold two of the three administrations`() async throws {
    let district = try await District(founded: false)
    let posts = District.posts + [District.post("AU-2", "yin", "AU", "gov-office")]
    let permit = district.authority.foundingPermit(for: District.actor("SA-1"))
    await #expect(throws: JournalError.self) {
      try await district.journal.commit(
        FoundDistrict(district: "澄川区", people: District.people, posts: posts), permit: permit,
        reason: "初始化")
    }
    let verdict = try await district.verdict()
    #expect(verdict.holds)
    #expect((verdict.entries, verdict.root) == (0, JournalEntry.origin))
  }

  @Test func `an entry says who changed what, when and why, and follows the one before`()
    async throws
  {
    let district = try await District()
    district.time.set("2022-03-01")
    let actor = District.actor("SV-1")
    let permit = try district.authority.permit(actor, SetMotto.needed, on: day("2022-03-01"))
    let committed = try await district.journal.commit(
      SetMotto(motto: "说到做到"), permit: permit, reason: "会议纪要〔2022〕3号")
    #expect(committed.seq == 2)
    let read = try await district.database.read { try JournalEntry.entry(2, in: $0) }
    let entry = try #require(read)
    #expect(
      [entry.at, entry.person, entry.post, entry.command, entry.body, entry.reason] == [
        "2022-03-01T09:00:00+08:00", "wen", "SV-1", "set-motto", #"{"motto":"说到做到"}"#,
        "会议纪要〔2022〕3号",
      ])
    let first = try await district.database.read { try JournalEntry.entry(1, in: $0) }
    #expect(entry.previous == first?.digest)
    #expect(try entry.seal() == entry.digest)
    #expect(entry.before == Digest.hex(""))
    #expect(entry.after != entry.before)
  }

  @Test func `the seal is the digest of canonical JSON`() async throws {
    let district = try await District()
    let permit = try district.authority.permit(
      District.actor("SV-1"), SetMotto.needed, on: day("2022-01-05"))
    try await district.journal.commit(SetMotto(motto: "a/b\u{1F600}"), permit: permit, reason: "理由")
    let read = try await district.database.read { try JournalEntry.entry(2, in: $0) }
    let entry = try #require(read)
    // RFC 8785: keys sorted, no white space, nothing escaped that need not be.
    let canonical =
      #"{"after":"\#(entry.after)","at":"2022-01-05T09:00:00+08:00","before":"\#(entry.before)","#
      + #""body":"{\"motto\":\"a/b😀\"}","command":"set-motto","day":"2022-01-05","#
      + #""person":"wen","post":"SV-1","previous":"\#(entry.previous)","reason":"理由","seq":2}"#
    #expect(entry.digest == Digest.hex(canonical))
  }

  @Test func `every table whose rows carry their entry goes into the digests of entries`() {
    let carrying = Migration.history.flatMap(\.statements)
      .filter { $0.contains(/\bseq INTEGER NOT NULL/) }
      .compactMap { $0.prefixMatch(of: /CREATE TABLE (\w+)/).map { String($0.1) } }
    #expect(Set(EntryTable.all.map { $0.name.text() } + ["fact"]) == Set(carrying))
  }

  @Test func `the digests of an import are those of the lines that it wrote and replaced`()
    async throws
  {
    let district = try await District()
    try await district.fill()
    let facts = try await district.database.read { session in
      try (2...4).map { try FactStore.versions(writtenBy: $0, in: session) }
    }
    let corrected = try #require(facts[2].first)
    let replaced = facts[1].filter { $0.subject == corrected.subject }
    #expect((replaced.count, facts[2].count) == (1, 1))
    for (seq, before) in [(Int64(2), []), (3, []), (4, replaced)] {
      let (entry, keys) = try await district.database.read { session in
        (try JournalEntry.entry(seq, in: session), try Self.keys(of: seq, in: session))
      }
      let after = (keys + facts[Int(seq) - 2].map(Self.line)).joined()
      #expect(entry?.after == Digest.hex(after))
      #expect(entry?.before == Digest.hex(before.map(Self.line).joined()))
    }
  }

  /// The lines of the fields, subjects and confirmations that an entry added.
  private static func keys(of seq: Int64, in session: any Session) throws -> [String] {
    let tables: [SQL] = [
      "SELECT 'field', id, register, key FROM field WHERE seq = \(seq) ORDER BY id",
      "SELECT 'subject', id, register, region, code FROM subject WHERE seq = \(seq) ORDER BY id",
      """
      SELECT 'confirmation', field_id, period, evidence, subjects, taken_back FROM confirmation
      WHERE seq = \(seq) ORDER BY field_id, period
      """,
    ]
    return try tables.flatMap { try session.rows($0).map { line($0.values) } }
  }

  private static func line(_ fact: FactVersion) -> String {
    line([
      .text("fact"), .integer(fact.field), .integer(fact.period), .integer(fact.subject),
      fact.value.number.sqlValue, fact.value.text.sqlValue,
      .integer(Int64(fact.evidence.rawValue)), fact.sourceRow.sqlValue,
    ])
  }

  /// A line as it was sealed from the first release on.
  private static func line(_ values: [SQLValue]) -> String {
    let parts = values.map { value in
      switch value {
      case .null: "-;"
      case .integer(let number): "i\(number);"
      case .text(let text): "t\(text.utf8.count):\(text);"
      case .blob(let bytes):
        "b" + bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() + ";"
      case .real: "no fact or key holds these"
      }
    }
    return parts.joined() + "\n"
  }

  @Test func `a command that fails leaves neither its rows nor an entry`() async throws {
    let district = try await District()
    let permit = try district.authority.permit(
      District.actor("SV-1"), SetMotto.needed, on: day("2022-01-05"))
    await #expect(throws: SetMotto.Stopped.self) {
      try await district.journal.commit(
        SetMotto(motto: "x", fails: true), permit: permit, reason: "")
    }
    let verdict = try await district.verdict()
    #expect(verdict.entries == 1 && verdict.holds)
  }

  @Test func `another permit is refused`() async throws {
    let district = try await District()
    let permit = try district.authority.permit(
      District.actor("SV-1"), Permission("report", "R"), on: day("2022-01-05"))
    await #expect(
      throws: Denial.wrongPermit(needed: SetMotto.needed, given: Permission("report", "R"))
    ) {
      try await district.journal.commit(SetMotto(motto: "x"), permit: permit, reason: "")
    }
    #expect(try await district.verdict().entries == 1)
  }

  @Test func `a permit ends with the post`() async throws {
    let district = try await District()
    let actor = District.actor("DU-old")
    let permit = try district.authority.permit(
      actor, Permission("import", "C"), reaching: Reach(unit: "industry"), on: day("2021-06-01"))
    await #expect(throws: Denial.postEnded(post: "DU-old", day: day("2022-01-05"))) {
      try await district.journal.commit(ReverseImportLike(), permit: permit, reason: "")
    }
  }

  @Test func `a day before the last entry may be looked at and not written`() async throws {
    let district = try await District()
    district.time.set("2022-01-04")
    let permit = try district.authority.permit(
      District.actor("SV-1"), SetMotto.needed, on: day("2022-01-04"))
    await #expect(
      throws: JournalError.dayBeforeHead(today: day("2022-01-04"), head: day("2022-01-05"))
    ) {
      try await district.journal.commit(SetMotto(motto: "x"), permit: permit, reason: "")
    }
  }

  @Test func `commands that come at once stand in one line`() async throws {
    let district = try await District()
    let permit = try district.authority.permit(
      District.actor("SV-1"), SetMotto.needed, on: day("2022-01-05"))
    let journal = district.journal
    let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 1...20 {
        group.addTask {
          try await journal.commit(SetMotto(motto: "\(number)"), permit: permit, reason: "").seq
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.sorted() == Array(2...21))
    #expect(try await district.verdict().holds)
  }

  @Test func `the last entry of a day is found`() async throws {
    let district = try await District()
    let permit = try district.authority.permit(
      District.actor("SV-1"), SetMotto.needed, on: day("2022-01-05"))
    for text in ["2022-01-05", "2022-02-01", "2022-02-01", "2022-05-01"] {
      district.time.set(text)
      try await district.journal.commit(SetMotto(motto: text), permit: permit, reason: "")
    }
    let heads = try await district.database.read { session in
      try ["2022-01-04", "2022-01-05", "2022-01-31", "2022-02-01", "2022-12-31"].map {
        try JournalEntry.head(onOrBefore: day($0), in: session)
      }
    }
    #expect(heads == [0, 2, 2, 4, 5])
  }
}

/// A command that asks for the right to import.
private struct ReverseImportLike: Command {
  static let name = "nothing"
  static let title = "无"
  var permission: Permission { Permission("import", "C") }
  var body: [String: String] { [:] }
  func run(in context: CommandContext) throws {}
}
