import Quantities

extension Rule {
  /// The rule as plain FEEL with the same meaning, for other tools.
  ///
  /// Units are gone (numbers stand in the unit of their fact), % is a fraction, and a test of equality
  /// asks for null first, because FEEL answers `null = 1` with false where the rule is unknown. The
  /// names are the labels, or the keys where a label is no name of FEEL.
  package var standard: String {
    let printer = StandardFeel(names: slots.map(\.standardName))
    return switch body {
    case .condition(let condition): printer.words(condition)
    case .term(let term): printer.text(term)
    }
  }
}

extension Vocabulary.Name {
  /// The name by which plain FEEL knows the fact.
  package var standardName: String {
    let scalars = label.unicodeScalars
    let isName = scalars.first?.isNameStart ?? false
    let isPlain = scalars.allSatisfy { $0.isNamePart || $0 == " " }
    return isName && isPlain && !Parser.keywords.contains(label) ? label : key
  }
}

/// Writes checked conditions and terms as FEEL text.
private struct StandardFeel {
  let names: [String]

  // MARK: Conditions

  func words(_ condition: Condition) -> String {
    switch condition {
    case .constant(let flag): return flag ? "true" : "false"
    case .known(let slot, _): return "\(names[slot]) != null"
    case .not(.known(let slot, _)): return "\(names[slot]) = null"
    case .holds(let term, _): return text(term)
    case .compares(let symbol, let left, let right, _):
      return compared(symbol, left, right)
    case .isAmong(let term, let data, _):
      let values = data.map { text(.constant($0)) }.joined(separator: ", ")
      return askingNull([term], "\(inner(term)) in (\(values))")
    case .matches(let match, let text, let part, _):
      return "\(match.rawValue)(\(self.text(text)), \(self.text(part)))"
    case .not(let inner): return "not(\(words(inner)))"
    case .all(let parts): return joined(parts, "and", empty: "true")
    case .any(let parts): return joined(parts, "or", empty: "false")
    case .choice(let test, let then, let otherwise):
      // FEEL takes the else branch where the test is null; the rule is unknown there.
      return "if (\(words(test))) = null then null else "
        + "if \(words(test)) then \(words(then)) else \(words(otherwise))"
    }
  }

  private func joined(_ parts: [Condition], _ word: String, empty: String) -> String {
    if parts.isEmpty { return empty }
    return parts.map { part in
      let text = words(part)
      return part.isJoined ? "(\(text))" : text
    }.joined(separator: " \(word) ")
  }

  private func compared(
    _ symbol: ComparisonOperator, _ left: Term, _ right: Term
  ) -> String {
    let plain = "\(inner(left)) \(symbol.rawValue) \(inner(right))"
    return symbol == .equal || symbol == .notEqual ? askingNull([left, right], plain) : plain
  }

  private func askingNull(_ terms: [Term], _ test: String) -> String {
    let open = terms.filter { !$0.fields.isEmpty }.map { "\(inner($0)) = null" }
    if open.isEmpty { return test }
    return "(if \(open.joined(separator: " or ")) then null else \(test))"
  }

  // MARK: Terms

  func text(_ term: Term) -> String {
    switch term {
    case .constant(let datum): return text(datum)
    case .field(let slot): return names[slot]
    case .sum(let left, let right): return "\(inner(left)) + \(inner(right))"
    case .difference(let left, let right): return "\(inner(left)) - \(inner(right))"
    case .product(let left, .constant(.number(let factor))) where factor.numerator == 1:
      return "\(inner(left)) / \(factor.denominator)"
    case .product(let left, let right): return "\(inner(left)) * \(inner(right))"
    case .quotient(let left, let right): return "\(inner(left)) / \(inner(right))"
    case .least(let terms): return "min(\(terms.map(text).joined(separator: ", ")))"
    case .greatest(let terms): return "max(\(terms.map(text).joined(separator: ", ")))"
    case .magnitude(let term): return "abs(\(text(term)))"
    case .rounded(let term, let places, let mode):
      return "\(mode.functionName)(\(text(term)), \(places))"
    case .part(let part, let term): return "\(inner(term)).\(part.rawValue)"
    case .later(let day, let span): return "\(inner(day)) + \(inner(span))"
    case .daysBetween(let later, let earlier): return "\(inner(later)) - \(inner(earlier))"
    case .monthsBetween(let from, let to):
      return "years and months duration(\(text(from)), \(text(to)))"
    case .choice(let test, let then, let otherwise):
      return "if (\(words(test))) = null then null else "
        + "if \(words(test)) then \(text(then)) else \(text(otherwise))"
    case .truth(let condition): return words(condition)
    case .parameter(let parameter, let day): return text(parameter.choices(asOf: day))
    case .undefined: return "null"
    }
  }

  /// A term as an operand, between brackets unless it is a single word.
  private func inner(_ term: Term) -> String {
    switch term {
    case .constant(.number(let ratio)) where ratio < .zero || ratio.decimal == nil:
      "(\(text(term)))"
    case .constant, .field, .undefined, .least, .greatest, .magnitude, .rounded, .part,
      .monthsBetween:
      text(term)
    default: "(\(text(term)))"
    }
  }

  private func text(_ datum: Datum) -> String {
    switch datum {
    case .number(let ratio):
      ratio.decimal?.description ?? "\(ratio.numerator) / \(ratio.denominator)"
    case .day(let day): "date(\"\(day)\")"
    case .text(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    case .boolean(let flag): flag ? "true" : "false"
    case .months(let months): "@\"\(months < 0 ? "-" : "")P\(abs(months))M\""
    case .days(let days): "@\"\(days < 0 ? "-" : "")P\(abs(days))D\""
    }
  }
}

extension Ratio {
  /// The decimal number that the quotient is exactly, or nil.
  fileprivate var decimal: Number? {
    let number = number
    return Ratio(number) == self ? number : nil
  }
}

extension Rounding {
  fileprivate var functionName: String {
    switch self {
    case .halfEven: "decimal"
    case .halfUp: "round half up"
    case .halfDown: "round half down"
    case .up: "round up"
    case .down: "round down"
    case .ceiling: "ceiling"
    case .floor: "floor"
    }
  }
}

extension Condition {
  fileprivate var isJoined: Bool {
    switch self {
    case .all, .any, .choice: true
    default: false
    }
  }
}
