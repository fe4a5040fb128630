import Quantities

/// Gives every part of a rule its type, or says what does not fit and where.
///
/// What FEEL would answer with a silent null (a text against a number, a name that does not exist)
/// is refused here, before the rule is ever run.
struct RuleChecker {
  let vocabulary: Vocabulary
  let text: [Unicode.Scalar]
  /// Names in the order in which the rule mentions them.
  private(set) var slots: [Vocabulary.Name] = []

  init(vocabulary: Vocabulary, text: String, slots: [Vocabulary.Name] = []) {
    self.vocabulary = vocabulary
    self.text = Array(text.unicodeScalars)
    self.slots = slots
  }

  /// An expression with its type.
  enum Typed {
    case number(Term, RuleUnit)
    case day(Term)
    case text(Term)
    case boolean(Condition)
    case months(Term)
    case days(Term)

    var title: String {
      switch self {
      case .number(_, let unit): unit.symbol.map { "数字（\($0)）" } ?? "数字"
      case .day: "日期"
      case .text: "文字"
      case .boolean: "是非"
      case .months: "月数"
      case .days: "天数"
      }
    }

    /// The typed expression as a term; a condition becomes the term of its truth.
    var term: Term {
      switch self {
      case .number(let term, _), .day(let term), .text(let term), .months(let term),
        .days(let term):
        term
      case .boolean(.holds(let term, _)): term
      case .boolean(.constant(let flag)): .constant(.boolean(flag))
      case .boolean(let condition): .truth(condition)
      }
    }
  }

  // MARK: Kinds of expression

  mutating func check(_ expression: Expression) throws(Misfit) -> Typed {
    let start = expression.start
    switch expression.kind {
    case .boolean(let flag): return .boolean(.constant(flag))
    case .string(let text): return .text(.constant(.text(text)))
    case .number(let number, let unit): return try literal(number, unit, at: start)
    case .temporal(let text): return try temporal(text, at: start)
    case .name(let name): return try field(name, expression)
    case .negation(let operand): return try negation(operand)
    case .arithmetic(let symbol, let left, let right):
      return try arithmetic(symbol, left, right)
    case .comparison(let symbol, let left, let right):
      return .boolean(try comparison(symbol, left, right, in: expression))
    case .conjunction(let operands): return .boolean(.all(try conditions(operands)))
    case .disjunction(let operands): return .boolean(.any(try conditions(operands)))
    case .between(let value, let low, let high):
      return .boolean(
        .all([
          try compare(.atLeast, value, low, atom: expression),
          try compare(.atMost, value, high, atom: expression),
        ]))
    case .membership(let value, let tests):
      return .boolean(try membership(value, tests, in: expression))
    case .conditional(let condition, let then, let otherwise):
      return try choice(condition, then, otherwise)
    case .path(let value, let part): return try dayPart(part, of: value, at: start)
    case .invocation(let function, let arguments):
      return try invocation(function, arguments, in: expression)
    case .null: throw .nullAlone(at: start)
    case .test: throw .outside("前面没有数据项的比较", at: start)
    case .iteration: throw .outside(" for 循环", at: start)
    case .quantified: throw .outside(" some 或 every", at: start)
    case .instance: throw .outside(" instance of", at: start)
    case .filter: throw .outside("筛选 […]", at: start)
    case .list: throw .outside("列表 […]，比较几个值请用 in (…)", at: start)
    case .context: throw .outside(" {…}", at: start)
    case .interval: throw .outside("单独的区间", at: start)
    case .function: throw .outside("函数定义", at: start)
    }
  }

  /// Checks an expression that has to be a condition.
  mutating func condition(_ expression: Expression) throws(Misfit) -> Condition {
    let typed = try check(expression)
    guard case .boolean(let condition) = typed else {
      throw .wrongType("一个条件", found: typed.title, at: expression.start)
    }
    return condition
  }

  private mutating func conditions(_ operands: [Expression]) throws(Misfit) -> [Condition] {
    var checked: [Condition] = []
    for operand in operands { checked.append(try condition(operand)) }
    return checked
  }

  func atom(_ expression: Expression, unit: String? = nil) -> Atom {
    let scalars = text[expression.start..<max(expression.start, expression.end)]
    return Atom(text: String(String.UnicodeScalarView(scalars)), unit: unit)
  }

  // MARK: Leaves

  private mutating func field(_ name: String, _ expression: Expression) throws(Misfit) -> Typed {
    let term: Term
    let type: ValueType
    if let parameter = vocabulary.parameter(name) {
      guard vocabulary.name(Vocabulary.asOf) != nil else {
        throw .noDayFor(parameter.label, at: expression.start)
      }
      term = .parameter(parameter, asOf: try slot(of: Vocabulary.asOf, at: expression.start))
      type = parameter.type
    } else {
      let slot = try slot(of: name, at: expression.start)
      (term, type) = (.field(slot), slots[slot].type)
    }
    switch type {
    case .number(let unit): return .number(term, unit.flatMap(RuleUnit.init) ?? .plain)
    case .day: return .day(term)
    case .text, .code: return .text(term)
    case .boolean: return .boolean(.holds(term, atom(expression)))
    }
  }

  mutating func slot(of name: String, at offset: Int) throws(Misfit) -> Int {
    guard let known = vocabulary.name(name) else {
      throw .unknownName(name, nearest: vocabulary.nearest(to: name), at: offset)
    }
    if let slot = slots.firstIndex(where: { $0.key == known.key }) { return slot }
    slots.append(known)
    return slots.count - 1
  }

  private func literal(
    _ number: Number, _ unit: Expression.UnitText?, at start: Int
  ) throws(Misfit) -> Typed {
    guard let ratio = Ratio(number) else {
      throw .badNumber(number.description.prefix(20) + "…", at: start)
    }
    guard let unit else { return .number(.constant(.number(ratio)), .bare) }
    guard let known = MeasureUnit.named(unit.symbol).flatMap(RuleUnit.init) else {
      throw .unknownUnit(unit.symbol, at: unit.start)
    }
    return .number(.constant(.number(ratio)), known)
  }

  private mutating func choice(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression
  ) throws(Misfit) -> Typed {
    let test = try self.condition(condition)
    let first = try check(then)
    let second = try check(otherwise)
    switch (first, second) {
    case (.boolean(let left), .boolean(let right)): return .boolean(.choice(test, left, right))
    case (.day(let left), .day(let right)): return .day(.choice(test, left, right))
    case (.text(let left), .text(let right)): return .text(.choice(test, left, right))
    case (.months(let left), .months(let right)): return .months(.choice(test, left, right))
    case (.days(let left), .days(let right)): return .days(.choice(test, left, right))
    case (.number(let left, let unit), .number(let right, let other)):
      let (own, converted, shared) = try aligned(
        (left, unit, then.start), (right, other, otherwise.start))
      return .number(.choice(test, own, converted), shared)
    default: throw .wrongType(first.title, found: second.title, at: otherwise.start)
    }
  }
}
