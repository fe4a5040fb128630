import Foundation
import Storage
import StorageSQLite
import Testing

@Suite("Opening a database") struct OpeningTests {
  @Test func `a new file says that it is new and which migrations ran`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("deep/er/hefu.sqlite")
      let (database, report) = try await SQLiteDatabase.open(path: path)
      #expect(report.isNew)
      #expect(report.applied == Migration.history.map(\.name))
      try await database.close()
      let again = try await SQLiteDatabase.open(path: path)
      #expect(again.report == MigrationReport(applied: [], isNew: false))
      try await again.database.close()
    }
  }

  @Test func `a database of the first migration opens, is upgraded and keeps its records`()
    async throws
  {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      let old = try await SQLiteDatabase.open(path: path, history: [Migration.history[0]])
      try await old.database.write { try $0.entry(1) }
      try await old.database.close()
      let (database, report) = try await SQLiteDatabase.open(path: path)
      #expect(report.applied == Array(Migration.history.dropFirst().map(\.name)))
      #expect(!report.isNew)
      #expect(try await count("journal", in: database) == 1)
      #expect(try await database.schema() == SQLiteDatabase.inMemory().schema())
      try await database.close()
    }
  }

  @Test func `a database of a newer release is refused and left as it is`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      let next = Migration(name: "0999 next year", statements: ["CREATE TABLE next (id INTEGER)"])
      let newer = try await SQLiteDatabase.open(path: path, history: Migration.history + [next])
      try await newer.database.close()
      let before = try Data(contentsOf: URL(filePath: path))
      let refusal = await refusal { _ = try await SQLiteDatabase.open(path: path) }
      #expect(refusal == .newer(path: path, migrations: ["0999 next year"]))
      #expect(refusal?.description.contains("请升级程序") == true)
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }

  @Test func `a failing migration leaves the database as it was`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      let first = [Migration.history[0]]
      try await SQLiteDatabase.open(path: path, history: first).database.close()
      let wrong = Migration(
        name: "0002 wrong",
        statements: ["CREATE TABLE half (id INTEGER)", "CREATE TABLE journal (x)"])
      let refusal = await refusal {
        _ = try await SQLiteDatabase.open(path: path, history: first + [wrong])
      }
      guard case .failed = refusal else {
        Issue.record("\(String(describing: refusal))")
        return
      }
      let (database, report) = try await SQLiteDatabase.open(path: path)
      #expect(report.applied == Migration.history.dropFirst().map(\.name))
      #expect(try await !database.schema().contains("half"))
      try await database.close()
    }
  }

  @Test func `a file that is no database is refused and left as it is`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("report.txt")
      let text = String(repeating: "力争市场主体突破5万户。", count: 40)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(
        await refusal { _ = try await SQLiteDatabase.open(path: path) }
          == .notADatabase(path: path))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      #expect(try scratch.files() == ["report.txt"])
    }
  }

  @Test func `a database of another program is refused and left as it is`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("other.sqlite")
      var head = [UInt8](repeating: 0, count: 4096)
      head.replaceSubrange(0..<16, with: Array("SQLite format 3\u{0}".utf8))
      try Data(head).write(to: URL(filePath: path))
      #expect(
        await refusal { _ = try await SQLiteDatabase.open(path: path) } == .foreign(path: path))
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(head))
    }
  }

  @Test func `an empty file becomes a database`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      try Data().write(to: URL(filePath: path))
      let (database, report) = try await SQLiteDatabase.open(path: path)
      #expect(report.isNew)
      try await database.close()
    }
  }

  @Test func `a place where nothing can be written is named`() async {
    let path = "/proc/hefu/hefu.sqlite"
    #expect(
      await refusal { _ = try await SQLiteDatabase.open(path: path) } == .cannotOpen(path: path))
  }

  @Test func `commits are synchronous in full, and references are enforced`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      let settings = try await database.write { transaction in
        [
          try transaction.rows("PRAGMA synchronous")[0].get(0) as Int64,
          try transaction.rows("PRAGMA foreign_keys")[0].get(0) as Int64,
        ]
      }
      #expect(settings == [2, 1])
      let mode: String = try await database.read { try $0.rows("PRAGMA journal_mode")[0].get(0) }
      #expect(mode == "wal")
      try await database.close()
    }
  }

  @Test func `a closed database is one file`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      try await database.write { try $0.entry(1) }
      #expect(try await count("journal", in: database) == 1)
      try await database.close()
      #expect(try scratch.files() == ["hefu.sqlite"])
      let (again, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      #expect(try await count("journal", in: again) == 1)
      try await again.close()
    }
  }

  @Test func `a closed database says so`() async throws {
    try await Scratch.run { scratch in
      let path = scratch.path("hefu.sqlite")
      let (database, _) = try await SQLiteDatabase.open(path: path)
      try await database.close()
      #expect(
        await refusal { _ = try await count("journal", in: database) } == .closed(path: path))
    }
  }
}
