import Feel
import Quantities

/// One worked case of a metric: facts of a subject, and what the metric must say about it.
struct MetricCase {
  let fields: Fields
  let metric: Metric
  let register: Register?
  let codeLists: [String: CodeList]

  func run() {
    let name = fields.required("name")?.text() ?? ""
    let day = fields.required("day")?.day()
    let from = fields.optional("from")?.day()
    let given = fields.required("given")?.pairs() ?? []
    guard let expected = fields.required("expect")?.fields() else { return }
    defer { expected.close() }
    let counts = expected.optional("counts")
    let belongs = expected.optional("belongs")
    let candidates = expected.optional("candidates")
    let missing = expected.optional("missing")
    if [counts, belongs, candidates, missing].allSatisfy({ $0 == nil }) {
      expected.entry.error("算例“\(name)”没有写应当得到什么")
    }
    guard let register else {
      fields.entry.error("“\(metric.title)”不从登记簿计算，不能写算例")
      return
    }
    let values = GivenValues(given, register: register, codeLists: codeLists)
    guard let day else { return }
    let start = from ?? Day(year: day.year, month: 1, day: 1) ?? day
    let judgement = metric.judge(from: start, day: day, of: register) { values[$0] }
    compare(counts, judgement.counts, "计入", name)
    compare(belongs, judgement.belongs, "属于总体", name)
    candidates?.compare(judgement.candidates, "候选", none: "没有", in: name)
    missing?.compare(judgement.missing, "缺少的", none: "不缺", in: name)
  }

  private func compare(_ entry: Entry?, _ result: Bool?, _ title: String, _ name: String) {
    guard let entry, let expected = entry.text() else { return }
    let written = result.map { $0 ? "true" : "false" } ?? "unknown"
    guard ["true", "false", "unknown"].contains(expected) else {
      entry.error("“\(entry.key)”写的是“\(expected)”，应当是 true、false 或 unknown")
      return
    }
    if expected != written {
      entry.error("算例“\(name)”：\(title)应为 \(expected)，算得 \(written)")
    }
  }
}

/// One worked case of a light rule.
struct LightCase {
  let fields: Fields
  let rule: LightRule

  func run() {
    let name = fields.required("name")?.text() ?? ""
    let aspect = fields.required("aspect")
    let given = fields.required("given")?.pairs() ?? []
    // Parameters are taken as they hold on the day.
    let day = fields.optional("day")?.day()
    let expected = fields.required("expect")?.fields()
    guard let aspect, let aspectName = aspect.text(), let expected else { return }
    guard rule.aspects[aspectName] != nil else {
      aspect.error(
        "亮灯规则没有“\(aspectName)”这一方面"
          + Suggestion.hint(for: aspectName, among: rule.aspects.keys))
      return
    }
    let values = GivenValues(given, inputs: rule.inputs)
    let verdict = rule.light(aspectName) { key in
      key == Vocabulary.asOf ? day.map { .day($0) } : values[key]
    }
    if let entry = expected.required("light"), let light = entry.choice(Light.self),
      light != verdict.light
    {
      entry.error("算例“\(name)”：应亮\(light.letter)灯，算得\(verdict.light.letter)灯")
    }
    expected.optional("missing")?.compare(verdict.missing, "缺少的", none: "不缺", in: name)
    expected.close()
  }
}

extension Entry {
  /// Remarks when a list of words is not what a case came to, whatever the order.
  fileprivate func compare(_ result: [String], _ title: String, none: String, in name: String) {
    guard let expected = texts(), Set(expected) != Set(result) else { return }
    func words(_ list: [String]) -> String {
      list.isEmpty ? none : list.joined(separator: "、")
    }
    error("算例“\(name)”：\(title)应为 \(words(expected))，算得 \(words(result))")
  }
}
