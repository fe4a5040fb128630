import ArgumentParser
import Definitions
import Documents
import Foundation
import Reports

/// Reads a report and prints the ledger that it becomes.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "读一份政府工作报告，列出其中的承诺和任务",
    discussion: """
      能读 txt（UTF-8、GB18030）、docx、html 和带文字的 pdf；文件写 - 时读标准输入。
      jsonl 每行一个对象：承诺、任务、分段、问题；位置按 Unicode 标量计。
      """)

  /// How the ledger is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, jsonl, csv, md
  }

  @Argument(help: "报告文件，- 表示标准输入") var file: String
  @Option(help: "报告所说的年份；不写则从标题里找") var year: Int?
  @Option(help: "输出格式：table、jsonl、csv 或 md") var format: Format = .table
  @Option(help: ArgumentHelp("本单位自己的定义目录，覆盖内置定义", valueName: "dir"))
  var definitions: String?

  func validate() throws {
    if let year, !(1949...2100).contains(year) {
      throw ValidationError("--year 写的是 \(year)，应当是四位年份，例如 2022")
    }
  }

  func run() throws {
    let document = try paper()
    for remark in document.remarks { Terminal.complain(remark.message) }
    if document.text.allSatisfy(\.isWhitespace) {
      Terminal.complain("“\(file)”里没有文字，没有读出内容。请确认选对了文件")
    }
    let library = try Installation.definitions(definitions)
    let understanding = Reader(lexicon: library.lexicon).read(document.text, year: year)
    for remark in understanding.remarks {
      Terminal.complain("第 \(remark.line) 行：\(remark.summary)")
    }
    let ledger = ReadLedger(understanding, text: document.text)
    switch format {
    case .table: ledger.printTable()
    case .jsonl: try ledger.printLines()
    case .csv: ledger.printCSV()
    case .md: ledger.printMarkdown()
    }
  }

  private func paper() throws -> TextDocument {
    let bytes = try Import.bytes(of: file)
    let name = file == "-" ? "标准输入" : URL(fileURLWithPath: file).lastPathComponent
    do {
      return try DocumentReader.text(of: bytes, name: name)
    } catch {
      throw InputProblem(error.description)
    }
  }
}
