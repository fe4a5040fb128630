import Storage
import TestStores
import Testing

@Suite("Copying a database into another") struct TableCopyTests {
  /// A database in which several tables hold more rows than are sent at once.
  private func filled(_ store: TestStore) async throws -> any Database {
    let database = try await store.make()
    try await database.write { transaction in
      for seq in 1...3 { try transaction.entry(Int64(seq)) }
      try transaction.execute("INSERT INTO person VALUES ('lm', '李明', 1)")
      try transaction.execute("INSERT INTO field VALUES (4, 'enterprise', 'name', 2)")
      try transaction.insert(
        into: "subject", columns: ["register", "region", "code", "seq"],
        rows: (1...12_000).lazy.map {
          [.text("enterprise"), .text("410000"), .text("编号\($0)"), .integer(2)]
        })
      try transaction.insert(
        into: "fact",
        columns: [
          "field_id", "period", "subject_id", "seq", "number", "text", "evidence", "source_row",
        ],
        rows: (1...12_000).lazy.map { subject -> [SQLValue] in
          [
            .integer(4), .integer(0), .integer(Int64(subject)), .integer(3),
            subject.isMultiple(of: 2) ? .integer(.min) : .null,
            subject.isMultiple(of: 3) && !subject.isMultiple(of: 2) ? .text("\u{1F600}") : .null,
            .integer(2), .null,
          ]
        })
    }
    return database
  }

  private func rows(of database: any Database) async throws -> [String: Set<[SQLValue]>] {
    try await database.read { session in
      var found: [String: Set<[SQLValue]>] = [:]
      for table in TableCopy.tables {
        let rows = try session.rows("SELECT * FROM \(SQL(stringLiteral: table))")
        found[table] = Set(rows.map(\.values))
      }
      return found
    }
  }

  @Test(arguments: TestStore.reachable, TestStore.reachable)
  func `every row comes over`(from: TestStore, to: TestStore) async throws {
    let source = try await filled(from)
    let target = try await to.make()
    try await TableCopy(from: source, to: target).run()
    #expect(try await rows(of: target) == rows(of: source))
    #expect(try await count("fact", in: target) == 12_000)
    // Numbers go on from where they were.
    let next = try await target.write { transaction -> Int64 in
      try transaction.execute(
        "INSERT INTO subject (register, region, code, seq) VALUES ('a', 'b', 'c', 3)")
      return try transaction.rows("SELECT MAX(id) AS n FROM subject")[0].get("n")
    }
    #expect(next == 12_001)
  }

  @Test(arguments: TestStore.reachable, TestStore.reachable)
  func `a target that holds something stays as it was`(from: TestStore, to: TestStore) async throws
  {
    let source = try await filled(from)
    let target = try await to.make()
    try await target.write { try $0.entry(3) }
    let refusal = await refusal { try await TableCopy(from: source, to: target).run() }
    guard case .refused = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try await count("journal", in: target) == 1)
    #expect(try await count("subject", in: target) == 0)
  }

  // GRDB does not watch over a closed database in memory, so only the server is asked.
  @Test(arguments: TestStore.reachable.filter { $0 == .postgresql })
  func `a source that is closed says so and leaves the target empty`(store: TestStore) async throws
  {
    let source = try await filled(store)
    try await source.close()
    let target = try await store.make()
    let refusal = await refusal { try await TableCopy(from: source, to: target).run() }
    guard case .closed = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try await count("journal", in: target) == 0)
  }

  @Test func `tables are known in the order in which they refer to each other`() async throws {
    let made = try await TestStore.sqlite.make().read { session in
      try session.rows(
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'grdb_%' ORDER BY rowid
        """
      ).map { try $0.get("name") as String }
    }
    #expect(TableCopy.tables == made)
  }
}
