import Definitions
import Facts
import Feel
import Frames
import Quantities

/// Filters, sorts and pages one register for the list that an address asks for.
struct RegisterList: Sendable {
  let reading: RegisterReading
  private static let rowsPerPage = 50
  private static let mostColumns = 7

  init(_ reading: RegisterReading) { self.reading = reading }

  private var snapshot: Snapshot { reading.snapshot }
  private var register: Register { reading.register }
  private var address: Address { reading.desk.address }

  var model: RegisterListPage.Model {
    let filters = ListFilters(reading)
    let condition = RegisterCondition(reading)
    let narrowed = filters.rows.intersection(condition.rows)
    let rows = RowOrder(reading).sorted(narrowed.rows)
    let columns = columns
    let pages = max(1, (rows.count + Self.rowsPerPage - 1) / Self.rowsPerPage)
    let page = min(max(address["page"].flatMap { Int($0) } ?? 1, 1), pages)
    let shown = rows.dropFirst((page - 1) * Self.rowsPerPage).prefix(Self.rowsPerPage)
    return RegisterListPage.Model(
      title: register.title, address: address,
      columns: columns.map { field in
        .init(
          key: field.key, title: field.label, unit: field.unit?.symbol, isNumber: field.isNumber)
      },
      choices: choices(columns), menus: filters.menus(for: columns), find: filters.find,
      rule: condition.text, ruleHelp: ruleHelp, ruleProblem: condition.problem,
      rows: shown.map { row($0, columns) }, totals: totals(rows, columns), matching: rows.count,
      undecided: condition.undecided.intersection(filters.rows).ones, visible: snapshot.count,
      hidden: snapshot.hiddenSubjects, page: page, pages: pages, importPath: importPath)
  }

  // MARK: Columns

  private var fields: [Field] { reading.visibleFields.filter { $0.key != register.nameField } }

  /// The columns that the address asks for, or the first ones of the definition.
  private var columns: [Field] {
    let asked = address.items.filter { $0.name == "column" }.map(\.value)
    let chosen = fields.filter { asked.contains($0.key) }
    return chosen.isEmpty ? Array(usual.prefix(Self.mostColumns)) : chosen
  }

  /// The columns of which enough is known to be worth a look, in the order of the definition.
  private var usual: [Field] {
    let full = fields.filter { field in
      (snapshot.frame.columns[field.key]?.valid.ones ?? 0) * 4 >= snapshot.count
    }
    return full.isEmpty ? fields : full
  }

  private func choices(_ columns: [Field]) -> [RegisterListPage.ColumnChoice] {
    fields.map { field in
      .init(key: field.key, title: field.label, isShown: columns.contains(field))
    }
  }

  /// An example of a condition, made from the fields that the reader may see.
  private var ruleHelp: String {
    if let field = fields.first(where: { $0.type == .money }) {
      return "\(field.label) > 2000\(field.unit?.symbol ?? "")"
    }
    if let field = fields.first(where: \.isNumber) {
      return "\(field.label) > 10\(field.unit?.symbol ?? "")"
    }
    if let field = fields.first(where: { $0.type == .day }) {
      return "\(field.label) >= date(\"\(reading.desk.today.year)-01-01\")"
    }
    return fields.first.map { "\($0.label) != null" } ?? ""
  }

  // MARK: Rows

  private func row(_ row: Int, _ columns: [Field]) -> RegisterListPage.Row {
    let code = snapshot.codes[row]
    return .init(
      path: reading.desk.site.registers.subject(register.id, code), code: code,
      name: snapshot.name(row: row), cells: columns.map { cell($0, row: row) })
  }

  private func cell(_ field: Field, row: Int) -> RegisterListPage.Cell {
    if let value = snapshot.value(field.key, row: row) {
      return .value(reading.words.cell(value, of: field))
    }
    return reading.isHidden(field, row: row) ? .hidden : .missing
  }

  /// Sums of amounts over the whole filtered list; none where a value is hidden from the reader.
  private func totals(_ rows: [Int], _ columns: [Field]) -> [String?] {
    columns.map { field in
      guard field.type == .money || field.type == .area,
        !rows.contains(where: { reading.isHidden(field, row: $0) })
      else { return nil }
      var sum: Number?
      for row in rows {
        if case .number(let number)? = snapshot.value(field.key, row: row) {
          sum = (sum ?? .zero) + number
        }
      }
      return sum.map { reading.words.cell(.number($0), of: field) }
    }
  }

  private var importPath: String? {
    let desk = reading.desk
    guard desk.may(Permissions.importFacts), ImportHandlers.mayWrite(register, desk) else {
      return nil
    }
    return Address("/imports", [.init(name: "register", value: register.id)]).text
  }
}

extension Field {
  var isNumber: Bool { type == .number || type == .money || type == .area }
}
