import Foundation
import GRDB
import Storage

/// The file of a database, looked at from outside before it is opened or written.
struct DatabaseFile {
  let path: String

  /// “HEFU” in the head of the file, by which a database of ours is known.
  private static let application: UInt32 = 0x4845_4655
  private static let magic = Array("SQLite format 3\u{0}".utf8)

  init(_ path: String) { self.path = path }

  private var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether there is nothing yet, or an empty file.
  var isNew: Bool {
    get throws { try !exists || head().isEmpty }
  }

  /// Makes an empty database of ours.
  func make() throws {
    try makeFolder()
    // Marked before write-ahead logging begins, so that the head of the file always says whose
    // it is, whenever the power goes.
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = \(Self.application)")
    }
    try queue.close()
  }

  /// Refuses a file that is missing, no database, of another program, or of a newer release.
  func checkKnown(_ history: [Migration]) throws {
    guard exists else { throw StorageError.missing(path: path) }
    let head = try head()
    guard head.starts(with: Self.magic), head.count == 100 else {
      throw StorageError.notADatabase(path: path)
    }
    let application = head[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard application == Self.application else { throw StorageError.foreign(path: path) }
    let unknown = try read { try Migrator(history).unknown(in: $0) }
    guard unknown.isEmpty else { throw StorageError.newer(path: path, migrations: unknown) }
  }

  /// Reads the file as it lies, without changing it.
  func read<T>(_ body: (GRDB.Database) throws -> T) throws -> T {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.read(body)
  }

  /// Refuses a place where a file would be overwritten, or would be read together with the log of
  /// an earlier database.
  func checkFree() throws {
    for taken in [path, path + "-wal", path + "-journal"]
    where FileManager.default.fileExists(atPath: taken) {
      throw StorageError.exists(path: taken)
    }
  }

  /// Fills a new database beside the place, checks it, and moves it in when it is whole.
  func take(_ fill: (GRDB.Database) throws -> Void) throws {
    try makeFolder()
    let part = path + ".part"
    try? FileManager.default.removeItem(atPath: part)
    do {
      try Self.write(part, fill)
      try FileManager.default.moveItem(atPath: part, toPath: path)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      try? FileManager.default.removeItem(atPath: part)
      throw StorageError.exists(path: path)
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
  }

  private static func write(_ part: String, _ fill: (GRDB.Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: part)
    defer { try? queue.close() }
    try queue.writeWithoutTransaction { copy in
      try fill(copy)
      // One file without a log, so that it can be copied anywhere.
      try copy.execute(sql: "PRAGMA journal_mode = DELETE")
      let verdict = try String.fetchOne(copy, sql: "PRAGMA quick_check(1)") ?? ""
      guard verdict == "ok" else { throw StorageError.damaged(path: part, detail: verdict) }
    }
  }

  private func head() throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StorageError.cannotOpen(path: path)
    }
    defer { try? file.close() }
    do {
      return [UInt8](try file.read(upToCount: 100) ?? Data())
    } catch {
      throw StorageError.cannotOpen(path: path)
    }
  }

  private func makeFolder() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw StorageError.cannotOpen(path: path)
    }
  }
}
