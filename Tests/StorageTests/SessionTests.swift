import Storage
import StorageSQLite
import TestStores
import Testing

@Suite("Reading and writing") struct SessionTests {
  @Test(arguments: TestStore.reachable)
  func `what a failing write wrote is gone`(store: TestStore) async throws {
    let database = try await store.make()
    struct Stopped: Error {}
    await #expect(throws: Stopped.self) {
      try await database.write { transaction in
        try transaction.entry(1)
        throw Stopped()
      }
    }
    #expect(try await count("journal", in: database) == 0)
  }

  // A parcel holds 4,096 rows.
  @Test(arguments: TestStore.reachable, [0, 1, 100, 4_095, 4_096, 4_097, 9_000])
  func `many rows go in, in order`(store: TestStore, number: Int) async throws {
    let database = try await store.make()
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

  @Test(arguments: TestStore.reachable)
  func `a row that does not fit its columns is refused`(store: TestStore) async throws {
    let database = try await store.make()
    await #expect(throws: StorageError.self) {
      try await database.write { transaction in
        try transaction.entry(1)
        try transaction.insert(
          into: "subject", columns: ["register", "region", "code", "seq"],
          rows: [
            [.text("enterprise"), .text("410000"), .text("1"), .integer(1), .null],
            [.text("enterprise"), .text("410000"), .text("2")],
          ])
      }
    }
    #expect(try await count("subject", in: database) == 0)
  }

  @Test(arguments: TestStore.reachable)
  func `every kind of value comes back as it went in`(store: TestStore) async throws {
    let database = try await store.make()
    let values: [SQLValue] = [
      .null, .integer(.min), .integer(.max), .real(0.1), .text("合符\u{1F600}'\""), .text(""),
      .blob([0, 255, 1]), .blob([]),
    ]
    let back = try await database.read { session in
      try values.map { try session.rows("SELECT \($0) AS v")[0].values[0] }
    }
    #expect(back == values)
  }

  @Test(arguments: TestStore.reachable)
  func `every kind of value goes in with a parcel`(store: TestStore) async throws {
    let database = try await store.make()
    let rows: [[SQLValue]] = [
      [.integer(1), .real(-0.1), .text("合符\u{1F600}'"), .blob([0, 255, 1])],
      [.integer(2), .real(.infinity), .text(""), .blob([])],
      [.integer(.max), .null, .null, .null],
    ]
    let back = try await database.write { transaction in
      try transaction.execute(
        "CREATE TEMP TABLE kinds (i BIGINT, r DOUBLE PRECISION, t TEXT, b BYTEA)")
      try transaction.insert(into: "kinds", columns: ["i", "r", "t", "b"], rows: rows)
      return try transaction.rows("SELECT i, r, t, b FROM kinds ORDER BY i").map(\.values)
    }
    #expect(back == rows)
  }

  @Test(arguments: TestStore.reachable)
  func `a text with a zero character does not go in with a parcel`(store: TestStore) async throws {
    let database = try await store.make()
    await #expect(throws: StorageError.zeroCharacter) {
      try await database.write { transaction in
        try transaction.entry(1)
        try transaction.insert(
          into: "subject", columns: ["register", "region", "code", "seq"],
          rows: [[.text("enterprise"), .text("410000"), .text("1\0"), .integer(1)]])
      }
    }
    #expect(try await count("subject", in: database) == 0)
  }

  @Test(arguments: TestStore.reachable, [0, 1, 4095, 4096, 4097, 9000])
  func `blocks hold the rows, one text for equal ones`(store: TestStore, number: Int) async throws {
    let database = try await store.make()
    try await database.write { transaction in
      try transaction.entry(1)
      try transaction.insert(
        into: "subject", columns: ["register", "region", "code", "seq"],
        rows: (0..<number).lazy.map {
          [.text("register\($0 % 7)"), .text("合符"), .text("编号\($0)"), .integer(1)]
        })
    }
    let question: SQL = """
      SELECT id, register, region, code, NULLIF(id, 5) FROM subject
      WHERE id >= \(Int64(1)) ORDER BY id
      """
    let (rows, words, again) = try await database.read { session in
      var rows: [[Int64?]] = []
      var again = 0
      let words = try session.blocks(question) { block in
        rows += (0..<block.count).map { row in
          (0..<5).map { column in
            let place = column * RowBlock.capacity + row
            return block.isNull[place] ? nil : block.numbers[place]
          }
        }
        // The same may be asked while it is being read.
        _ = try session.blocks(question) { again += $0.count }
      }
      return (rows, words, again)
    }
    let blocks = (number + RowBlock.capacity - 1) / RowBlock.capacity
    #expect(again == number * blocks)
    #expect(Set(words).count == words.count)
    #expect(words.count == min(number, 7) + min(number, 1) + number)
    #expect(rows.count == number)
    for (index, row) in rows.enumerated() {
      let id = Int64(index + 1)
      let texts = try row[1...3].map { words[Int(try #require($0))] }
      #expect(texts == ["register\(index % 7)", "合符", "编号\(index)"])
      #expect([row[0], row[4]] == [id, id == 5 ? nil : id])
    }
  }

  @Test(arguments: TestStore.reachable)
  func `blocks hold whole numbers and texts, and nothing else`(store: TestStore) async throws {
    let database = try await store.make()
    for value in [SQLValue.real(0.5), .blob([1])] {
      await #expect(throws: StorageError.wrongType(column: "v", wanted: "Int64, String")) {
        try await database.read { session in
          _ = try session.blocks("SELECT \(value) AS v") { _ in }
        }
      }
    }
  }

  @Test(arguments: TestStore.reachable)
  func `a row that was kept does not change with the next one`(store: TestStore) async throws {
    let database = try await store.make()
    let kept = try await database.read { session in
      var kept: [SQLRow] = []
      try session.each("SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3") { kept.append($0) }
      return kept
    }
    #expect(kept.map(\.values) == [[.integer(1)], [.integer(2)], [.integer(3)]])
  }

  @Test(arguments: TestStore.reachable)
  func `the same question may be asked while its answer is being read`(store: TestStore)
    async throws
  {
    let database = try await store.make()
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

  @Test(arguments: TestStore.reachable)
  func `text with a zero character is refused rather than cut`(store: TestStore) async throws {
    let database = try await store.make()
    #expect(
      await refusal {
        _ = try await database.write { try $0.execute("SELECT \("a\u{0}b")") }
      } == .zeroCharacter)
  }

  @Test(arguments: TestStore.reachable)
  func `a long answer waits while another question is asked`(store: TestStore) async throws {
    let database = try await store.make()
    let numbers: SQL = """
      WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
      SELECT n FROM number
      """
    let (outer, inner) = try await database.read { session in
      var (outer, inner): ([Int64], Int64) = ([], 0)
      try session.each(numbers) { row in
        outer.append(try row.get(0))
        guard outer.count == 100 else { return }
        try session.each(numbers) { inner += try $0.get(0) }
      }
      return (outer, inner)
    }
    #expect(outer == Array(1...5000))
    #expect(inner == 5000 * 5001 / 2)
  }

  @Test(arguments: TestStore.reachable)
  func `an answer that is given up leaves the session fit for the next`(
    store: TestStore
  ) async throws {
    let database = try await store.make()
    struct Enough: Error {}
    let answer = try await database.read { session in
      do {
        try session.each("SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3") { _ in
          throw Enough()
        }
      } catch is Enough {}
      return try session.rows("SELECT \("还在") AS v")[0].get("v") as String
    }
    #expect(answer == "还在")
  }

  @Test(arguments: TestStore.reachable)
  func `text is ordered by its code points`(store: TestStore) async throws {
    let database = try await store.make()
    let codes = ["b", "a", "B", "A", "合", "符", "Z9", "a1", "_", "é"]
    try await database.write { transaction in
      try transaction.entry(1)
      try transaction.insert(
        into: "subject", columns: ["register", "region", "code", "seq"],
        rows: codes.map { [.text("enterprise"), .text("410000"), .text($0), .integer(1)] })
    }
    let ordered = try await database.read { session in
      try session.rows("SELECT code FROM subject ORDER BY code").map { try $0.get(0) as String }
    }
    #expect(
      ordered == codes.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
  }

  @Test(arguments: TestStore.reachable)
  func `a number that an undone write had taken is given again`(store: TestStore) async throws {
    let database = try await store.make()
    struct Stopped: Error {}
    func add(_ code: String, stopping: Bool) async throws {
      try await database.write { transaction in
        _ = try transaction.execute(
          """
          INSERT INTO subject (register, region, code, seq)
          VALUES ('enterprise', '410000', \(code), 1)
          """)
        if stopping { throw Stopped() }
      }
    }
    try await database.write { try $0.entry(1) }
    try await add("A", stopping: false)
    await #expect(throws: Stopped.self) { try await add("B", stopping: true) }
    try await add("C", stopping: false)
    let ids = try await database.read { session in
      try session.rows("SELECT id FROM subject ORDER BY id").map { try $0.get(0) as Int64 }
    }
    #expect(ids == [1, 2])
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
