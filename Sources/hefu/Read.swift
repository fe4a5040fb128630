import ArgumentParser
import Definitions
import Documents
import Foundation
import Reports

/// Reads a report and prints the ledger that it becomes, or sets two years' reports side by side.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "读一份政府工作报告，列出其中的承诺和任务",
    discussion: """
      能读 txt（UTF-8、GB18030）、docx、html 和带文字的 pdf；文件写 - 时读标准输入。
      jsonl 每行一个对象：承诺、任务、名词解释、分段、问题；位置按 Unicode 标量计。
      --compare 上一年 下一年：逐项对照两年的目标，并列出后一份报告说完成了多少。
      """)

  /// How the ledger is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, jsonl, csv, md
  }

  @Argument(help: "报告文件，- 表示标准输入") var file: String
  @Argument(help: "与 --compare 同用：下一年的报告") var laterFile: String?
  @Flag(help: "对照两年的报告：先写上一年的，再写下一年的") var compare = false
  @Option(help: "报告所说的年份；不写则从标题里找") var year: Int?
  @Option(help: "输出格式：table、jsonl、csv 或 md") var format: Format = .table
  @Option(help: ArgumentHelp("本单位自己的定义目录，覆盖内置定义", valueName: "dir"))
  var definitions: String?
  /// Reads so many times and prints what the fastest took, for the benchmark.
  @Option(help: .hidden) var time: Int?

  func validate() throws {
    if let year, !(1949...2100).contains(year) {
      throw ValidationError("--year 写的是 \(year)，应当是四位年份，例如 2022")
    }
    if compare, laterFile == nil {
      throw ValidationError("--compare 要写两份报告：先写上一年的，再写下一年的")
    }
    if !compare, laterFile != nil {
      throw ValidationError("一次只读一份报告；要对照两年，请加 --compare")
    }
    if compare, year != nil {
      throw ValidationError("--compare 时年份从两份报告的标题里找，不用写 --year")
    }
    if let time, time < 1 || compare { throw ValidationError("--time 至少是 1，不与 --compare 同用") }
  }

  func run() throws {
    let reader = Reader(lexicon: try Installation.definitions(definitions).lexicon)
    let paper = try ReadPaper(file)
    if let laterFile {
      try compare(paper, ReadPaper(laterFile), with: reader)
    } else if let time {
      try ReadTiming(paper.text, times: time, with: reader).printLine()
    } else {
      try printLedger(of: paper, with: reader)
    }
  }

  private func printLedger(of paper: ReadPaper, with reader: Reader) throws {
    let understanding = reader.read(paper.text, year: year)
    paper.complain(of: understanding)
    let ledger = ReadLedger(understanding, text: paper.text)
    switch format {
    case .table: ledger.printTable()
    case .jsonl: try ledger.printLines()
    case .csv: ledger.table.printCSV()
    case .md: ledger.table.printMarkdown()
    }
  }

  private func compare(_ earlier: ReadPaper, _ later: ReadPaper, with reader: Reader) throws {
    let first = reader.read(earlier.text)
    let second = reader.read(later.text)
    earlier.complain(of: first, isOneOfTwo: true)
    later.complain(of: second, isOneOfTwo: true)
    if let before = first.year, let after = second.year, before >= after {
      throw InputProblem(
        "“\(earlier.name)”是 \(before) 年的报告，“\(later.name)”是 \(after) 年的，没有对照。请先写上一年的，再写下一年的")
    }
    let comparison = ReportComparison(
      earlier: first, later: second, achievements: reader.achievements(later.text))
    let printed = ReadComparison(
      comparison, earlier: ReadLedger(first, text: earlier.text),
      later: ReadLedger(second, text: later.text))
    switch format {
    case .table: printed.printTable()
    case .jsonl: try printed.printLines()
    case .csv: printed.table.printCSV()
    case .md: printed.table.printMarkdown()
    }
  }
}
