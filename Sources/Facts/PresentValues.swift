import Definitions
import Quantities
import Storage

/// Reads the values that count now, one field and period at a time.
struct PresentValues {
  private let numbers: [String: Int64]
  private let day: Day
  private let precedence: Precedence

  init(intake: Intake, in session: any Session) throws {
    numbers = try FactStore.fields(of: intake.register.id, in: session)
    day = intake.validFrom
    precedence = try Precedence(in: session)
  }

  /// A value that counts, with the grade of its evidence.
  struct Present {
    var value: StoredValue
    var grade: Evidence
  }

  private struct Version {
    var value: StoredValue
    var grade: Int
    var seq: Int64
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
    var versions: [Version] = []
    var key: (period: Int64, subject: Subject.ID)?
    func settle() {
      guard let key,
        let place = precedence.counting(
          among: versions,
          at: .init(field: number, period: key.period, subject: key.subject), keeper: field.keeper,
          seq: \.seq, evidence: \.grade,
          isWithdrawn: \.value.isWithdrawn)
      else { return }
      values[key.subject] = Present(
        value: versions[place].value, grade: Evidence(rawValue: versions[place].grade) ?? .none)
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
