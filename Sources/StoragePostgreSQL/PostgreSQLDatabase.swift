package import Storage

/// A database on a PostgreSQL server, which several processes may share: many readers at once, one
/// writer at a time among all of them, durable when acknowledged.
package struct PostgreSQLDatabase: Database {
  /// Host, port and database; never the password.
  package let name: String
  private let readers: LanePool
  private let writer: Lane
  private let listener: Listener

  /// Connections that readers of one process may hold at once.
  private static let mostReaders = 8

  /// Connects and brings the schema up to the newest state; a database of another program or of a
  /// newer release is refused before anything in it changes.
  package static func open(
    _ url: String, history: [Migration] = Migration.history
  ) async throws -> (database: PostgreSQLDatabase, report: MigrationReport) {
    let database = PostgreSQLDatabase(try ServerAddress(url))
    let report = try await database.writer.run { lane in
      try lane.use { connection in
        let report = try Migrator(history: history).migrate(connection)
        try connection.learnNumbers()
        return report
      }
    }
    return (database, report)
  }

  /// Returns an address as it may be shown: host, port and database.
  package static func name(of url: String) -> String {
    (try? ServerAddress(url))?.name ?? "postgres://…"
  }

  private init(_ address: ServerAddress) {
    name = address.name
    readers = LanePool(address, most: Self.mostReaders)
    writer = Lane(address)
    listener = Listener(address)
  }

  package func read<T: Sendable>(
    _ body: @Sendable (any Session) throws -> T
  ) async throws -> T {
    try await readers.lend { lane in try await lane.run { try $0.read(body) } }
  }

  package func write<T: Sendable>(
    _ body: @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await writer.run { try $0.write(body) }
  }

  package func nextChange(within limit: Duration) async throws {
    try Task.checkCancellation()
    do {
      try await listener.wait(for: limit)
    } catch {
      // The server is away: whoever asks finds out for itself, after a while.
      try await Task.sleep(for: limit)
    }
  }

  package func backup(to path: String) async throws {
    throw StorageError.unsupported(
      "PostgreSQL 的数据文件由服务器管理，不能直接复制，没有写出 \(path)。请用 hefu backup 或 pg_dump")
  }

  package func close() async throws {
    await listener.close()
    await readers.close()
    await writer.close()
  }
}
