package import Definitions
import Quantities
package import Storage

/// What one entry told again unchanged of one field and period: the subjects whose value it found as
/// it was.
///
/// An unchanged value writes no version, so that a register of fifty thousand firms told every month
/// does not grow by millions of facts; who told it again is kept here, and with it how fresh it is.
package struct Confirmation: Hashable, Sendable {
  package var field: Int64
  /// The day of a state, the period of a series; 0 of what always holds.
  package var period: Int64
  package var seq: Int64
  /// Grade of the evidence on which it was told again.
  package var evidence: Evidence
  package var subjects: SubjectSet

  package init(
    field: Int64, period: Int64, seq: Int64, evidence: Evidence, subjects: SubjectSet
  ) {
    self.field = field
    self.period = period
    self.seq = seq
    self.evidence = evidence
    self.subjects = subjects
  }
}

extension Confirmation {
  /// Writes what an entry confirms; reserved to the commands of the journal.
  package static func write(
    _ confirmations: some Sequence<Confirmation>, in transaction: any Transaction
  ) throws {
    try transaction.insert(
      into: "confirmation", columns: ["field_id", "period", "seq", "evidence", "subjects"],
      rows: confirmations.map { confirmation in
        [
          .integer(confirmation.field), .integer(confirmation.period), .integer(confirmation.seq),
          .integer(Int64(confirmation.evidence.rawValue)), .blob(confirmation.subjects.packed),
        ]
      })
  }

  /// Takes back everything that an entry confirmed.
  package static func takeBack(
    _ entry: Int64, seq: Int64, in transaction: any Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO confirmation (field_id, period, seq, evidence, taken_back)
      SELECT field_id, period, \(seq), evidence, seq FROM confirmation
      WHERE seq = \(entry) AND subjects IS NOT NULL
      """)
  }

  /// Reads the confirmations of some fields that stand at an entry, the latest first.
  package static func read(
    of fields: some Collection<Int64>, knownAt: Int64, in session: any Session
  ) throws -> [Confirmation] {
    guard !fields.isEmpty else { return [] }
    let list = SQL.joined(fields.sorted().map { "\($0)" })
    let rows = try session.rows(
      """
      SELECT field_id, period, seq, evidence, subjects FROM confirmation AS told
      WHERE field_id IN (\(list)) AND seq <= \(knownAt) AND subjects IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM confirmation AS back
          WHERE back.field_id = told.field_id AND back.period = told.period
            AND back.taken_back = told.seq AND back.seq <= \(knownAt))
      ORDER BY field_id, period DESC, seq DESC
      """)
    return try rows.map { row in
      let packed: [UInt8] = try row.get(4)
      guard let subjects = SubjectSet(packed: packed) else {
        throw StorageError.failed("第 \(try row.get(2) as Int64) 号记录的确认记录读不出来")
      }
      return Confirmation(
        field: try row.get(0), period: try row.get(1), seq: try row.get(2),
        evidence: Evidence(rawValue: try row.get(3)) ?? .none, subjects: subjects)
    }
  }

  /// What entries after one and up to another brought.
  enum News {
    case nothing, confirmed, takenBack

    init(after seq: Int64, upTo head: Int64, in session: any Session) throws {
      let row = try session.rows(
        """
        SELECT COUNT(*), COUNT(taken_back) FROM confirmation WHERE seq > \(seq) AND seq <= \(head)
        """
      ).first
      let (all, back): (Int64, Int64) = (try row?.get(0) ?? 0, try row?.get(1) ?? 0)
      self = back > 0 ? .takenBack : all > 0 ? .confirmed : .nothing
    }
  }
}

/// The confirmations of one field of states, as a view of a day looks them up.
struct ConfirmedStates {
  /// The latest first.
  private let confirmations: [Confirmation]

  /// Takes those of a field that speak of a day or before, the latest first.
  init(_ confirmations: [Confirmation], on day: Day) {
    let last = Period(.day, containing: day).code
    self.confirmations = confirmations.filter { $0.period <= last }
  }

  /// Reads the confirmations of the states of a register, or of some of its fields, by the keys of
  /// those that have any.
  static func read(
    of wanted: Set<String>? = nil, in register: Register, on day: Day, knownAt: Int64,
    _ session: any Session
  ) throws -> [String: ConfirmedStates] {
    let numbers = try FactStore.fields(of: register.id, in: session)
    var keys: [Int64: String] = [:]
    for field in register.fields where field.time == .state {
      guard let number = numbers[field.key], wanted?.contains(field.key) ?? true else { continue }
      keys[number] = field.key
    }
    let all = try Confirmation.read(of: keys.keys, knownAt: knownAt, in: session)
    return Dictionary(grouping: all, by: \.field).reduce(into: [:]) { states, told in
      let own = ConfirmedStates(told.value, on: day)
      if let key = keys[told.key], !own.confirmations.isEmpty { states[key] = own }
    }
  }

  /// Those that entries after one brought.
  func newer(than seq: Int64) -> [Confirmation] { confirmations.filter { $0.seq > seq } }

  /// Returns the last day on which the state of a version was found unchanged; nil when it was not.
  func last(of subject: Subject.ID, told period: Int64, by seq: Int64) -> Int64? {
    for confirmation in confirmations where confirmation.period >= period {
      if confirmation.seq > seq, confirmation.subjects.contains(subject) {
        return confirmation.period
      }
    }
    return nil
  }
}
