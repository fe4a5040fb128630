import Definitions
import Quantities
import Storage

/// Reads the values that count now, one field and period at a time.
struct PresentValues {
  private let numbers: [String: Int64]
  private let day: Day
  private let precedence: Precedence
  private let subjects: KnownSubjects

  init(intake: Intake, subjects: KnownSubjects, in session: any Session) throws {
    self.subjects = subjects
    numbers = try FactStore.fields(of: intake.register.id, in: session)
    day = intake.validFrom
    precedence = try Precedence(in: session)
  }

  private struct Version {
    var value: StoredValue
    var grade: Int
    var seq: Int64
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
    var values = PresentColumn()
    var last = -1
    var versions: [Version] = []
    var key: (period: Int64, subject: Subject.ID)?
    func settle() {
      guard let key, let place = subjects.place(of: key.subject, after: last) else { return }
      last = place
      guard
        let counting = precedence.counting(
          among: versions,
          at: .init(field: number, period: key.period, subject: key.subject), keeper: field.keeper,
          seq: \.seq, evidence: \.grade,
          isWithdrawn: \.value.isWithdrawn)
      else { return }
      values.set(
        PresentColumn.Present(
          value: versions[counting].value,
          grade: Evidence(rawValue: versions[counting].grade) ?? .none,
          isOfPeriod: key.period == code), at: place)
    }
    try session.each(
      """
      SELECT period, subject_id, number, text, evidence, seq FROM fact
      WHERE field_id = \(number) AND period BETWEEN \(first) AND \(code)
      ORDER BY field_id, period, subject_id, seq
      """
    ) { row in
      let next: (period: Int64, subject: Subject.ID) = (try row.get(0), try row.get(1))
      if let present = key, present != next {
        settle()
        versions.removeAll(keepingCapacity: true)
      }
      key = next
      versions.append(
        Version(
          value: StoredValue(number: try row.get(2), text: try row.get(3)), grade: try row.get(4),
          seq: try row.get(5)))
    }
    settle()
    return values
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
