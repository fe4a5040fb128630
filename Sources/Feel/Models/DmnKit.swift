import Quantities

/// One file of test cases in the form of the public conformance kit.
package struct DmnKit: Sendable {
  /// What became of one case.
  package struct Result: Sendable {
    package var testCase: String
    /// What was expected and what came, where they differ.
    package var differences: [String]

    package var hasPassed: Bool { differences.isEmpty }
  }

  /// File name of the model that the cases are about.
  package let model: String
  private let cases: [DmnElement]

  /// Takes the tree of a test file; nil when it is none.
  package init?(_ tree: DmnElement) {
    guard tree.name == "testCases", let model = tree.child("modelName")?.text.trimmed else {
      return nil
    }
    self.model = model
    cases = tree.all("testCase")
  }

  /// Runs all cases against the models of the folder.
  package func run(_ library: DmnLibrary, clock: DateTime? = nil) -> [Result] {
    cases.map { run($0, library, clock) }
  }

  /// What each case hands in and the names of the results it asks for, in the order of the cases.
  package var questions: [(inputs: [DmnInput], results: [String])] {
    cases.map { (inputs(of: $0), $0.all("resultNode").compactMap { $0["name"] }) }
  }

  private func inputs(of testCase: DmnElement) -> [DmnInput] {
    testCase.all("inputNode").map {
      DmnInput(
        name: $0["name"] ?? "", namespace: $0["namespace"], value: KitValue.value(of: $0))
    }
  }

  private func run(_ testCase: DmnElement, _ library: DmnLibrary, _ clock: DateTime?) -> Result {
    let evaluation = Evaluation(clock: clock)
    let inputs = inputs(of: testCase)
    var result = Result(testCase: testCase["id"] ?? "", differences: [])
    guard let run = DmnRun(library, file: model, inputs: inputs, evaluation: evaluation) else {
      result.differences = ["没有模型 \(model)"]
      return result
    }
    let isCall = ["decisionService", "bkm"].contains(testCase["type"] ?? "")
    for node in testCase.all("resultNode") {
      let name = node["name"] ?? ""
      var actual: FeelValue?
      if isCall {
        actual = run.invoke(testCase["invocableName"] ?? name, inputs)
        if case .context(let context)? = actual, let part = context[name] { actual = part }
      } else {
        actual = run.decide(name)
      }
      let expected = node.child("expected").map { KitValue.value(of: $0) } ?? .null
      let found = actual ?? .null
      if !KitValue.agree(expected, found) {
        let remarks = run.remarks.isEmpty ? "" : "（\(run.remarks.joined(separator: "；"))）"
        result.differences.append(
          "\(name)：应为 \(expected.written)，算得 \(found.written)\(remarks)")
      }
    }
    return result
  }
}

/// Values as the kit's files write them.
private enum KitValue {
  static func value(of element: DmnElement) -> FeelValue {
    if let value = element.child("value") { return simple(value) }
    if let list = element.child("list") {
      if list["nil"] == "true" { return .null }
      return .list(list.all("item").map { value(of: $0) })
    }
    let components = element.all("component")
    if components.isEmpty { return .null }
    return .context(
      FeelContext(components.map { (Names.normalized($0["name"] ?? ""), value(of: $0)) }))
  }

  private static func simple(_ element: DmnElement) -> FeelValue {
    if element["nil"] == "true" { return .null }
    let text = element.text
    let type = element["type"]?.split(separator: ":").last.map(String.init) ?? "string"
    switch type {
    case "boolean": return .boolean(text.trimmed == "true" || text.trimmed == "1")
    case "decimal", "double", "integer", "int", "float", "long":
      return Number(text.trimmed).map { .number($0) } ?? .string(text)
    case "date": return CalendarDate(text.trimmed).map { .date($0) } ?? .string(text)
    case "time": return ClockTime(text.trimmed).map { .time($0) } ?? .string(text)
    case "dateTime": return DateTime(text.trimmed).map { .dateTime($0) } ?? .string(text)
    case "duration": return DurationText.value(text.trimmed) ?? .string(text)
    default: return .string(text)
    }
  }

  /// The kit writes numbers to eight places, so that is how closely they are compared.
  private static let tolerance = Number(coefficient: 1, exponent: -8)

  static func agree(_ expected: FeelValue, _ actual: FeelValue) -> Bool {
    switch (expected, actual) {
    case (.number(let a), .number(let b)): return a == b || (a - b).magnitude <= tolerance
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { agree($0, $1) }
    case (.context(let a), .context(let b)):
      return a.count == b.count
        && a.entries.allSatisfy { entry in
          b[entry.key].map { agree(entry.value, $0) } ?? false
        }
    default: return expected == actual
    }
  }
}
