import Storage

/// Brings a schema up to the newest state and says what it did, all of it or nothing.
struct Migrator {
  let history: [Migration]

  func migrate(_ connection: Connection) throws -> MigrationReport {
    try connection.command("BEGIN; \(WriteTurn.lock)")
    do {
      let report = try steps(connection)
      guard try connection.commit() else { throw StorageError.failed("数据库升级没有写入") }
      return report
    } catch {
      try? connection.rollBack()
      throw error
    }
  }

  private func steps(_ connection: Connection) throws -> MigrationReport {
    let isNew = try !hasTable(connection)
    if isNew {
      try checkEmpty(connection)
      try connection.command("CREATE TABLE hefu_migration (name TEXT COLLATE \"C\" PRIMARY KEY)")
      for statement in Dialect.foundation { try connection.command(statement) }
    }
    var known: Set<String> = []
    try connection.each("SELECT name FROM hefu_migration") { known.insert(try $0.get(0)) }
    let newer = known.subtracting(history.map(\.name)).sorted()
    guard newer.isEmpty else {
      throw StorageError.newer(path: connection.address.name, migrations: newer)
    }
    let missing = history.filter { !known.contains($0.name) }
    for migration in missing {
      for written in migration.statements {
        for statement in try Dialect.translated(written) { try connection.command(statement) }
      }
      _ = try connection.execute("INSERT INTO hefu_migration (name) VALUES (\(migration.name))")
    }
    return MigrationReport(applied: missing.map(\.name), isNew: isNew)
  }

  private func hasTable(_ connection: Connection) throws -> Bool {
    try connection.command(
      "SELECT to_regclass(quote_ident(current_schema()) || '.hefu_migration') IS NOT NULL"
    ).first == "t"
  }

  /// Refuses a schema in which another program keeps its tables.
  private func checkEmpty(_ connection: Connection) throws {
    guard try connection.command("SELECT current_schema() IS NOT NULL").first == "t" else {
      throw StorageError.unsuitable(
        server: connection.address.name, need: "search_path 里没有可用的模式（schema）")
    }
    let others = try connection.command(
      """
      SELECT COUNT(*) FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
        AND NOT EXISTS (SELECT 1 FROM pg_depend
          WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
      """)
    guard others.first == "0" else { throw StorageError.foreign(path: connection.address.name) }
  }
}
