import Feel
import Frames
import Quantities

/// The three ways of running a case.
extension SubstraitCase {
  private static let names = ["a", "b", "c"]

  // MARK: Full FEEL

  var byFeel: SubstraitAnswer {
    guard let text = SubstraitMapping.text(self) else { return .notAsked("no such function") }
    var entries: [(String, FeelValue)] = []
    for (name, operand) in zip(Self.names, operands) where operand.type != "enum" {
      guard let value = operand.feel else { return .notAsked("no such type") }
      entries.append((name, value))
    }
    guard let parsed = try? Parser.expression(text, scopes: [Names(Self.names)]) else {
      return .differs("\(text) is no FEEL")
    }
    return judged(Evaluation().value(of: parsed, in: Scope(FeelContext(entries))))
  }

  private func judged(_ found: FeelValue) -> SubstraitAnswer {
    switch expected {
    case .error: return found.isNull ? .same : .differs("\(found.written), an error is expected")
    case .undefined: return .notAsked("nothing is expected")
    case .value(let operand):
      guard let wanted = operand.feel else { return .notAsked("no such type") }
      return agree(wanted, found, operand)
        ? .same : .differs("\(found.written), \(wanted.written) is expected")
    }
  }

  /// Floating results are compared to the digits that their type carries.
  private func agree(_ wanted: FeelValue, _ found: FeelValue, _ operand: Operand) -> Bool {
    guard case (.number(let a), .number(let b)) = (wanted, found) else { return wanted == found }
    switch operand.type {
    case "fp32": return near(a, b, digits: 6)
    case "fp64": return near(a, b, digits: 14)
    default: return a == b
    }
  }

  private func near(_ a: Number, _ b: Number, digits: Int) -> Bool {
    (a - b).magnitude <= a.magnitude * Number(coefficient: 1, exponent: -digits)
  }

  // MARK: Rules

  /// The text with what no field can hold written into it.
  private var ruleText: String? {
    guard var text = SubstraitMapping.text(self) else { return nil }
    for (name, operand) in zip(Self.names, operands) where operand.isDuration {
      if operand.isNull { return nil }
      // In the texts with durations these letters stand for nothing else.
      text = text.replacing(name, with: "duration(\"\(operand.text)\")")
    }
    return text
  }

  private var fields: [(name: String, operand: Operand, type: ValueType)]? {
    var fields: [(String, Operand, ValueType)] = []
    for (name, operand) in zip(Self.names, operands)
    where operand.type != "enum" && !operand.isDuration {
      guard let type = operand.fieldType else { return nil }
      fields.append((name, operand, type))
    }
    return fields
  }

  private func rule(_ text: String, expecting type: ValueType, beside more: [Vocabulary.Name] = [])
    -> Rule?
  {
    guard let fields else { return nil }
    let names = fields.map { Vocabulary.Name(key: $0.name, label: $0.name, type: $0.type) }
    return try? Rule(text, vocabulary: Vocabulary(names + more), expecting: type)
  }

  private var resultType: ValueType? {
    if case .value(let operand) = expected { return operand.fieldType }
    return .number(nil)
  }

  var byRule: SubstraitAnswer {
    guard let fields, let type = resultType else { return .notAsked("no such type in rules") }
    guard let text = ruleText else { return .notAsked("a duration is no fact") }
    guard let rule = rule(text, expecting: type) else { return .notAsked("refused as a rule") }
    let outcome = rule.outcome { key in fields.first { $0.name == key }?.operand.fact }
    switch outcome {
    case .unknown: return judged(.null)
    case .value(.number(let number)): return judged(.number(number))
    case .value(.boolean(let flag)): return judged(.boolean(flag))
    case .value(.text(let text)): return judged(.string(text))
    case .value(.day(let day)):
      return judged(
        CalendarDate(year: day.year, month: day.month, day: day.day).map { .date($0) } ?? .null)
    }
  }

  // MARK: Columns

  /// Results other than truth are compared with a column `r` that holds what is expected.
  var byFrames: SubstraitAnswer {
    guard let fields, let type = resultType else { return .notAsked("no such type in rules") }
    guard let text = ruleText else { return .notAsked("a duration is no fact") }
    var columns: [String: Column] = [:]
    for field in fields {
      guard let column = field.operand.column else { return .notAsked("not in 64 bits") }
      columns[field.name] = column
    }
    if type == .boolean {
      guard let rule = rule(text, expecting: .boolean) else {
        return .notAsked("refused as a rule")
      }
      return judged(truth(of: rule, columns).map { .boolean($0) } ?? .null)
    }
    var wanted = Operand(text: "0", type: "i64")
    if case .value(let operand) = expected, !operand.isNull { wanted = operand }
    guard let column = wanted.column else { return .notAsked("not in 64 bits") }
    columns["r"] = column
    let result = Vocabulary.Name(key: "r", label: "r", type: wanted.fieldType ?? type)
    guard let rule = rule("(\(text)) = r", expecting: .boolean, beside: [result]) else {
      return .notAsked("refused as a rule")
    }
    let truth = truth(of: rule, columns)
    switch expected {
    case .value(let operand) where !operand.isNull:
      return truth == true ? .same : .differs("not \(operand.text)")
    case .value, .error: return truth == nil ? .same : .differs("a value, none is expected")
    case .undefined: return .notAsked("nothing is expected")
    }
  }

  private func truth(of rule: Rule, _ columns: [String: Column]) -> Bool? {
    RulePlan(rules: [rule]).truths(over: Frame(subjects: [1], columns: columns), threads: 1)[0][0]
  }
}

extension SubstraitCase.Operand {
  /// A column of one row; nil for a number that does not fit into 64 bits.
  fileprivate var column: Column? {
    let valid = Bitmap(count: 1, repeating: !isNull)
    switch fieldType {
    case .number?:
      if isNull { return Column(storage: .integers([0], places: 0), valid: valid) }
      for places in 0...10 {
        if let stored = Number(text)?.fixedPoint(places: places) {
          return Column(storage: .integers([stored], places: places), valid: valid)
        }
      }
      return nil
    case .day?: return Column(storage: .days([Day(text)?.number ?? 0]), valid: valid)
    case .boolean?:
      return Column(storage: .booleans(Bitmap(count: 1, repeating: text == "true")), valid: valid)
    default: return nil
    }
  }
}
