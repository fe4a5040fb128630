/// Substrait's scalar functions as FEEL over the names a, b and c.
enum SubstraitMapping {
  /// The folders whose functions a rule has a use for.
  static let folders = [
    "boolean", "comparison", "arithmetic", "arithmetic_decimal", "datetime", "rounding",
    "rounding_decimal",
  ]

  private static let plain = [
    "and": "a and b", "or": "a or b", "not": "not(a)", "xor": "a != b", "and_not": "a and not(b)",
    "equal": "a = b", "not_equal": "a != b", "lt": "a < b", "lte": "a <= b", "gt": "a > b",
    "gte": "a >= b", "between": "a between b and c",
    "is_null": "a = null", "is_not_null": "a != null",
    "is_true": "a != null and a", "is_not_true": "a = null or not(a)",
    "is_false": "a != null and not(a)", "is_not_false": "a = null or a",
    "is_distinct_from": "if a = null then b != null else if b = null then true else a != b",
    "is_not_distinct_from": "if a = null then b = null else if b = null then false else a = b",
    "coalesce": "if a != null then a else b", "nullif": "if a = b then null else a",
    "add": "a + b", "subtract": "a - b", "multiply": "a * b", "negate": "-a", "abs": "abs(a)",
    "power": "a ** b", "sqrt": "sqrt(a)", "exp": "exp(a)", "add_intervals": "a + b",
    "ceil": "ceiling(a)", "floor": "floor(a)",
  ]

  private static let parts = [
    "YEAR": "b.year", "MONTH": "b.month", "DAY": "b.day", "HOUR": "b.hour", "MINUTE": "b.minute",
    "SECOND": "b.second", "DAY_OF_YEAR": "day of year(b)", "ISO_WEEK": "week of year(b)",
    "QUARTER": "ceiling(b.month / 3)",
    "UNIX_TIME": "(b - date and time(\"1970-01-01T00:00:00\")) / duration(\"PT1S\")",
  ]

  /// The case as FEEL; nil for a function that FEEL has no words for.
  static func text(_ one: SubstraitCase) -> String? {
    switch one.function {
    // Of whole numbers the whole part is taken.
    case "divide": return one.operands[0].isInteger ? "round down(a / b, 0)" : "a / b"
    case "modulus":
      return one.options.contains("FLOOR")
        ? "a - b * floor(a / b)" : "a - b * round down(a / b, 0)"
    case "round": return "round half up(a, \(one.operands[1].text))"
    case "extract": return parts[one.operands[0].text]
    default: return plain[one.function]
    }
  }

  /// Why a case cannot be asked at all; nil for one that can.
  static func obstacle(_ one: SubstraitCase) -> String? {
    if case .undefined = one.expected { return "nothing is expected" }
    if text(one) == nil { return "no such function" }
    let isBeyond = one.operands.contains(where: \.isBeyondNumbers)
    if case .value(let value) = one.expected, isBeyond || value.isBeyondNumbers {
      return "infinity or not a number"
    }
    return isBeyond ? "infinity or not a number" : nil
  }
}
