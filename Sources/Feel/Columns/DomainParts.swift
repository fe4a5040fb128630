extension StoredDomain {
  /// Tests that share the ranks of one coded column.
  struct Part {
    var cuts: [Int64] = []
    var tests: [(condition: Condition, place: Int, cuts: [Int64])] = []
  }

  /// Gathers the constants of the tests; more than a code can tell apart make a further part.
  func parts(_ tests: [(condition: Condition, place: Int)]) -> [Part] {
    var parts: [Part] = []
    var part = Part()
    var known: Set<Int64> = []
    for test in tests {
      var cuts: [Int64] = []
      collectCuts(of: test.condition, into: &cuts)
      let own = Set(cuts).sorted()
      if known.count + own.count > 60_000, !part.tests.isEmpty {
        part.cuts = known.sorted()
        parts.append(part)
        part = Part()
        known = []
      }
      known.formUnion(own)
      part.tests.append((test.condition, test.place, own))
    }
    part.cuts = known.sorted()
    return parts + [part]
  }
}
