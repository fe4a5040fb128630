/// One evaluation of a model for given inputs; every decision is made at most once.
package final class DmnRun {
  typealias Reference = DmnModel.Reference

  private let library: DmnLibrary
  private let model: DmnModel
  private let evaluation: Evaluation
  /// Values handed in or already decided.
  private var values: [Reference: FeelValue]
  private var inProgress: Set<Reference> = []

  /// Prepares a run of the model in a file, or returns nil when there is no such model.
  ///
  /// Inputs are given by the name of the input data or decision that they stand for.
  package init?(
    _ library: DmnLibrary, file: String, inputs: [DmnInput], evaluation: Evaluation
  ) {
    guard let model = library.model(file: file) else { return nil }
    self.library = library
    self.model = model
    self.evaluation = evaluation
    values = [:]
    for input in inputs {
      let namespaces = input.namespace.map { [$0] } ?? library.models.keys.sorted()
      for namespace in namespaces {
        guard let owner = library.models[namespace],
          let id = owner.byName[Names.normalized(input.name)]
        else { continue }
        // Without a namespace the model's own element is meant, where it has one.
        let isOwn = model.byName[Names.normalized(input.name)] != nil
        if input.namespace == nil, isOwn, namespace != model.namespace { continue }
        let type = owner.elements[id]?.variable.type ?? .any
        let value = input.readsTexts ? input.value.read(as: type) : input.value
        values[Reference(namespace: namespace, id: id)] = evaluation.coerced(value, to: type)
      }
    }
  }

  private init(
    _ library: DmnLibrary, _ model: DmnModel, _ evaluation: Evaluation,
    values: [Reference: FeelValue]
  ) {
    self.library = library
    self.model = model
    self.evaluation = evaluation
    self.values = values
  }

  /// What the interpreter noted on the way.
  package var remarks: [String] { evaluation.remarks }

  /// Names of the decisions of the model, sorted.
  package var decisions: [String] {
    model.elements.values.compactMap { element in
      if case .decision(let decision) = element { decision.variable.name } else { nil }
    }.sorted()
  }

  /// Makes a decision; nil when the model has none of that name.
  package func decide(_ name: String) -> FeelValue? {
    guard let id = model.byName[Names.normalized(name)] else { return nil }
    return value(of: Reference(namespace: model.namespace, id: id))
  }

  /// Calls a decision service or a business knowledge model with values by parameter name.
  package func invoke(_ name: String, _ arguments: [DmnInput]) -> FeelValue? {
    guard case .function(let function)? = decide(name) else { return nil }
    var context = FeelContext()
    for parameter in function.parameters { context[parameter.name] = .null }
    for argument in arguments where context[argument.name] != nil {
      context[argument.name] = argument.value
    }
    return evaluation.call(function, named: context)
  }

  // MARK: Elements

  private func element(_ reference: Reference) -> DmnModel.Element? {
    library.models[reference.namespace]?.elements[reference.id]
  }

  private func value(of reference: Reference) -> FeelValue {
    if let known = values[reference] { return known }
    guard let element = element(reference) else {
      return evaluation.fail("模型里没有被引用的“\(reference.id)”")
    }
    guard inProgress.count < 200 else { return evaluation.fail("决策的依赖链太长") }
    guard inProgress.insert(reference).inserted else {
      return evaluation.fail("“\(element.variable.name)”绕了一圈依赖自己")
    }
    defer { inProgress.remove(reference) }
    let value = made(element, in: reference.namespace)
    values[reference] = value
    return value
  }

  private func made(_ element: DmnModel.Element, in namespace: String) -> FeelValue {
    switch element {
    case .input(let variable): return evaluation.fail("没有给出“\(variable.name)”")
    case .decision(let decision):
      guard let logic = decision.logic else {
        return evaluation.fail("“\(decision.variable.name)”没有决策逻辑")
      }
      let scope = scope(for: decision.requirements, in: namespace)
      return evaluation.coerced(
        evaluation.value(of: logic, in: scope), to: decision.variable.type)
    case .knowledge(let knowledge):
      guard var function = knowledge.function else {
        return evaluation.fail("“\(knowledge.variable.name)”没有内容")
      }
      switch knowledge.variable.type {
      case .any: break
      case .function(_, let result): function.result = result
      default: function.result = knowledge.variable.type
      }
      let scope = scope(for: knowledge.requirements, in: namespace)
      return .function(evaluation.closure(function, in: scope))
    case .service(let service): return .function(self.function(of: service, in: namespace))
    }
  }

  /// The names that logic may use: what it requires, imported things behind their import's name.
  private func scope(for requirements: [Reference], in namespace: String) -> Scope {
    let owner = library.models[namespace] ?? model
    var names: [String: FeelValue] = [:]
    var imported: [String: FeelContext] = [:]
    for reference in requirements {
      guard let element = element(reference) else { continue }
      let value = value(of: reference)
      let name = element.variable.name
      let prefix = owner.imports.first { $0.namespace == reference.namespace }?.name ?? ""
      if reference.namespace == namespace || prefix.isEmpty {
        names[name] = value
      } else {
        imported[prefix, default: FeelContext()][name] = value
      }
    }
    for (prefix, context) in imported { names[prefix] = .context(context) }
    return Scope(names, types: owner.types)
  }

  // MARK: Decision services

  private func function(of service: DmnModel.Service, in namespace: String) -> FeelFunction {
    let variables = service.inputs.map { reference in
      element(reference)?.variable ?? DmnModel.Variable(name: "", type: .any)
    }
    let given = values.filter { pair in
      if case .input? = element(pair.key) { true } else { false }
    }
    let library = library
    let model = library.models[namespace] ?? model
    let result: FeelType =
      if case .function(_, let result) = service.variable.type { result } else {
        service.variable.type
      }
    return FeelFunction(
      parameters: variables.map { FeelFunction.Parameter(name: $0.name, type: $0.type) },
      result: result,
      body: .native { arguments, evaluation in
        var values = given
        for (reference, argument) in zip(service.inputs, arguments) {
          values[reference] = argument
        }
        let run = DmnRun(library, model, evaluation, values: values)
        return evaluation.coerced(run.answer(of: service), to: result)
      })
  }

  private func answer(of service: DmnModel.Service) -> FeelValue {
    let results = service.outputs.map { ($0, value(of: $0)) }
    if results.count == 1 { return results[0].1 }
    return .context(
      FeelContext(results.map { (element($0)?.variable.name ?? "", $1) }))
  }
}

/// A value for an input of a model, by name.
package struct DmnInput: Sendable {
  package var name: String
  /// Namespace of the model whose input is meant; nil for the model that is run.
  package var namespace: String?
  package var value: FeelValue
  /// Whether texts are read as dates, times and durations where the model wants those.
  package var readsTexts: Bool

  package init(
    name: String, namespace: String? = nil, value: FeelValue, readsTexts: Bool = false
  ) {
    self.name = name
    self.namespace = namespace
    self.value = value
    self.readsTexts = readsTexts
  }
}

extension FeelValue {
  /// Reads texts as the type that is wanted, also inside lists and contexts.
  fileprivate func read(as type: FeelType) -> FeelValue {
    switch (self, type) {
    case (_, .constrained(let inner, _)): return read(as: inner)
    case (.list(let items), .list(let inner)): return .list(items.map { $0.read(as: inner) })
    case (.context(var context), .context(let members)):
      for member in members {
        context[member.name] = context[member.name]?.read(as: member.type)
      }
      return .context(context)
    case (.string(let text), .date), (.string(let text), .time), (.string(let text), .dateTime),
      (.string(let text), .monthsDuration), (.string(let text), .daysDuration):
      return Temporal.literal(text) ?? self
    default: return self
    }
  }
}
