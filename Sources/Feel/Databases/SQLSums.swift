import Quantities

/// Sums of fields compared with zero, without an overflow and without a rounding.
extension SQLWriter {
  mutating func sign(of test: LinearTest) throws(Misfit) -> String {
    var parts: [(name: String, factor: Int64)] = []
    var isSmall = true
    var places: [Int] = []
    for part in test.form.parts {
      if case .number(let own) = try column(part.source.field).storage {
        places.append(own)
        isSmall = false
      } else {
        places.append(0)
      }
    }
    let finest = places.max() ?? 0
    for (part, own) in zip(test.form.parts, places) {
      guard let factor = part.factor.fixedPoint(places: finest - own) else { throw .tooLarge }
      parts.append((try term(part.source), factor))
    }
    guard let scale = Ratio(Number(coefficient: 1, exponent: finest)),
      let exact = test.form.constant.times(scale),
      let floor = exact.rounded(toPlaces: 0, .floor)?.whole
    else { throw .tooLarge }
    if test.relation == .isZero && exact.denominator != 1 {
      let known = parts.map { "\($0.name) IS NOT NULL" }.joined(separator: " AND ")
      return "(CASE WHEN \(known) THEN FALSE END)"
    }
    // Packed days have 27 bits and more than fit beside them; numbers may have 64.
    let total = parts.reduce(Int128(0)) { $0 + Int128($1.factor.magnitude) }
    let isPlain = isSmall && total < 1 << 30 && Int128(floor).magnitude < 1 << 60
    return try isPlain
      ? plainSign(parts, Int64(floor), test.relation)
      : exactSign(parts, total, Int64(floor), test.relation)
  }

  /// The name of a summand: a number's column, or a day as a whole number.
  private mutating func term(_ source: LinearForm.Source) throws(Misfit) -> String {
    let (name, storage) = try column(source.field)
    switch storage {
    case .number: return name
    case .dayNumber where source.view == .value: return name
    default: return view(source)
    }
  }

  private func symbol(_ relation: LinearTest.Relation) -> String {
    relation == .atLeastZero ? ">=" : "="
  }

  private mutating func plainSign(
    _ parts: [(name: String, factor: Int64)], _ constant: Int64, _ relation: LinearTest.Relation
  ) -> String {
    let sum = sum(parts, constant) { $0 }
    return "(\(sum) \(symbol(relation)) 0)"
  }

  private mutating func exactSign(
    _ parts: [(name: String, factor: Int64)], _ total: Int128, _ constant: Int64,
    _ relation: LinearTest.Relation
  ) throws(Misfit) -> String {
    switch dialect {
    case .postgresql:
      return "(\(sum(parts, constant) { "\($0)::numeric" }) \(symbol(relation)) 0)"
    case .spark:
      guard total < Int128(1_000_000_000_000_000_000) else { throw .tooLarge }
      let sum = sum(parts, constant) { "CAST(\($0) AS DECIMAL(38, 0))" }
      return "(\(sum) \(symbol(relation)) 0)"
    case .sqlite:
      // Numbers in two halves of 31 bits, so that no product passes 63.
      guard total <= 1 << 30 else { throw .tooLarge }
      let half: Int64 = 0x7FFF_FFFF
      switch relation {
      case .atLeastZero:
        let high = sum(parts, constant >> 31) { "(\($0) >> 31)" }
        let low = sum(parts, constant & half) { "(\($0) & \(half))" }
        return "(\(high) + ((\(low)) >> 31) >= 0)"
      case .isZero:
        let high = sum(parts, constant >> 31) { "(\($0) >> 31)" }
        let low = sum(parts, constant & half) { "(\($0) & \(half))" }
        let again = sum(parts, constant & half) { "(\($0) & \(half))" }
        return "(\(high) + ((\(low)) >> 31) = 0 AND (\(again)) & \(half) = 0)"
      }
    }
  }

  /// `factor * part + … + constant`, the numbers bound.
  private mutating func sum(
    _ parts: [(name: String, factor: Int64)], _ constant: Int64, _ name: (String) -> String
  ) -> String {
    var terms: [String] = []
    for part in parts {
      terms.append(
        part.factor == 1 ? name(part.name) : "\(bind(part.factor)) * \(name(part.name))")
    }
    if constant != 0 { terms.append(bind(constant)) }
    return terms.joined(separator: " + ")
  }
}
