import GRDB
import Storage

/// Brings a database up to the newest schema and says what it did.
struct Migrator {
  private let known: [String]
  private var migrator = DatabaseMigrator()

  init(_ history: [Migration]) {
    known = history.map(\.name)
    for migration in history {
      migrator.registerMigration(migration.name, foreignKeyChecks: .immediate) { connection in
        for statement in migration.statements { try connection.execute(sql: statement) }
      }
    }
  }

  /// Returns the migrations that a newer release has made in a database.
  func unknown(in connection: GRDB.Database) throws -> [String] {
    try migrator.appliedIdentifiers(connection).subtracting(known).sorted()
  }

  func migrate(_ writer: any DatabaseWriter) throws -> MigrationReport {
    let before = try writer.read { try migrator.appliedIdentifiers($0) }
    try migrator.migrate(writer)
    return MigrationReport(
      applied: known.filter { !before.contains($0) }, isNew: before.isEmpty)
  }
}
