package import Definitions
package import Documents
import Frames
package import Quantities

/// A register as a sheet whose heads the importer reads: the blank form, and the list of a day.
package struct RegisterSheet {
  let register: Register
  private let codeLists: [String: CodeList]

  package init(register: Register, codeLists: [String: CodeList]) {
    self.register = register
    self.codeLists = codeLists
  }

  /// A column of a sheet: a field, of one period where it has periods.
  struct Column {
    var field: Field
    var period: Period?
  }

  // MARK: The blank form

  /// Returns a form to fill in, with a column for each field that is wanted.
  ///
  /// Fields with periods ask for the last period that had ended by the day.
  package func form(fields: [Field], on day: Day) throws(DocumentError) -> [UInt8] {
    let columns = fields.map { field -> Column in
      guard case .periodic(let length) = field.time else { return Column(field: field) }
      return Column(field: field, period: Period(length, containing: day).previous)
    }
    let plan = plan(
      columns, title: "\(register.title)填报表", note: "一行一个\(register.title)，没有的留空", isForm: true)
    return try WorkbookWriter.bytes(created: day) { writer throws(DocumentError) in
      try writer.begin(plan)
    }
  }

  // MARK: The list

  /// Returns rows of a snapshot as a workbook that imports again and changes nothing.
  ///
  /// Fields with periods take a column for each period that some row shows; the conditions by
  /// which the rows were chosen stand under the title.
  package func list(
    _ snapshot: Snapshot, rows: [Int], fields: [Field], conditions: String? = nil
  ) throws(DocumentError) -> [UInt8] {
    let columns = fields.flatMap { field -> [Column] in
      guard case .periodic = field.time else { return [Column(field: field)] }
      return shownPeriods(of: field, in: snapshot, rows: rows).map {
        Column(field: field, period: $0)
      }
    }
    let note =
      "截至\(snapshot.asOf.day.chinese)，共 \(rows.count) 行"
      + (conditions.map { "。条件：\($0)" } ?? "")
    let plan = plan(columns, title: register.title, note: note, isForm: false)
    return try WorkbookWriter.bytes(created: snapshot.asOf.day) { writer throws(DocumentError) in
      try writer.begin(plan)
      for row in rows {
        try writer.append(
          [.text(snapshot.codes[row])] + columns.map { cell($0, in: snapshot, row: row) })
      }
    }
  }

  private func shownPeriods(of field: Field, in snapshot: Snapshot, rows: [Int]) -> [Period] {
    let codes = snapshot.periods[field.key] ?? []
    return Set(rows.lazy.map { $0 < codes.count ? codes[$0] : 0 }).sorted()
      .compactMap { $0 == 0 ? nil : Period(code: $0) }
  }

  private func cell(_ column: Column, in snapshot: Snapshot, row: Int) -> Cell {
    let field = column.field
    guard let period = column.period else {
      return snapshot.value(field.key, row: row).map { self.cell($0, of: field) } ?? .empty
    }
    guard let values = snapshot.series[field.key]?[period], let value = values.value(row: row)
    else {
      return .empty
    }
    return self.cell(value, of: field)
  }

  func cell(_ value: Value, of field: Field) -> Cell {
    switch value {
    case .number(let number): .number(number)
    case .day(let day): .day(day)
    case .boolean(let flag): .text(flag ? "是" : "否")
    case .text(let text): .text(word(text, of: field))
    }
  }

  /// The name of a code where the name leads back to it, otherwise the code.
  private func word(_ code: String, of field: Field) -> String {
    guard let list = field.codes.flatMap({ codeLists[$0] }), let name = list.name(of: code),
      list.code(for: name) == code
    else { return code }
    return name
  }

  // MARK: Heads

  func plan(_ columns: [Column], title: String, note: String, isForm: Bool) -> SheetPlan {
    let code = SheetPlan.Column(
      register.codeLabel, width: 24, hint: isForm ? "必填：每行一个\(register.codeLabel)" : nil)
    return SheetPlan(
      name: register.title, title: title, note: note,
      columns: [code]
        + columns.map { column in
          SheetPlan.Column(
            Self.head(column.field, column.period), unit: column.field.unit?.symbol,
            format: Self.format(of: column.field), width: width(of: column.field),
            choices: isForm ? choices(for: column.field) : [],
            hint: isForm ? hint(for: column.field) : nil)
        }, frozenColumns: columns.first?.field.key == register.nameField ? 2 : 1)
  }

  /// The head of a field's column without its unit, as the importer reads it.
  package static func head(_ field: Field, _ period: Period?) -> String {
    field.label + (period?.chinese ?? "")
  }

  static func format(of field: Field) -> SheetPlan.Format {
    switch field.type {
    case .number, .money, .area: .number(places: field.places)
    case .day: .day
    default: .text
    }
  }

  private func width(of field: Field) -> Double? { field.key == register.nameField ? 32 : nil }

  private func choices(for field: Field) -> [String] {
    if field.type == .boolean { return ["是", "否"] }
    guard let list = field.codes.flatMap({ codeLists[$0] }) else { return [] }
    return list.items.map(\.name)
  }

  private func hint(for field: Field) -> String {
    var words = field.required ? ["新增时必填"] : []
    switch field.type {
    case .day: words.append("年月日，例如 2022-06-30")
    case .boolean: words.append("是或否")
    case .code: words += field.codes.flatMap { codeLists[$0]?.title }.map { ["填“\($0)”里的一项"] } ?? []
    case .number, .money, .area:
      words.append(field.unit.map { "数字，单位\($0.symbol)" } ?? "数字")
    case .reference, .text: break
    }
    words += field.note.map { [$0] } ?? []
    return words.isEmpty ? field.purpose : words.joined(separator: "；")
  }
}
