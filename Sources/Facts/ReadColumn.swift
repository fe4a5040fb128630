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
  private let speaker: Intake.Speaker?
  /// Codes that stood in the column already, by what is written: a list has few and a file many.
  private var codes: [String: StoredValue] = [:]
  private static let mostCodes = 4_096
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
    speaker = intake.speaker
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
    guard column < cells.count else { return nil }
    if case .code = field.type, case .text(let written) = cells[column] {
      if let known = codes[written] { return known }
      let value = try read(cells[column], note: &note)
      if codes.count < Self.mostCodes { codes[written] = value }
      return value
    }
    return try read(cells[column], note: &note)
  }

  private func read(_ cell: Cell, note: inout String?) throws(CellReader.Refusal) -> StoredValue? {
    guard let value = try reader.value(of: cell, note: &note) else { return nil }
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

  /// What the word of a row is to what was told before.
  enum Standing {
    /// Another value, or the same on better evidence.
    case news
    /// The value that counts, told again.
    case confirmation
    /// What the source has said already and does not count.
    case repetition
  }

  func standing(of value: StoredValue, _ place: Int) -> Standing {
    guard let before = present[place] else { return .news }
    if let speaker {
      if let own = present.beside(place) {
        return own.value == value && own.grade >= speaker.evidence ? .repetition : .news
      }
      if before.value == value, before.grade < speaker.evidence { return .news }
    }
    return before.value == value ? .confirmation : .news
  }

  /// What a value does to the one that counts now.
  ///
  /// The weaker word of another source about the same day or period is kept beside and changes
  /// nothing: the better evidence counts, then the unit that keeps the field.
  func act(of value: StoredValue, _ place: Int) -> FactAct {
    guard let before = present[place], !before.value.isWithdrawn else { return .first }
    if let speaker, before.isOfPeriod, !before.isOwn {
      let isKeeper = speaker.source == field.keeper
      let own = (speaker.evidence.rawValue, isKeeper ? 1 : 0)
      if own < (before.grade.rawValue, before.isKeeper ? 1 : 0) { return .rival }
    }
    if before.value == value { return .confirmation }
    return before.isOfPeriod ? .correction : .change
  }

  /// Whether somebody has asked for the value anew, so that the same one again is news.
  func isAsked(_ code: String, by asked: Set<FactCell>) -> Bool {
    guard !asked.isEmpty else { return false }
    let period = if case .periodic = field.time { period } else { Int64(0) }
    return asked.contains(FactCell(code: code, field: field.key, period: period))
  }
}
