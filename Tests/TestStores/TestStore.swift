import Foundation
package import Storage
import StoragePostgreSQL
import StorageSQLite

/// The kinds of database that tests run on.
package enum TestStore: String, CaseIterable, Sendable {
  case sqlite
  case postgresql

  /// Where a PostgreSQL server for tests is: `HEFU_POSTGRES_URL`; each test makes a schema of its
  /// own there, so it should name a database that is thrown away afterwards.
  package static let url = variable("HEFU_POSTGRES_URL")

  /// The same server by TCP with TLS: `HEFU_POSTGRES_TLS_URL`.
  package static let encryptedURL = variable("HEFU_POSTGRES_TLS_URL")

  /// The stores that can be reached; SQLite always can.
  package static let reachable: [TestStore] = url == nil ? [.sqlite] : allCases

  /// What to say where PostgreSQL is left out.
  package static let absence = "HEFU_POSTGRES_URL is not set: PostgreSQL is not tested"

  /// The store of suites that do not name one: `HEFU_TEST_STORE`, else SQLite.
  package static let chosen = variable("HEFU_TEST_STORE").flatMap(TestStore.init) ?? .sqlite

  /// A variable of the environment that says something.
  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A new, empty database that goes with the test.
  package func make(
    history: [Migration] = Migration.history
  ) async throws -> any Database {
    switch self {
    case .sqlite: try SQLiteDatabase.inMemory(history: history)
    case .postgresql:
      try await PostgreSQLDatabase.open(try Self.freshURL(), history: history).database
    }
  }

  /// The address of a new, empty schema on the server for tests.
  package static func freshURL() throws -> String {
    guard let url else { throw StorageError.badAddress(absence) }
    let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    try ServerForTests.run("CREATE SCHEMA \(schema)", on: url)
    let separator = url.contains("?") ? "&" : "?"
    return "\(url)\(separator)options=-csearch_path%3D\(schema)"
  }

  /// A new, empty database on the chosen store.
  package static func fresh() async throws -> any Database { try await chosen.make() }
}
