import Foundation
import GRDB
import GRDBSQLite
import Storage

/// A session on one connection of SQLite.
struct SQLiteSession: Session {
  let connection: GRDB.Database

  func each(_ sql: Storage.SQL, _ body: (SQLRow) throws -> Void) throws {
    // A statement of its own, because the body may ask the same question again.
    let statement = try connection.makeStatement(sql: sql.text())
    try statement.setArguments(StatementArguments(sql.arguments.map { try $0.databaseValue }))
    try Self.step(statement, body)
  }

  /// Walks the rows of a statement through one row that is filled anew each time.
  private static func step(_ statement: Statement, _ body: (SQLRow) throws -> Void) throws {
    let cursor = try Row.fetchCursor(statement)
    let handle = statement.sqliteStatement
    let width = statement.columnCount
    var row = SQLRow(
      columns: statement.columnNames, values: Array(repeating: .null, count: width))
    while try cursor.next() != nil {
      for index in 0..<width {
        row.values[index] = SQLValue(
          DatabaseValue(sqliteStatement: handle, index: CInt(index)))
      }
      try body(row)
    }
  }
}

extension SQLiteSession {
  /// Reads the cells where SQLite keeps them.
  func blocks(_ sql: Storage.SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    let statement = try connection.makeStatement(sql: sql.text())
    try statement.setArguments(StatementArguments(sql.arguments.map { try $0.databaseValue }))
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
  /// Rows of one INSERT: many enough to save calls, few enough for the limit of arguments.
  private static let rowsPerStatement = 100

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

  func insert(
    into table: Storage.SQL, columns: [Storage.SQL], rows: some Sequence<[SQLValue]>
  ) throws {
    let full = try statement(into: table, columns: columns, rows: Self.rowsPerStatement)
    // Marks the statement as bound; the values themselves go straight to SQLite.
    full.setUncheckedArguments(StatementArguments())
    var waiting: [[SQLValue]] = []
    waiting.reserveCapacity(Self.rowsPerStatement)
    for row in rows {
      waiting.append(row)
      guard waiting.count == Self.rowsPerStatement else { continue }
      sqlite3_reset(full.sqliteStatement)
      var index: CInt = 0
      for value in waiting.joined() {
        index += 1
        try value.bind(to: full.sqliteStatement, at: index)
      }
      try full.execute()
      waiting.removeAll(keepingCapacity: true)
    }
    guard !waiting.isEmpty else { return }
    try statement(into: table, columns: columns, rows: waiting.count)
      .execute(arguments: StatementArguments(try waiting.joined().map { try $0.databaseValue }))
  }

  private func statement(
    into table: Storage.SQL, columns: [Storage.SQL], rows: Int
  ) throws -> Statement {
    let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
    let values = Array(repeating: row, count: rows).joined(separator: ", ")
    let names = Storage.SQL.joined(columns).text()
    return try connection.makeStatement(
      sql: "INSERT INTO \(table.text()) (\(names)) VALUES \(values)")
  }
}

extension SQLValue {
  init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .blob(let data): .blob([UInt8](data))
      }
  }

  /// Binds the value; what is bound stays until the next binding, and SQLite keeps its own copy.
  func bind(to statement: OpaquePointer, at index: CInt) throws {
    switch self {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(var text):
      let isWhole = text.withUTF8 { bytes in
        // SQLite would end a text at a zero character.
        guard !bytes.contains(0) else { return false }
        bytes.withMemoryRebound(to: CChar.self) { characters in
          _ = sqlite3_bind_text(
            statement, index, characters.baseAddress, CInt(characters.count), Self.copied)
        }
        return true
      }
      guard isWhole else { throw StorageError.zeroCharacter }
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        _ = sqlite3_bind_blob(statement, index, $0.baseAddress, CInt($0.count), Self.copied)
      }
    }
  }

  /// Tells SQLite to copy at once, as its header spells SQLITE_TRANSIENT.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

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
