import Definitions
import Quantities
import Storage

/// Reads the values that count now, one field and period at a time.
struct PresentValues {
  private let numbers: [String: Int64]
  private let day: Day

  init(intake: Intake, in session: any Session) throws {
    numbers = try FactStore.fields(of: intake.register.id, in: session)
    day = intake.validFrom
  }

  /// A value that counts, with the grade of its evidence.
  struct Present {
    var value: StoredValue
    var grade: Evidence
  }

  /// Returns the value of each subject: of the period, or for a state the one valid on the day.
  func values(
    of field: Field, period: Period? = nil, in session: any Session
  ) throws -> [Subject.ID: Present] {
    guard let number = numbers[field.key],
      let code = field.periodCode(period, validFrom: day)
    else { return [:] }
    let first = field.time == .state ? Int64.min : code
    var values: [Subject.ID: Present] = [:]
    var pending: (period: Int64, subject: Subject.ID, value: StoredValue, grade: Int)?
    func settle() {
      guard let pending, !pending.value.isWithdrawn else { return }
      values[pending.subject] = Present(
        value: pending.value, grade: Evidence(rawValue: pending.grade) ?? .none)
    }
    try session.each(
      """
      SELECT period, subject_id, number, text, evidence FROM fact
      WHERE field_id = \(number) AND period BETWEEN \(first) AND \(code)
      ORDER BY field_id, period, subject_id, seq
      """
    ) { row in
      let next: (period: Int64, subject: Subject.ID, value: StoredValue, grade: Int) = (
        try row.get(0), try row.get(1),
        StoredValue(number: try row.get(2), text: try row.get(3)), try row.get(4)
      )
      if let pending, (pending.period, pending.subject) != (next.period, next.subject) { settle() }
      pending = next
    }
    settle()
    return values
  }
}
