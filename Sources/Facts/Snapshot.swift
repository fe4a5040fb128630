package import Definitions
package import Frames
package import Quantities

/// The subjects of one register as typed columns, as of a day and as known at an entry.
///
/// `frame` holds one value a field: a constant, the state valid on the day, or the latest period
/// that had ended by the day. `series` holds every period of a periodic field. Rows are the
/// subjects about which anything is known, in the order of their number.
package struct Snapshot: Sendable {
  package var register: Register
  package var asOf: AsOf
  /// The last journal entry that is included.
  package var head: Int64
  package var frame: Frame
  /// Code of each row.
  package var codes: [String] {
    didSet { rowsOfCodes = Self.rows(of: codes) }
  }
  package var series: [String: [Period: Column]]
  /// Grade of evidence of each row of a column in `frame`, as raw values.
  package var evidence: [String: [UInt8]]
  /// Period code of the value shown in `frame`, by column and row; 0 where there is none.
  package var periods: [String: [Int64]]
  /// Period code of the last day on which a state was found unchanged after it was told, by column
  /// and row; 0 where it was not, and no column where that was never so.
  package var confirmed: [String: [Int64]] = [:]
  /// Rows of a column that are known but not shown to this reader.
  package var hidden: [String: Bitmap] = [:]
  /// Keys of the columns whose values are about persons and are shown in part.
  package var masked: Set<String> = []
  /// Number of subjects that this reader may not see at all.
  package var hiddenSubjects = 0
  private var rowsOfCodes: [String: Int]

  init(register: Register, asOf: AsOf, head: Int64, frame: Frame, codes: [String]) {
    self.register = register
    self.asOf = asOf
    self.head = head
    self.frame = frame
    self.codes = codes
    series = [:]
    evidence = [:]
    periods = [:]
    rowsOfCodes = Self.rows(of: codes)
  }

  package var count: Int { frame.count }

  /// Returns the value of a column in a row, or nil when it is unknown or not shown.
  package func value(_ key: String, row: Int) -> Value? { frame.value(key, row: row) }

  /// Returns the name of the subject in a row, or its code when it has no name.
  package func name(row: Int) -> String {
    if let field = register.nameField, case .text(let name)? = value(field, row: row) {
      return name
    }
    return codes[row]
  }

  /// Returns the grade of evidence of a value.
  package func evidence(_ key: String, row: Int) -> Evidence {
    guard let grades = evidence[key], row < grades.count else { return .none }
    return Evidence(rawValue: Int(grades[row])) ?? .none
  }

  /// Returns the period of which a value was last told, in its own words or as one that is unchanged.
  package func lastTold(_ key: String, row: Int) -> Period? {
    let told = periods[key]?[row] ?? 0
    return Period(code: max(told, confirmed[key]?[row] ?? 0))
  }

  /// Returns the row of a subject by its code.
  package func row(code: String) -> Int? { rowsOfCodes[code] }

  private static func rows(of codes: [String]) -> [String: Int] {
    Dictionary(
      codes.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }
}
