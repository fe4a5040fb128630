import Commands
import Storage

/// What a database holds, table by table: how many rows, and a digest of them whatever their order.
struct StoreDigest: Equatable, Sendable {
  struct Table: Hashable, Sendable {
    var rows: Int
    var digest: String
  }

  var tables: [String: Table] = [:]
  /// The last entry of the journal.
  var head: Int64 = 0
  /// When the reading began.
  let begun = ContinuousClock.now

  static func == (left: StoreDigest, right: StoreDigest) -> Bool {
    left.tables == right.tables && left.head == right.head
  }

  /// Tables whose rows carry the entry that wrote them.
  private static let ofEntries = Set(
    Migration.history.flatMap(\.statements).filter { $0.contains(/\bseq INTEGER\b/) }
      .compactMap { $0.prefixMatch(of: /CREATE TABLE (\w+)/).map { String($0.1) } })

  /// Reads every table, of those that carry entries the rows after one.
  init(of database: any Database, after seq: Int64 = 0) async throws {
    (tables, head) = try await database.read { session in
      var tables: [String: Table] = [:]
      for table in TableCopy.tables {
        let newer: SQL = Self.ofEntries.contains(table) ? "WHERE seq > \(seq)" : ""
        tables[table] = try Self.digest(
          of: "SELECT * FROM \(SQL(stringLiteral: table)) \(newer)", in: session)
      }
      let head = try session.rows("SELECT COALESCE(MAX(seq), 0) FROM journal")
      return (tables, try head[0].get(0))
    }
  }

  private static func digest(of question: SQL, in session: any Session) throws -> Table {
    var rows: [String] = []
    var line: [UInt8] = []
    try session.each(question) { row in
      line.removeAll(keepingCapacity: true)
      for (column, value) in zip(row.columns, row.values) {
        line += column.utf8
        add(value, to: &line)
      }
      rows.append(Digest.hex(line))
    }
    rows.sort()
    var whole = Digest()
    for row in rows { whole.add(row) }
    return Table(rows: rows.count, digest: whole.hex())
  }

  /// Adds a value so that no two different ones look alike.
  private static func add(_ value: SQLValue, to line: inout [UInt8]) {
    switch value {
    case .null: line += "-".utf8
    case .integer(let number): line += "i\(number);".utf8
    case .real(let number): line += "r\(number.bitPattern);".utf8
    case .text(let text):
      line += "t\(text.utf8.count):".utf8
      line += text.utf8
    case .blob(let bytes):
      line += "b\(bytes.count):".utf8
      line += bytes
    }
  }
}
