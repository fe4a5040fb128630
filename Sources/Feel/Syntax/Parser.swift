import Quantities

/// Reads FEEL text into an expression tree.
///
/// Where a name ends depends on the names in scope, so the parser carries them along: what it was
/// given, what contexts, loops and functions introduce on the way, and the built-in functions.
package struct Parser {
  /// Which additions to plain FEEL are read.
  enum Profile {
    /// FEEL as the standard has it.
    case full
    /// Definitions: numbers may carry a unit, as in 2000万元 and 3%.
    case rules
  }

  static let deepestNesting = 100
  static let greatestHeight = 300
  static let mostSteps = 200_000

  let profile: Profile
  var cursor: Cursor
  /// Names that are visible here, outermost first.
  var scopes: [Names]
  /// Names that may stand behind a point or inside a filter.
  var members: Names
  /// Intervals whose right end is being read, where `[` may close.
  var openIntervals = 0
  private var depth = 0
  private var steps = 0

  init(_ text: String, profile: Profile, scopes: [Names], members: Names) {
    self.profile = profile
    cursor = Cursor(text)
    self.scopes = scopes
    self.members = members
  }

  /// Parses a text that has to be one expression.
  ///
  /// `scopes` are the names it may use, outermost first; `members` those that may stand behind a
  /// point or inside a filter.
  package static func expression(
    _ text: String, scopes: [Names] = [], members: Names = Builtins.memberNames
  ) throws(SyntaxError) -> Expression {
    try whole(text, scopes, members) { (parser) throws(Misfit) in
      try parser.expression()
    }
  }

  /// Parses the unary tests of a decision table's cell or an item definition's constraint.
  package static func unaryTests(
    _ text: String, scopes: [Names] = [], members: Names = Builtins.memberNames
  ) throws(SyntaxError) -> UnaryTests {
    try whole(text, scopes, members) { (parser) throws(Misfit) in
      try parser.unaryTests()
    }
  }

  private static func whole<Result>(
    _ text: String, _ scopes: [Names], _ members: Names,
    _ parse: (inout Parser) throws(Misfit) -> Result
  ) throws(SyntaxError) -> Result {
    var parser = Parser(text, profile: .full, scopes: scopes, members: members)
    do throws(Misfit) {
      let result = try parse(&parser)
      try parser.cursor.skipSpace()
      guard parser.cursor.isAtEnd else { throw parser.unexpected("运算符，或者式子到此结束") }
      return result
    } catch {
      throw SyntaxError(column: error.column(in: parser.cursor.text), message: error.message)
    }
  }

  // MARK: Levels, loosest first

  mutating func expression() throws(Misfit) -> Expression {
    try enter()
    defer { leave() }
    return try disjunction()
  }

  /// Goes one level down; every way into recursion passes here.
  mutating func enter() throws(Misfit) {
    guard depth < Parser.deepestNesting else { throw .tooDeep(at: cursor.position) }
    try count()
    depth += 1
  }

  mutating func leave() { depth -= 1 }

  /// Charges one step of work, and refuses what is too deep or too long to be meant.
  private mutating func count() throws(Misfit) {
    steps += 1
    if steps > Parser.mostSteps { throw .tooLong(at: cursor.position) }
  }

  /// Makes a node that ends at the cursor, and refuses one that has grown too tall.
  ///
  /// Mutating, so that the cursor is looked at after the parts have been read.
  mutating func node(_ kind: Expression.Kind, at start: Int) throws(Misfit) -> Expression {
    var end = cursor.position
    while end > start, cursor.text[end - 1].isSpace { end -= 1 }
    let made = Expression(kind, at: start, to: end)
    if made.height > Parser.greatestHeight { throw .tooDeep(at: start) }
    return made
  }

  private mutating func disjunction() throws(Misfit) -> Expression {
    var operands = [try conjunction()]
    while try takeKeyword("or") { operands.append(try conjunction()) }
    if operands.count == 1 { return operands[0] }
    return try node(.disjunction(operands), at: operands[0].start)
  }

  private mutating func conjunction() throws(Misfit) -> Expression {
    var operands = [try comparison()]
    while try takeKeyword("and") { operands.append(try comparison()) }
    if operands.count == 1 { return operands[0] }
    return try node(.conjunction(operands), at: operands[0].start)
  }

  private mutating func comparison() throws(Misfit) -> Expression {
    var left = try sum()
    while true {
      try cursor.skipSpace()
      if let symbol = takeComparison() {
        let right = try sum()
        left = try node(.comparison(symbol, left, right), at: left.start)
      } else if cursor.takeWord("between") {
        let low = try sum()
        guard try takeKeyword("and") else { throw unexpected("between … and … 的 and") }
        let high = try sum()
        left = try node(.between(left, low: low, high: high), at: left.start)
      } else if cursor.takeWord("in") {
        left = try node(.membership(left, try membershipTests()), at: left.start)
      } else {
        return left
      }
      try count()
    }
  }

  mutating func takeComparison() -> ComparisonOperator? {
    if cursor.take("<=") { return .atMost }
    if cursor.take(">=") { return .atLeast }
    if cursor.take("!=") { return .notEqual }
    if cursor.take("<") { return .less }
    if cursor.take(">") { return .greater }
    if cursor.take("=") { return .equal }
    return nil
  }

  mutating func sum() throws(Misfit) -> Expression {
    var left = try product()
    while true {
      try cursor.skipSpace()
      let symbol: ArithmeticOperator? =
        cursor.take("+") ? .plus : cursor.take("-") ? .minus : nil
      guard let symbol else { return left }
      left = try node(.arithmetic(symbol, left, try product()), at: left.start)
      try count()
    }
  }

  private mutating func product() throws(Misfit) -> Expression {
    var left = try power()
    while true {
      try cursor.skipSpace()
      guard !cursor.stands("**") else { return left }
      let symbol: ArithmeticOperator? =
        cursor.take("*") ? .times : cursor.take("/") ? .over : nil
      guard let symbol else { return left }
      left = try node(.arithmetic(symbol, left, try power()), at: left.start)
      try count()
    }
  }

  private mutating func power() throws(Misfit) -> Expression {
    var left = try signed()
    while true {
      try cursor.skipSpace()
      guard cursor.take("**") else { return left }
      left = try node(.arithmetic(.power, left, try signed()), at: left.start)
      try count()
    }
  }

  private mutating func signed() throws(Misfit) -> Expression {
    try cursor.skipSpace()
    let start = cursor.position
    guard cursor.take("-") else { return try instance() }
    try enter()
    defer { leave() }
    return try node(.negation(try signed()), at: start)
  }

  private mutating func instance() throws(Misfit) -> Expression {
    var value = try postfix()
    try cursor.skipSpace()
    while cursor.standsWord("instance") {
      let back = cursor.position
      _ = cursor.takeWord("instance")
      guard try takeKeyword("of") else {
        cursor.position = back
        return value
      }
      value = try node(.instance(value, of: try type()), at: value.start)
      try count()
      try cursor.skipSpace()
    }
    return value
  }

  // MARK: Small helpers

  /// Takes a keyword after white space.
  mutating func takeKeyword(_ word: StaticString) throws(Misfit) -> Bool {
    try cursor.skipSpace()
    return cursor.takeWord(word)
  }

  /// Takes a sign after white space.
  mutating func takeSign(_ sign: StaticString) throws(Misfit) -> Bool {
    try cursor.skipSpace()
    return cursor.take(sign)
  }

  /// Takes a sign that has to stand here.
  mutating func require(_ sign: StaticString, _ wanted: String) throws(Misfit) {
    guard try takeSign(sign) else { throw unexpected(wanted) }
  }

  /// Words the mistake of the text at the cursor.
  func unexpected(_ wanted: String) -> Misfit {
    let found = cursor.glimpse(at: cursor.position)
    if let plain = Parser.plainSigns[found] {
      return .fullWidth(found, means: plain, at: cursor.position)
    }
    if ["“", "”", "‘", "’", "'", "「", "」"].contains(found) {
      return .misplacedQuote(found, at: cursor.position)
    }
    return .expected(wanted, found: found, at: cursor.position)
  }

  /// Signs that Chinese keyboards give, and the ones that FEEL means.
  private static let plainSigns = [
    "（": "(", "）": ")", "，": ",", "＝": "=", "＞": ">", "＜": "<", "≥": ">=", "≤": "<=",
    "≠": "!=", "×": "*", "÷": "/", "＋": "+", "－": "-", "：": ":", "［": "[", "］": "]",
    "｛": "{", "｝": "}", "％": "%", "。": ".",
  ]
}

/// The cell of a decision table: what its input has to satisfy.
package struct UnaryTests: Sendable {
  package enum Kind: Sendable {
    /// The dash: anything.
    case any
    /// One of the tests has to hold, or none of them.
    case tests([Expression], negated: Bool)
  }

  package var kind: Kind
}
