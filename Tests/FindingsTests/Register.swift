import Definitions
import Facts
import Foundation
import Quantities
import Storage
import StorageSQLite

/// The definitions that come with the program.
let library: Library = {
  let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return Library.load(folders: [root.appending(path: "Definitions").path]).library
}()

/// A register with a few facts, in a store that nobody guards.
struct FilledRegister {
  static let region = "419099"
  let register: Register
  let database: any Database

  enum Problem: Error {
    case noRegister
    case noField(String)
    case misfit(String)
  }

  init(_ id: String, on database: (any Database)? = nil) async throws {
    guard let register = library.registers[id] else { throw Problem.noRegister }
    self.register = register
    self.database = try database ?? SQLiteDatabase.inMemory()
  }

  /// Writes facts as one entry of a post; a key may name its period: `revenue 2021`.
  @discardableResult
  func write(
    _ facts: [(code: String, values: [String: String])], by post: String = "DU",
    on day: String = "2022-01-05", evidence: Evidence = .confirmed
  ) async throws -> Int64 {
    let register = register
    let cells = try facts.flatMap { code, values in
      try values.sorted { $0.key < $1.key }.map { try Cell(code, $0.key, $0.value, day, register) }
    }
    return try await database.write { transaction in
      let seq = try transaction.entry(by: post, on: day)
      let fields = try FactStore.ensureFields(
        Set(cells.map(\.field.key)).sorted(), of: register.id, seq: seq, in: transaction)
      let subjects = try FactStore.ensureSubjects(
        facts.map(\.code), register: register.id, region: Self.region, seq: seq, in: transaction)
      try FactStore.write(
        cells.compactMap { cell in
          guard let field = fields[cell.field.key], let subject = subjects[cell.code] else {
            return nil
          }
          return FactVersion(
            field: field, period: cell.period, subject: subject, seq: seq, value: cell.value,
            evidence: evidence)
        }, in: transaction)
      return seq
    }
  }

  func snapshot(_ day: String, knownAt: Int64? = nil) async throws -> Snapshot {
    let asOf = AsOf(Day(day) ?? Day(number: 0), knownAt: knownAt)
    let builder = SnapshotBuilder(register: register, region: Self.region, asOf: asOf)
    return try await database.read { try builder.build(in: $0) }
  }

  func rivals() async throws -> [RivalFacts] {
    let register = register
    return try await database.read {
      try RivalFacts.read(of: register, region: Self.region, in: $0)
    }
  }

  /// Names the unit of a post.
  func appoint(_ post: String, unit: String) async throws {
    try await database.write { transaction in
      let seq = try transaction.entry(by: "SA", on: "2022-01-04")
      try transaction.execute(
        "INSERT INTO person (id, name, seq) VALUES (\(post), \(post), \(seq))")
      try transaction.execute(
        """
        INSERT INTO post (id, seq, person_id, role, unit, scope_value, from_day)
        VALUES (\(post), \(seq), \(post), 'DU', \(unit), '', '2021-01-01')
        """)
    }
  }
}

/// One cell with the field and period that its key names.
private struct Cell: Sendable {
  var code: String
  var field: Field
  var period: Int64
  var value: StoredValue

  init(_ code: String, _ key: String, _ text: String, _ day: String, _ register: Register) throws {
    let parts = key.split(separator: " ").map(String.init)
    guard let field = register.field(parts[0]) else {
      throw FilledRegister.Problem.noField(key)
    }
    let value: Value? =
      switch field.type {
      case .number, .money, .area: Number(text).map { .number($0) }
      case .day: Day(text).map { .day($0) }
      case .boolean: .boolean(text == "是")
      default: .text(text)
      }
    let period = parts.count > 1 ? Period(parts[1]) : nil
    let validFrom = Day(day)?.adding(days: -5) ?? Day(number: 0)
    guard let stored = text == "-" ? .withdrawn : value.flatMap(field.stored),
      let periodCode = field.periodCode(period, validFrom: validFrom)
    else { throw FilledRegister.Problem.misfit("\(key) \(text)") }
    self.code = code
    self.field = field
    self.period = periodCode
    self.value = stored
  }
}

extension Transaction {
  /// Adds an entry to the journal and returns its number.
  func entry(by post: String, on day: String) throws -> Int64 {
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

/// Finds a built-in detector; a missing one fails the test that asks for it.
func detector(_ id: String) throws -> Detector {
  guard let detector = library.detectors[id] else { throw FilledRegister.Problem.noRegister }
  return detector
}
