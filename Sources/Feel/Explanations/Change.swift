package import Quantities

/// One change to the facts of a subject that a rule asks for.
package struct Change: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A number or day has to reach a bound, which it misses by a distance.
    case reach(ComparisonOperator, bound: Value, distance: Value?)
    /// The fact has to be one of these.
    case become([Value])
    /// The fact must not be one of these.
    case leave([Value])
    /// The fact has to be reported, or taken back.
    case report(Bool)
    /// Something else, which the test says in its own words.
    case satisfy(Bool)
  }

  let form: TestForm
  package var kind: Kind
  /// Whether a fact has to be obtained first, because nobody has reported it.
  package var isMissing: Bool

  /// The test as the rule writes it.
  package var text: String { form.text }
  /// Keys of the facts it looks at.
  package var names: [String] { form.names }
  /// Labels of the facts, for people.
  package var labels: [String] { form.labels }
  /// The unit of bound and distance.
  package var unit: String? { form.unit }
}

extension Change {
  /// The change in words, such as 营业收入还差 120万元（要不少于 2000万元）.
  package var words: String {
    let subject = labels.joined(separator: "、")
    switch kind {
    case .reach(let symbol, let bound, let distance):
      let target = "要\(symbol.words(isDay: bound.isDay)) \(bound.words(unit))"
      guard let distance else { return "\(subject)待补，\(target)" }
      return "\(subject)\(gap(symbol, bound, distance))（\(target)）"
    case .become(let values):
      return "\(subject)应为 \(values.map { $0.words(unit) }.joined(separator: " 或 "))"
    case .leave(let values):
      return "\(subject)不能是 \(values.map { $0.words(unit) }.joined(separator: " 或 "))"
    case .report(let known): return known ? "\(subject)需要填报" : "\(subject)应当没有填报"
    case .satisfy(let holds): return holds ? "应当成立：\(text)" : "应当不成立：\(text)"
    }
  }

  private func gap(_ symbol: ComparisonOperator, _ bound: Value, _ distance: Value) -> String {
    guard case .number(let number) = distance else { return "" }
    if bound.isDay {
      return number.isZero ? "差当天" : number.isNegative ? "晚了 \(-number) 天" : "早了 \(number) 天"
    }
    if number.isZero { return "正好在界线上" }
    let size = Value.number(number.magnitude).words(unit)
    return number.isNegative ? "多了 \(size)" : "还差 \(size)"
  }
}

extension Value {
  var isDay: Bool { if case .day = self { true } else { false } }

  func words(_ unit: String?) -> String {
    switch self {
    case .number(let number): number.rounded(toPlaces: 6, .halfUp).description + (unit ?? "")
    case .day(let day): day.chinese
    case .text(let text): "“\(text)”"
    case .boolean(let flag): flag ? "是" : "否"
    }
  }
}

extension ComparisonOperator {
  fileprivate func words(isDay: Bool) -> String {
    switch self {
    case .equal: "等于"
    case .notEqual: "不等于"
    case .less: isDay ? "早于" : "少于"
    case .atMost: isDay ? "不晚于" : "不超过"
    case .greater: isDay ? "晚于" : "超过"
    case .atLeast: isDay ? "不早于" : "不少于"
    }
  }
}
