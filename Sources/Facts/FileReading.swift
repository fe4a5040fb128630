import Definitions
import Quantities
import Storage

/// What the sheets of one file share while they are read: the store, the rights, the preview.
final class FileReading {
  let intake: Intake
  let rules: [WriteRule]
  /// Whether one rule lets every row and column through, so that none need be asked.
  let isUnlimited: Bool
  let present: PresentValues
  let subjects: KnownSubjects
  var preview: ImportPreview
  /// The codes of the register and of the file.
  private(set) var codes: CodeTable
  /// What the file says of a code, by its place.
  private var marks: [Mark]
  /// Values that the sheets before have stated; kept only where there are several sheets.
  private var stated: [StatedColumn.Key: StatedColumn] = [:]
  private let isSeveral: Bool
  private let rows: Int
  private var passed = 0

  /// What the file has said of a subject so far.
  private struct Mark {
    /// Row of the present sheet, 0 where it has none yet.
    var row: UInt32 = 0
    var isAdded = false
    var isChanged = false
  }

  init(
    intake: Intake, preview: ImportPreview, sheets: Int, rows: Int, in session: any Session
  ) throws {
    self.rows = rows
    self.intake = intake
    self.preview = preview
    isSeveral = sheets > 1
    let subjects = try KnownSubjects(
      register: intake.register.id, region: intake.region, in: session)
    self.subjects = subjects
    codes = subjects.codes
    marks = Array(repeating: Mark(), count: subjects.codes.count)
    let present = try PresentValues(intake: intake, subjects: subjects, in: session)
    self.present = present
    rules = try intake.writable.map { scope in
      try WriteRule(scope, register: intake.register) { try present.values(of: $0, in: session) }
    }
    isUnlimited = rules.contains(where: \.isEverything)
  }

  /// Counts a row for whoever waits.
  func pass() {
    passed += 1
    if passed.isMultiple(of: ImportProgress.step) {
      intake.watch(ImportProgress(.comparing, done: passed, of: rows))
    }
  }

  func reaches(_ field: Field) -> Bool {
    isUnlimited || rules.contains { $0.reaches(field) }
  }

  // MARK: Codes

  /// Forgets the rows of the sheet before.
  func beginSheet() {
    for place in marks.indices { marks[place].row = 0 }
  }

  /// Returns the row of the present sheet in which a code stood already.
  func row(of code: String) -> Int? {
    guard let place = codes.place(of: code), marks[place].row > 0 else { return nil }
    return Int(marks[place].row)
  }

  /// Notes the row of a code and returns the code's place.
  func take(_ code: String, row: Int) -> Int {
    let place = codes.insert(code)
    if place == marks.count { marks.append(Mark()) }
    marks[place].row = UInt32(row)
    return place
  }

  func isInStore(_ code: String) -> Bool {
    codes.place(of: code).map(isInStore) ?? false
  }

  func isInStore(_ place: Int) -> Bool { place < subjects.codes.count }

  /// Whether the store or an earlier sheet knows a code.
  func isKnown(_ place: Int) -> Bool { isInStore(place) || marks[place].isAdded }

  // MARK: Values

  /// What an earlier sheet says of the same fact.
  func earlier(_ column: ReadColumn, _ place: Int) -> StatedColumn.Stated? {
    isSeveral ? stated[StatedColumn.Key(column)]?[place] : nil
  }

  func state(_ value: StoredValue, _ column: ReadColumn, _ place: Int, sheet: String, row: Int) {
    guard isSeveral else { return }
    stated[StatedColumn.Key(column), default: StatedColumn()]
      .set(value, at: place, sheet: sheet, row: row)
  }

  /// Returns the number under which changes of a column are laid aside, and what it confirms.
  func run(of field: Field, _ mapping: Layout.Mapping) -> Int {
    preview.run(field.key, field.periodCode(mapping.period, validFrom: intake.validFrom) ?? 0)
  }

  /// Adds a value that is news to the changes.
  func add(
    _ value: StoredValue, of column: ReadColumn, code: String, place: Int,
    source: FactChange.Source
  ) throws {
    let before = column.before(place)
    let act = column.act(of: value, place)
    guard preview.holdsMoreChanges else {
      let change = FurtherChanges.Change(
        place: place, source: source, after: value, before: before?.value ?? .withdrawn,
        standing: before?.grade ?? .none, isCorrection: act == .correction,
        isBeside: act == .rival)
      return try preview.add(change, to: column.run)
    }
    var change = FactChange(
      code: code, field: column.field.key, period: column.period,
      before: before?.value ?? .withdrawn, after: value, sourceRow: source.row)
    change.sourceSheet = source.sheet
    change.standing = before?.grade ?? .none
    change.act = act
    preview.changes.append(change)
  }

  /// Notes that a value was found as it is.
  func confirm(_ column: ReadColumn, _ place: Int) {
    preview.confirm(place, in: column.run)
  }

  /// Counts a row that is taken, by how many of its values change what counts and how many are kept
  /// beside it.
  func accept(place: Int, changes: Int, besides: Int) {
    if !isInStore(place) {
      if !marks[place].isAdded {
        marks[place].isAdded = true
        preview.added.append(codes[place])
      }
    } else if changes == 0 {
      if besides == 0 { preview.unchanged += 1 } else { preview.besideOnly += 1 }
    } else if !marks[place].isChanged {
      marks[place].isChanged = true
      preview.changed.append(codes[place])
    }
  }

  /// Hands out the preview, complete.
  func finish() -> ImportPreview {
    preview.codes = codes
    if preview.rows == 0, let layout = preview.layout {
      preview.add(.noRows(file: preview.file, layout))
    }
    return preview
  }
}

/// What the sheets before have stated of one field and period.
struct StatedColumn {
  struct Key: Hashable {
    var field: String
    var period: Int64

    init(_ column: ReadColumn) { (field, period) = (column.field.key, column.period) }
  }

  struct Stated {
    var value: StoredValue
    var sheet: String
    var row: Int
  }

  private var values = ValueColumn()
  private var rows: [UInt32] = []
  private var sheets: [UInt16] = []
  private var names: [String] = []

  subscript(place: Int) -> Stated? {
    guard let value = values[place] else { return nil }
    return Stated(value: value, sheet: names[Int(sheets[place])], row: Int(rows[place]))
  }

  mutating func set(_ value: StoredValue, at place: Int, sheet: String, row: Int) {
    if names.last != sheet { names.append(sheet) }
    while rows.count <= place {
      rows.append(0)
      sheets.append(0)
    }
    rows[place] = UInt32(row)
    sheets[place] = UInt16(names.count - 1)
    values.set(value, at: place)
  }
}
