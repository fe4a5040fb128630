import Commands
import Definitions
import Facts
import Quantities

/// Writes values of a register as people read them: codes by their names, numbers in groups.
struct FieldWords: Sendable {
  let desk: DeskVisit
  let register: Register
  /// Subjects of other registers that fields of this one refer to, by register.
  var books: [String: ReferenceBook] = [:]

  /// The value with its unit, as it stands alone.
  func text(_ value: Value, of field: Field) -> String {
    guard let unit = field.unit, case .number = value else { return bare(value, of: field) }
    return "\(bare(value, of: field)) \(unit.symbol)"
  }

  /// The value without its unit, which stands beside it.
  func bare(_ value: Value, of field: Field) -> String {
    switch value {
    case .number(let number):
      // A whole number without a unit is a year or a rank, and no amount.
      field.unit == nil && field.places == 0
        ? number.description : number.description.groupingDigits
    case .day(let day): day.description
    case .boolean(let flag): flag ? "是" : "否"
    case .text(let text): name(text, of: field)
    }
  }

  /// The value for a list: what firms gave in confidence is shown in whole units only.
  func cell(_ value: Value, of field: Field) -> String {
    guard field.fieldClass == .business, case .number(let number) = value else {
      return bare(value, of: field)
    }
    return number.rounded(toPlaces: 0, .halfUp).description.groupingDigits
  }

  /// The period of a fact: a constant has none, a state begins on a day.
  func period(_ code: Int64, of field: Field) -> String {
    guard let period = Period(code: code), code != 0 else { return "长期" }
    return switch field.time {
    case .constant: "长期"
    case .state: "自 \(period.first)"
    case .periodic: period.chinese
    }
  }

  /// The name that a code or a reference stands for.
  func name(_ code: String, of field: Field) -> String {
    if field.isPersonal { return PersonalMask.masked(code) }
    if field.form == .geometry { return Self.shape(code) }
    if let list = field.codes { return desk.site.library.codeLists[list]?.name(of: code) ?? code }
    if Authority.officers.contains(field.key) { return desk.posts(code) }
    switch field.type {
    case .reference("unit"): return desk.units(code)
    // Parks are called as units are, also by who may not open their register.
    case .reference("park"): return books["park"]?.name(of: code) ?? desk.units(code)
    case .reference(let register): return books[register]?.name(of: code) ?? code
    default: return code
    }
  }

  /// A shape in a few words; its points are for programs.
  private static func shape(_ text: String) -> String {
    guard let geometry = try? Geometry(parsing: text) else { return "图形" }
    return "图形（\(geometry.points.count) 个点）"
  }

  /// Where the subject is that a value refers to; nil when there is none, or none to be seen.
  func path(_ value: Value, of field: Field) -> String? {
    guard case .text(let code) = value, let target = field.target else { return nil }
    return books[target]?.path(of: code)
  }
}

extension FieldWords {
  /// When a fact was told, and when it was last found unchanged; nil where there is none.
  func told(_ cell: StoreAnswer.Cell, of field: Field) -> String? {
    cell.told.map { told in
      period(told.code, of: field) + (cell.confirmed.map { Self.confirmed($0.code) } ?? "")
    }
  }

  /// The day on which a state was last found unchanged, as it follows the day it holds from.
  static func confirmed(_ code: Int64) -> String {
    Period(code: code).map { "，\($0.last) 确认" } ?? ""
  }
}
