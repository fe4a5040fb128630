package import Quantities

/// A rule of the definitions: FEEL text, checked against a vocabulary, with exact arithmetic and
/// three-valued logic.
///
/// A mistake is refused when the rule is made; a rule that was made always gives an outcome.
package struct Rule: Hashable, Sendable {
  package let text: String
  /// Keys of the names it uses, in the order in which it mentions them.
  package let names: [String]
  let body: Body
  let slots: [Vocabulary.Name]

  enum Body: Hashable, Sendable {
    case condition(Condition)
    case term(Term)
  }

  /// Checks a text; `type` is what the rule has to give.
  package init(
    _ text: String, vocabulary: Vocabulary, expecting type: ValueType
  ) throws(RuleError) {
    var checker = RuleChecker(vocabulary: vocabulary, text: text)
    do throws(Misfit) {
      let expression = try Parser.rule(text, vocabulary)
      switch type {
      case .boolean: body = .condition(try checker.answer(of: expression))
      default: body = .term(try checker.result(of: expression, as: type))
      }
    } catch {
      throw RuleError(column: error.column(in: checker.text), message: error.message)
    }
    self.text = text
    slots = checker.slots
    names = checker.slots.map(\.key)
  }

  /// A condition that has been checked elsewhere, such as the row of a table.
  init(condition: Condition, slots: [Vocabulary.Name]) {
    text = ""
    body = .condition(condition)
    self.slots = slots
    names = slots.map(\.key)
  }
}

extension Parser {
  /// Parses a text that has to be one expression of the rule profile.
  static func rule(_ text: String, _ vocabulary: Vocabulary) throws(Misfit) -> Expression {
    var parser = Parser(
      text, profile: .rules, scopes: [vocabulary.spellings], members: Names())
    let expression = try parser.expression()
    try parser.cursor.skipSpace()
    guard parser.cursor.isAtEnd else { throw parser.unexpected("and、or、比较，或者式子到此结束") }
    return expression
  }
}

extension RuleChecker {
  /// Checks an expression whose result has to be an answer.
  mutating func answer(of expression: Expression) throws(Misfit) -> Condition {
    let typed = try check(expression)
    guard case .boolean(let condition) = typed else {
      throw .wrongType(ValueType.boolean.title, found: typed.title, at: expression.start)
    }
    return condition
  }

  /// Checks an expression whose result has to be of a type; numbers come out in its unit.
  ///
  /// In a table the head names the unit, so that numbers there may go without.
  mutating func result(
    of expression: Expression, as type: ValueType, takesBareNumbers: Bool = false
  ) throws(Misfit) -> Term {
    let typed = try check(expression)
    switch (type, typed) {
    case (.boolean, .boolean), (.day, .day), (.text, .text), (.code, .text): return typed.term
    case (.number(let unit), .number(let term, let own)):
      guard var unit = unit.flatMap(RuleUnit.init) else {
        guard own.dimensions.isEmpty else {
          throw .unitsDiffer(RuleUnit.plain.title, own.title, at: expression.start)
        }
        return term.scaled(by: own.scale)
      }
      unit.takesBareNumbers = takesBareNumbers
      let zero = (Term.constant(.number(.zero)), unit, expression.start)
      return try aligned(zero, (term, own, expression.start)).1
    default: throw .wrongType(type.title, found: typed.title, at: expression.start)
    }
  }
}

// MARK: One subject

extension Rule {
  /// What a rule says about one subject.
  package enum Outcome: Hashable, Sendable {
    case value(Value)
    /// Names of the facts that are missing, and why there is no value where that is not the reason.
    case unknown(missing: [String], reason: String?)
  }

  /// Applies the rule to one subject, whose facts are looked up by key.
  package func outcome(_ lookup: (String) -> Value?) -> Outcome {
    let reader = reader(lookup)
    switch body {
    case .condition(let condition):
      switch reader.truth(of: condition) {
      case .holds(let flag): return .value(.boolean(flag))
      case .open(let gap): return unknown(gap)
      }
    case .term(let term):
      switch reader.value(of: term) {
      case .known(let datum):
        return datum.value.map { .value($0) } ?? unknown(.wrongValue)
      case .unknown(let gap): return unknown(gap)
      }
    }
  }

  /// An interpreter over the facts of one subject, each of which is looked up once.
  func reader(_ lookup: (String) -> Value?) -> RowReader {
    let data = names.map { lookup($0).flatMap(Datum.init) }
    return RowReader { data[$0] }
  }

  private func unknown(_ gap: Gap) -> Outcome {
    .unknown(missing: gap.missing.map { names[$0] }, reason: gap.reason)
  }
}

extension Datum {
  init?(_ value: Value) {
    switch value {
    case .number(let number):
      guard let ratio = Ratio(number) else { return nil }
      self = .number(ratio)
    case .day(let day): self = .day(day)
    case .text(let text): self = .text(text)
    case .boolean(let flag): self = .boolean(flag)
    }
  }

  var value: Value? {
    switch self {
    case .number(let ratio): .number(ratio.number)
    case .day(let day): .day(day)
    case .text(let text): .text(text)
    case .boolean(let flag): .boolean(flag)
    case .months, .days: nil
    }
  }
}

extension ValueType {
  var title: String {
    switch self {
    case .number(let unit): unit.map { "数字（\($0.symbol)）" } ?? "数字"
    case .day: "日期"
    case .text, .code: "文字"
    case .boolean: "一个条件（真或假）"
    }
  }
}

extension Term {
  /// Slots of the fields that the term reads.
  var fields: Set<Int> {
    switch self {
    case .constant: []
    case .field(let slot): [slot]
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right), .later(let left, let right),
      .daysBetween(let left, let right),
      .monthsBetween(let left, let right):
      left.fields.union(right.fields)
    case .least(let terms), .greatest(let terms):
      terms.reduce(into: []) { $0.formUnion($1.fields) }
    case .magnitude(let inner), .rounded(let inner, _, _), .part(_, let inner): inner.fields
    case .choice(let test, let then, let otherwise):
      test.fields.union(then.fields).union(otherwise.fields)
    case .truth(let condition): condition.fields
    case .parameter(_, let day): [day]
    case .undefined: []
    }
  }
}

extension Condition {
  /// Slots of the fields that the condition reads.
  var fields: Set<Int> {
    switch self {
    case .constant: []
    case .known(let slot, _): [slot]
    case .holds(let term, _), .isAmong(let term, _, _): term.fields
    case .compares(_, let left, let right, _), .matches(_, let left, let right, _):
      left.fields.union(right.fields)
    case .not(let inner): inner.fields
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    case .choice(let test, let then, let otherwise):
      test.fields.union(then.fields).union(otherwise.fields)
    }
  }
}
