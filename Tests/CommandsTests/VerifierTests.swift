import Commands
import Storage
import Synchronization
import TestStores
import Testing

/// Tampers with every row that the journal answers for, as somebody with the file in hand would.
@Suite("Verification") struct VerifierTests {
  static let tables: [SQL] = [
    "journal", "setting", "person", "post", "field", "subject", "fact", "report", "commitment",
    "question", "undone_decision", "ask", "ask_cell", "quality_decision", "split", "bulletin",
    "assignment", "directive", "claim", "target_change", "monthly_run", "fall_note", "confirmation",
    "commitment_link", "issued_paper",
  ]

  /// A district in which every table holds something and every kind of row was replaced once.
  private func district() async throws -> District {
    let district = try await District()
    try await district.fill()
    let permit = try district.authority.permit(
      District.actor("SV-1"), WriteReport.needed, on: day("2022-01-05"))
    for text in ["市场主体突破5万户。", "市场主体突破6万户。"] {
      try await district.journal.commit(WriteReport(text: text), permit: permit, reason: "")
    }
    return district
  }

  private struct Undo: Error {}

  /// Changes the database, verifies it, and takes the change back; nil when the schema turned the
  /// change away.
  private func faults(
    in district: District, after tampering: @Sendable (any Transaction) throws -> Void
  ) async throws -> [JournalVerifier.Fault]? {
    let faults = Mutex<[JournalVerifier.Fault]>([])
    do {
      try await district.database.write { transaction in
        try transaction.liftGuards()
        try tampering(transaction)
        let found = try JournalVerifier().verify(in: transaction).faults
        faults.withLock { $0 = found }
        throw Undo()
      }
    } catch is Undo {
    } catch StorageError.refused {
      return nil
    }
    return faults.withLock { $0 }
  }

  @Test func `every table whose rows belong to entries is verified`() async throws {
    let district = try await District()
    let tables = try await district.database.read { session in
      try session.tables(withColumn: "seq")
    }
    #expect(Set(tables) == Set(Self.tables.map { $0.text() }))
  }

  @Test func `an untouched journal holds`() async throws {
    let district = try await district()
    let verdict = try await district.verdict()
    #expect(verdict.holds)
    #expect(verdict.entries == 6)
    let newest = try await district.database.read { try JournalEntry.newest(1, in: $0) }
    #expect(verdict.root == newest.first?.digest)
    #expect(try await faults(in: district) { _ in } == [])
  }

  @Test(arguments: tables)
  func `a change to any column of any row is found`(table: SQL) async throws {
    let district = try await district()
    let (columns, rows) = try await layout(of: table, in: district)
    #expect(rows > 0)
    for row in 0..<rows {
      for column in columns {
        let found = try await faults(in: district) { transaction in
          let value = try Self.row(row, of: table, in: transaction).get(column) as SQLValue
          try Self.set(column, to: Self.changed(value), row, of: table, in: transaction)
        }
        #expect(found?.isEmpty != true, "\(table.text()) row \(row), \(column)")
      }
    }
  }

  @Test(arguments: tables)
  func `the loss of any row is found`(table: SQL) async throws {
    let district = try await district()
    let (columns, rows) = try await layout(of: table, in: district)
    for row in 0..<rows {
      let found = try await faults(in: district) { transaction in
        let lost = try Self.row(row, of: table, in: transaction)
        try transaction.execute("DELETE FROM \(table) WHERE \(Self.condition(lost, columns))")
      }
      #expect(found?.isEmpty != true, "\(table.text()) row \(row)")
    }
  }

  @Test(arguments: tables)
  func `two rows that exchanged a value are found`(table: SQL) async throws {
    let district = try await district()
    let (columns, rows) = try await layout(of: table, in: district)
    for row in 0..<max(0, rows - 1) {
      for column in columns.indices {
        let pair = try await district.database.read { session in
          try [row, row + 1].map { try Self.row($0, of: table, in: session).values }
        }
        var exchanged = pair
        exchanged[0][column] = pair[1][column]
        exchanged[1][column] = pair[0][column]
        // Rows that differ in nothing else are the same two rows again.
        guard Set(exchanged) != Set(pair) else { continue }
        let swapped = exchanged
        let found = try await faults(in: district) { transaction in
          for values in pair {
            let row = SQLRow(columns: columns, values: values)
            try transaction.execute("DELETE FROM \(table) WHERE \(Self.condition(row, columns))")
          }
          try transaction.insert(
            into: table, columns: columns.map { SQL(stringLiteral: $0) }, rows: swapped)
        }
        #expect(
          found?.isEmpty != true, "\(table.text()) rows \(row) and \(row + 1), \(columns[column])")
      }
    }
  }

  @Test(arguments: tables.dropFirst())
  func `a row that no entry wrote is found`(table: SQL) async throws {
    let district = try await district()
    let (columns, _) = try await layout(of: table, in: district)
    for seq in [-1, 0, 3, 99] as [Int64] {
      let found = try await faults(in: district) { transaction in
        var added = try Self.row(0, of: table, in: transaction)
        for (index, column) in columns.enumerated() where column != "seq" {
          if case .text(let text) = added.values[index] { added.values[index] = .text(text + "x") }
          if case .integer(let number) = added.values[index], column == "id" {
            added.values[index] = .integer(number + 5_000)
          }
        }
        added.values[columns.firstIndex(of: "seq") ?? 0] = .integer(seq)
        try transaction.insert(
          into: table, columns: columns.map { SQL(stringLiteral: $0) }, rows: [added.values])
      }
      #expect(found?.isEmpty != true, "\(table.text()), entry \(seq)")
    }
  }

  // MARK: Rows

  private func layout(
    of table: SQL, in district: District
  ) async throws -> (columns: [String], rows: Int) {
    try await district.database.read { session in
      let rows = try session.rows("SELECT * FROM \(table)")
      return (rows.first?.columns ?? [], rows.count)
    }
  }

  private static func row(
    _ number: Int, of table: SQL, in session: any Session
  ) throws -> SQLRow {
    try session.rows("SELECT * FROM \(table)")[number]
  }

  private static func set(
    _ column: String, to value: SQLValue, _ number: Int, of table: SQL,
    in transaction: any Transaction
  ) throws {
    let row = try row(number, of: table, in: transaction)
    let changed = try transaction.execute(
      """
      UPDATE \(table) SET \(SQL(stringLiteral: column)) = \(value)
      WHERE \(condition(row, row.columns))
      """)
    #expect(changed == 1)
  }

  private static func condition(_ row: SQLRow, _ columns: [String]) -> SQL {
    SQL.joined(
      zip(columns, row.values).map {
        "\(SQL(stringLiteral: $0)) IS NOT DISTINCT FROM \($1)"
      }, separator: " AND ")
  }

  /// The value with one byte of it changed.
  private static func changed(_ value: SQLValue) -> SQLValue {
    switch value {
    case .null: .integer(1)
    case .integer(let number): .integer(number ^ 0x1000)
    case .real(let number): .real(number + 1)
    case .text(let text): .text(text.isEmpty ? "x" : "x" + text.dropFirst())
    case .blob(let bytes): .blob(bytes + [1])
    }
  }
}

/// Writes a report with a commitment, each a new version of the same, and undoes what was before.
private struct WriteReport: Command {
  static let name = "write-report"
  static let title = "登记报告"
  static let needed = Permission("report", "C")
  var text: String
  var permission: Permission { Self.needed }
  var body: [String: String] { ["text": text] }

  func run(in context: CommandContext) throws {
    try context.transaction.execute(
      "INSERT INTO report (id, seq, body, text) VALUES ('B-2022-1', \(context.seq), '{}', \(text))")
    try context.transaction.execute(
      """
      INSERT INTO commitment (code, seq, report_id, body)
      VALUES ('C-2022-001', \(context.seq), 'B-2022-1', \(try CanonicalJSON.text(body)))
      """)
    try context.transaction.execute(
      """
      INSERT INTO question (report_id, number, seq, body)
      VALUES ('B-2022-1', 1, \(context.seq), \(try CanonicalJSON.text(body)))
      """)
    try context.transaction.execute(
      """
      INSERT INTO ask (code, seq, register, state, body)
      VALUES ('A-2022-001', \(context.seq), 'enterprise', 'open', '{}')
      """)
    try context.transaction.execute(
      """
      INSERT INTO ask_cell (ask, subject, field, period, seq, keeper, note)
      VALUES ('A-2022-001', 'S1', 'status', 0, \(context.seq), 'industry', \(text))
      """)
    try context.transaction.execute(
      """
      INSERT INTO quality_decision (doubt, seq, register, verdict, body)
      VALUES ('d1', \(context.seq), 'enterprise', 'same', '{}')
      """)
    try context.transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(context.seq - 1), \(context.seq))")
    let written = try CanonicalJSON.text(body)
    try context.transaction.execute(
      "INSERT INTO split (code, seq, body) VALUES ('C-2022-001', \(context.seq), \(written))")
    try context.transaction.execute(
      "INSERT INTO bulletin (code, seq, body) VALUES ('N-2022-01', \(context.seq), \(written))")
    try context.transaction.execute(
      """
      INSERT INTO confirmation (field_id, period, seq, evidence, subjects)
      SELECT MIN(id), 0, \(context.seq), 2, \([0, 1, 2] as [UInt8]) FROM field
      """)
    let rest: [SQL] = [
      "assignment", "directive", "claim", "target_change", "monthly_run", "fall_note",
      "commitment_link",
      "issued_paper",
    ]
    for table in rest {
      try context.transaction.execute(
        "INSERT INTO \(table) (code, seq, body) VALUES ('K-1', \(context.seq), \(written))")
    }
  }
}
