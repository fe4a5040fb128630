import Foundation
import Storage
import StoragePostgreSQL
import Synchronization
import TestStores
import Testing

@Suite(
  "Reading and writing on a server",
  .enabled(if: TestStore.url != nil, Comment(rawValue: TestStore.absence)))
struct ServerSessionTests {
  /// A database whose connections can be told from those of other tests, to end them.
  private func open() async throws -> (database: PostgreSQLDatabase, url: String, name: String) {
    let fresh = try TestStore.freshURL()
    let name = String(fresh.suffix(37))
    let url = "\(fresh)&application_name=\(name)"
    return (try await PostgreSQLDatabase.open(url).database, url, name)
  }

  private func end(_ name: String) throws {
    let url = try #require(TestStore.url)
    try ServerForTests.run(
      """
      SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE application_name = '\(name)' AND pid <> pg_backend_pid()
      """, on: url)
  }

  /// Ends the connection of the session that asks.
  private static let suicide: SQL = "SELECT pg_terminate_backend(pg_backend_pid())"

  @Test func `a reader may not write`() async throws {
    let (database, _, _) = try await open()
    let refusal = await refusal {
      _ = try await database.read { try $0.rows("DELETE FROM journal RETURNING seq") }
    }
    #expect(refusal == .readOnly(path: database.name))
  }

  @Test func `a reader sees one moment while others write`() async throws {
    let (database, url, _) = try await open()
    let other = try await PostgreSQLDatabase.open(url).database
    let gate = Gate()
    async let counts = database.read { session in
      let before: Int64 = try session.rows("SELECT COUNT(*) AS n FROM journal")[0].get("n")
      gate.open(and: 1)
      gate.wait(for: 2)
      let after: Int64 = try session.rows("SELECT COUNT(*) AS n FROM journal")[0].get("n")
      return [before, after]
    }
    while !gate.isOpen(1) { await Task.yield() }
    try await other.write { try $0.entry(1) }
    gate.open(and: 2)
    #expect(try await counts == [0, 0])
    #expect(try await count("journal", in: database) == 1)
  }

  @Test func `a connection that broke while it lay idle is replaced unnoticed`() async throws {
    let (database, _, name) = try await open()
    #expect(try await count("journal", in: database) == 0)
    try end(name)
    #expect(try await count("journal", in: database) == 0)
    try end(name)
    try await database.write { try $0.entry(1) }
    #expect(try await count("journal", in: database) == 1)
  }

  @Test func `a read that loses its connection is asked once more`() async throws {
    let (database, _, _) = try await open()
    let tries = Mutex(0)
    let answer = try await database.read { session in
      let number = tries.withLock { tries in
        tries += 1
        return tries
      }
      if number == 1 { _ = try session.rows(Self.suicide) }
      return try session.rows("SELECT \(7) AS n")[0].get("n") as Int64
    }
    #expect(answer == 7)
    #expect(tries.withLock { $0 } == 2)
  }

  @Test func `a read that loses its connection twice says so`() async throws {
    let (database, _, _) = try await open()
    let refusal = await refusal { _ = try await database.read { try $0.rows(Self.suicide) } }
    #expect(refusal == .interrupted(server: database.name))
    #expect(try await count("journal", in: database) == 0)
  }

  @Test func `a write that loses its connection is not repeated and leaves nothing`() async throws {
    let (database, _, _) = try await open()
    let tries = Mutex(0)
    let refusal = await refusal {
      try await database.write { transaction in
        tries.withLock { $0 += 1 }
        try transaction.entry(1)
        _ = try transaction.rows(Self.suicide)
      }
    }
    #expect(refusal == .interrupted(server: database.name))
    #expect(tries.withLock { $0 } == 1)
    #expect(try await count("journal", in: database) == 0)
    try await database.write { try $0.entry(1) }
  }

  /// The acknowledgement is lost in both: the connection is ended by a trigger that runs when the
  /// transaction commits, before it is kept.
  @Test func `a write whose end is lost is looked up and told as not kept`() async throws {
    let (database, url, _) = try await open()
    for statement in [
      """
      CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$
      """,
      """
      CREATE CONSTRAINT TRIGGER lost AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION lose()
      """,
    ] { try ServerForTests.run(statement, on: url) }
    let refusal = await refusal { try await database.write { try $0.entry(1) } }
    #expect(refusal == .interrupted(server: database.name))
    #expect(try await count("journal", in: database) == 0)
  }

  @Test func `a statement that failed and was passed over undoes the write, and says so`()
    async throws
  {
    let (database, _, _) = try await open()
    let refusal = await refusal {
      try await database.write { transaction in
        try transaction.entry(1)
        _ = try? transaction.execute("INSERT INTO nowhere VALUES (1)")
      }
    }
    guard case .failed = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try await count("journal", in: database) == 0)
  }

  @Test func `writers of several processes take turns and number without gaps`() async throws {
    let (database, url, _) = try await open()
    let others = [
      try await PostgreSQLDatabase.open(url).database,
      try await PostgreSQLDatabase.open(url).database,
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in [database] + others {
        group.addTask {
          for _ in 1...40 {
            try await writer.write { transaction in
              let last: Int64 = try transaction.rows(
                "SELECT COALESCE(MAX(seq), 0) AS n FROM journal")[0].get("n")
              try transaction.entry(last + 1)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let seqs = try await database.read { session in
      try session.rows("SELECT seq FROM journal ORDER BY seq").map { try $0.get(0) as Int64 }
    }
    #expect(seqs == Array(1...120))
  }

  @Test func `a cancelled task stops its statement on the server`() async throws {
    let (database, url, name) = try await open()
    let reading = Task { try await database.read { try $0.rows("SELECT pg_sleep(600)") } }
    func asleep() throws -> Bool {
      try ServerForTests.run(
        """
        SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = '\(name)'
          AND state = 'active' AND query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()
        """, on: url) == ["1"]
    }
    while try !asleep() { await Task.yield() }
    reading.cancel()
    await #expect(throws: CancellationError.self) { _ = try await reading.value }
    #expect(try !asleep())
    #expect(try await count("journal", in: database) == 0)
  }

  @Test func `readers beyond the limit wait in line, and may leave it`() async throws {
    let (database, _, _) = try await open()
    let gate = Gate()
    let readers = (0..<20).map { number in
      Task {
        try await database.read { session -> Int64 in
          gate.wait(for: 1)
          return try session.rows("SELECT \(number) AS n")[0].get("n")
        }
      }
    }
    let leaver = Task { try await database.read { try $0.rows("SELECT 1 AS n").count } }
    leaver.cancel()
    await #expect(throws: CancellationError.self) { _ = try await leaver.value }
    gate.open(and: 1)
    for (number, reader) in readers.enumerated() {
      #expect(try await reader.value == Int64(number))
    }
  }

  @Test func `a copied value of another type than the column is refused`() async throws {
    let (database, _, _) = try await open()
    for value in [SQLValue.text("x"), .real(1), .blob([1])] {
      let refusal = await refusal {
        try await database.write { transaction in
          try transaction.entry(1)
          try transaction.insert(
            into: "subject", columns: ["register", "region", "code", "seq"],
            rows: [[.text("a"), .text("b"), .text("c"), value]])
        }
      }
      guard case .refused = refusal else {
        Issue.record("\(String(describing: refusal))")
        continue
      }
    }
    #expect(try await count("journal", in: database) == 0)
  }

  @Test func `a copied row that the schema turns away undoes the write`() async throws {
    let (database, _, _) = try await open()
    let refusal = await refusal {
      try await database.write { transaction in
        try transaction.entry(1)
        try transaction.insert(
          into: "subject", columns: ["register", "region", "code", "seq"],
          rows: (0..<1_000).lazy.map {
            [.text("a"), .text("b"), .text("\($0 % 999)"), .integer(1)]
          })
      }
    }
    guard case .refused = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try await count("journal", in: database) == 0)
    try await database.write { try $0.entry(1) }
  }

  @Test func `an entry that another process commits is heard of`() async throws {
    let (database, url, _) = try await open()
    let other = try await PostgreSQLDatabase.open(url).database
    // The first call begins to listen and asks the caller to look.
    try await database.nextChange(within: .seconds(600))
    async let heard: Void = database.nextChange(within: .seconds(600))
    try await other.write { try $0.entry(1) }
    try await heard
    #expect(try await count("journal", in: database) == 1)
  }

  @Test func `without a word the caller looks after a while`() async throws {
    let (database, _, name) = try await open()
    try await database.nextChange(within: .seconds(600))
    try await database.nextChange(within: .milliseconds(10))
    try end(name)
    try await database.nextChange(within: .milliseconds(10))
    try await database.nextChange(within: .seconds(600))
  }

  @Test func `a closed database says so`() async throws {
    let (database, _, _) = try await open()
    try await database.close()
    #expect(
      await refusal { _ = try await count("journal", in: database) }
        == .closed(path: database.name))
    #expect(
      await refusal { try await database.write { try $0.entry(1) } } == .closed(path: database.name)
    )
  }
}

/// A latch with numbered steps, on which a session's thread may wait.
private final class Gate: Sendable {
  private let steps = Mutex<Set<Int>>([])

  func open(and step: Int) { steps.withLock { _ = $0.insert(step) } }
  func isOpen(_ step: Int) -> Bool { steps.withLock { $0.contains(step) } }

  func wait(for step: Int) {
    while !isOpen(step) { Thread.sleep(forTimeInterval: 0.002) }
  }
}
