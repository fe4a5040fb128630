import Quantities

/// Writes the tests of a plan as SQL that is true, false or NULL exactly where the interpreter says
/// true, false or unknown.
struct SQLWriter {
  let dialect: SQLDialect
  let table: FactTable
  let fields: [Vocabulary.Name]
  private(set) var values: [SQLStatement.Value] = []
  /// Packed days that the statement's facts have to carry along.
  private(set) var views: Set<LinearForm.Source> = []

  /// Why a test cannot be written.
  struct Misfit: Error {
    var message: String
  }

  init(dialect: SQLDialect, table: FactTable, fields: [Vocabulary.Name]) {
    self.dialect = dialect
    self.table = table
    self.fields = fields
  }

  // MARK: Logic

  mutating func text(_ node: PlanNode) throws(Misfit) -> String {
    switch node {
    case .constant(let flag): return literal(flag)
    case .test(let test): return try text(test)
    case .not(let inner): return "(NOT \(try text(inner)))"
    case .all(let parts): return try joined(parts, "AND", empty: true)
    case .any(let parts): return try joined(parts, "OR", empty: false)
    case .choice(let test, let then, let otherwise):
      // Written twice, because the values stand in the order of the text.
      let first = "WHEN \(try text(test)) THEN \(try text(then))"
      let second = "WHEN NOT \(try text(test)) THEN \(try text(otherwise))"
      return "(CASE \(first) \(second) END)"
    }
  }

  private mutating func joined(
    _ parts: [PlanNode], _ word: String, empty: Bool
  ) throws(Misfit) -> String {
    var texts: [String] = []
    for part in parts { texts.append(try text(part)) }
    return texts.isEmpty ? literal(empty) : "(\(texts.joined(separator: " \(word) ")))"
  }

  func literal(_ flag: Bool?) -> String {
    switch flag {
    case true?: "TRUE"
    case false?: "FALSE"
    case nil: dialect == .sqlite ? "NULL" : "CAST(NULL AS BOOLEAN)"
    }
  }

  private mutating func text(_ test: PlanTest) throws(Misfit) -> String {
    switch test {
    case .known(let field): return "(\(try column(field).name) IS NOT NULL)"
    case .single(let field, let condition): return try single(condition, field)
    case .linear(let linear): return try sign(of: linear)
    case .rows: throw .rowByRow
    }
  }

  // MARK: Names and values

  func column(_ field: Int) throws(Misfit) -> (name: String, storage: FactTable.Storage) {
    guard let column = table.columns[fields[field].key] else {
      throw .noColumn(fields[field].label, table: table.name)
    }
    guard column.storage.holds(fields[field].type) else {
      throw .wrongStorage(fields[field].label)
    }
    return ("\(SQLDialect.alias).\(dialect.quoted(column.name))", column.storage)
  }

  mutating func bind(_ value: Int64) -> String {
    values.append(.integer(value))
    return placeholder("bigint")
  }

  mutating func bind(_ text: String) -> String {
    values.append(.text(text))
    return placeholder("text")
  }

  mutating func bind(_ day: Day) -> String {
    values.append(.text(day.description))
    return switch dialect {
    case .sqlite: placeholder("text")
    case .postgresql: placeholder("date")
    case .spark: "CAST(\(placeholder("date")) AS DATE)"
    }
  }

  private func placeholder(_ type: String) -> String {
    dialect == .postgresql ? "$\(values.count)::\(type)" : "?"
  }

  mutating func view(_ source: LinearForm.Source) -> String {
    views.insert(source)
    return "\(SQLDialect.alias).\(dialect.quoted(viewName(source)))"
  }

  func viewName(_ source: LinearForm.Source) -> String {
    let column = table.columns[fields[source.field].key]?.name ?? ""
    return switch source.view {
    case .value: "\(column) day"
    case .month: "\(column) month"
    case .monthEnd: "\(column) month end"
    }
  }
}

extension FactTable.Storage {
  fileprivate func holds(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.number(let places), .number): (0...Reach.places).contains(places)
    case (.dayNumber, .day), (.date, .day), (.text, .text), (.text, .code), (.boolean, .boolean):
      true
    default: false
    }
  }
}

extension SQLWriter.Misfit {
  static let rowByRow = Self(message: "其中有条件只能逐行计算，不能写成等价的 SQL")
  static let tooLarge = Self(message: "系数太大，数据库的整数放不下")

  static func noColumn(_ name: String, table: String) -> Self {
    Self(message: "表 \(table) 里没有数据项“\(name)”对应的列")
  }

  static func wrongStorage(_ name: String) -> Self {
    Self(message: "数据项“\(name)”的类型与表里的列不符")
  }

  static func unusualText(_ text: String) -> Self {
    Self(message: "文字“\(text)”含有组合字符或兼容汉字，数据库的比较方式不同")
  }
}
