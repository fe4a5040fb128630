import Frames

/// Finds out which sums of respondents can be worked out from the sums that are told, by whatever
/// additions and subtractions.
///
/// Respondents that lie in the same told sums cannot be told apart and are one class. A sum of
/// classes can be worked out when it is orthogonal to every vector that all told sums are blind to.
/// The vectors are computed modulo a prime far above anything a table of sums can produce.
struct DisclosureAudit {
  /// Respondents of each class.
  private let classes: [Bitmap]
  /// For each class its part in the vectors to which the told sums are blind.
  private let blind: [[UInt64]]

  init(_ told: [Bitmap], count: Int) {
    var rows: [[Bool]: [Int]] = [:]
    for respondent in 0..<count {
      rows[told.map { $0[respondent] }, default: []].append(respondent)
    }
    let signatures = rows.keys.sorted { rows[$0]?.first ?? 0 < rows[$1]?.first ?? 0 }
    classes = signatures.map { Bitmap(count: count, rows: rows[$0] ?? []) }
    let matrix = told.indices.map { sum in signatures.map { $0[sum] ? UInt64(1) : 0 } }
    blind = ModularMatrix(matrix, columns: signatures.count).kernel
  }

  /// Returns respondents of whom a sum can be worked out that may not be told; nil when there is
  /// none.
  ///
  /// Looked at are single classes, two classes together, and what a respondent that knows its own
  /// amount can learn of another.
  func exposed(where isUnsafe: (Bitmap) -> Bool) -> Bitmap? {
    for place in classes.indices where blind[place].allSatisfy({ $0 == 0 }) {
      if isUnsafe(classes[place]) { return classes[place] }
    }
    var opposite: [[UInt64]: Int] = [:]
    var lines: [[UInt64]: Int] = [:]
    for (place, vector) in blind.enumerated() where vector.contains(where: { $0 != 0 }) {
      if let other = opposite[vector.map(Modular.negated)] {
        let both = classes[place].union(classes[other])
        if isUnsafe(both) { return both }
      }
      opposite[vector] = place
      guard classes[place].ones == 1 else { continue }
      // Two that are blind together: each would tell the other's amount from its own.
      let line = Modular.normalised(vector)
      if let other = lines[line] { return classes[place].union(classes[other]) }
      lines[line] = place
    }
    return nil
  }
}

/// Arithmetic modulo the prime 2^61 − 1.
enum Modular {
  static let prime: UInt64 = (1 << 61) - 1

  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let wide = left.multipliedFullWidth(by: right)
    return prime.dividingFullWidth((wide.high, wide.low)).remainder
  }

  static func difference(_ left: UInt64, _ right: UInt64) -> UInt64 {
    left >= right ? left - right : left + prime - right
  }

  static func negated(_ value: UInt64) -> UInt64 { value == 0 ? 0 : prime - value }

  /// The number that gives one when multiplied with this, by Fermat's little theorem.
  static func inverse(_ value: UInt64) -> UInt64 {
    var (result, base, power) = (UInt64(1), value, prime - 2)
    while power > 0 {
      if power & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      power >>= 1
    }
    return result
  }

  /// The vector on the same line whose first part that is not zero is one.
  static func normalised(_ vector: [UInt64]) -> [UInt64] {
    guard let first = vector.first(where: { $0 != 0 }) else { return vector }
    let factor = inverse(first)
    return vector.map { product($0, factor) }
  }
}

/// A matrix in reduced row echelon form modulo the prime.
struct ModularMatrix {
  private var rows: [[UInt64]]
  private let columns: Int
  private var pivots: [Int] = []

  init(_ rows: [[UInt64]], columns: Int) {
    self.rows = rows
    self.columns = columns
    reduce()
  }

  private mutating func reduce() {
    for column in 0..<columns {
      let top = pivots.count
      guard top < rows.count, let found = (top..<rows.count).first(where: { rows[$0][column] != 0 })
      else { continue }
      rows.swapAt(top, found)
      let factor = Modular.inverse(rows[top][column])
      rows[top] = rows[top].map { Modular.product($0, factor) }
      for other in rows.indices where other != top && rows[other][column] != 0 {
        let factor = rows[other][column]
        for place in column..<columns where rows[top][place] != 0 {
          rows[other][place] = Modular.difference(
            rows[other][place], Modular.product(factor, rows[top][place]))
        }
      }
      pivots.append(column)
    }
  }

  /// For each column its part in a basis of the vectors that the matrix sends to zero.
  var kernel: [[UInt64]] {
    let bound = Set(pivots)
    let free = (0..<columns).filter { !bound.contains($0) }
    var kernel = Array(repeating: Array(repeating: UInt64(0), count: free.count), count: columns)
    for (place, column) in free.enumerated() {
      kernel[column][place] = 1
      for (row, pivot) in pivots.enumerated() {
        kernel[pivot][place] = Modular.negated(rows[row][column])
      }
    }
    return kernel
  }
}
