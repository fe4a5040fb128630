import Feel

/// Writes rules at random, each of the right type all through, with constants from the world's edges.
struct RuleGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func one(in count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }

  /// A rule of up to five tests.
  mutating func rule() -> String { condition(depth: Int.random(in: 0...3, using: &random)) }

  /// A number or a day whose value is asked for, with the type it has.
  mutating func value() -> (text: String, type: ValueType) {
    one(in: 3) ? (day(depth: 1), .day) : (number(depth: 1), .number(nil))
  }

  /// A row of so many, whose value a rule is held against.
  mutating func row(of count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  // MARK: Conditions

  private mutating func condition(depth: Int) -> String {
    guard depth > 0 else { return test() }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1, 2: return "(\(condition(depth: depth - 1)) and \(condition(depth: depth - 1)))"
    case 3, 4, 5: return "(\(condition(depth: depth - 1)) or \(condition(depth: depth - 1)))"
    case 6: return "not(\(condition(depth: depth - 1)))"
    default:
      return """
        (if \(condition(depth: depth - 1)) then \(condition(depth: depth - 1)) \
        else \(condition(depth: depth - 1)))
        """
    }
  }

  private mutating func test() -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0...3: return "\(number(depth: 1)) \(comparison()) \(number(depth: 1))"
    case 4: return "\(number(depth: 2)) \(comparison()) \(constant())"
    case 5: return "\(field()) between \(constant()) and \(constant())"
    case 6:
      return
        "\(field()) in (\(constant()), \(constant()), > \(constant()), [\(constant())..\(constant())])"
    case 7, 8: return "\(day(depth: 1)) \(comparison()) \(day(depth: 1))"
    case 9: return "\(pick(ColumnsWorld.days)) in (\(date()), < \(date()))"
    case 10:
      return """
        years and months duration(\(pick(ColumnsWorld.days)), \(day(depth: 0))) \
        \(comparison()) duration("\(months())")
        """
    case 11:
      return """
        \(day(depth: 0)) - \(pick(ColumnsWorld.days)) \(comparison()) \
        duration("P\(pick([0, 1, 28, 30, 365]))D")
        """
    case 12: return words()
    case 13: return "\(pick(ColumnsWorld.flags)) = \(pick(["true", "false"] + ColumnsWorld.flags))"
    case 14:
      let names = ["income", "closed", "status", "large"]
      return "\(pick(names)) \(pick(["=", "!="])) null"
    default: return pick(ColumnsWorld.flags)
    }
  }

  private mutating func words() -> String {
    let key = pick(["status", "name"])
    let word = pick(ColumnsWorld.words[key] ?? [])
    let other = pick(ColumnsWorld.words[key] ?? [])
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "\(key) = \"\(word)\""
    case 1: return "\(key) != \"\(word)\""
    case 2: return "\(key) in (\"\(word)\", \"\(other)\")"
    default:
      let function = pick(["contains", "starts with", "ends with"])
      return "\(function)(name, \"\(pick(["智能", "星火", "装备", "c", "abc", ""]))\")"
    }
  }

  private mutating func comparison() -> String { pick([">=", "<=", ">", "<", "=", "!="]) }

  // MARK: Numbers and days

  private mutating func field() -> String { pick(ColumnsWorld.places.keys.sorted()) }

  private mutating func constant() -> String {
    let whole = pick(ColumnsWorld.numbers)
    return one(in: 3) ? "\(whole)\(pick([".5", ".01", ".0001", ".999"]))" : "\(whole)"
  }

  private mutating func number(depth: Int) -> String {
    guard depth > 0 else { return one(in: 4) ? constant() : field() }
    let inner = depth - 1
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: return field()
    case 2: return "(\(number(depth: inner)) + \(number(depth: inner)))"
    case 3: return "(\(number(depth: inner)) - \(number(depth: inner)))"
    case 4, 5: return "\(number(depth: inner)) * \(constant())"
    case 6: return "\(number(depth: inner)) / \(pick(["2", "3", "100", "-7"]))"
    case 7, 8: return "(\(number(depth: inner)) / \(field()))"
    case 9: return "abs(\(number(depth: inner)))"
    case 10: return "\(pick(["min", "max"]))(\(number(depth: inner)), \(field()))"
    case 11:
      let mode = pick(["round half up", "round half down", "round up", "round down", "decimal"])
      return "\(mode)(\(number(depth: inner)), \(pick([-2, 0, 1, 3])))"
    case 12: return "\(pick(["year", "month", "day"]))(\(pick(ColumnsWorld.days)))"
    default:
      return "(if \(pick(ColumnsWorld.flags)) then \(number(depth: inner)) else \(field()))"
    }
  }

  private mutating func date() -> String { "date(\"\(pick(ColumnsWorld.dates))\")" }

  private mutating func months() -> String {
    "\(pick(["", "", "-"]))P\(pick([0, 1, 2, 6, 12, 13, 24, 48, 1_200]))M"
  }

  private mutating func day(depth: Int) -> String {
    guard depth > 0 else { return one(in: 3) ? date() : pick(ColumnsWorld.days) }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return pick(ColumnsWorld.days)
    case 1, 2, 3:
      return "\(day(depth: 0)) \(pick(["+", "-"])) duration(\"P\(pick([0, 1, 6, 11, 12, 36]))M\")"
    case 4: return "\(day(depth: 0)) + duration(\"P\(pick([1, 28, 366]))D\")"
    default:
      return "(if \(pick(ColumnsWorld.flags)) then \(day(depth: 0)) else \(day(depth: 0)))"
    }
  }
}
