import Quantities

/// An explanation as lines for people.
extension Explanation {
  /// The tree, indented, then what is missing or what would change the answer.
  package var lines: [String] {
    var lines: [String] = []
    Explanation.write(root, indent: 0, to: &lines)
    if !missing.isEmpty { lines.append("待补：\(missingLabels.joined(separator: "、"))") }
    if let cure, !cure.isEmpty {
      lines.append("要成立：\(cure.map(\.words).joined(separator: "；"))")
    } else if answer != true {
      lines.append("要成立：没有找到可行的改变")
    }
    return lines
  }

  /// Labels of the facts that would decide the rule.
  private var missingLabels: [String] {
    let tests = root.tests
    return missing.map { name in
      for test in tests {
        if let place = test.names.firstIndex(of: name) { return test.form.labels[place] }
      }
      return name
    }
  }

  private static func write(_ node: Node, indent: Int, to lines: inout [String]) {
    let margin = String(repeating: "  ", count: indent)
    func join(_ title: String, _ nodes: [Node]) {
      lines.append("\(margin)\(node.answer.mark) \(title)")
      for node in nodes { write(node, indent: indent + 1, to: &lines) }
    }
    switch node {
    case .test(let test): lines.append(margin + test.words)
    case .all(let nodes, _): join("全部成立", nodes)
    case .any(let nodes, _): join("有一项成立", nodes)
    case .not(let inner, _): join("不成立", [inner])
    case .constant(let flag): lines.append("\(margin)\(node.answer.mark) \(flag ? "总是" : "从不")")
    }
  }
}

extension Explanation.Test {
  /// The test with the value it found, such as ✗ 营业收入 >= 2000万元：1880万元.
  package var words: String {
    var words = "\(answer.mark) \(text)"
    if let value {
      words += "：\(value.words(unit))"
    } else if !missing.isEmpty {
      words += "：没有填报"
    }
    if names.count + parameters.count > 1, let threshold { words += "，界线 \(threshold.words(unit))" }
    for (parameter, value) in parameters {
      guard let value else { continue }
      words += "；\(parameter.label) \(value.value.words(parameter.unit))"
      words += "（\(value.from.chinese)起，\(value.document)）"
    }
    if let reason { words += "（\(reason)）" }
    return words
  }
}

extension Bool? {
  fileprivate var mark: String {
    switch self {
    case true?: "✓"
    case false?: "✗"
    case nil: "？"
    }
  }
}
