import Storage

/// A session on one connection of PostgreSQL.
struct PostgreSQLSession: Session {
  let connection: Connection

  func each(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
    try connection.each(sql, body)
  }

  func blocks(_ sql: SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    try connection.blocks(sql, body)
  }
}

/// A session inside a write of PostgreSQL.
struct PostgreSQLTransaction: Transaction {
  let connection: Connection

  func each(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
    try connection.each(sql, body)
  }

  func blocks(_ sql: SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    try connection.blocks(sql, body)
  }

  func execute(_ sql: SQL) throws -> Int { try connection.execute(sql) }

  func insert(into table: SQL, columns: [SQL], rows: RowParcel) throws {
    try CopyIn(into: table, columns: columns, over: connection).send(rows)
  }
}
