import Quantities

/// Searches the fewest tests of a rule that would have to turn for it to hold.
///
/// With negation pushed down to the tests, an `and` needs the changes of all its parts and an `or`
/// those of one. Sets of changes are kept smallest first, up to a number; each is then tried on the
/// facts, so that two changes that exclude each other are not proposed.
struct Cures {
  let rule: Rule
  let reader: RowReader

  private static let mostSets = 64

  /// A test together with the answer that is wanted of it.
  private struct Wish: Hashable {
    var condition: Condition
    var holds: Bool
  }

  /// The wishes met on the way, each once; sets of them are lists of their places.
  private var wishes: [Wish] = []
  private var places: [Wish: Int] = [:]
  private var isOpen: [Bool] = []

  init(rule: Rule, reader: RowReader) {
    self.rule = rule
    self.reader = reader
  }

  /// The fewest changes that make the condition true; nil when no set works.
  mutating func fewest(_ condition: Condition) -> [Change]? {
    for set in sets(for: condition, wanted: true) {
      let chosen = set.map { wishes[$0] }
      if works(chosen, for: condition) { return set.map { change(wishes[$0], isOpen[$0]) } }
    }
    return nil
  }

  private mutating func sets(for condition: Condition, wanted: Bool) -> [[Int]] {
    switch condition {
    case .constant(let flag): return flag == wanted ? [[]] : []
    case .not(let inner): return sets(for: inner, wanted: !wanted)
    case .all(let parts): return wanted ? joint(parts, wanted) : alternative(parts, wanted)
    case .any(let parts): return wanted ? alternative(parts, wanted) : joint(parts, wanted)
    case .choice(let test, let then, let otherwise):
      // Either the test holds and so does the first branch, or neither is asked.
      let branches = [(test, then), (.not(test), otherwise)].map { test, branch in
        Condition.all([test, wanted ? branch : .not(branch)])
      }
      return alternative(branches, true)
    default: return leaf(Wish(condition: condition, holds: wanted))
    }
  }

  private mutating func leaf(_ wish: Wish) -> [[Int]] {
    let answer = reader.truth(of: wish.condition).answer
    if answer == wish.holds { return [[]] }
    // What no fact decides, no change can turn.
    if wish.condition.fields.isEmpty { return [] }
    if let place = places[wish] { return [[place]] }
    places[wish] = wishes.count
    wishes.append(wish)
    isOpen.append(answer == nil)
    return [[wishes.count - 1]]
  }

  private mutating func alternative(_ parts: [Condition], _ wanted: Bool) -> [[Int]] {
    var found: [[Int]] = []
    for part in parts {
      let sets = sets(for: part, wanted: wanted)
      // What holds already needs no change, and nothing is less than that.
      if sets.first?.isEmpty == true { return [[]] }
      found += sets
    }
    return smallest(found)
  }

  private mutating func joint(_ parts: [Condition], _ wanted: Bool) -> [[Int]] {
    var sets: [[Int]] = [[]]
    for part in parts {
      let more = self.sets(for: part, wanted: wanted)
      if more.isEmpty { return [] }
      if more == [[]] { continue }
      sets = smallest(
        sets.flatMap { set in
          more.map { set + $0.filter { wish in !set.contains(wish) } }
        })
    }
    return sets
  }

  private func smallest(_ sets: [[Int]]) -> [[Int]] {
    if sets.count < 2 { return sets }
    var kept: [[Int]] = []
    var seen: Set<[Int]> = []
    for set in sets.sorted(by: { cost($0) < cost($1) }) {
      guard kept.count < Self.mostSets else { break }
      if seen.insert(set.sorted()).inserted { kept.append(set) }
    }
    return kept
  }

  /// Fewer tests first; of as many, those for which no fact has to be obtained.
  private func cost(_ set: [Int]) -> Int {
    set.reduce(0) { $0 + 1_000 + (isOpen[$1] ? 1 : 0) }
  }

  // MARK: Trying

  /// Sets the facts as the changes want them, and asks the rule again.
  private func works(_ wishes: [Wish], for condition: Condition) -> Bool {
    var facts: [Int: Datum?] = [:]
    for wish in wishes {
      guard let (slot, datum) = target(of: wish, after: facts) else {
        // A test over several facts can be met in many ways; it is taken at its word.
        continue
      }
      facts[slot] = datum
    }
    let changed = RowReader { slot in
      if let fact = facts[slot] { return fact }
      return reader.lookup(slot)
    }
    let untried = wishes.contains { target(of: $0, after: [:]) == nil }
    if untried {
      return wishes.allSatisfy { wish in
        target(of: wish, after: [:]) == nil
          || changed.truth(of: wish.condition).answer == wish.holds
      }
    }
    return changed.truth(of: condition).answer == true
  }

  /// The value a single fact would have to take; nil when the test looks at more than one.
  private func target(of wish: Wish, after facts: [Int: Datum?]) -> (Int, Datum?)? {
    switch wish.condition {
    case .known(let slot, _): return (slot, wish.holds ? rule.slots[slot].type.sample : nil)
    case .holds(.field(let slot), _): return (slot, .boolean(wish.holds))
    case .isAmong(.field(let slot), let data, _):
      return (slot, wish.holds ? data.first : data.first?.another)
    case .compares(let symbol, .field(let slot), .constant(let bound), _):
      return met(slot, wish.holds ? symbol : symbol.negated, bound, facts)
    case .compares(let symbol, .constant(let bound), .field(let slot), _):
      return met(slot, wish.holds ? symbol.mirrored : symbol.mirrored.negated, bound, facts)
    default: return nil
    }
  }

  /// The nearest value on the right side of a bound, unless an earlier change satisfies it already.
  private func met(
    _ slot: Int, _ symbol: ComparisonOperator, _ bound: Datum, _ facts: [Int: Datum?]
  ) -> (Int, Datum?)? {
    if let fact = facts[slot], let fact, RowReader.compare(symbol, fact, bound) == true {
      return (slot, fact)
    }
    switch symbol {
    case .equal, .atLeast, .atMost: return (slot, bound)
    case .greater: return (slot, bound.stepped(by: 1))
    case .less: return (slot, bound.stepped(by: -1))
    case .notEqual: return (slot, bound.another)
    }
  }

  // MARK: Wording

  private func change(_ wish: Wish, _ isOpen: Bool) -> Change {
    let slots = wish.condition.fields.sorted()
    var change = Change(
      text: wish.condition.atom?.text ?? "", names: slots.map { rule.names[$0] },
      kind: .satisfy(wish.holds), unit: wish.condition.atom?.unit,
      labels: slots.map { rule.slots[$0].label }, isMissing: isOpen)
    switch wish.condition {
    case .known: change.kind = .report(wish.holds)
    case .holds: change.kind = .become([.boolean(wish.holds)])
    case .isAmong(_, let data, _):
      let values = data.compactMap(\.value)
      change.kind = wish.holds ? .become(values) : .leave(values)
    case .compares(let symbol, let left, let right, _):
      change.kind = reach(wish.holds ? symbol : symbol.negated, left, right)
    default: break
    }
    return change
  }

  private func reach(_ symbol: ComparisonOperator, _ left: Term, _ right: Term) -> Change.Kind {
    if case .constant = left { return reach(symbol.mirrored, right, left) }
    guard case .known(let bound) = reader.value(of: right), let target = bound.value else {
      return .satisfy(true)
    }
    switch (symbol, bound) {
    case (.equal, .text), (.equal, .boolean): return .become([target])
    case (.notEqual, .text), (.notEqual, .boolean): return .leave([target])
    default: break
    }
    guard case .known(let own) = reader.value(of: left) else {
      return .reach(symbol, bound: target, distance: nil)
    }
    return .reach(symbol, bound: target, distance: bound.distance(from: own))
  }
}

extension Datum {
  /// How far this value lies above another: a number, or days.
  fileprivate func distance(from other: Datum) -> Value? {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.minus(b).map { .number($0.number) }
    case (.day(let a), .day(let b)): .number(Number(Day.days(from: b, to: a)))
    case (.days(let a), .days(let b)), (.months(let a), .months(let b)):
      .number(Number(a) - Number(b))
    default: nil
    }
  }

  /// A value just above or below.
  fileprivate func stepped(by step: Int) -> Datum {
    switch self {
    case .number(let ratio):
      Ratio(Int128(step), over: 10_000).flatMap(ratio.plus).map { .number($0) } ?? self
    case .day(let day): .day(day.adding(days: step))
    case .days(let days): .days(days + step)
    case .months(let months): .months(months + step)
    case .text, .boolean: self
    }
  }

  /// A value that is not this one.
  fileprivate var another: Datum {
    switch self {
    case .text(let text): .text(text + "*")
    case .boolean(let flag): .boolean(!flag)
    default: stepped(by: 1)
    }
  }
}

extension ValueType {
  /// Some value of the type, for trying what a reported fact would change.
  fileprivate var sample: Datum {
    switch self {
    case .number: .number(.zero)
    case .day: .day(Day(number: 0))
    case .text, .code: .text("*")
    case .boolean: .boolean(false)
    }
  }
}
