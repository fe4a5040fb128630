import Foundation
import Storage
import StorageSQLite
import TestStores
import Testing

@Suite("Schema") struct SchemaTests {
  /// `RECORD=1 swift test` writes the file anew; read the difference before keeping it.
  @Test func `the schema on file is the schema the migrations make`() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "schema.sql")
    let made = try await SQLiteDatabase.inMemory().schema()
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try made.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == made)
  }

  @Test func `migrations are numbered without a gap`() {
    for (index, migration) in Migration.history.enumerated() {
      let number = String(10_000 + index + 1).dropFirst()
      #expect(migration.name.hasPrefix(number + " "), "\(migration.name)")
    }
  }

  /// A change that the schema turns away, and a word of what each database says to it.
  struct Wrong: Sendable {
    var sql: SQL
    var reasons: [TestStore: String]

    init(_ sql: SQL, _ sqlite: String, _ postgresql: String) {
      self.sql = sql
      reasons = [.sqlite: sqlite, .postgresql: postgresql]
    }
  }

  static let wrongs = [
    Wrong("INSERT INTO fact VALUES (9, 0, 1, 1, 5, NULL, 2, NULL)", "FOREIGN KEY", "field_id_fkey"),
    Wrong(
      "INSERT INTO fact VALUES (1, 0, 9, 1, 5, NULL, 2, NULL)", "FOREIGN KEY", "subject_id_fkey"),
    Wrong("INSERT INTO fact VALUES (1, 0, 1, 9, 5, NULL, 2, NULL)", "FOREIGN KEY", "seq_fkey"),
    Wrong(
      "INSERT INTO fact VALUES (1, 0, 1, 1, 5, 'x', 2, NULL)", "number IS NULL OR text IS NULL",
      "check constraint"),
    Wrong(
      "INSERT INTO fact VALUES (1, 0, 1, 1, NULL, '', 2, NULL)", "text <> ''", "fact_text_check"),
    Wrong(
      "INSERT INTO fact VALUES (1, 0, 1, 1, 5, NULL, 5, NULL)", "evidence BETWEEN 0 AND 4",
      "fact_evidence_check"),
    Wrong(
      "INSERT INTO fact VALUES (1, 0, 1, 1, 'x', NULL, 2, NULL)", "cannot store TEXT value",
      "invalid input syntax for type bigint"),
    Wrong("INSERT INTO fact VALUES (1, 0, 1, 2, 6, NULL, 2, NULL)", "UNIQUE", "unique"),
    Wrong("UPDATE fact SET number = 6", "a fact cannot change", "a fact cannot change"),
    Wrong("DELETE FROM fact", "a fact cannot be deleted", "a fact cannot be deleted"),
    Wrong("INSERT INTO subject VALUES (2, 'enterprise', '410000', 'A', 1)", "UNIQUE", "unique"),
    Wrong("INSERT INTO field VALUES (2, 'enterprise', 'name', 1)", "UNIQUE", "unique"),
    Wrong(
      "UPDATE journal SET reason = 'x' WHERE seq = 1", "a sealed journal entry cannot change",
      "a sealed journal entry cannot change"),
    Wrong(
      "DELETE FROM journal WHERE seq = 2", "a journal entry cannot be deleted",
      "a journal entry cannot be deleted"),
    Wrong("INSERT INTO report VALUES ('B-2022-1', 1, '{', '')", "json_valid", "report_body_check"),
    Wrong(
      "INSERT INTO post VALUES ('SV-1', 1, 'lm', 'SV', 'gov', '', '2022-06-30', '2022-06-29')",
      "to_day >= from_day", "post_check"),
    Wrong(
      "INSERT INTO credential VALUES ('lm', NULL, NULL, '2022-06-30', 0, NULL)",
      "password IS NULL", "credential_check"),
  ]

  @Test(arguments: TestStore.reachable, wrongs)
  func `the schema turns away`(store: TestStore, wrong: Wrong) async throws {
    let database = try await store.make()
    try await database.write { transaction in
      try transaction.entry(1)
      try transaction.entry(2)
      try transaction.execute("INSERT INTO person VALUES ('lm', '李明', 1)")
      try transaction.execute("INSERT INTO field VALUES (1, 'enterprise', 'name', 1)")
      try transaction.execute("INSERT INTO subject VALUES (1, 'enterprise', '410000', 'A', 1)")
      try transaction.execute("INSERT INTO fact VALUES (1, 0, 1, 2, 5, NULL, 2, NULL)")
    }
    let refusal = await refusal {
      try await database.write { transaction in _ = try transaction.execute(wrong.sql) }
    }
    guard case .refused(let message) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(message.contains(wrong.reasons[store] ?? "?"))
  }
}

@Suite("The way to an answer") struct PlanTests {
  @Test(
    arguments: [
      (
        """
        SELECT period, subject_id, number, text, evidence FROM fact
        WHERE field_id = 1 AND seq <= 9 ORDER BY field_id, period, subject_id, seq
        """,
        "SEARCH fact USING PRIMARY KEY (field_id=?)"
      ),
      ("SELECT number FROM fact WHERE subject_id = 1", "USING INDEX fact_by_subject"),
      (
        "SELECT number FROM fact WHERE seq = 1 ORDER BY field_id, period, subject_id",
        "USING INDEX fact_by_seq (seq=?)"
      ),
      (
        """
        SELECT number FROM fact
        WHERE field_id = 1 AND period = 0 AND subject_id = 1 AND seq < 9
        ORDER BY seq DESC LIMIT 1
        """,
        "(subject_id=? AND field_id=? AND period=? AND seq<?)"
      ),
      (
        "SELECT seq FROM journal WHERE day <= '2022-06-30' ORDER BY day DESC, seq DESC LIMIT 1",
        "USING COVERING INDEX journal_by_day (day<?)"
      ),
      (
        "SELECT id FROM subject WHERE register = 'a' AND region = 'b' AND code = 'c'",
        "(register=? AND region=? AND code=?)"
      ),
    ] as [(SQL, String)])
  func `walks an index and sorts nothing`(sql: SQL, way: String) async throws {
    let plan = try await SQLiteDatabase.inMemory().plan(of: sql)
    #expect(plan.contains(way), "\(plan)")
    #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
  }
}
