import ArgumentParser
import Foundation
import Storage
import StoragePostgreSQL
import StorageSQLite

/// Where a database is: a file of SQLite, or a PostgreSQL server that several processes share.
enum DatabasePlace: ExpressibleByArgument, CustomStringConvertible {
  case file(String)
  case server(url: String)

  static let help = ArgumentHelp(
    "数据库文件，或 postgres://用户:口令@主机/库名?sslmode=verify-full",
    valueName: "database")

  init(argument: String) {
    let isServer = ["postgres://", "postgresql://"].contains { argument.hasPrefix($0) }
    self = isServer ? .server(url: argument) : .file(argument)
  }

  /// The place as it may be shown: an address without its password.
  var description: String {
    switch self {
    case .file(let path): path
    case .server(let url): PostgreSQLDatabase.name(of: url)
    }
  }

  var defaultValueDescription: String { description }

  /// Whether a database may be there; of a server only opening tells.
  var mayBeThere: Bool {
    switch self {
    case .file(let path): FileManager.default.fileExists(atPath: path)
    case .server: true
    }
  }

  /// Opens or makes the database and reports its migrations on the error stream.
  func open() async throws -> (database: any Database, report: MigrationReport) {
    do {
      let opened: (database: any Database, report: MigrationReport) =
        switch self {
        case .file(let path): try await SQLiteDatabase.open(path: path)
        case .server(let url): try await PostgreSQLDatabase.open(url)
        }
      for name in opened.report.applied where !opened.report.isNew {
        Terminal.step("数据库升级：\(name)")
      }
      return opened
    } catch let error as StorageError {
      throw InputProblem(error.description)
    }
  }

  /// Opens a place for records that are yet to come, and refuses one that holds some.
  func openEmpty() async throws -> any Database {
    if case .file(let path) = self, mayBeThere {
      throw InputProblem("数据库 \(path) 已存在，没有改动。请换一个文件名，或先移走它")
    }
    let database = try await open().database
    let isEmpty = try await database.read { session in
      try session.rows("SELECT seq FROM journal LIMIT 1").isEmpty
    }
    guard isEmpty else {
      try await database.close()
      throw InputProblem("数据库 \(self) 里已有记录，没有改动。请另建一个空库")
    }
    return database
  }
}
