import ArgumentParser
import Commands
import Foundation
import Storage
import StorageSQLite

/// Copies the database to a file while others go on working.
struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "备份数据库（运行中也可以）")

  @Argument(help: "备份文件，不能已存在") var file: String
  @OptionGroup var installation: InstallationOptions

  func run() async throws {
    let opened = try await Installation.open(installation)
    do {
      try await opened.database.backup(to: file)
    } catch let error as StorageError {
      throw InputProblem(error.description)
    }
    let copy = try await Installation.openDatabase(file)
    let proof = try await DatabaseProof.of(copy)
    try await copy.close()
    print("已备份到 \(file)：\(proof.summary)")
  }
}

/// Puts a backup in an empty place and proves it whole before calling it restored.
struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "把备份恢复到空的位置，并校验")

  @Argument(help: "备份文件") var file: String
  @Option(help: "恢复到的数据库文件，不能已存在") var database = ".data/hefu.sqlite"

  func run() async throws {
    do {
      try SQLiteDatabase.restore(from: file, to: database)
    } catch let error as StorageError {
      throw InputProblem(error.description)
    }
    let restored = try await Installation.openDatabase(database)
    let proof = try await DatabaseProof.of(restored)
    try await restored.close()
    guard proof.verdict.holds else {
      for fault in proof.verdict.faults { Terminal.complain("第 \(fault.seq) 号：\(fault.message)") }
      throw InputProblem("备份文件不完整：记录链校验不通过。已恢复的文件 \(database) 请勿使用")
    }
    print("已恢复到 \(database)：\(proof.summary)")
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
