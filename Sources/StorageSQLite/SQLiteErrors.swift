import GRDB
import Storage

/// Runs work on a file and gives what SQLite reports about it a name of ours.
func naming<T>(_ path: String, _ work: () throws -> T) throws -> T {
  do {
    return try work()
  } catch let error as DatabaseError {
    throw StorageError(error, path: path)
  }
}

extension StorageError {
  init(_ error: DatabaseError, path: String) {
    let message = error.message ?? error.resultCode.description
    self =
      switch error.resultCode {
      case .SQLITE_NOTADB: .notADatabase(path: path)
      case .SQLITE_CANTOPEN: .cannotOpen(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
      case .SQLITE_FULL: .full(path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      case .SQLITE_CORRUPT: .damaged(path: path, detail: message)
      case .SQLITE_CONSTRAINT: .refused(message)
      case .SQLITE_MISUSE where message == "Connection is closed": .closed(path: path)
      default: .failed(message)
      }
  }
}
