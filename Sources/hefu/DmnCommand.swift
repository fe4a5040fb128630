import ArgumentParser
import Definitions
import Feel
import Foundation
import Quantities

/// Runs decision models in DMN, and the public test kit for them.
struct DmnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dmn", abstract: "运行 DMN 决策模型", subcommands: [Run.self, Check.self, Test.self])

  /// Makes the decisions of one model.
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "按给出的输入运行一个 DMN 模型",
      discussion: """
        输入是一个 JSON 对象，键是输入数据的名称。日期写 2022-06-30，时长写 P3M。
        模型引入（import）的其他模型要放在同一个目录里。
        """)

    @Argument(help: ArgumentHelp("模型文件", valueName: "model.dmn")) var model: String
    @Option(help: ArgumentHelp("输入，JSON 文件", valueName: "file.json")) var input: String?
    @Option(help: "只做这一个决策；不写则做全部") var decision: String?
    @OptionGroup var clock: DayOption

    func run() throws {
      let url = URL(filePath: model)
      let name = url.lastPathComponent
      let folder = DmnFolder(url.deletingLastPathComponent().path(percentEncoded: false))
      if let problem = folder.unreadable.first(where: { $0.name == name }) {
        throw InputProblem("\(model):\(problem.line): \(problem.message)")
      }
      let inputs = try input.map { try JSONContext(file: $0).inputs } ?? []
      let run = DmnRun(
        folder.library, file: name, inputs: inputs, evaluation: Evaluation(clock: clock.moment))
      guard let run else {
        let remark = folder.library.remarks[name]?.first
        throw InputProblem("\(model)：\(remark?.message ?? "没有这个文件")")
      }
      for remark in folder.library.remarks[name] ?? [] {
        Terminal.complain("\(model):\(remark.line): \(remark.message)")
      }
      try make(decision.map { [$0] } ?? run.decisions, run)
    }

    private func make(_ decisions: [String], _ run: DmnRun) throws {
      for decision in decisions {
        guard let value = run.decide(decision) else {
          throw InputProblem(
            "模型里没有决策“\(decision)”；有：\(run.decisions.joined(separator: "、"))")
        }
        print("\(decision): \(value.written)")
      }
      for remark in run.remarks { Terminal.complain("说明：\(remark)") }
    }
  }

  /// Says what is wrong with models: texts that are no FEEL, tables that overlap or leave gaps.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "检查 DMN 模型：式子、决策表的重叠和缺口",
      discussion: "每条意见一行：文件:行: 内容。有意见时退出码为 1。")

    @Argument(help: ArgumentHelp("模型所在的目录", valueName: "dir")) var folder: String

    func run() throws {
      var count = 0
      for folder in DmnFolder.all(below: folder) {
        for remark in folder.remarks {
          let place = folder.path.isEmpty ? remark.file : folder.path + "/" + remark.file
          print("\(place):\(remark.line): \(remark.message)")
          count += 1
        }
      }
      Terminal.complain("检查完毕：\(count) 条意见")
      if count > 0 { throw ExitCode(1) }
    }
  }

  /// Runs the test files that lie beside models.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "运行 DMN 一致性测试（TCK 格式）",
      discussion: "最后一行是“N passed, N failed”。调用 Java 类的用例在这里一律不通过。")

    @Argument(help: ArgumentHelp("测试所在的目录", valueName: "dir")) var folder: String
    @Option(help: ArgumentHelp("把逐条结果写成 CSV", valueName: "file")) var csv: String?

    func run() throws {
      var passed = 0
      var failed = 0
      var rows = ""
      let clock = DateTime("2026-01-01T12:00:00Z")
      for folder in DmnFolder.all(below: folder) {
        for (name, message) in folder.unreadable.map({ ($0.name, $0.message) }) {
          Terminal.complain("\(folder.path)/\(name)：\(message)")
        }
        for (name, kit) in folder.tests {
          for result in kit.run(folder.library, clock: clock) {
            if result.hasPassed { passed += 1 } else { failed += 1 }
            if !result.hasPassed {
              print(
                "\(folder.path) \(result.testCase) \(result.differences.joined(separator: "；"))")
            }
            rows += row(folder.path, name, result)
          }
        }
      }
      if let csv { try Data(rows.utf8).write(to: URL(filePath: csv)) }
      print("\(passed) passed, \(failed) failed")
      if passed + failed == 0 { throw InputProblem("\(folder) 里没有测试文件") }
    }

    private func row(_ folder: String, _ file: String, _ result: DmnKit.Result) -> String {
      let cells = [
        folder, file.replacing(".xml", with: ""), result.testCase,
        result.hasPassed ? "SUCCESS" : "ERROR", result.differences.joined(separator: "; "),
      ]
      return cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        + "\n"
    }
  }
}

/// The day that now() and today() stand for.
struct DayOption: ParsableArguments {
  @Option(help: ArgumentHelp("today() 是哪一天；不写为今天", valueName: "day")) var today: String?

  /// The moment in China Standard Time.
  var moment: DateTime? {
    if let today { return DateTime(today + "T00:00:00+08:00") }
    let stamp = Date().formatted(
      .iso8601.year().month().day().timeSeparator(.colon).time(includingFractionalSeconds: false)
        .timeZone(separator: .colon))
    return DateTime(stamp)
  }
}
