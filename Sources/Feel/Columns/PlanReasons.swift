/// A test that is left to the interpreter, and why columns cannot answer it.
package struct RowByRowTest: Hashable, Sendable {
  /// The test as the rule writes it.
  package var text: String
  package var why: String
}

extension Rule {
  /// The tests of the rule that run row by row; none when all of it runs over columns.
  package var rowByRowTests: [RowByRowTest] {
    guard case .condition(let condition) = body else { return [] }
    var found: [RowByRowTest] = []
    for test in condition.leaves {
      let plain = Renumbering(fields: Array(slots.indices)).condition(test)
      var lowering = Lowering(types: slots.map(\.type))
      guard lowering.node(of: plain).needsRows, let atom = test.atom else { continue }
      let row = RowByRowTest(text: atom.text, why: plain.rowByRowReason(slots.map(\.type)))
      if !found.contains(row) { found.append(row) }
    }
    return found
  }
}

extension Condition {
  /// The tests of which the condition is made.
  fileprivate var leaves: [Condition] {
    switch self {
    case .constant: []
    case .not(let inner): inner.leaves
    case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
    case .choice(let test, let then, let otherwise): test.leaves + then.leaves + otherwise.leaves
    case .known, .holds, .compares, .isAmong, .matches: [self]
    }
  }

  fileprivate func rowByRowReason(_ types: [ValueType]) -> String {
    let terms: [Term] =
      switch self {
      case .compares(_, let left, let right, _), .matches(_, let left, let right, _): [left, right]
      case .holds(let term, _), .isAmong(let term, _, _): [term]
      default: []
      }
    if case .matches = self { return "文字匹配的两边都是数据项" }
    if fields.contains(where: { types[$0] == .text || types[$0] == .code }) {
      return "两个文字数据项相比"
    }
    return terms.lazy.compactMap(\.rowByRowReason).first ?? "算式用到的数据项太多，超出列计算的形式"
  }
}

extension Term {
  fileprivate var rowByRowReason: String? {
    switch self {
    case .product(let left, let right) where !left.fields.isEmpty && !right.fields.isEmpty:
      return "数据项相乘"
    case .quotient(let over, let under):
      return over.rowByRowReason ?? under.rowByRowReason ?? "数据项相除后再计算或比较"
    case .rounded: return "计算结果舍入"
    case .monthsBetween: return "两个日期之间的整月数"
    case .part: return "取日期的年、月、日再与别的数据项相比"
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .later(let left, let right), .daysBetween(let left, let right):
      return left.rowByRowReason ?? right.rowByRowReason
    case .least(let terms), .greatest(let terms):
      return terms.lazy.compactMap(\.rowByRowReason).first
    case .magnitude(let inner): return inner.rowByRowReason
    case .choice(_, let then, let otherwise):
      return then.rowByRowReason ?? otherwise.rowByRowReason
    case .constant, .field, .truth, .parameter, .undefined: return nil
    }
  }
}
