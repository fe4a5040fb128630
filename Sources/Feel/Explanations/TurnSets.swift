/// Lists the sets of tests whose turning makes a part true or false, smallest first.
///
/// What `Cures` does with lists, for rules of up to 64 distinct wishes and sets of up to eight.
struct TurnSets {
  struct Chosen {
    /// A bit for each wish.
    var marks: UInt64 = 0
    /// Places of the wishes in the order in which the rule meets them, a byte each.
    var order: UInt64 = 0
    var count = 0
    var cost = 0
  }

  private static let mostSets = 64

  private let plan: ExplanationPlan
  private let tests: [Bool?]
  private var wishes: [CureSearch.Turn] = []
  private var isTooLarge = false

  init(_ plan: ExplanationPlan, _ tests: [Bool?]) {
    self.plan = plan
    self.tests = tests
  }

  /// Nil when the rule is too large.
  mutating func list(_ root: Int, _ wanted: Bool) -> [Chosen]? {
    let sets = sets(root, wanted)
    return isTooLarge ? nil : sets
  }

  func turns(of set: Chosen) -> [CureSearch.Turn] {
    (0..<set.count).map { wishes[Int(set.order >> UInt64(8 * $0) & 0xFF)] }
  }

  private mutating func sets(_ place: Int, _ wanted: Bool) -> [Chosen] {
    let node = plan.nodes[place]
    switch (node.kind, wanted) {
    case (.isTrue, _): return wanted ? [Chosen()] : []
    case (.isFalse, _): return wanted ? [] : [Chosen()]
    case (.test, _): return leaf(node.first, wanted)
    case (.not, _): return sets(plan.links[node.first], !wanted)
    case (.all, true), (.any, false):
      return node.links.reduce([Chosen()]) { joint($0, sets(plan.links[$1], wanted)) }
    case (.all, false), (.any, true):
      return alternative(plan.links[node.links].map { Way(part: $0) }, wanted)
    case (.choice, _):
      let links = plan.links[node.links]
      let test = links[node.first]
      return alternative(
        [
          Way(part: links[node.first + 1], test: test, holds: true),
          Way(part: links[node.first + 2], test: test, holds: false),
        ], wanted)
    }
  }

  private mutating func leaf(_ test: Int, _ holds: Bool) -> [Chosen] {
    if tests[test] == holds { return [Chosen()] }
    if plan.tests[test].fields.isEmpty { return [] }
    var place = wishes.firstIndex { $0.test == test && $0.holds == holds } ?? wishes.count
    if place == 64 {
      isTooLarge = true
      place = 0
    }
    if place == wishes.count { wishes.append(CureSearch.Turn(test: test, holds: holds)) }
    return [
      Chosen(
        marks: 1 << UInt64(place), order: UInt64(place), count: 1,
        cost: tests[test] == nil ? 1_001 : 1_000)
    ]
  }

  /// A part that may be enough, perhaps where a test before it has an answer.
  private struct Way {
    var part: Int
    var test: Int?
    var holds = true
  }

  private mutating func alternative(_ ways: [Way], _ wanted: Bool) -> [Chosen] {
    var found: [Chosen] = []
    for way in ways {
      var sets = [Chosen()]
      if let test = way.test { sets = joint(sets, self.sets(test, way.holds)) }
      sets = joint(sets, self.sets(way.part, wanted))
      // What holds already needs no change, and nothing is less than that.
      if sets.first?.count == 0 { return [Chosen()] }
      found += sets
    }
    return smallest(found)
  }

  private mutating func joint(_ sets: [Chosen], _ more: [Chosen]) -> [Chosen] {
    if more.isEmpty { return [] }
    if more.count == 1, more[0].count == 0 { return sets }
    var joined: [Chosen] = []
    joined.reserveCapacity(sets.count * more.count)
    for set in sets { for other in more { joined.append(union(set, other)) } }
    return smallest(joined)
  }

  private mutating func union(_ set: Chosen, _ other: Chosen) -> Chosen {
    var set = set
    for place in 0..<other.count {
      let wish = other.order >> UInt64(8 * place) & 0xFF
      guard set.marks & 1 << wish == 0 else { continue }
      guard set.count < 8 else {
        isTooLarge = true
        break
      }
      set.marks |= 1 << wish
      set.order |= wish << UInt64(8 * set.count)
      set.count += 1
      set.cost += tests[wishes[Int(wish)].test] == nil ? 1_001 : 1_000
    }
    return set
  }

  private func smallest(_ sets: [Chosen]) -> [Chosen] {
    if sets.count < 2 { return sets }
    var kept: [Chosen] = []
    var seen: Set<UInt64> = []
    for set in sets.sorted(by: { $0.cost < $1.cost }) {
      guard kept.count < Self.mostSets else { break }
      if seen.insert(set.marks).inserted { kept.append(set) }
    }
    return kept
  }
}
