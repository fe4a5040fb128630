import Definitions
import Quantities
import Storage

/// What the sheets of one file share while they are read: the store, the rights, the preview.
struct FileReading {
  let intake: Intake
  let rules: [WriteRule]
  /// Whether one rule lets every row and column through, so that none need be asked.
  let isUnlimited: Bool
  let known: [String: Subject.ID]
  let present: PresentValues
  var preview: ImportPreview
  /// Codes that an earlier sheet of the file adds.
  private var added: Set<String> = []
  /// Values that the sheets before have stated; kept only where there are several sheets.
  private var stated: [StatedKey: StatedValue] = [:]
  private let isSeveral: Bool
  private let rows: Int
  private var passed = 0

  struct StatedKey: Hashable {
    var code: String
    var field: String
    var period: Int64
  }

  struct StatedValue {
    var value: StoredValue
    var sheet: String
    var row: Int
  }

  init(
    intake: Intake, preview: ImportPreview, sheets: Int, rows: Int, in session: any Session
  ) throws {
    self.rows = rows
    self.intake = intake
    self.preview = preview
    isSeveral = sheets > 1
    known = try FactStore.subjects(
      register: intake.register.id, region: intake.region, in: session)
    let present = try PresentValues(intake: intake, in: session)
    self.present = present
    rules = try intake.writable.map { scope in
      try WriteRule(scope, register: intake.register) { try present.values(of: $0, in: session) }
    }
    isUnlimited = rules.contains(where: \.isEverything)
  }

  /// Counts a row for whoever waits.
  mutating func pass() {
    passed += 1
    if passed.isMultiple(of: ImportProgress.step) {
      intake.watch(ImportProgress(.comparing, done: passed, of: rows))
    }
  }

  func reaches(_ field: Field) -> Bool {
    isUnlimited || rules.contains { $0.reaches(field) }
  }

  /// Whether the store or an earlier sheet knows a code.
  func isKnown(_ code: String) -> Bool { known[code] != nil || added.contains(code) }

  /// What an earlier sheet says of the same fact.
  func earlier(_ key: StatedKey) -> StatedValue? { isSeveral ? stated[key] : nil }

  mutating func state(_ value: StoredValue, _ key: StatedKey, sheet: String, row: Int) {
    if isSeveral { stated[key] = StatedValue(value: value, sheet: sheet, row: row) }
  }

  mutating func accept(_ changes: [FactChange], code: String) {
    preview.changes += changes
    if known[code] == nil {
      if added.insert(code).inserted { preview.added.append(code) }
    } else if changes.isEmpty {
      preview.unchanged += 1
    } else {
      preview.changed.insert(code)
    }
  }
}
