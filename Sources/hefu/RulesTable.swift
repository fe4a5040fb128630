import ArgumentParser
import Definitions
import Feel
import Foundation
import Quantities

/// Applies a decision table of the definitions to the facts of one subject.
struct RulesTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "用定义里的一张决策表判断一个主体",
    discussion: """
      --facts 是一个 JSON 或 YAML 文件，键是数据项的名称，例如 {"营业收入": "2100万元", "登记状态": "存续"}。
      --explain 逐行列出为什么适用、不适用，差多少。
      """)

  @Argument(help: ArgumentHelp("决策表的 id", valueName: "id")) var table: String
  @Option(help: ArgumentHelp("事实，JSON 或 YAML 文件", valueName: "file")) var facts: String
  @Option(help: ArgumentHelp("定义目录；不写则用内置定义", valueName: "dir")) var definitions: String?
  @Flag(help: "逐行说明") var explain = false
  @OptionGroup var clock: DayOption

  func run() throws {
    let folders = [Library.builtInFolder(), definitions].compactMap(\.self)
    let (library, remarks) = Library.load(folders: folders)
    for remark in remarks where remark.severity == .error { Terminal.complain("\(remark)") }
    guard library.tables[table] != nil else {
      let known = library.tables.keys.sorted().joined(separator: "、")
      throw InputProblem("没有决策表“\(table)”；有：\(known)")
    }
    let (found, problems) = TableRun.run(table, of: library, facts: facts, day: try day())
    for problem in problems { Terminal.complain("\(problem)") }
    guard let run = found else { throw ExitCode(1) }
    print("\(run.definition.head.title)（\(run.definition.head.standing.title)）：\(verdict(run))")
    for (name, words) in run.results where !["none", "unknown"].contains(run.rows) {
      print("  \(name)：\(words)")
    }
    guard explain else { return }
    for row in run.explanations {
      print("第 \(row.row) 行：\(row.explanation.answer.title)")
      for line in row.explanation.lines { print("  \(line)") }
    }
  }

  private func day() throws -> Day {
    guard let moment = clock.moment, let day = Day("\(moment.date)") else {
      throw InputProblem("--today 应当是日期，例如 2022-06-30")
    }
    return day
  }

  private func verdict(_ run: TableRun) -> String {
    switch run.rows {
    case "none": "没有一行适用"
    case "unknown": "待补信息：\(run.missing.joined(separator: "、"))"
    default: "第 \(run.rows) 行适用"
    }
  }
}

extension Bool? {
  fileprivate var title: String {
    switch self {
    case true?: "适用"
    case false?: "不适用"
    case nil: "不能判断"
    }
  }
}
