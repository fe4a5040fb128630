/// Reads the elements of one model and compiles its expressions.
struct DmnDecoder {
  private let root: DmnElement
  private let namespace: String
  private var types: DmnTypes
  private let members: Names
  /// Names that the expression being compiled may use, outermost first.
  private var scopes: [Names]
  private(set) var remarks: [DmnRemark] = []

  init(_ root: DmnElement, types: DmnTypes, members: Names, imports: [DmnModel.Import]) {
    self.root = root
    self.types = types
    self.members = members
    namespace = root["namespace"] ?? ""
    let elements = root.children.filter { Self.kinds.contains($0.name) }
    scopes = [Names(imports.map(\.name) + elements.map { Self.name(of: $0) })]
  }

  static let kinds: Set<String> = [
    "inputData", "decision", "businessKnowledgeModel", "decisionService",
  ]

  static func name(of element: DmnElement) -> String {
    Names.normalized(element.child("variable")?["name"] ?? element["name"] ?? "")
  }

  mutating func elements() -> [(id: String, name: String, element: DmnModel.Element)] {
    root.children.filter { Self.kinds.contains($0.name) }.map { child in
      let name = Names.normalized(child["name"] ?? "")
      return (child["id"] ?? name, name, element(child))
    }
  }

  private mutating func element(_ xml: DmnElement) -> DmnModel.Element {
    let variable = DmnModel.Variable(
      name: Self.name(of: xml), type: types.type(xml.child("variable")?["typeRef"]))
    switch xml.name {
    case "inputData": return .input(variable)
    case "decision":
      return .decision(
        DmnModel.Decision(
          variable: variable, requirements: requirements(of: xml),
          logic: logic(in: xml, skipping: Self.decisionParts)))
    case "businessKnowledgeModel":
      return .knowledge(
        DmnModel.Knowledge(
          variable: variable, requirements: requirements(of: xml),
          function: xml.child("encapsulatedLogic").map { function($0) }))
    default:
      return .service(
        DmnModel.Service(
          variable: variable, outputs: references(xml.all("outputDecision")),
          inputs: references(xml.all("inputData") + xml.all("inputDecision"))))
    }
  }

  private static let decisionParts: Set<String> = [
    "description", "extensionElements", "question", "allowedAnswers", "variable",
    "informationRequirement", "knowledgeRequirement", "authorityRequirement",
    "supportedObjective", "impactedPerformanceIndicator", "decisionMaker", "decisionOwner",
    "usingProcess", "usingTask",
  ]

  private func requirements(of xml: DmnElement) -> [DmnModel.Reference] {
    let wanted = ["requiredDecision", "requiredInput", "requiredKnowledge"]
    let requirements = xml.all("informationRequirement") + xml.all("knowledgeRequirement")
    return references(
      requirements.flatMap { $0.children.filter { wanted.contains($0.name) } })
  }

  private func references(_ elements: [DmnElement]) -> [DmnModel.Reference] {
    elements.compactMap { element in
      guard let href = element["href"] else { return nil }
      guard let hash = href.lastIndex(of: "#") else {
        return DmnModel.Reference(namespace: namespace, id: href)
      }
      let space = String(href[..<hash])
      return DmnModel.Reference(
        namespace: space.isEmpty ? namespace : space,
        id: String(href[href.index(after: hash)...]))
    }
  }

  // MARK: Boxes

  private mutating func logic(
    in xml: DmnElement, skipping parts: Set<String> = ["description", "extensionElements"]
  ) -> BoxedExpression? {
    xml.children.first { !parts.contains($0.name) && Self.boxes.contains($0.name) }
      .map { boxed($0) }
  }

  private static let boxes: Set<String> = [
    "literalExpression", "context", "decisionTable", "invocation", "list", "relation",
    "functionDefinition", "conditional", "filter", "for", "some", "every",
  ]

  private mutating func part(_ name: String, of xml: DmnElement) -> BoxedExpression {
    guard let child = xml.child(name), let logic = logic(in: child) else {
      return .broken("“\(name)”没有内容")
    }
    return typed(logic, child["typeRef"])
  }

  private mutating func typed(
    _ expression: BoxedExpression, _ reference: String?
  ) -> BoxedExpression {
    let type = types.type(reference)
    if case .any = type { return expression }
    return .typed(expression, type)
  }

  private mutating func boxed(_ xml: DmnElement) -> BoxedExpression {
    let result: BoxedExpression
    switch xml.name {
    case "literalExpression": result = literal(xml)
    case "context": result = context(xml)
    case "decisionTable": result = .table(table(xml))
    case "invocation": result = invocation(xml)
    case "list": result = .list(items(of: xml))
    case "relation":
      result = .relation(
        xml.all("column").map { Names.normalized($0["name"] ?? "") },
        xml.all("row").map { items(of: $0) })
    case "functionDefinition": result = .function(function(xml))
    case "conditional":
      result = .conditional(
        part("if", of: xml), then: part("then", of: xml), otherwise: part("else", of: xml))
    case "filter":
      let list = part("in", of: xml)
      result = .filter(list, match: with(["item"], andMembers: true) { $0.part("match", of: xml) })
    default: result = loop(xml)
    }
    return xml.name == "functionDefinition" ? result : typed(result, xml["typeRef"])
  }

  private mutating func items(of xml: DmnElement) -> [BoxedExpression] {
    xml.children.filter { Self.boxes.contains($0.name) }.map { boxed($0) }
  }

  /// Compiles something in which more names are known.
  private mutating func with<Result>(
    _ more: [String], andMembers: Bool = false, _ compile: (inout DmnDecoder) -> Result
  ) -> Result {
    let outer = scopes.count
    defer { scopes.removeSubrange(outer...) }
    scopes.append(Names(more))
    if andMembers { scopes.append(members) }
    return compile(&self)
  }

  private mutating func literal(_ xml: DmnElement) -> BoxedExpression {
    guard let text = xml.child("text")?.text, !text.trimmed.isEmpty else {
      return .broken("没有写式子")
    }
    if let language = xml["expressionLanguage"], !language.uppercased().contains("FEEL") {
      return .broken("不支持用 \(language) 写的式子")
    }
    return compiled(text, line: xml.line)
  }

  private mutating func compiled(_ text: String, line: Int) -> BoxedExpression {
    do throws(SyntaxError) {
      return .literal(try Parser.expression(text, scopes: scopes, members: members))
    } catch {
      let message = "“\(text.trimmed)”第 \(error.column) 个字符：\(error.message)"
      remarks.append(DmnRemark(line: line, message: message))
      return .broken(message)
    }
  }

  private mutating func tests(_ xml: DmnElement?) -> UnaryTests? {
    guard let xml, let text = xml.child("text")?.text, !text.trimmed.isEmpty else { return nil }
    do throws(SyntaxError) {
      return try Parser.unaryTests(text, scopes: scopes, members: members)
    } catch {
      remarks.append(
        DmnRemark(
          line: xml.line, message: "“\(text.trimmed)”第 \(error.column) 个字符：\(error.message)"))
      return nil
    }
  }

  private mutating func context(_ xml: DmnElement) -> BoxedExpression {
    scopes.append(Names())
    defer { scopes.removeLast() }
    var entries: [BoxedExpression.BoxedEntry] = []
    var result: BoxedExpression?
    for entry in xml.all("contextEntry") {
      let value =
        logic(in: entry, skipping: ["description", "extensionElements", "variable"])
        ?? .broken("没有内容")
      if let variable = entry.child("variable") {
        let name = Names.normalized(variable["name"] ?? "")
        entries.append(
          BoxedExpression.BoxedEntry(
            name: name, type: types.type(variable["typeRef"]), value: value))
        scopes[scopes.count - 1].insert(name)
      } else {
        result = value
      }
    }
    return .context(entries, result: result)
  }

  private mutating func invocation(_ xml: DmnElement) -> BoxedExpression {
    let callee =
      logic(in: xml, skipping: ["description", "extensionElements", "binding"])
      ?? .broken("没有写被调用的函数")
    return .invocation(
      callee,
      xml.all("binding").map { binding in
        let value =
          logic(in: binding, skipping: ["description", "parameter"]) ?? .literal(.nothing)
        return BoxedExpression.Binding(
          name: Names.normalized(binding.child("parameter")?["name"] ?? ""), value: value)
      })
  }

  private mutating func function(_ xml: DmnElement) -> BoxedFunction {
    let parameters = xml.all("formalParameter").map {
      FeelFunction.Parameter(
        name: Names.normalized($0["name"] ?? ""), type: types.type($0["typeRef"]))
    }
    let kind = xml["kind"] ?? "FEEL"
    let body: BoxedExpression =
      kind == "FEEL"
      ? with(parameters.map(\.name)) { $0.logic(in: xml) } ?? .broken("函数没有内容")
      : .broken("不支持 \(kind) 函数")
    return BoxedFunction(parameters: parameters, body: body, result: types.type(xml["typeRef"]))
  }

  private mutating func loop(_ xml: DmnElement) -> BoxedExpression {
    let variable = Names.normalized(xml["iteratorVariable"] ?? "")
    let domain = part("in", of: xml)
    let inner = xml.name == "for" ? "return" : "satisfies"
    let body = with([variable, "partial"]) { $0.part(inner, of: xml) }
    if xml.name == "for" { return .iteration(variable: variable, in: domain, result: body) }
    return .quantified(
      xml.name == "some" ? .some : .every, variable: variable, in: domain, satisfies: body)
  }

  // MARK: Decision tables

  private mutating func table(_ xml: DmnElement) -> DecisionTable {
    let inputs = xml.all("input").map { input in
      let expression = input.child("inputExpression")
      return DecisionTable.Input(
        title: input["label"] ?? expression?.child("text")?.text.trimmed ?? "",
        expression: expression.map { literal($0) } ?? .broken("没有写输入"),
        type: types.type(expression?["typeRef"]), allowed: tests(input.child("inputValues")))
    }
    let outputs = xml.all("output").map { output in
      DecisionTable.Output(
        name: Names.normalized(output["name"] ?? ""), type: types.type(output["typeRef"]),
        values: values(output.child("outputValues")),
        fallback: output.child("defaultOutputEntry").map { literal($0) })
    }
    let rows = xml.all("rule").compactMap { rule in
      row(rule, inputs: inputs.count, outputs: outputs.count)
    }
    return DecisionTable(
      inputs: inputs, outputs: outputs, rows: rows,
      policy: DecisionTable.HitPolicy(rawValue: xml["hitPolicy"] ?? "UNIQUE") ?? .unique,
      line: xml.line, aggregation: xml["aggregation"].flatMap(DecisionTable.Aggregation.init))
  }

  /// A row with too few or too many cells says nothing sensible and is left out.
  private mutating func row(
    _ rule: DmnElement, inputs: Int, outputs: Int
  ) -> DecisionTable.Row? {
    let row = DecisionTable.Row(
      tests: rule.all("inputEntry").map { tests($0) },
      outputs: rule.all("outputEntry").map { literal($0) })
    guard row.tests.count == inputs, row.outputs.count == outputs else {
      remarks.append(
        DmnRemark(
          line: rule.line,
          message: "决策表的这一行应有 \(inputs) 个条件和 \(outputs) 个结果，没有采用"))
      return nil
    }
    return row
  }

  /// The output values in their order: what is listed between commas.
  private mutating func values(_ xml: DmnElement?) -> [BoxedExpression] {
    guard let tests = tests(xml), case .tests(let parts, negated: false) = tests.kind else {
      return []
    }
    return parts.map { .literal($0) }
  }
}

extension Expression {
  /// The expression null, for what is left empty.
  static let nothing = Expression(.null, at: 0, to: 0)
}
