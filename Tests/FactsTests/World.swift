import Definitions
import Documents
import Facts
import Foundation
import Quantities
import Storage
import TestStores

/// The definitions that come with the program.
let library: Library = {
  let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return Library.load(folders: [root.appending(path: "Definitions").path]).library
}()

let enterprises = library.registers["enterprise"]

/// A store with a journal, into which facts are written without the commands that guard it.
struct World {
  static let region = "419099"
  let database: any Database
  let register: Register

  init(on store: TestStore = .chosen) async throws {
    database = try await store.make()
    guard let enterprises else { throw WorldError.noRegister }
    register = enterprises
  }

  init(register: Register) async throws {
    database = try await TestStore.fresh()
    self.register = register
  }

  enum WorldError: Error { case noRegister }

  func intake(
    validFrom: String = "2022-01-05", writable: [Visibility.Scope] = [.all]
  ) -> Intake {
    Intake(
      register: register, region: Self.region, validFrom: Day(validFrom) ?? Day(number: 0),
      codeLists: library.codeLists, writable: writable)
  }

  func preview(_ bytes: [UInt8], name: String, by intake: Intake? = nil) async throws
    -> ImportPreview
  {
    let workbook = try WorkbookReader.read(bytes, name: name)
    let intake = intake ?? self.intake()
    return try await database.read { try intake.preview(workbook, file: name, in: $0) }
  }

  func preview(_ csv: String, by intake: Intake? = nil) async throws -> ImportPreview {
    try await preview(Array(csv.utf8), name: "表.csv", by: intake)
  }

  /// Writes what was previewed, as one entry.
  @discardableResult
  func write(_ preview: ImportPreview, evidence: Evidence = .documented) async throws -> Int64 {
    let register = register
    return try await database.write { transaction in
      let seq = try transaction.entry()
      let fields = try FactStore.ensureFields(
        Set(preview.changes.map(\.field)).sorted(), of: register.id, seq: seq, in: transaction)
      let subjects = try FactStore.ensureSubjects(
        preview.added, register: register.id, region: Self.region, seq: seq, in: transaction)
      try FactStore.write(
        preview.changes.compactMap { change in
          guard let field = fields[change.field], let subject = subjects[change.code] else {
            return nil
          }
          return FactVersion(
            field: field, period: change.period, subject: subject, seq: seq, value: change.after,
            evidence: evidence, sourceRow: change.sourceRow)
        }, in: transaction)
      return seq
    }
  }

  func snapshot(_ day: String, knownAt: Int64? = nil) async throws -> Snapshot {
    let asOf = AsOf(Day(day) ?? Day(number: 0), knownAt: knownAt)
    let builder = SnapshotBuilder(register: register, region: Self.region, asOf: asOf)
    return try await database.read { try builder.build(in: $0) }
  }
}

extension Transaction {
  /// Adds an entry to the journal and returns its number.
  func entry(day: String = "2022-01-05", post: String = "SV-1") throws -> Int64 {
    let seq = try FactStore.head(in: self) + 1
    func digest(_ letter: String) -> String {
      let number = String(seq)
      return String(repeating: letter, count: 64 - number.count) + number
    }
    try execute(
      """
      INSERT INTO journal (seq, at, day, person, post, command, body, reason, before_digest,
        after_digest, previous_digest, digest)
      VALUES (\(seq), \("\(day)T09:00:00+08:00"), \(day), 'lm', \(post), 'test', '{}', '',
        \(digest("b")), \(digest("a")), \(digest("p")), \(digest("d")))
      """)
    return seq
  }
}

/// Four enterprises of the district, by codes that are right and belong to nobody.
enum Code {
  static let first = "91419099MA00000153"
  static let second = "91419099MA0000023X"
  static let third = "91419099MA0000031Q"
  static let fourth = "91419099MA000004XG"
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
