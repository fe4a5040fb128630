import Foundation
import GRDB
package import Storage

/// A database in one SQLite file: many readers at once, one writer, durable when acknowledged.
package struct SQLiteDatabase: Storage.Database {
  package let path: String
  private let writer: any DatabaseWriter

  /// Opens or makes a database file and brings it up to the newest schema.
  ///
  /// A file that is no database, belongs to another program, or was written by a newer release is
  /// refused before anything in it changes.
  package static func open(
    path: String, history: [Migration] = Migration.history
  ) async throws -> (database: SQLiteDatabase, report: MigrationReport) {
    try naming(path) {
      let file = DatabaseFile(path)
      if try !file.isNew { try file.checkKnown(history) } else { try file.make() }
      let pool = try DatabasePool(path: path, configuration: configuration)
      // The pool sets NORMAL when it turns on write-ahead logging; an acknowledged entry must
      // outlive a power cut.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return try migrated(pool, path: path, history: history)
    }
  }

  /// Makes a database that lives as long as it is used, for tests.
  package static func inMemory(
    history: [Migration] = Migration.history
  ) throws -> SQLiteDatabase {
    let queue = try DatabaseQueue(configuration: configuration)
    return try migrated(queue, path: ":memory:", history: history).database
  }

  private static func migrated(
    _ writer: any DatabaseWriter, path: String, history: [Migration]
  ) throws -> (database: SQLiteDatabase, report: MigrationReport) {
    let report = try Migrator(history).migrate(writer)
    return (SQLiteDatabase(path: path, writer: writer), report)
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { connection in
      // 64 MB of pages for the one who writes, so that an import does not spill; readers walk
      // through long runs once. A log of 64 MB is cut back after an import.
      try connection.execute(
        sql: """
          PRAGMA cache_size = \(connection.configuration.readonly ? -4096 : -65536);
          PRAGMA temp_store = MEMORY;
          PRAGMA journal_size_limit = 67108864;
          """)
      if !connection.configuration.readonly { try ParcelTable.register(in: connection) }
    }
    return configuration
  }

  package func read<T: Sendable>(
    _ body: @Sendable (any Session) throws -> T
  ) async throws -> T {
    do {
      return try await writer.read { try body(SQLiteSession(connection: $0)) }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path)
    }
  }

  package func write<T: Sendable>(
    _ body: @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    do {
      return try await writer.write { try body(SQLiteTransaction($0)) }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path)
    }
  }

  package func backup(to target: String) async throws {
    let file = DatabaseFile(target)
    try file.checkFree()
    do {
      try await writer.read { connection in
        try file.take { try connection.backup(to: $0) }
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: target)
    }
  }

  package func close() async throws {
    try naming(path) {
      try writer.close()
      guard writer is DatabasePool else { return }
      // The pool lets its readers go last, which may not write; a last connection that may brings
      // the log into the file, so that a database at rest is one file.
      let last = try DatabaseQueue(path: path)
      try last.inDatabase { try $0.execute(sql: "SELECT COUNT(*) FROM sqlite_schema") }
      try last.close()
    }
  }

  /// Puts a copy of a backup in an empty place and checks that it is whole.
  package static func restore(from source: String, to target: String) throws {
    let (backup, copy) = (DatabaseFile(source), DatabaseFile(target))
    try copy.checkFree()
    try naming(source) {
      try backup.checkKnown(Migration.history)
      try backup.read { connection in
        try copy.take { try connection.backup(to: $0) }
      }
    }
  }
}

extension SQLiteDatabase {
  /// Returns the statements that make the schema as it stands, for the picture kept on file.
  package func schema() async throws -> String {
    let statements = try await read { session in
      try session.rows(
        """
        SELECT sql FROM sqlite_schema
        WHERE sql IS NOT NULL AND name NOT LIKE 'grdb_%' ORDER BY rowid
        """
      ).map { try $0.get("sql") as String }
    }
    return statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  /// Returns the way SQLite would take to an answer, one step a line.
  package func plan(of sql: Storage.SQL) async throws -> String {
    try await read { session in
      try session.rows("EXPLAIN QUERY PLAN \(sql)").map { try $0.get("detail") as String }
        .joined(separator: "\n")
    }
  }
}
