import Commands
import Definitions
import Facts
import Feel
import Ledgers
import Quantities

/// Where a commitment's number comes from: definition, formula, inputs, sources (这个数怎么来的).
struct CommitmentOrigin: Sendable {
  let desk: DeskVisit
  let explanation: ReadingExplanation
  /// The last entry that the view knows.
  let head: JournalEntry?

  private var reading: Reading { explanation.reading }
  private var library: Library { desk.site.library }

  var origin: CommitmentPage.Origin {
    let metric = explanation.metric
    let measurement = reading.measurement
    return .init(
      metric: metric?.title,
      definition: metric?.definition ?? "还没有计数口径：\(measurement.missing.joined(separator: "；"))",
      formula: formula,
      proof: metric?.proof,
      inputs: measurement.inputs.map { input in
        .init(
          label: input.label, value: input.value, time: input.time,
          grade: input.evidence.map { GradeMark($0) })
      }, sources: sources, keeper: metric.map { desk.units($0.keeper) },
      leastGrade: metric.map { GradeMark($0.leastEvidence) }, valueTime: measurement.valueTime,
      recordedAt: head.map { "第 \($0.seq) 号记录，\(DeskVisit.minute($0.at))" })
  }

  private var sources: [String] {
    switch reading.source {
    case .claim: ["责任单位自报（登记簿“\(title("commitment"))”）"]
    case .metric: (explanation.metric?.measure.registers ?? []).map { "登记簿“\(title($0))”" }
    }
  }

  private func title(_ register: String) -> String {
    library.registers[register]?.title ?? register
  }

  /// The way the number is computed, in words and in the text of the rule that runs.
  private var formula: String? {
    guard case .metric = reading.source, let measure = explanation.metric?.measure else {
      return nil
    }
    func rule(_ rule: Rule?) -> String { rule.map { "，条件：\($0.text)" } ?? "" }
    func label(_ key: String, _ register: String) -> String {
      library.registers[register]?.field(key)?.label ?? key
    }
    let period = "\(reading.from) 至 \(reading.day)"
    return switch measure {
    case .count(let register, let filter, let on?):
      "计数：\(title(register))，“\(label(on, register))”在 \(period)\(rule(filter))"
    case .count(let register, let filter, nil):
      "计数：\(reading.day) 的\(title(register))\(rule(filter))"
    case .sum(let register, let filter, let field):
      "合计：\(title(register))的“\(label(field, register))”，\(period)\(rule(filter))"
    case .share(let register, let numerator, let denominator):
      "比例：\(title(register))，分子：\(numerator.text)；分母：\(denominator?.text ?? "全部")"
    case .series(let source): "取最新发布值：\(source.subject)“\(label(source.field, source.register))”"
    case .difference(let own, let reference):
      "相减：\(own.subject)“\(label(own.field, own.register))” − "
        + "\(reference.subject)“\(label(reference.field, reference.register))”，同一时期"
    case .growth(let source, let isCumulative):
      "增速：\(source.subject)“\(label(source.field, source.register))”\(isCumulative ? "累计数" : "各月之和")"
        + "比上年同期（逐月对应）"
    case .milestone(let register, let filter, let on):
      "完成比例：\(title(register))中已有“\(label(on, register))”的\(rule(filter))"
    case .unavailable: nil
    }
  }
}
