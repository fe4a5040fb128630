extension Parser {
  mutating func conditional(at start: Int) throws(Misfit) -> Expression {
    let condition = try expression()
    guard try takeKeyword("then") else { throw unexpected("if … then … else … 的 then") }
    let then = try expression()
    guard try takeKeyword("else") else { throw unexpected("if … then … else … 的 else") }
    let otherwise = try expression()
    return try node(.conditional(condition, then: then, otherwise: otherwise), at: start)
  }

  mutating func iteration(at start: Int) throws(Misfit) -> Expression {
    let outer = scopes.count
    defer { scopes.removeSubrange(outer...) }
    let iterators = try iterators()
    guard try takeKeyword("return") else { throw unexpected("for … return … 的 return") }
    scopes.append(Names(["partial"]))
    return try node(.iteration(iterators, try expression()), at: start)
  }

  mutating func quantified(
    _ quantifier: Expression.Quantifier, at start: Int
  ) throws(Misfit) -> Expression {
    let outer = scopes.count
    defer { scopes.removeSubrange(outer...) }
    let iterators = try iterators()
    guard try takeKeyword("satisfies") else { throw unexpected("satisfies") }
    return try node(.quantified(quantifier, iterators, try expression()), at: start)
  }

  /// Reads `a in x, b in y`; each name is known from its own domain on.
  private mutating func iterators() throws(Misfit) -> [Expression.Iterator] {
    var iterators: [Expression.Iterator] = []
    repeat {
      let name = try freeName(until: "in")
      guard try takeKeyword("in") else { throw unexpected("in") }
      let domain = try expression()
      let last = try takeSign("..") ? try expression() : nil
      iterators.append(Expression.Iterator(name: name, domain: domain, last: last))
      scopes.append(Names([name]))
    } while try takeSign(",")
    return iterators
  }

  mutating func function(at start: Int) throws(Misfit) -> Expression {
    var parameters: [Expression.Parameter] = []
    if !(try takeSign(")")) {
      repeat {
        let name = try freeName(until: ":,)")
        let type = try takeSign(":") ? try type() : nil
        parameters.append(Expression.Parameter(name: name, type: type))
      } while try takeSign(",")
      try require(")", "逗号或 )")
    }
    let isExternal = try takeKeyword("external")
    scopes.append(Names(parameters.map(\.name)))
    defer { scopes.removeLast() }
    let body = try expression()
    return try node(
      .function(
        Expression.Function(parameters: parameters, body: body, isExternal: isExternal)),
      at: start)
  }

  /// Reads `(…)` behind a function: values, or `name: value` pairs.
  mutating func arguments() throws(Misfit) -> Expression.Arguments {
    try require("(", "(")
    if try takeSign(")") { return .positional([]) }
    // Arguments are expressions of their own: an open end of an interval is not meant here.
    let outerIntervals = openIntervals
    openIntervals = 0
    defer { openIntervals = outerIntervals }
    if try standsArgumentName() {
      var named: [Expression.Entry] = []
      repeat {
        let name = try freeName(until: ":")
        try require(":", "参数名后面的冒号")
        named.append(Expression.Entry(key: name, value: try expression()))
      } while try takeSign(",")
      try require(")", "逗号或 )")
      return .named(named)
    }
    var values: [Expression] = []
    repeat { values.append(try expression()) } while try takeSign(",")
    try require(")", "逗号或 )")
    return .positional(values)
  }

  private mutating func standsArgumentName() throws(Misfit) -> Bool {
    let back = cursor
    defer { cursor = back }
    try cursor.skipSpace()
    guard cursor.current?.isNameStart == true else { return false }
    while let scalar = cursor.current {
      if scalar == ":" { return true }
      guard scalar.isNamePart || scalar.isSpace || "-'".unicodeScalars.contains(scalar) else {
        return false
      }
      cursor.position += 1
    }
    return false
  }

  /// Reads a name that is being introduced: everything up to one of the signs, or the word `in`.
  mutating func freeName(until end: String) throws(Misfit) -> String {
    try cursor.skipSpace()
    let start = cursor.position
    guard cursor.current?.isNameStart == true else { throw unexpected("名称") }
    let signs = end == "in" ? [] : Set(end.unicodeScalars)
    while let scalar = cursor.current, !signs.contains(scalar) {
      if end == "in", cursor.standsWord("in"), cursor.position > start,
        cursor.text[cursor.position - 1].isSpace
      {
        break
      }
      guard scalar.isNamePart || scalar.isSpace || "./-'+*".unicodeScalars.contains(scalar) else {
        throw unexpected(end == "in" ? "in" : "名称后面的“\(end.first!)”")
      }
      cursor.position += 1
    }
    return Names.normalized(cursor.string(start..<cursor.position))
  }

  // MARK: Types

  mutating func type() throws(Misfit) -> TypeReference {
    try enter()
    defer { leave() }
    try cursor.skipSpace()
    if cursor.takeWord("list"), try takeSign("<") { return .list(try closed()) }
    if cursor.takeWord("range"), try takeSign("<") { return .range(try closed()) }
    if cursor.standsWord("context") {
      let back = cursor
      _ = cursor.takeWord("context")
      if try takeSign("<") { return .context(try contextMembers()) }
      cursor = back
    }
    if cursor.standsWord("function") {
      let back = cursor
      _ = cursor.takeWord("function")
      if try takeSign("<") { return try functionType() }
      cursor = back
    }
    return .named(try typeName())
  }

  private mutating func closed() throws(Misfit) -> TypeReference {
    let inner = try type()
    try require(">", ">")
    return inner
  }

  private mutating func contextMembers() throws(Misfit) -> [TypeReference.Member] {
    var found: [TypeReference.Member] = []
    if try takeSign(">") { return [] }
    repeat {
      let name = try freeName(until: ":")
      try require(":", "冒号")
      found.append(TypeReference.Member(name: name, type: try type()))
    } while try takeSign(",")
    try require(">", ">")
    return found
  }

  private mutating func functionType() throws(Misfit) -> TypeReference {
    var parameters: [TypeReference] = []
    if !(try takeSign(">")) {
      repeat { parameters.append(try type()) } while try takeSign(",")
      try require(">", ">")
    }
    try require("->", "->")
    return .function(parameters, result: try type())
  }

  /// Reads the name of a type: a built-in one of several words, a known name, or words with points.
  private mutating func typeName() throws(Misfit) -> String {
    if let (name, end) = longestMatch(in: scopes + [Parser.typeNames]) {
      cursor.position = end
      if cursor.current == ".", cursor.scalar(after: 1)?.isNameStart == true {
        cursor.position += 1
        return name + "." + (try typeName())
      }
      return name
    }
    guard var name = cursor.word() else { throw unexpected("类型") }
    while cursor.current == ".", cursor.scalar(after: 1)?.isNameStart == true {
      cursor.position += 1
      name += "." + (cursor.word() ?? "")
    }
    return name
  }

  private static let typeNames = Names([
    "date and time", "days and time duration", "years and months duration",
    "day-time duration", "year-month duration",
  ])

  // MARK: Unary tests

  /// Reads what stands behind `in`: one test, or several between brackets.
  mutating func membershipTests() throws(Misfit) -> [Expression] {
    try cursor.skipSpace()
    guard cursor.current == "(" else { return [try membershipTest()] }
    let back = cursor
    let start = cursor.position
    cursor.position += 1
    let first = try expression()
    if try takeSign("..") {
      return [try interval(from: first, includesLow: false, at: start)]
    }
    var tests = [first]
    while try takeSign(",") { tests.append(try expression()) }
    try require(")", "逗号或 )")
    // What goes on behind the bracket was only the start of one value: x in (a).b.
    try cursor.skipSpace()
    if tests.count == 1, let next = cursor.current, ".[+-*/(".unicodeScalars.contains(next) {
      cursor = back
      return [try sum()]
    }
    return tests
  }

  private mutating func membershipTest() throws(Misfit) -> Expression { try sum() }

  mutating func unaryTests() throws(Misfit) -> UnaryTests {
    try cursor.skipSpace()
    let back = cursor
    if cursor.take("-") {
      try cursor.skipSpace()
      if cursor.isAtEnd { return UnaryTests(kind: .any) }
      cursor = back
    }
    if cursor.takeWord("not"), try takeSign("(") {
      do throws(Misfit) {
        let tests = try testList()
        try require(")", ")")
        try cursor.skipSpace()
        if cursor.isAtEnd { return UnaryTests(kind: .tests(tests, negated: true)) }
      } catch {
        cursor = back
        throw error
      }
    }
    cursor = back
    return UnaryTests(kind: .tests(try testList(), negated: false))
  }

  private mutating func testList() throws(Misfit) -> [Expression] {
    var tests = [try expression()]
    while try takeSign(",") { tests.append(try expression()) }
    return tests
  }
}
