import Definitions
import Feel
import Foundation
import Quantities
import Testing

/// The rule profile against full FEEL, on every expression of the public conformance kit that the
/// profile can check with inputs typed by the kit's models. Each expression and case falls in one class:
///
/// | class | meaning |
/// |---|---|
/// | same | both give the same value |
/// | refused | the rule is not accepted; FEEL answers null, or uses what rules do not have |
/// | unknown | the rule is unknown where FEEL answers null |
/// | open | a fact is missing that `=`, `!=`, `in` or `if` needs: the rule is unknown, FEEL decides |
/// | different | anything else |
///
/// The fourth class is the one difference in logic between the two: FEEL answers `null = 1` with false
/// and takes `else` for null. The rule printed as plain FEEL asks for null first in these places.
struct KitRuleTests {
  @Test(
    .enabled(
      if: KitArchive.isHere, "skipped: the kit is not beside the repository"))
  func `no expression of the kit means something else as a rule`() throws {
    var tally = KitTally()
    try KitArchive.unpacked { folder in
      for models in DmnFolder.all(below: folder) {
        for (file, kit) in models.tests {
          let tree = try DmnElement(file: "\(folder)/\(models.path)/\(kit.model)")
          let model = KitModel(tree)
          for (inputs, results) in kit.questions {
            tally.add(
              model.logic(of: results), models.library, kit.model, inputs,
              from: "\(models.path)/\(file)")
          }
        }
      }
    }
    print("DMN kit as rules:", tally.summary)
    #expect(tally.different.isEmpty, "\(tally.different.prefix(20).joined(separator: "\n"))")
    #expect(tally.same >= 504)
    #expect(tally.unknown >= 14)
    #expect(tally.open <= 1)
  }
}

/// How many expressions fell in which class.
struct KitTally {
  private(set) var same = 0
  private(set) var refusedWhereNull = 0
  private(set) var refusedWhereValue = 0
  private(set) var unknown = 0
  private(set) var open = 0
  private(set) var different: [String] = []
  private var sameTexts: Set<String> = []

  var summary: String {
    """
    same \(same) (\(sameTexts.count) texts), refused \(refusedWhereNull) where FEEL says null \
    and \(refusedWhereValue) outside the profile, unknown where FEEL says null \(unknown), \
    open by a missing fact \(open), different \(different.count)
    """
  }

  mutating func add(
    _ expressions: [KitModel.Logic], _ library: DmnLibrary, _ file: String, _ inputs: [DmnInput],
    from place: String
  ) {
    let clock = DateTime("2026-01-01T12:00:00Z")
    guard
      let run = DmnRun(
        library, file: file, inputs: inputs, evaluation: Evaluation(clock: clock))
    else { return }
    for logic in expressions {
      var values: [String: FeelValue] = [:]
      for name in logic.names.keys { values[name] = run.decide(name) ?? .null }
      for text in logic.texts {
        guard
          let parsed = try? Parser.expression(text, scopes: [Names(logic.names.keys)])
        else { continue }
        let scope = Scope(FeelContext(values.map { ($0.key, $0.value) }))
        let value = Evaluation(clock: clock).value(of: parsed, in: scope)
        classify(text, logic, values, value, place)
      }
    }
  }

  private mutating func classify(
    _ text: String, _ logic: KitModel.Logic, _ values: [String: FeelValue], _ value: FeelValue,
    _ place: String
  ) {
    guard let rule = logic.rule(text) else {
      if value == .null { refusedWhereNull += 1 } else { refusedWhereValue += 1 }
      return
    }
    let outcome = rule.outcome { values[$0].flatMap(Self.fact) }
    switch outcome {
    case .value(let found) where Self.feel(found) == value:
      same += 1
      sameTexts.insert(text)
    case .unknown where value == .null: unknown += 1
    case .unknown(let missing, reason: nil) where !missing.isEmpty && Self.asksForNull(text):
      open += 1
    default:
      different.append("\(place): \(text) → rule \(outcome), FEEL \(value.written), \(values)")
    }
  }

  private static func asksForNull(_ text: String) -> Bool {
    [" = ", "!=", "if ", " in "].contains { text.contains($0) }
  }

  /// A value as a register would hold it; what no register holds is missing.
  private static func fact(_ value: FeelValue) -> Value? {
    switch value {
    case .number(let number): .number(number)
    case .string(let text): .text(text)
    case .boolean(let flag): .boolean(flag)
    case .date(let date): Day(date.description).map { .day($0) }
    default: nil
    }
  }

  private static func feel(_ value: Value) -> FeelValue {
    switch value {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .boolean(let flag): .boolean(flag)
    case .day(let day):
      CalendarDate(year: day.year, month: day.month, day: day.day).map { .date($0) } ?? .null
    }
  }
}

/// The literal expressions of a model, with the names they may use and the types of these.
struct KitModel {
  struct Logic {
    var decision: String
    /// Types of what the decision requires; nil for a type that no register has.
    var names: [String: ValueType?]
    var texts: [String]

    /// The text as a rule of whichever type it has.
    func rule(_ text: String) -> Rule? {
      let vocabulary = Vocabulary(
        names.compactMap { name, type in
          type.map { Vocabulary.Name(key: name, label: name, type: $0) }
        })
      for type in [ValueType.boolean, .number(nil), .day, .text] {
        if let rule = try? Rule(text, vocabulary: vocabulary, expecting: type) { return rule }
      }
      return nil
    }
  }

  private var expressions: [Logic] = []
  private let root: DmnElement

  init(_ root: DmnElement) {
    self.root = root
    for decision in root.children where decision.name == "decision" {
      var names: [String: ValueType?] = [:]
      for requirement in decision.children where requirement.name == "informationRequirement" {
        for required in requirement.children {
          guard let id = required.attributes["href"]?.split(separator: "#").last,
            let element = root.children.first(where: { $0.attributes["id"] == String(id) }),
            let name = element.attributes["name"]
          else { continue }
          let variable = element.children.first { $0.name == "variable" }
          names[name] = type(variable?.attributes["typeRef"])
        }
      }
      let texts = KitModel.texts(below: decision)
      expressions.append(
        Logic(decision: decision.attributes["name"] ?? "", names: names, texts: texts))
    }
  }

  /// The logic of the decisions that a case asks for.
  func logic(of results: [String]) -> [Logic] {
    expressions.filter { results.contains($0.decision) }
  }

  private static func texts(below element: DmnElement) -> [String] {
    element.children.flatMap { child in
      if child.name == "literalExpression" {
        return child.children.filter { $0.name == "text" }.map(\.text)
      }
      return texts(below: child)
    }
  }

  /// The type of a register's field that a reference names, also through item definitions.
  private func type(_ reference: String?, depth: Int = 0) -> ValueType? {
    guard let reference, depth < 5 else { return nil }
    let name = reference.split(separator: ":").last.map(String.init) ?? reference
    switch name {
    case "number": return .number(nil)
    case "string": return .text
    case "boolean": return .boolean
    case "date": return .day
    default: break
    }
    guard
      let item = root.children.first(where: {
        $0.name == "itemDefinition" && $0.attributes["name"] == name
      }), item.attributes["isCollection"] != "true",
      let base = item.children.first(where: { $0.name == "typeRef" })
    else { return nil }
    return type(base.text, depth: depth + 1)
  }
}
