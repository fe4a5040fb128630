/// Stated chances beside what happened, and ranges beside what came.
struct Reliability {
  private(set) var stated = [Double](repeating: 0, count: 5)
  private(set) var happened = [Double](repeating: 0, count: 5)
  private(set) var count = [Double](repeating: 0, count: 5)
  private(set) var within = 0
  private(set) var cases = 0

  mutating func add(chance: Double, happened isTrue: Bool) {
    let bin = min(Int(chance * 5), 4)
    stated[bin] += chance
    happened[bin] += isTrue ? 1 : 0
    count[bin] += 1
  }

  mutating func add(low: Double, high: Double, came: Double) {
    cases += 1
    if low <= came, came <= high { within += 1 }
  }

  var coverage: Double { Double(within) / Double(max(cases, 1)) }

  var table: String {
    (0..<5).filter { count[$0] > 0 }.map { bin in
      "\(stated[bin] / count[bin]) -> \(happened[bin] / count[bin]) (\(Int(count[bin])))"
    }.joined(separator: "; ") + "; coverage \(coverage) of \(cases)"
  }

  /// The mean gap between what was said and what happened, weighted by how often it was said.
  var gap: Double {
    let all = count.reduce(0, +)
    return (0..<5).reduce(0) { $0 + abs(stated[$1] - happened[$1]) } / max(all, 1)
  }
}
