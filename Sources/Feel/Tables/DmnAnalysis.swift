extension DmnLibrary {
  /// Looks into every decision table of a file for overlaps, gaps and rows never reached.
  ///
  /// The remarks name the decision or business knowledge model whose table it is.
  package func tableRemarks(file: String) -> [DmnRemark] {
    guard let model = model(file: file) else { return [] }
    var remarks: [DmnRemark] = []
    for element in model.elements.values {
      let logic: BoxedExpression? =
        switch element {
        case .decision(let decision): decision.logic
        case .knowledge(let knowledge): knowledge.function?.body
        case .input, .service: nil
        }
      for table in logic?.tables ?? [] {
        for finding in table.findings(titles: table.inputs.map(\.title)) ?? [] {
          remarks.append(
            DmnRemark(line: table.line, message: "“\(element.variable.name)”：\(finding.message)"))
        }
      }
    }
    return remarks.sorted { ($0.line, $0.message) < ($1.line, $1.message) }
  }
}

extension BoxedExpression {
  /// The decision tables in it.
  fileprivate var tables: [DecisionTable] {
    switch self {
    case .table(let table): [table]
    case .typed(let inner, _): inner.tables
    case .context(let entries, let result):
      entries.flatMap(\.value.tables) + (result?.tables ?? [])
    case .list(let items): items.flatMap(\.tables)
    case .relation(_, let rows): rows.joined().flatMap(\.tables)
    case .function(let function): function.body.tables
    case .conditional(let condition, let then, let otherwise):
      [condition, then, otherwise].flatMap(\.tables)
    case .filter(let list, let match): list.tables + match.tables
    case .iteration(_, let domain, let result), .quantified(_, _, let domain, let result):
      domain.tables + result.tables
    case .invocation(let callee, let bindings): callee.tables + bindings.flatMap(\.value.tables)
    case .literal, .broken: []
    }
  }
}
