import Definitions
import Facts
import Feel
import Frames
import Quantities

/// Filters, sorts, groups and pages one register for the list that an address asks for.
struct RegisterList: Sendable {
  private let reading: RegisterReading
  private let filters: ListFilters
  private let condition: RegisterCondition
  /// Columns that are shown, in the order of the definition.
  let columns: [Field]
  private static let pageSizes = [50, 200, 1000]
  private static let mostColumns = 7

  init(_ reading: RegisterReading) async throws {
    let columns = Self.columns(reading)
    self.columns = columns
    self.reading = try await reading.naming(columns)
    filters = try await ListFilters(self.reading)
    condition = RegisterCondition(reading)
  }

  private var snapshot: Snapshot { reading.snapshot }
  private var register: Register { reading.register }
  private var address: Address { reading.desk.address }

  /// Rows that the filters let through.
  var matching: Bitmap { filters.rows.intersection(condition.rows) }

  /// What is wrong with the condition; nil when it holds or there is none.
  var problem: RegisterListPage.RuleProblem? { condition.problem }

  /// The same rows in the order that the address asks for.
  var ordered: [Int] { RowOrder(reading).sorted(matching) }

  /// What the rows were chosen and ordered by, in words.
  var conditions: [String] {
    var words = filters.words
    if !filters.find.isEmpty { words.append("名称或编号含“\(filters.find)”") }
    if !condition.text.isEmpty { words.append(condition.text) }
    return words + order
  }

  private var order: [String] {
    guard let asked = address["sort"], !asked.isEmpty else { return [] }
    let key = asked.drop { $0 == "-" }
    let titles = ["name": "名称", "code": register.codeLabel]
    guard let title = register.field(String(key))?.label ?? titles[String(key)] else { return [] }
    return ["按\(title)\(asked.hasPrefix("-") ? "倒序" : "顺序")排列"]
  }

  func model(views: [RegisterListPage.View]) -> RegisterListPage.Model {
    let rows = grouping == nil ? ordered : []
    let size = pageSize
    let pages = max(1, (rows.count + size - 1) / size)
    let page = min(max(address["page"].flatMap { Int($0) } ?? 1, 1), pages)
    let shown = rows.dropFirst((page - 1) * size).prefix(size)
    let matching = matching
    let figures = ListFigures(reading: reading, columns: columns, rows: matching)
    return RegisterListPage.Model(
      register: register.id, title: register.title, address: address,
      columns: columns.map { field in
        .init(
          key: field.key, title: field.label, unit: field.unit?.symbol, isNumber: field.isNumber,
          isDay: field.type == .day, isText: field.type == .text && !field.isPersonal)
      },
      choices: choices, menus: filters.menus(for: columns), grouping: groupingMenu,
      find: filters.find, rule: condition.text, ruleHelp: ruleHelp, ruleProblem: condition.problem,
      rows: shown.map(row), totals: figures.totals,
      groups: grouping.map { figures.groups(by: $0) }, matching: matching.ones,
      undecided: condition.undecided.intersection(filters.rows).ones, visible: snapshot.count,
      hidden: snapshot.hiddenSubjects, page: page, pages: pages, pageSize: size,
      filePath: reading.desk.mayExport(register) ? filePath : nil,
      pageSizes: rows.count > Self.pageSizes[0] ? Self.pageSizes : [], views: views,
      importPath: importPath, bulk: bulk)
  }

  /// The workbook of this list: its filters and order, and exactly its columns.
  private var filePath: Address {
    let rest = address.items.filter { !["column", "page", "group", "rows"].contains($0.name) }
    return Address(
      RegisterExport.Format.workbook.path(register),
      rest + columns.map { .init(name: "column", value: $0.key) })
  }

  private var pageSize: Int {
    address["rows"].flatMap { Int($0) }.flatMap { Self.pageSizes.contains($0) ? $0 : nil }
      ?? Self.pageSizes[0]
  }

  // MARK: Columns

  private static func fields(_ reading: RegisterReading) -> [Field] {
    reading.visibleFields.filter { $0.key != reading.register.nameField && $0.form != .geometry }
  }

  /// The columns that the address asks for, or the first of which enough is known to be worth a
  /// look.
  private static func columns(_ reading: RegisterReading) -> [Field] {
    let fields = fields(reading)
    let asked = reading.desk.address.items.filter { $0.name == "column" }.map(\.value)
    let chosen = fields.filter { asked.contains($0.key) }
    guard chosen.isEmpty else { return chosen }
    let full = fields.filter { field in
      (reading.snapshot.frame.columns[field.key]?.valid.ones ?? 0) * 4 >= reading.snapshot.count
    }
    return Array((full.isEmpty ? fields : full).prefix(mostColumns))
  }

  private var choices: [RegisterListPage.ColumnChoice] {
    Self.fields(reading).map { field in
      .init(key: field.key, title: field.label, isShown: columns.contains(field))
    }
  }

  /// An example of a condition, made from the fields that the reader may see.
  private var ruleHelp: String {
    let fields = Self.fields(reading)
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

  // MARK: Groups

  /// The field by which the list is grouped.
  private var grouping: Field? {
    groupable.first { $0.key == address["group"] }
  }

  private var groupable: [Field] { Self.fields(reading).filter(\.isGroupable) }

  private var groupingMenu: FilterMenu {
    FilterMenu(
      name: "group", title: "分组",
      options: groupable.map { .init(value: $0.key, title: "按\($0.label)", count: nil) },
      chosen: grouping?.key, none: "不分组")
  }

  // MARK: Rows

  private func row(_ row: Int) -> RegisterListPage.Row {
    let code = snapshot.codes[row]
    return .init(
      path: reading.desk.site.registers.subject(register.id, code), code: code,
      name: snapshot.name(row: row), cells: columns.map { cell($0, row: row) })
  }

  private func cell(_ field: Field, row: Int) -> RegisterListPage.Cell {
    guard let value = snapshot.value(field.key, row: row) else {
      return reading.isHidden(field, row: row) ? .hidden : .missing
    }
    let words = reading.words.cell(value, of: field)
    return reading.words.path(value, of: field).map { .reference(words, path: $0) } ?? .value(words)
  }

  private var bulk: RegisterListPage.Bulk? {
    let fields = BulkHandlers.fields(register, reading.desk)
    guard !fields.isEmpty else { return nil }
    return .init(
      action: BulkHandlers.path(register),
      fields: fields.map { .init(value: $0.key, title: $0.label) })
  }

  private var importPath: String? {
    let desk = reading.desk
    guard desk.may(Permissions.importFacts), ImportHandlers.mayWrite(register, desk) else {
      return nil
    }
    return Address("/imports", [.init(name: "register", value: register.id)]).text
  }
}
