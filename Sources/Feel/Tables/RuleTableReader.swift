import Quantities

/// What is wrong with a cell of a table; row and column are those of the sheet, from 1.
package struct RuleTableProblem: Error, Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var message: String

  package init(row: Int, column: Int, message: String) {
    self.row = row
    self.column = column
    self.message = message
  }
}

extension RuleTable {
  /// Reads a table from the cells of a sheet.
  ///
  /// The first row holds the sign of the hit policy, then a head for each column: an input is a fact
  /// or an expression (with a unit in brackets, numbers below need none), a result begins with →, a
  /// column of remarks is headed 备注, 说明 or 依据. The first column may number the rows. A cell of
  /// an input is a test as FEEL has it (`>= 2000`, `[20..300]`, `"存续","在业"`), with words of code
  /// lists free of quotes, or `-` for anything.
  package static func read(
    _ sheet: [[String]], vocabulary: Vocabulary
  ) -> (table: RuleTable?, problems: [RuleTableProblem]) {
    var reader = SheetReader(sheet: sheet, vocabulary: vocabulary)
    let table = reader.table()
    return (reader.problems.isEmpty ? table : nil, reader.problems)
  }
}

private struct SheetReader {
  let sheet: [[String]]
  let vocabulary: Vocabulary
  private(set) var problems: [RuleTableProblem] = []
  private var slots: [Vocabulary.Name] = []
  /// The inputs as typed expressions over their own slots, by column of the sheet.
  private var inputs: [(column: Int, typed: RuleChecker.Typed)] = []
  private var outputs: [(column: Int, output: RuleTable.Output)] = []

  init(sheet: [[String]], vocabulary: Vocabulary) {
    self.sheet = sheet
    self.vocabulary = vocabulary
  }

  mutating func table() -> RuleTable? {
    guard let head = sheet.first, let sign = head.first?.trimmed else {
      return refused(1, 1, "表是空的")
    }
    let policy = RuleTable.HitPolicy(rawValue: sign)
    if policy == nil {
      let known = RuleTable.HitPolicy.allCases.map(\.rawValue).joined(separator: "、")
      add(1, 1, "左上角应当写命中规则：\(known)，写的是“\(sign)”")
    }
    let columns = readHead(head)
    if outputs.isEmpty { add(1, head.count + 1, "没有结果列，结果列的表头以 → 开头") }
    let rows = sheet.indices.dropFirst().compactMap { row(at: $0) }
    guard let policy, problems.isEmpty else { return nil }
    if rows.isEmpty { return refused(2, 1, "表里没有规则") }
    return RuleTable(
      policy: policy, outputs: outputs.map(\.output), inputs: columns, rows: rows, slots: slots)
  }

  private mutating func add(_ row: Int, _ column: Int, _ message: String) {
    problems.append(RuleTableProblem(row: row, column: column, message: message))
  }

  private mutating func refused(_ row: Int, _ column: Int, _ message: String) -> RuleTable? {
    add(row, column, message)
    return nil
  }

  // MARK: Heads

  private static let remarkHeads: Set<String> = ["备注", "说明", "依据"]

  private mutating func readHead(_ head: [String]) -> [RuleTable.Input] {
    var texts: [(column: Int, text: String)] = []
    for (column, cell) in head.enumerated().dropFirst() {
      let text = cell.trimmed
      if text.isEmpty || Self.remarkHeads.contains(text) { continue }
      if text.hasPrefix("→") || text.hasPrefix("=>") {
        readOutput(String(text.drop { "→=>".contains($0) }).trimmed, column)
      } else {
        texts.append((column, text))
      }
    }
    if texts.isEmpty { add(1, 2, "没有条件列") }
    // Inputs take the first slots, so that tests can speak of them.
    slots = texts.indices.map { place in
      Vocabulary.Name(key: "#\(place + 1)", label: texts[place].text, type: .text)
    }
    var columns: [RuleTable.Input] = []
    for (place, (column, text)) in texts.enumerated() {
      guard let typed = input(text, column) else { continue }
      slots[place].type = typed.valueType
      inputs.append((column, typed.over(slot: place)))
      columns.append(
        RuleTable.Input(title: text, value: typed.term, type: typed.valueType))
    }
    return columns
  }

  private mutating func input(_ text: String, _ column: Int) -> RuleChecker.Typed? {
    // A head may end in the unit of the numbers below: 营业收入（万元）.
    if vocabulary.name(text) == nil, let (words, unit) = Self.unitSplit(text),
      let unit = MeasureUnit.named(unit).flatMap(RuleUnit.init)
    {
      guard let typed = checked(words, row: 0, column: column) else { return nil }
      guard case .number(let term, let own) = typed, own.dimensions == unit.dimensions,
        let factor = own.scale.over(unit.scale)
      else {
        add(1, column + 1, "“\(words)”不是以\(unit.title)计的数字")
        return nil
      }
      var declared = unit
      declared.takesBareNumbers = true
      return .number(term.scaled(by: factor), declared)
    }
    return checked(text, row: 0, column: column)
  }

  private mutating func readOutput(_ text: String, _ column: Int) {
    var output = RuleTable.Output(name: text, type: .text)
    if let (words, kind) = Self.unitSplit(text) {
      output.name = words
      switch kind {
      case "数字": output.type = .number(nil)
      case "日期": output.type = .day
      case "是否": output.type = .boolean
      case "文字": output.type = .text
      default:
        guard let unit = MeasureUnit.named(kind) else {
          return add(1, column + 1, "“\(kind)”不是认识的计量单位")
        }
        output.type = .number(unit)
      }
    }
    outputs.append((column, output))
  }

  /// Splits 补助金额（万元） into its words and what stands in the brackets at the end.
  private static func unitSplit(_ text: String) -> (words: String, unit: String)? {
    guard text.hasSuffix("）") || text.hasSuffix(")"),
      let open = text.lastIndex(where: { $0 == "（" || $0 == "(" })
    else { return nil }
    let words = String(text[..<open]).trimmed
    let unit = String(text[text.index(after: open)...].dropLast()).trimmed
    return words.isEmpty || unit.isEmpty ? nil : (words, unit)
  }

  // MARK: Rows

  private mutating func row(at index: Int) -> RuleTable.Row? {
    let cells = sheet[index]
    guard cells.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
    var tests: [Condition] = []
    for (column, typed) in inputs {
      let text = CellText(column < cells.count ? cells[column] : "")
      if let test = test(text, typed, row: index, column: column) { tests.append(test) }
    }
    var results: [Term] = []
    for (column, output) in outputs {
      let text = column < cells.count ? cells[column].trimmed : ""
      if let term = result(text, output, row: index, column: column) { results.append(term) }
    }
    guard tests.count == inputs.count, results.count == outputs.count else { return nil }
    return RuleTable.Row(number: index + 1, tests: tests, outputs: results)
  }

  private mutating func test(
    _ cell: CellText, _ typed: RuleChecker.Typed, row: Int, column: Int
  ) -> Condition? {
    if cell.isAny { return .constant(true) }
    let text = cell.feel(for: typed)
    return checking(text, row, column) { (checker) throws(Misfit) in
      var parser = Parser(
        text, profile: .rules, scopes: [checker.vocabulary.spellings], members: Names())
      let tests = try parser.unaryTests()
      try parser.cursor.skipSpace()
      guard parser.cursor.isAtEnd else { throw parser.unexpected("逗号，或者到此结束") }
      guard case .tests(let parts, let negated) = tests.kind else { return .constant(true) }
      var conditions: [Condition] = []
      for part in parts { conditions.append(try checker.cell(part, of: typed)) }
      let any = conditions.count == 1 ? conditions[0] : .any(conditions)
      return negated ? .not(any) : any
    }
  }

  private mutating func result(
    _ text: String, _ output: RuleTable.Output, row: Int, column: Int
  ) -> Term? {
    if text.isEmpty {
      add(row + 1, column + 1, "结果“\(output.name)”没有填")
      return nil
    }
    if output.type == .text, !text.hasPrefix("\"") { return .constant(.text(text)) }
    let plain = CellText(text).feel(for: nil)
    return checking(plain, row, column) { (checker) throws(Misfit) in
      try checker.result(
        of: try Parser.rule(plain, checker.vocabulary), as: output.type, takesBareNumbers: true)
    }
  }

  private mutating func checked(_ text: String, row: Int, column: Int) -> RuleChecker.Typed? {
    checking(text, row, column) { (checker) throws(Misfit) in
      try checker.check(try Parser.rule(text, checker.vocabulary))
    }
  }

  /// Checks the text of one cell; a mistake is placed at the cell.
  private mutating func checking<Result>(
    _ text: String, _ row: Int, _ column: Int,
    _ check: (inout RuleChecker) throws(Misfit) -> Result
  ) -> Result? {
    var checker = RuleChecker(vocabulary: vocabulary, text: text, slots: slots)
    do throws(Misfit) {
      let result = try check(&checker)
      slots = checker.slots
      return result
    } catch {
      add(row + 1, column + 1, "“\(text)”第 \(error.column(in: checker.text)) 个字符：\(error.message)")
      return nil
    }
  }
}

/// A cell as people write it, brought to FEEL: signs of Chinese keyboards, days without quotes.
private struct CellText {
  private let text: String

  init(_ text: String) { self.text = text.trimmed }

  var isAny: Bool { ["", "-", "—", "－", "任意", "不限"].contains(text) }

  private static let signs: [Character: String] = [
    "≥": ">=", "≤": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝": "=", "，": ",", "（": "(", "）": ")",
    "“": "\"", "”": "\"",
  ]

  func feel(for typed: RuleChecker.Typed?) -> String {
    switch typed {
    case .text? where !text.contains(where: { "\"“”(<>=".contains($0) }):
      return text.split(whereSeparator: { "、，,".contains($0) })
        .map { "\"" + String($0).trimmed + "\"" }.joined(separator: ", ")
    case .boolean? where text == "是": return "true"
    case .boolean? where text == "否": return "false"
    default: return Self.quotingDays(text.map { Self.signs[$0] ?? String($0) }.joined())
    }
  }

  /// Writes 2022-06-30 as date("2022-06-30") where it stands outside quotes.
  private static func quotingDays(_ text: String) -> String {
    var result = ""
    var isQuoted = false
    var rest = text[...]
    while let character = rest.first {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, Day(String(rest.prefix(10))) != nil {
        result += "date(\"\(rest.prefix(10))\")"
        rest = rest.dropFirst(10)
      } else {
        result.append(character)
        rest.removeFirst()
      }
    }
    return result
  }
}

extension RuleChecker.Typed {
  /// The same type, with the value standing in a slot.
  fileprivate func over(slot: Int) -> Self {
    let term = Term.field(slot)
    return switch self {
    case .number(_, let unit): .number(term, unit)
    case .day: .day(term)
    case .text: .text(term)
    case .boolean: .boolean(.holds(term, Atom(text: "")))
    case .months: .months(term)
    case .days: .days(term)
    }
  }

  fileprivate var valueType: ValueType {
    switch self {
    case .number, .months, .days: .number(nil)
    case .day: .day
    case .text: .text
    case .boolean: .boolean
    }
  }
}
