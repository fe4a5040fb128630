import Definitions
import Documents
import Quantities

/// A column of a file that is read, with the values that count now.
struct ReadColumn {
  let field: Field
  let head: String
  /// Column of the sheet, counted from 0.
  let column: Int
  let period: Int64
  private let reader: CellReader
  private let present: [Subject.ID: PresentValues.Present]

  init?(
    field: Field, mapping: Layout.Mapping, days: DaySystem, intake: Intake,
    present: [Subject.ID: PresentValues.Present]
  ) {
    guard let period = field.periodCode(mapping.period, validFrom: intake.validFrom) else {
      return nil
    }
    self.field = field
    self.period = period
    self.present = present
    head = mapping.head
    column = mapping.column
    reader = CellReader(
      field: field, unit: mapping.unit, codes: field.codes.flatMap { intake.codeLists[$0] },
      days: days)
  }

  /// Whether the cells of the column can be added up.
  var isSummable: Bool {
    switch field.type {
    case .money, .area: true
    case .number:
      switch field.unit?.dimension {
      case nil, .ratio?, .percentagePoints?, .quotient?: false
      default: true
      }
    default: false
    }
  }

  /// Returns what a row says, or nil when its cell says nothing.
  func value(in cells: [Cell], note: inout String?) throws(CellReader.Refusal) -> StoredValue? {
    guard column < cells.count, let value = try reader.value(of: cells[column], note: &note) else {
      return nil
    }
    guard let stored = field.stored(value) else {
      throw CellReader.Refusal(expected: "超出“\(field.label)”的范围")
    }
    return stored
  }

  func written(in cells: [Cell]) -> String {
    column < cells.count ? cells[column].written.trimmed : ""
  }

  /// Returns the change that a value makes, or nil when it is what counts already and nobody has
  /// asked for it anew.
  func change(
    to value: StoredValue, code: String, subject: Subject.ID?, row: Int, asked: Set<FactCell>
  ) -> FactChange? {
    let before = subject.flatMap { present[$0] }
    guard before?.value != value || isAsked(code, by: asked) else { return nil }
    var change = FactChange(
      code: code, field: field.key, period: period, before: before?.value ?? .withdrawn,
      after: value, sourceRow: row)
    change.standing = before?.grade ?? .none
    return change
  }

  private func isAsked(_ code: String, by asked: Set<FactCell>) -> Bool {
    guard !asked.isEmpty else { return false }
    let period = if case .periodic = field.time { period } else { Int64(0) }
    return asked.contains(FactCell(code: code, field: field.key, period: period))
  }
}
