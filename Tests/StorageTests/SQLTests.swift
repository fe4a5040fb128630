import Storage
import Testing

@Suite("SQL") struct SQLTests {
  @Test func `a value is bound and never becomes text`() {
    let code = "'; DROP TABLE fact; --"
    let sql: SQL = "SELECT id FROM subject WHERE code = \(code) AND seq <= \(7)"
    #expect(sql.text() == "SELECT id FROM subject WHERE code = ? AND seq <= ?")
    #expect(sql.arguments == [.text(code), .integer(7)])
  }

  @Test func `a piece of SQL brings its text and its arguments`() {
    let filter: SQL = "seq <= \(Int64(9)) AND day = \("2022-06-30")"
    let sql: SQL = "SELECT \("a" as SQL) FROM journal WHERE \(filter) LIMIT \(3)"
    #expect(sql.text() == "SELECT a FROM journal WHERE seq <= ? AND day = ? LIMIT ?")
    #expect(sql.arguments == [.integer(9), .text("2022-06-30"), .integer(3)])
  }

  @Test func `the absence of a value is bound as NULL`() {
    let nobody: String? = nil
    let somebody: String? = "SV-1"
    let sql: SQL = "VALUES (\(nobody), \(somebody))"
    #expect(sql.arguments == [.null, .text("SV-1")])
  }

  @Test func `placeholders may be numbered for another database`() {
    let sql: SQL = "VALUES (\(1), '?', \(2))"
    #expect(sql.text { "$\($0)" } == "VALUES ($1, '?', $2)")
  }

  @Test func `pieces are joined with their arguments in order`() {
    let joined = SQL.joined(["a = \(1)", "b = \(2)", "c"], separator: " AND ")
    #expect(joined.text() == "a = ? AND b = ? AND c")
    #expect(joined.arguments == [.integer(1), .integer(2)])
    #expect(SQL.joined([]).text() == "")
  }
}

@Suite("SQLRow") struct SQLRowTests {
  let row = SQLRow(
    columns: ["id", "name", "until"], values: [.integer(5_000_000_000), .text("李明"), .null])

  @Test func `columns are read by name and by position`() throws {
    #expect(try row.get("id") as Int64 == 5_000_000_000)
    #expect(try row.get(1) as String == "李明")
    #expect(try row.get("until") as Int64? == nil)
    #expect(try row.get("name") as String? == "李明")
  }

  @Test func `another type, a missing value and a missing column are refused by name`() {
    #expect(throws: StorageError.wrongType(column: "name", wanted: "Int64")) {
      try row.get("name") as Int64
    }
    #expect(throws: StorageError.wrongType(column: "until", wanted: "String")) {
      try row.get("until") as String
    }
    #expect(throws: StorageError.noColumn("code", among: ["id", "name", "until"])) {
      try row.get("code") as String
    }
    #expect(throws: StorageError.noColumn("3", among: ["id", "name", "until"])) {
      try row.get(3) as String
    }
  }
}
