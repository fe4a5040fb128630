import Definitions
import Documents
import Quantities

/// A column of a file that is read, with the values that count now.
final class ReadColumn {
  let field: Field
  let head: String
  /// Column of the sheet, counted from 0.
  let column: Int
  let period: Int64
  private let reader: CellReader
  private let present: PresentColumn
  /// Number under which changes of the column are laid aside.
  let run: Int

  init?(
    field: Field, mapping: Layout.Mapping, days: DaySystem, intake: Intake,
    run: Int, present: PresentColumn
  ) {
    guard let period = field.periodCode(mapping.period, validFrom: intake.validFrom) else {
      return nil
    }
    self.field = field
    self.period = period
    self.run = run
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

  /// Returns what counts now for the subject at a place.
  func before(_ place: Int) -> PresentColumn.Present? { present[place] }

  /// Whether somebody has asked for the value anew, so that the same one again is news.
  func isAsked(_ code: String, by asked: Set<FactCell>) -> Bool {
    guard !asked.isEmpty else { return false }
    let period = if case .periodic = field.time { period } else { Int64(0) }
    return asked.contains(FactCell(code: code, field: field.key, period: period))
  }
}
