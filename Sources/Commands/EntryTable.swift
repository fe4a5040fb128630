package import Storage

/// A table whose rows carry the entry that wrote them, as the digest of an entry reads it.
///
/// Facts are read apart: there are millions of them.
package struct EntryTable: Sendable {
  package let name: SQL
  /// Columns that name a thing; rows are read in their order.
  let key: [SQL]
  /// Columns that go into the digest.
  let columns: [SQL]
  /// Whether a row replaces the row of the same key that an earlier entry wrote.
  let hasVersions: Bool

  private init(_ name: SQL, key: [SQL], columns: [SQL], hasVersions: Bool = true) {
    (self.name, self.key, self.columns, self.hasVersions) = (name, key, columns, hasVersions)
  }

  /// A table of things that are written whole, each under its code.
  private static func bodies(_ name: SQL) -> EntryTable {
    EntryTable(name, key: ["code"], columns: ["code", "body"])
  }

  /// All such tables, in the order of the digest.
  package static let all = [
    EntryTable("setting", key: ["key"], columns: ["key", "value"], hasVersions: false),
    EntryTable("person", key: ["id"], columns: ["id", "name"], hasVersions: false),
    EntryTable(
      "post", key: ["id"],
      columns: ["id", "person_id", "role", "unit", "scope_value", "from_day", "to_day"]),
    EntryTable("field", key: ["id"], columns: ["id", "register", "key"], hasVersions: false),
    EntryTable(
      "subject", key: ["id"], columns: ["id", "register", "region", "code"], hasVersions: false),
    EntryTable("report", key: ["id"], columns: ["id", "body", "text"]),
    EntryTable("commitment", key: ["code"], columns: ["code", "report_id", "body"]),
    EntryTable(
      "question", key: ["report_id", "number"], columns: ["report_id", "number", "body"]),
    EntryTable("undone_decision", key: ["entry"], columns: ["entry"], hasVersions: false),
    EntryTable("ask", key: ["code"], columns: ["code", "register", "state", "body"]),
    EntryTable(
      "ask_cell", key: ["ask", "subject", "field", "period"],
      columns: ["ask", "subject", "field", "period", "keeper", "note"]),
    EntryTable(
      "quality_decision", key: ["doubt"], columns: ["doubt", "register", "verdict", "body"]),
    bodies("split"), bodies("bulletin"), bodies("assignment"), bodies("directive"),
    bodies("claim"), bodies("target_change"), bodies("monthly_run"), bodies("fall_note"),
    bodies("commitment_link"), bodies("issued_paper"),
    EntryTable(
      "confirmation", key: ["field_id", "period"],
      columns: ["field_id", "period", "evidence", "subjects", "taken_back"], hasVersions: false),
  ]

  /// Returns the tables in which an entry wrote.
  static func touched(by seq: Int64, in session: any Session) throws -> [EntryTable] {
    let questions: [SQL] = all.indices.map {
      """
      SELECT \(SQL(stringLiteral: String($0))) AS place
      WHERE EXISTS (SELECT 1 FROM \(all[$0].name) WHERE seq = \(seq))
      """
    }
    return try session.rows(.joined(questions, separator: " UNION ALL "))
      .map { try $0.get("place") as Int }.sorted().map { all[$0] }
  }

  /// Asks for the rows that an entry wrote.
  func rowsWritten(by seq: Int64) -> SQL {
    "SELECT '\(name)', \(.joined(columns)) FROM \(name) WHERE seq = \(seq) ORDER BY \(.joined(key))"
  }

  /// Asks for the rows that counted before an entry wrote over them.
  func rowsReplaced(by seq: Int64) -> SQL {
    let isSame: [SQL] = key.map { "old.\($0) = new.\($0)" }
    let isEarlier: [SQL] = key.map { "\($0) = new.\($0)" }
    return """
      SELECT '\(name)', \(.joined(columns.map { "old.\($0)" }))
      FROM \(name) AS new JOIN \(name) AS old ON \(.joined(isSame, separator: " AND "))
        AND old.seq = (SELECT MAX(seq) FROM \(name)
          WHERE \(.joined(isEarlier, separator: " AND ")) AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY \(.joined(key.map { "new.\($0)" }))
      """
  }
}
