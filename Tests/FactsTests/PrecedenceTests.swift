import Definitions
import Documents
import Facts
import Quantities
import Storage
import Testing

/// Who wrote an entry is looked up where versions of one fact meet, and nowhere else.
@Suite("Precedence and a long journal") struct PrecedenceTests {
  /// Entries before and between those that wrote the fact.
  private static let others = 400

  @Test(arguments: [
    // The words of one fact, and the entries that lie between each two of them.
    (words: 1, between: 0, most: 0), (words: 2, between: 0, most: 2),
    (words: 2, between: 300, most: 2), (words: 5, between: 60, most: 5),
    (words: 300, between: 1, most: 600), (words: 270, between: 9, most: 270),
  ])
  func `a view reads the entries that spoke in a dispute`(
    words: Int, between: Int, most: Int
  ) async throws {
    let world = try await World()
    try await world.tell(words: words, between: between, after: Self.others)
    let asOf = AsOf(try #require(Day("2022-12-31")))
    let builder = SnapshotBuilder(register: world.register, region: World.region, asOf: asOf)
    let (view, read) = try await world.database.read { session in
      let counting = CountingSession(session)
      return (try builder.build(in: counting), counting.entries)
    }
    #expect(read <= most)
    // Words of equal evidence: the last one counts.
    #expect(view.value("founded_on", row: 0) == .day(Day(number: Int32(words))))
  }

  @Test func `a preview reads no more of the journal than a view`() async throws {
    let world = try await World()
    try await world.tell(words: 3, between: 50, after: Self.others)
    let workbook = Array("统一社会信用代码,成立日期\n\(Code.first),2015-03-02\n".utf8)
    let intake = world.intake()
    let (preview, read) = try await world.database.read { session in
      let counting = CountingSession(session)
      let preview = try intake.preview(
        WorkbookReader.read(workbook, name: "表.csv"), file: "表.csv", in: counting)
      return (preview, counting.entries)
    }
    #expect(read <= 3)
    #expect(preview.changes.map(\.before) == [StoredValue(number: 3)])
  }
}

/// Counts the rows that a reader takes from the journal, without its head.
private final class CountingSession: Session {
  private let session: any Session
  private(set) var entries = 0

  init(_ session: any Session) { self.session = session }

  func each(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
    let isCounted = sql.text().contains("post FROM journal")
    try session.each(sql) { row in
      if isCounted { entries += 1 }
      try body(row)
    }
  }

  func blocks(_ sql: SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    try session.blocks(sql, body)
  }
}

extension World {
  /// Writes one fact again and again, with entries of others before and between.
  fileprivate func tell(words: Int, between: Int, after others: Int) async throws {
    let register = register
    try await database.write { transaction in
      for _ in 0..<others { _ = try transaction.entry(post: "Z") }
      for word in 1...words {
        let seq = try transaction.entry(post: "P\(word % 3)")
        let fields = try FactStore.ensureFields(
          ["founded_on"], of: register.id, seq: seq, in: transaction)
        let subjects = try FactStore.ensureSubjects(
          [Code.first], register: register.id, region: Self.region, seq: seq, in: transaction)
        try FactStore.write(
          [
            FactVersion(
              field: try #require(fields["founded_on"]), period: 0,
              subject: try #require(subjects[Code.first]), seq: seq,
              value: StoredValue(number: Int64(word)), evidence: .documented)
          ], in: transaction)
        for _ in 0..<between { _ = try transaction.entry(post: "Z") }
      }
    }
  }
}
