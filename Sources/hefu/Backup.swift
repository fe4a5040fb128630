import ArgumentParser
import Commands
import Foundation
import Storage
import StorageSQLite

/// Copies the database to a file while others go on working.
///
/// The file is a database of its own, whichever kind the records are kept in: it can be opened,
/// verified, and restored to either.
struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "备份数据库（运行中也可以）",
    discussion: "备份是一个 SQLite 文件；PostgreSQL 里的数据也备份成这样的文件，可以恢复到任何一种数据库。")

  @Argument(help: "备份文件，不能已存在") var file: String
  @OptionGroup var installation: InstallationOptions

  func run() async throws {
    let opened = try await Installation.open(installation)
    do {
      switch installation.database {
      case .file: try await opened.database.backup(to: file)
      case .server: try await BackupFile(path: file).take(from: opened.database)
      }
    } catch let error as StorageError {
      throw InputProblem(error.description)
    }
    let copy = try await DatabasePlace.file(file).open().database
    let proof = try await DatabaseProof.of(copy)
    try await copy.close()
    print("已备份到 \(file)：\(proof.summary)")
  }
}

/// Puts a backup in an empty place and proves it whole before calling it restored.
struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "把备份恢复到空的位置，并校验")

  @Argument(help: "备份文件") var file: String
  @Option(help: ArgumentHelp("恢复到的数据库文件，不能已存在；或 PostgreSQL 空库的地址", valueName: "database"))
  var database = DatabasePlace.file(".data/hefu.sqlite")

  func run() async throws {
    let restored: any Database
    do {
      switch database {
      case .file(let path):
        try SQLiteDatabase.restore(from: file, to: path)
        restored = try await database.open().database
      case .server:
        restored = try await database.openEmpty()
        try await BackupFile(path: file).pour(into: restored)
      }
    } catch let error as StorageError {
      throw InputProblem(error.description)
    }
    let proof = try await DatabaseProof.of(restored)
    try await restored.close()
    guard proof.verdict.holds else {
      for fault in proof.verdict.faults { Terminal.complain("第 \(fault.seq) 号：\(fault.message)") }
      throw InputProblem("备份文件不完整：记录链校验不通过。已恢复的 \(database) 请勿使用")
    }
    print("已恢复到 \(database)：\(proof.summary)")
  }
}

/// A backup of a database that is on a server.
struct BackupFile {
  let path: String

  /// Writes one moment of the database into a new file, which appears when it is whole.
  func take(from source: any Database) async throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StorageError.exists(path: path)
    }
    let part = path + ".part"
    defer { Self.remove(part) }
    Self.remove(part)
    let (copy, _) = try await SQLiteDatabase.open(path: part)
    try await TableCopy(from: source, to: copy).run()
    try await copy.close()
    try FileManager.default.moveItem(atPath: part, toPath: path)
  }

  /// Writes the backup into an empty database; the file itself stays as it is.
  func pour(into target: any Database) async throws {
    // A backup of an older release is brought up to date in a copy of it.
    let place = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID().uuidString)")
    defer { Self.remove(place.path) }
    try SQLiteDatabase.restore(from: path, to: place.path)
    let (source, _) = try await SQLiteDatabase.open(path: place.path)
    try await TableCopy(from: source, to: target).run()
    try await source.close()
  }

  private static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + ending)
    }
  }
}

/// What a database holds, and whether its journal fits.
struct DatabaseProof: Sendable {
  var verdict: JournalVerifier.Verdict
  var subjects: Int64
  var facts: Int64

  static func of(_ database: any Database) async throws -> DatabaseProof {
    try await database.read { session in
      func count(_ sql: SQL) throws -> Int64 { try session.rows(sql).first?.get("n") ?? 0 }
      return DatabaseProof(
        verdict: try JournalVerifier().verify(in: session),
        subjects: try count("SELECT COUNT(*) AS n FROM subject"),
        facts: try count("SELECT COUNT(*) AS n FROM fact"))
    }
  }

  var summary: String {
    "记录 \(verdict.entries) 笔，对象 \(subjects) 个，数据 \(facts) 条，"
      + "记录链\(verdict.holds ? "校验通过" : "校验不通过")，根摘要 \(verdict.root.prefix(24))"
  }
}
