import Definitions
import Quantities
import Storage

/// Reads the values that count now, one field and period at a time.
///
/// One object, because its columns share what they learn of the journal.
final class PresentValues {
  private let numbers: [String: Int64]
  private let day: Day
  private var precedence: Precedence
  private let subjects: KnownSubjects

  init(intake: Intake, subjects: KnownSubjects, in session: any Session) throws {
    self.subjects = subjects
    numbers = try FactStore.fields(of: intake.register.id, in: session)
    day = intake.validFrom
    precedence = try Precedence(in: session)
  }

  /// Returns the value of each subject by its place: of the period, or for a state the one valid on
  /// the day.
  func values(
    of field: Field, period: Period? = nil, in session: any Session
  ) throws -> PresentColumn {
    guard let number = numbers[field.key],
      let code = field.periodCode(period, validFrom: day)
    else { return PresentColumn() }
    let first = field.time == .state ? Int64.min : code
    var run = PresentRun(field: field, number: number, period: code, subjects: subjects)
    let words = try session.blocks(
      """
      SELECT \(FieldRun.columns(of: field, from: "fact")) FROM fact
      WHERE field_id = \(number) AND period BETWEEN \(first) AND \(code)
      ORDER BY field_id, period, subject_id, seq
      """
    ) { try run.take($0, by: &precedence, in: session) }
    return run.finish(words: words, by: precedence)
  }
}

/// Folds the versions of one field, sorted by period, subject and entry, into the values that count.
private struct PresentRun {
  private struct Version {
    var period: Int64
    var subject: Subject.ID
    var stored: Int64
    var isWithdrawn: Bool
    var grade: Int
    var seq: Int64
  }

  private let field: Field
  private let number: Int64
  private let period: Int64
  private let subjects: KnownSubjects
  private var pending: [Version] = []
  private var last = -1
  /// The version that counts by the place of its subject; a later period takes an earlier one's.
  private var counting: [Version?] = []

  init(field: Field, number: Int64, period: Int64, subjects: KnownSubjects) {
    self.field = field
    self.number = number
    self.period = period
    self.subjects = subjects
  }

  mutating func take(
    _ block: RowBlock, by precedence: inout Precedence, in session: any Session
  ) throws {
    try precedence.learn(block, after: pending.last.map { (place(of: $0), $0.seq) }, in: session)
    let (numbers, size) = (block.numbers, RowBlock.capacity)
    for row in 0..<block.count {
      let version = Version(
        period: numbers[row], subject: numbers[size + row], stored: numbers[size * 2 + row],
        isWithdrawn: block.isNull[size * 2 + row], grade: Int(numbers[size * 3 + row]),
        seq: numbers[size * 4 + row])
      if let last = pending.last, last.subject != version.subject || last.period != version.period {
        settle(by: precedence)
      }
      pending.append(version)
    }
  }

  private func place(of version: Version) -> Precedence.Place {
    Precedence.Place(field: number, period: version.period, subject: version.subject)
  }

  private mutating func settle(by precedence: Precedence) {
    defer { pending.removeAll(keepingCapacity: true) }
    guard let first = pending.first, let place = subjects.place(of: first.subject, after: last)
    else { return }
    last = place
    guard
      let version = precedence.counting(
        among: pending, at: self.place(of: first), keeper: field.keeper, seq: \.seq,
        evidence: \.grade, isWithdrawn: \.isWithdrawn)
    else { return }
    while counting.count <= place { counting.append(nil) }
    counting[place] = pending[version]
  }

  mutating func finish(words: [String], by precedence: Precedence) -> PresentColumn {
    settle(by: precedence)
    var column = PresentColumn()
    for (place, version) in counting.enumerated() {
      guard let version else { continue }
      let value =
        field.isWord
        ? StoredValue(text: words[Int(version.stored)]) : StoredValue(number: version.stored)
      column.set(
        PresentColumn.Present(
          value: value, grade: Evidence(rawValue: version.grade) ?? .none,
          isOfPeriod: version.period == period), at: place)
    }
    return column
  }
}

/// The values of one field and period that count now, by the places of their subjects.
struct PresentColumn {
  /// A value that counts, with the grade of its evidence.
  struct Present {
    var value: StoredValue
    var grade: Evidence
    /// Whether it was told of the very day or period that the file speaks of.
    var isOfPeriod: Bool
  }

  private var values = ValueColumn()
  /// The grade, with a bit above it for values of the very period.
  private var marks: [UInt8] = []
  private static let ofPeriod: UInt8 = 0x80

  subscript(place: Int) -> Present? {
    guard let value = values[place] else { return nil }
    let mark = marks[place]
    return Present(
      value: value, grade: Evidence(rawValue: Int(mark & ~Self.ofPeriod)) ?? .none,
      isOfPeriod: mark & Self.ofPeriod != 0)
  }

  mutating func set(_ present: Present, at place: Int) {
    values.set(present.value, at: place)
    while marks.count <= place { marks.append(0) }
    marks[place] = UInt8(present.grade.rawValue) | (present.isOfPeriod ? Self.ofPeriod : 0)
  }
}
