import Foundation
import GRDB
import GRDBSQLite
import Storage

/// A session on one connection of SQLite.
struct SQLiteSession: Session {
  let connection: GRDB.Database

  func each(_ sql: Storage.SQL, _ body: (SQLRow) throws -> Void) throws {
    let statement = try statement(for: sql)
    defer { sqlite3_reset(statement.sqliteStatement) }
    try Self.step(statement, body)
  }

  /// Longer questions hold lists of values, of which each length is a question of its own.
  private static let longestKept = 2_000

  /// Returns a statement with its arguments: one that was prepared before, unless it is being
  /// walked through, because the body of a walk may ask the same question again.
  private func statement(for sql: Storage.SQL) throws -> Statement {
    let text = sql.text()
    var statement: Statement?
    if text.utf8.count <= Self.longestKept {
      let kept = try connection.cachedStatement(sql: text)
      if sqlite3_stmt_busy(kept.sqliteStatement) == 0 { statement = kept }
    }
    let ready = try statement ?? connection.makeStatement(sql: text)
    try ready.setArguments(StatementArguments(sql.arguments.map { try $0.databaseValue }))
    return ready
  }

  /// Walks the rows of a statement through one row that is filled anew each time.
  private static func step(_ statement: Statement, _ body: (SQLRow) throws -> Void) throws {
    let cursor = try Row.fetchCursor(statement)
    let handle = statement.sqliteStatement
    let width = statement.columnCount
    var row = SQLRow(
      columns: statement.columnNames, values: Array(repeating: .null, count: width))
    while try cursor.next() != nil {
      for column in 0..<width { row.values[column] = SQLValue(handle, column: CInt(column)) }
      try body(row)
    }
  }
}

extension SQLiteSession {
  /// Reads the cells where SQLite keeps them.
  func blocks(_ sql: Storage.SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    let statement = try statement(for: sql)
    defer { sqlite3_reset(statement.sqliteStatement) }
    let cursor = try Row.fetchCursor(statement)
    let handle = statement.sqliteStatement
    let width = statement.columnCount
    var (block, book) = (RowBlock(width: width), WordBook())
    while try cursor.next() != nil {
      for column in 0..<width {
        switch sqlite3_column_type(handle, CInt(column)) {
        case SQLITE_INTEGER: block.set(sqlite3_column_int64(handle, CInt(column)), column: column)
        case SQLITE_TEXT:
          let text = UnsafeBufferPointer(
            start: sqlite3_column_text(handle, CInt(column)),
            count: Int(sqlite3_column_bytes(handle, CInt(column))))
          block.set(book.place(of: text), column: column)
        case SQLITE_NULL: block.set(nil, column: column)
        default:
          throw StorageError.wrongType(
            column: statement.columnNames[column], wanted: "Int64, String")
        }
      }
      block.endRow()
      if block.isFull {
        try body(block)
        block.empty()
      }
    }
    if block.count > 0 { try body(block) }
    return book.words
  }
}

/// A session inside a write of SQLite.
struct SQLiteTransaction: Transaction {
  let connection: GRDB.Database

  init(_ connection: GRDB.Database) { self.connection = connection }

  func each(_ sql: Storage.SQL, _ body: (SQLRow) throws -> Void) throws {
    try SQLiteSession(connection: connection).each(sql, body)
  }

  func blocks(_ sql: Storage.SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    try SQLiteSession(connection: connection).blocks(sql, body)
  }

  func execute(_ sql: Storage.SQL) throws -> Int {
    let statement = try connection.cachedStatement(sql: sql.text())
    try statement.execute(
      arguments: StatementArguments(sql.arguments.map { try $0.databaseValue }))
    return connection.changesCount
  }

  func insert(into table: Storage.SQL, columns: [Storage.SQL], rows: RowParcel) throws {
    guard rows.width == columns.count, rows.width <= ParcelTable.mostColumns else {
      throw StorageError.failed(
        "写入 \(table.text()) 的一行有 \(rows.width) 个值，应有 \(columns.count) 个")
    }
    guard !rows.holdsZero else { throw StorageError.zeroCharacter }
    let statement = try connection.cachedStatement(
      sql: ParcelTable.insertion(into: table, columns: columns))
    // Marks the statement as bound; the parcel itself is bound as a pointer.
    statement.setUncheckedArguments(StatementArguments())
    try ParcelTable.binding(rows, to: statement.sqliteStatement) { try statement.execute() }
  }
}

extension SQLValue {
  /// Reads a column of the row on which a statement stands, from where SQLite keeps it.
  init(_ statement: OpaquePointer, column: CInt) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      // The pointer is asked for first: it is the form of which the count is then told.
      let bytes = sqlite3_column_text(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      self = .text(
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = sqlite3_column_blob(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      self = .blob([UInt8](UnsafeRawBufferPointer(start: bytes, count: count)))
    default: self = .null
    }
  }

  /// The value as it is bound; text is checked, because SQLite would end it at a zero character.
  var databaseValue: DatabaseValue {
    get throws {
      switch self {
      case .null: return .null
      case .integer(let number): return number.databaseValue
      case .real(let number): return number.databaseValue
      case .text(let text):
        guard !text.utf8.contains(0) else { throw StorageError.zeroCharacter }
        return text.databaseValue
      case .blob(let bytes): return Data(bytes).databaseValue
      }
    }
  }
}
