import Foundation
import Storage
import StorageSQLite
import Testing

@Suite("Backup and restore") struct BackupTests {
  @Test func `a backup taken while others write is one moment, and whole`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      // Each write adds an entry and one subject for it: a copy that caught half of one shows.
      func write(_ seq: Int64) async throws {
        try await database.write { transaction in
          try transaction.entry(seq)
          _ = try transaction.execute(
            """
            INSERT INTO subject (register, region, code, seq)
            VALUES ('enterprise', '410000', \("S\(seq)"), \(seq))
            """)
        }
      }
      for seq in 1...50 { try await write(Int64(seq)) }
      async let writing: Void = {
        for seq in 51...200 { try await write(Int64(seq)) }
      }()
      for number in 1...5 { try await database.backup(to: scratch.path("copy\(number).sqlite")) }
      try await writing
      var last: Int64 = 50
      for number in 1...5 {
        let (copy, report) = try await SQLiteDatabase.open(
          path: scratch.path("copy\(number).sqlite"))
        let entries = try await count("journal", in: copy)
        #expect(report.applied.isEmpty)
        #expect(try await count("subject", in: copy) == entries)
        #expect(entries >= last, "a later copy holds at least what the earlier one held")
        last = entries
        try await copy.close()
      }
      try await database.close()
    }
  }

  @Test func `a backup is one file and leaves nothing half-made beside it`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      try await database.backup(to: scratch.path("copies/copy.sqlite"))
      try await database.close()
      let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path("copies"))
      #expect(files == ["copy.sqlite"])
    }
  }

  @Test func `a backup never overwrites a file`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      let taken = scratch.path("copy.sqlite")
      try "kept".write(toFile: taken, atomically: true, encoding: .utf8)
      #expect(await refusal { try await database.backup(to: taken) } == .exists(path: taken))
      #expect(try String(contentsOfFile: taken, encoding: .utf8) == "kept")
      try await database.close()
    }
  }

  @Test func `a restored database holds what the backup held`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      try await database.write { transaction in
        for seq in 1...20 { try transaction.entry(Int64(seq)) }
      }
      let copy = scratch.path("copy.sqlite")
      try await database.backup(to: copy)
      try await database.close()
      let place = scratch.path("new/place.sqlite")
      try SQLiteDatabase.restore(from: copy, to: place)
      let (restored, report) = try await SQLiteDatabase.open(path: place)
      #expect(report == MigrationReport(applied: [], isNew: false))
      #expect(try await count("journal", in: restored) == 20)
      #expect(try await restored.schema() == SQLiteDatabase.inMemory().schema())
      try await restored.close()
    }
  }

  @Test(arguments: ["place.sqlite", "place.sqlite-wal", "place.sqlite-journal"])
  func `a restore refuses a place that is taken`(taken: String) async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      let copy = scratch.path("copy.sqlite")
      try await database.backup(to: copy)
      try await database.close()
      try Data("kept".utf8).write(to: URL(filePath: scratch.path(taken)))
      let refusal = await refusal {
        try SQLiteDatabase.restore(from: copy, to: scratch.path("place.sqlite"))
      }
      #expect(refusal == .exists(path: scratch.path(taken)))
      #expect(try String(contentsOfFile: scratch.path(taken), encoding: .utf8) == "kept")
    }
  }

  @Test func `a restore refuses what is no backup of ours and makes no file`() async throws {
    try await Scratch.run { scratch in
      let place = scratch.path("place.sqlite")
      let absent = scratch.path("absent.sqlite")
      #expect(
        await refusal { try SQLiteDatabase.restore(from: absent, to: place) }
          == .missing(path: absent))
      let text = scratch.path("text.sqlite")
      try Data("not a database".utf8).write(to: URL(filePath: text))
      #expect(
        await refusal { try SQLiteDatabase.restore(from: text, to: place) }
          == .notADatabase(path: text))
      #expect(try scratch.files() == ["text.sqlite"])
    }
  }

  @Test func `a backup that was cut off is refused and leaves no file`() async throws {
    try await Scratch.run { scratch in
      let (database, _) = try await SQLiteDatabase.open(path: scratch.path("hefu.sqlite"))
      try await database.write { transaction in
        for seq in 1...500 { try transaction.entry(Int64(seq)) }
      }
      let copy = scratch.path("copy.sqlite")
      try await database.backup(to: copy)
      try await database.close()
      let whole = try Data(contentsOf: URL(filePath: copy))
      try whole.prefix(whole.count / 2).write(to: URL(filePath: copy))
      let refusal = await refusal {
        try SQLiteDatabase.restore(from: copy, to: scratch.path("place.sqlite"))
      }
      guard case .damaged = refusal else {
        Issue.record("\(String(describing: refusal))")
        return
      }
      #expect(try !scratch.files().contains { $0.hasPrefix("place") })
    }
  }
}
