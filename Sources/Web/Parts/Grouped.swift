extension BinaryInteger {
  /// The number with a comma between each three digits, as tables show counts.
  var grouped: String { String(self).groupingDigits }
}

extension String {
  /// A plain decimal number with a comma between each three digits before the point.
  var groupingDigits: String {
    let sign = hasPrefix("-") ? "-" : ""
    let parts = dropFirst(sign.count).split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return self
    }
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + (parts.count > 1 ? ".\(parts[1])" : "")
  }
}
