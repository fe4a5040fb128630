import ArgumentParser
import Definitions

/// Checks definition files and runs their worked cases.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "检查定义文件并运行其中的算例", discussion: "每条意见一行：文件:行:列: 级别: 内容。有错误时退出码为 1。")

  @Argument(help: "定义目录；不写则检查内置定义") var folder: String?
  @Flag(help: "每行一个 JSON 对象") var json = false
  @Flag(help: "不检查，把每条规则写成标准 FEEL") var standard = false

  @Flag(help: "不检查，列出每条规则整列运行还是逐行运行，以及原因") var plan = false

  private struct Output: Encodable {
    var file: String
    var line: Int
    var column: Int
    var severity: String
    var message: String
  }

  func run() throws {
    guard let folder = folder ?? Library.builtInFolder() else {
      throw InputProblem("没有找到内置定义目录，请写明要检查的目录")
    }
    if standard { return FeelStandard.print(Library.load(folders: [folder]).library) }
    if plan { return CheckPlan.print(Library.load(folders: [folder]).library) }
    let remarks = Checker.check(folder)
    for remark in remarks {
      if json {
        try Terminal.json(
          Output(
            file: remark.file, line: remark.line, column: remark.column,
            severity: remark.severity.rawValue, message: remark.summary))
      } else {
        print(remark)
      }
    }
    let errors = remarks.count { $0.severity == .error }
    if !json { Terminal.step("检查完毕：\(errors) 个错误，\(remarks.count - errors) 条其他意见") }
    if errors > 0 { throw ExitCode(1) }
  }
}
