import ArgumentParser
import Feel
import Foundation
import Frames
import Quantities

/// Says for one entity why each rule holds, fails or is open.
struct RulesExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "说明一个主体为什么符合、不符合或不能判断",
    discussion: """
      每条规则列出各项条件、所用的值和界线；不能判断的列出待补数据，不符合的列出最少要改变什么。
      加 --repeat 只输出一行 JSON，报告说明全部规则的用时：seconds 算出全部数据（值、缺项、差距），
      treesSeconds 再列出每条规则的各项条件，wordsSeconds 再写成文字。
      """)

  @Option(help: ArgumentHelp("列数据目录，含 meta.json", valueName: "dir")) var facts: String
  @Option(help: ArgumentHelp("规则文件，每行一条 FEEL", valueName: "file")) var rules: String
  @Option(help: ArgumentHelp("第几个主体，从 0 起", valueName: "n")) var entity: Int
  @Option(help: ArgumentHelp("只说明第几条规则，从 1 起", valueName: "n")) var rule: Int?
  @Option(help: "重复次数，报告最快的一次") var `repeat`: Int?

  private struct Report: Encodable {
    var entity: Int
    var rules: Int
    var isTrue: Int
    var isUnknown: Int
    var tests: Int
    var changes: Int
    var prepareSeconds: Double
    var seconds: Double
    var medianSeconds: Double
    var treesSeconds: Double
    var medianTreesSeconds: Double
    var wordsSeconds: Double
    var characters: Int
  }

  func validate() throws {
    guard `repeat` ?? 1 >= 1 else { throw ValidationError("--repeat 至少是 1") }
  }

  func run() throws {
    let folder = try FactsFolder(facts)
    guard (0..<folder.entities).contains(entity) else {
      throw InputProblem("没有第 \(entity) 个主体；编号从 0 到 \(folder.entities - 1)")
    }
    let list = try RulesFile.read(rules, vocabulary: folder.vocabulary)
    if let rule, !(1...max(list.count, 1)).contains(rule) {
      throw InputProblem("没有第 \(rule) 条规则；\(rules) 里有 \(list.count) 条")
    }
    let frame = try folder.frame(of: Set(list.flatMap(\.names)))
    let (prepare, plan) = Stopwatch.time { ExplanationPlan(rules: list) }
    if let count = `repeat` { return try measure(plan, frame, prepare, times: count) }
    let explanations = plan.explanations { frame.value($0, row: entity) }
    for number in rule.map({ $0...$0 }) ?? 1...max(list.count, 1) where number <= list.count {
      guard let explanation = explanations[number - 1] else { continue }
      print("规则 \(number)：\(explanation.answer.verdict)")
      for line in explanation.lines { print("  \(line)") }
    }
  }

  private func measure(
    _ plan: ExplanationPlan, _ frame: Frame, _ prepare: Stopwatch, times: Int
  ) throws {
    var (data, trees, words) = ([Double](), [Double](), [Double]())
    var known: [Explanation] = []
    var characters = 0
    for _ in 0..<times {
      let (time, found) = Stopwatch.time { plan.explanations { frame.value($0, row: entity) } }
      let (more, list) = Stopwatch.time { (0..<found.count).compactMap { found[$0] } }
      let (most, count) = Stopwatch.time {
        list.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.unicodeScalars.count } }
      }
      data.append(time.cpu)
      trees.append(time.cpu + more.cpu)
      words.append(time.cpu + more.cpu + most.cpu)
      (known, characters) = (list, count)
    }
    func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
    try Terminal.json(
      Report(
        entity: entity, rules: plan.rules.count, isTrue: known.count { $0.answer == true },
        isUnknown: known.count { $0.answer == nil },
        tests: known.reduce(0) { $0 + $1.root.tests.count },
        changes: known.reduce(0) { $0 + ($1.cure?.count ?? 0) }, prepareSeconds: prepare.cpu,
        seconds: data.min() ?? 0, medianSeconds: median(data), treesSeconds: trees.min() ?? 0,
        medianTreesSeconds: median(trees), wordsSeconds: words.min() ?? 0, characters: characters))
  }
}

extension Bool? {
  fileprivate var verdict: String {
    switch self {
    case true?: "符合"
    case false?: "不符合"
    case nil: "不能判断"
    }
  }
}
