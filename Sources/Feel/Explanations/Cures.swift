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

  private func target(of wish: Wish, after facts: [Int: Datum?]) -> (Int, Datum?)? {
    wish.target { rule.slots[$0].type }.map { ($0.slot, $0.datum(after: facts[$0.slot] ?? nil)) }
  }

  // MARK: Wording

  private func change(_ wish: Wish, _ isOpen: Bool) -> Change {
    let slots = wish.condition.fields.sorted()
    let form = TestForm(
      wish.condition, names: slots.map { rule.names[$0] },
      labels: slots.map { rule.slots[$0].label })
    return Change(form: form, kind: wish.kind(reader), isMissing: isOpen)
  }
}
