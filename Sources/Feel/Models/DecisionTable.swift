import Quantities

/// Rules in rows: conditions on inputs, and the outputs of a row whose conditions all hold.
struct DecisionTable: Sendable {
  enum HitPolicy: String, Sendable, CaseIterable {
    case unique = "UNIQUE"
    case first = "FIRST"
    case priority = "PRIORITY"
    case any = "ANY"
    case collect = "COLLECT"
    case ruleOrder = "RULE ORDER"
    case outputOrder = "OUTPUT ORDER"
  }

  enum Aggregation: String, Sendable {
    case sum = "SUM"
    case count = "COUNT"
    case min = "MIN"
    case max = "MAX"
  }

  struct Input: Sendable {
    /// The expression as it is written, or its label.
    var title: String
    var expression: BoxedExpression
    var type: FeelType
    /// Values the input may have; others are an error.
    var allowed: UnaryTests?
  }

  struct Output: Sendable {
    var name: String
    var type: FeelType
    /// Values in the order of their priority.
    var values: [BoxedExpression]
    var fallback: BoxedExpression?
  }

  struct Row: Sendable {
    /// A cell that is no FEEL is nil and never holds.
    var tests: [UnaryTests?]
    var outputs: [BoxedExpression]
  }

  var inputs: [Input]
  var outputs: [Output]
  var rows: [Row]
  var policy: HitPolicy
  /// Line of the file where the table begins.
  var line: Int
  var aggregation: Aggregation?
}

extension Evaluation {
  func value(of table: DecisionTable, in scope: Scope) -> FeelValue {
    var inputs: [FeelValue] = []
    for input in table.inputs {
      let value = coerced(value(of: input.expression, in: scope), to: input.type)
      if let allowed = input.allowed, tests(allowed, hold: value, in: scope) != true,
        !value.isNull
      {
        return fail("决策表的输入不在允许的范围内：\(value.written)")
      }
      inputs.append(value)
    }
    let hits = table.rows.filter { row in
      zip(row.tests, inputs).allSatisfy { test, input in
        test.map { tests($0, hold: input, in: scope) == true } ?? false
      }
    }
    if hits.isEmpty { return fallback(of: table, in: scope) }
    return answer(of: table, hits, in: scope)
  }

  private func fallback(of table: DecisionTable, in scope: Scope) -> FeelValue {
    guard table.outputs.contains(where: { $0.fallback != nil }) else {
      return fail("决策表没有一行适用")
    }
    let values = table.outputs.map { output in
      output.fallback.map { value(of: $0, in: scope) } ?? .null
    }
    return compound(values, table)
  }

  private func answer(
    of table: DecisionTable, _ hits: [DecisionTable.Row], in scope: Scope
  ) -> FeelValue {
    let results = { (rows: [DecisionTable.Row]) in
      rows.map { row in self.compound(row.outputs.map { self.value(of: $0, in: scope) }, table) }
    }
    switch table.policy {
    case .unique:
      guard hits.count == 1 else { return fail("决策表有几行同时适用，而它要求唯一") }
      return results(hits)[0]
    case .first: return results(Array(hits.prefix(1)))[0]
    case .any:
      let all = results(hits)
      guard all.allSatisfy({ $0 == all[0] }) else { return fail("决策表适用的几行结果不同") }
      return all[0]
    case .priority: return byPriority(results(hits), table, in: scope)[0]
    case .outputOrder: return .list(byPriority(results(hits), table, in: scope))
    case .ruleOrder: return .list(results(hits))
    case .collect: return collected(results(hits), table)
    }
  }

  private func compound(_ values: [FeelValue], _ table: DecisionTable) -> FeelValue {
    if table.outputs.count == 1, let value = values.first {
      return coerced(value, to: table.outputs[0].type)
    }
    return .context(
      FeelContext(
        zip(table.outputs, values).map { ($0.name, coerced($1, to: $0.type)) }))
  }

  private func collected(_ results: [FeelValue], _ table: DecisionTable) -> FeelValue {
    switch table.aggregation {
    case nil: .list(results)
    case .count: FeelValue(results.count)
    case .sum: aggregate("sum", results)
    case .min: aggregate("min", results)
    case .max: aggregate("max", results)
    }
  }

  private func aggregate(_ function: String, _ values: [FeelValue]) -> FeelValue {
    Builtins.table[function]?.call([.list(values)], self) ?? .null
  }

  /// Sorts results by the places of their outputs in the lists of output values.
  private func byPriority(
    _ results: [FeelValue], _ table: DecisionTable, in scope: Scope
  ) -> [FeelValue] {
    let orders = table.outputs.map { output in output.values.map { value(of: $0, in: scope) } }
    func places(_ result: FeelValue) -> [Int] {
      zip(table.outputs, orders).map { output, order in
        var value = result
        if table.outputs.count > 1, case .context(let context) = result {
          value = context[output.name] ?? .null
        }
        return order.firstIndex(of: value) ?? order.count
      }
    }
    return results.enumerated().sorted { left, right in
      let (mine, theirs) = (places(left.element), places(right.element))
      if mine == theirs { return left.offset < right.offset }
      return mine.lexicographicallyPrecedes(theirs)
    }.map(\.element)
  }
}
