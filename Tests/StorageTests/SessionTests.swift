import Storage
import StorageSQLite
import Testing

@Suite("Reading and writing") struct SessionTests {
  @Test func `what a failing write wrote is gone`() async throws {
    let database = try SQLiteDatabase.inMemory()
    struct Stopped: Error {}
    await #expect(throws: Stopped.self) {
      try await database.write { transaction in
        try transaction.entry(1)
        throw Stopped()
      }
    }
    #expect(try await count("journal", in: database) == 0)
  }

  @Test(arguments: [0, 1, 99, 100, 101, 250])
  func `many rows go in, in order`(number: Int) async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.write { transaction in
      try transaction.entry(1)
      try transaction.insert(
        into: "subject", columns: ["register", "region", "code", "seq"],
        rows: (0..<number).lazy.map {
          [.text("enterprise"), .text("410000"), .text("编号\($0)"), .integer(1)]
        })
    }
    let codes = try await database.read { session in
      try session.rows("SELECT code FROM subject ORDER BY id").map { try $0.get(0) as String }
    }
    #expect(codes == (0..<number).map { "编号\($0)" })
  }

  @Test func `every kind of value comes back as it went in`() async throws {
    let database = try SQLiteDatabase.inMemory()
    let values: [SQLValue] = [
      .null, .integer(.min), .integer(.max), .real(0.1), .text("合符\u{1F600}'\""), .text(""),
      .blob([0, 255, 1]), .blob([]),
    ]
    let back = try await database.read { session in
      try values.map { try session.rows("SELECT \($0) AS v")[0].values[0] }
    }
    #expect(back == values)
  }

  @Test func `a row that was kept does not change with the next one`() async throws {
    let database = try SQLiteDatabase.inMemory()
    let kept = try await database.read { session in
      var kept: [SQLRow] = []
      try session.each("SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3") { kept.append($0) }
      return kept
    }
    #expect(kept.map(\.values) == [[.integer(1)], [.integer(2)], [.integer(3)]])
  }

  @Test func `the same question may be asked while its answer is being read`() async throws {
    let database = try SQLiteDatabase.inMemory()
    let sum = try await database.read { session in
      let question: SQL = "SELECT 1 AS n UNION ALL SELECT 2"
      var sum: Int64 = 0
      try session.each(question) { outer in
        try session.each(question) { inner in
          sum += try outer.get("n") * inner.get("n")
        }
      }
      return sum
    }
    #expect(sum == 9)
  }

  @Test func `text with a zero character is refused rather than cut`() async throws {
    let database = try SQLiteDatabase.inMemory()
    #expect(
      await refusal {
        _ = try await database.write { try $0.execute("SELECT \("a\u{0}b")") }
      } == .zeroCharacter)
  }

  @Test func `a reader may not write`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      let (database, _) = try await SQLiteDatabase.open(path: path)
      let refusal = await refusal {
        _ = try await database.read { try $0.rows("DELETE FROM journal RETURNING seq") }
      }
      #expect(refusal == .readOnly(path: path))
      try await database.close()
    }
  }

  @Test func `a full disk loses nothing that was there`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      let (database, _) = try await SQLiteDatabase.open(path: path)
      try await database.write { try $0.entry(1) }
      let refusal = await refusal {
        try await database.write { transaction in
          // SQLite answers a file that may not grow as it answers a full disk.
          let pages: Int64 = try transaction.rows("PRAGMA page_count")[0].get(0)
          _ = try transaction.execute(SQL(stringLiteral: "PRAGMA max_page_count = \(pages + 2)"))
          for seq in 2...5_000 { try transaction.entry(Int64(seq)) }
        }
      }
      #expect(refusal == .full(path: path))
      #expect(try await count("journal", in: database) == 1)
      try await database.write { transaction in
        _ = try transaction.execute("PRAGMA max_page_count = 1000000")
        try transaction.entry(2)
      }
      #expect(try await count("journal", in: database) == 2)
      try await database.close()
    }
  }
}
