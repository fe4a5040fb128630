import Foundation
import Storage
import StorageSQLite
import Testing

/// A folder of its own for one test.
struct Scratch {
  let folder: URL

  /// Runs a test in a fresh folder and removes it afterwards.
  static func run(_ body: (Scratch) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "hefu-storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(Scratch(folder: folder))
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}

/// Expects that work is refused with an error of the store, and returns it.
@discardableResult
func refusal(_ work: () async throws -> Void) async -> StorageError? {
  do {
    try await work()
    Issue.record("nothing was refused")
    return nil
  } catch let error as StorageError {
    return error
  } catch {
    Issue.record("refused with \(error)")
    return nil
  }
}

extension Transaction {
  /// Writes a journal entry that other rows can refer to.
  func entry(_ seq: Int64, day: String = "2022-06-30") throws {
    func digest(_ letter: String) -> String {
      let number = String(seq)
      return String(repeating: letter, count: 64 - number.count) + number
    }
    try execute(
      """
      INSERT INTO journal (seq, at, day, person, post, command, body, reason, before_digest,
        after_digest, previous_digest, digest)
      VALUES (\(seq), \("\(day)T09:00:00+08:00"), \(day), 'lm', 'SV-1', 'test', '{}', '',
        \(digest("b")), \(digest("a")), \(digest("p")), \(digest("d")))
      """)
  }
}

/// Counts the rows of a table.
func count(_ table: SQL, in database: any Database) async throws -> Int64 {
  try await database.read { session in
    try session.rows("SELECT COUNT(*) AS n FROM \(table)")[0].get("n")
  }
}
