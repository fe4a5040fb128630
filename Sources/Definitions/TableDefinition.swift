import Documents
package import Feel
import Foundation
import Quantities
import Yams

/// A decision table over a register: its rows lie in a worksheet or CSV beside it, or in the file.
package struct TableDefinition: Sendable, Identifiable {
  package var head: Head
  package var register: String
  package var table: RuleTable

  package var id: String { head.id }
}

extension TableDefinition {
  init?(_ fields: Fields, registers: [String: Register]) {
    let head = Head(fields)
    let registerEntry = fields.required("register")
    let sheet = fields.optional("sheet")
    let rows = fields.optional("rows")
    fields.close()
    guard let name = registerEntry?.text() else { return nil }
    guard let register = registers[name] else {
      registerEntry?.error(
        "没有登记簿“\(name)”" + Suggestion.hint(for: name, among: registers.keys))
      return nil
    }
    let table: RuleTable?
    switch (sheet, rows) {
    case (let sheet?, nil): table = Self.table(beside: sheet, register)
    case (nil, let rows?): table = Self.table(in: rows, register)
    default:
      registerEntry?.error("决策表要写 sheet（旁边的工作表或 CSV 文件）或 rows（逐行列出），写一种")
      return nil
    }
    guard let head, let table, let place = sheet ?? rows,
      SurveyCheck.check(table.names, of: register, at: place)
    else { return nil }
    self.init(head: head, register: name, table: table)
  }

  /// Reads the first sheet of a file beside the definition; remarks point into its cells.
  private static func table(beside entry: Entry, _ register: Register) -> RuleTable? {
    guard let name = entry.text() else { return nil }
    guard !name.contains("/"), !name.hasPrefix(".") else {
      entry.error("工作表要放在定义文件旁边，这里写的是“\(name)”")
      return nil
    }
    let path = URL(filePath: entry.sink.source.name).deletingLastPathComponent()
      .appending(path: name).path
    guard let data = FileManager.default.contents(atPath: path) else {
      entry.error("旁边没有文件“\(name)”")
      return nil
    }
    do throws(DocumentError) {
      let workbook = try WorkbookReader.read(Array(data), name: name)
      guard let sheet = workbook.sheets.first(where: { !$0.isHidden }) else {
        entry.error("“\(name)”里没有工作表")
        return nil
      }
      return judged(sheet.rows.map { $0.map(\.written) }, register, entry) { problem in
        "“\(name)”第 \(problem.row) 行 \(CellReference.letters(of: problem.column - 1)) 列：\(problem.message)"
      }
    } catch {
      entry.error("“\(name)”读不出来：\(error.description)")
      return nil
    }
  }

  /// Reads rows that are written as lists in the definition.
  private static func table(in entry: Entry, _ register: Register) -> RuleTable? {
    guard let items = entry.items() else { return nil }
    let cells = items.map { $0.items() ?? [] }
    let words = cells.map { $0.map { $0.node.scalar?.string ?? "" } }
    let (table, problems) = RuleTable.read(words, vocabulary: register.vocabulary)
    for problem in problems {
      let row = cells.indices.contains(problem.row - 1) ? cells[problem.row - 1] : []
      let place = row.indices.contains(problem.column - 1) ? row[problem.column - 1] : entry
      place.error(problem.message)
    }
    for finding in table?.findings() ?? [] {
      let row = finding.row.flatMap { items.indices.contains($0 - 1) ? items[$0 - 1] : nil }
      tell(finding, at: row ?? entry)
    }
    return table
  }

  private static func judged(
    _ cells: [[String]], _ register: Register, _ entry: Entry,
    _ words: (RuleTableProblem) -> String
  ) -> RuleTable? {
    let (table, problems) = RuleTable.read(cells, vocabulary: register.vocabulary)
    for problem in problems { entry.error(words(problem)) }
    for finding in table?.findings() ?? [] {
      tell(finding, at: entry, of: entry.node.scalar.map { "“\($0.string)”" } ?? "")
    }
    return table
  }

  /// Overlapping rows are an error, as the table could not decide; gaps may be meant.
  private static func tell(_ finding: TableFinding, at entry: Entry, of sheet: String = "") {
    if case .overlap = finding {
      entry.error(sheet + finding.message)
    } else {
      entry.warn(sheet + finding.message)
    }
  }
}

/// One worked case of a decision table.
struct TableCase {
  let fields: Fields
  let definition: TableDefinition
  let register: Register?
  let codeLists: [String: CodeList]

  func run() {
    let name = fields.required("name")?.text() ?? ""
    let day = fields.required("day")?.day()
    let given = fields.required("given")?.pairs() ?? []
    let expected = fields.required("expect")?.fields()
    guard let day, let expected, let register else { return }
    let values = GivenValues(given, register: register, codeLists: codeLists)
    let outcome = definition.table.outcome { key in
      key == "as_of" ? .day(day) : values[key]
    }
    compare(expected.optional("row"), outcome.rowWords, name)
    if let results = expected.optional("results")?.pairs() {
      for (key, entry) in results {
        compare(entry, outcome.words(of: key.key, in: definition.table), name)
      }
    }
    if let entry = expected.optional("missing"), let labels = entry.texts() {
      let missing = outcome.missing.map { register.field($0)?.label ?? $0 }
      if Set(labels) != Set(missing) {
        entry.error(
          "算例“\(name)”：缺少的应为 \(labels.joined(separator: "、"))，算得 \(missing.joined(separator: "、"))")
      }
    }
    expected.close()
  }

  private func compare(_ entry: Entry?, _ actual: String, _ name: String) {
    guard let entry, let expected = entry.text(), expected != actual else { return }
    entry.error("算例“\(name)”：\(entry.key)应为 \(expected)，算得 \(actual)")
  }
}

extension RuleTable.Outcome {
  /// Rows of the sheet that count; `none` when no row applies, `unknown` while that is open.
  var rowWords: String {
    switch self {
    case .decided(let hits), .aggregated(_, let hits):
      hits.map { String($0.row) }.joined(separator: ", ")
    case .noRow: "none"
    case .unknown: "unknown"
    }
  }

  var missing: [String] {
    if case .unknown(let missing, _) = self { missing } else { [] }
  }

  func words(of result: String, in table: RuleTable) -> String {
    guard let place = table.outputs.firstIndex(where: { $0.name == result }) else { return "没有这一列" }
    switch self {
    case .aggregated(let outcome, hits: _): return outcome.words
    case .decided(let hits): return hits.map { $0.results[place].words }.joined(separator: ", ")
    case .noRow: return "none"
    case .unknown: return "unknown"
    }
  }
}

extension Rule.Outcome {
  /// The value as a case writes it.
  var words: String {
    switch self {
    case .value(let value):
      switch value {
      case .number(let number): number.description
      case .day(let day): day.description
      case .text(let text): text
      case .boolean(let flag): flag ? "true" : "false"
      }
    case .unknown: "unknown"
    }
  }
}
