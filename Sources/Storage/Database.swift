/// A view of the database that stays the same while it is used.
///
/// A session belongs to the closure it is handed to and must not leave it.
package protocol Session {
  /// Calls `body` for each row of the answer, in order, without holding the rows in memory.
  func each(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws

  /// Calls `body` with some thousand rows of the answer at a time, in order, and returns the texts
  /// by whose places the texts of all blocks are known; for answers of millions of rows.
  func blocks(_ sql: SQL, _ body: (RowBlock) throws -> Void) throws -> [String]
}

extension Session {
  /// Returns all rows of the answer.
  package func rows(_ sql: SQL) throws -> [SQLRow] {
    var rows: [SQLRow] = []
    try each(sql) { rows.append($0) }
    return rows
  }
}

/// A session that may also write; what it wrote is kept when its closure returns, and undone when
/// its closure throws.
package protocol Transaction: Session {
  /// Runs a statement and returns how many rows it changed.
  @discardableResult
  func execute(_ sql: SQL) throws -> Int

  /// Inserts the rows of a parcel in their order.
  func insert(into table: SQL, columns: [SQL], rows: RowParcel) throws
}

extension Transaction {
  /// Inserts many rows, taking each one from the sequence as it is needed.
  package func insert(
    into table: SQL, columns: [SQL], rows: some Sequence<[SQLValue]>
  ) throws {
    var parcel = RowParcel(width: columns.count)
    for row in rows {
      guard row.count == columns.count else {
        throw StorageError.failed(
          "写入 \(table.text()) 的一行有 \(row.count) 个值，应有 \(columns.count) 个")
      }
      for value in row { parcel.append(value) }
      guard parcel.isFull else { continue }
      try insert(into: table, columns: columns, rows: parcel)
      parcel.removeAll()
    }
    if parcel.count > 0 { try insert(into: table, columns: columns, rows: parcel) }
  }
}

/// A store of records; reads see one moment, and writes wait for each other.
package protocol Database: Sendable {
  /// Reads from one consistent view, at the same time as others read and write.
  func read<T: Sendable>(
    _ body: @Sendable (any Session) throws -> T
  ) async throws -> T

  /// Writes all or nothing; when it returns, what was written is on disk.
  func write<T: Sendable>(
    _ body: @Sendable (any Transaction) throws -> T
  ) async throws -> T

  /// Returns when somebody, in this process or another, may have written since the last call, and
  /// at the latest after `limit`: a caller asks again and looks for itself.
  func nextChange(within limit: Duration) async throws

  /// Copies one consistent moment to a new file while others go on working.
  func backup(to path: String) async throws

  /// Ends all work and lets go of the file.
  func close() async throws
}

extension Database {
  /// Without a word from the database, the caller looks after a while.
  package func nextChange(within limit: Duration) async throws {
    try await Task.sleep(for: limit)
  }
}
