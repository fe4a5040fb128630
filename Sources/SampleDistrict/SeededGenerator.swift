/// A small deterministic generator (SplitMix64): one seed gives one district on every machine.
///
/// Each part of the district draws from a stream of its own, so that more households do not change
/// which projects are signed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64, stream: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = seed &* 0x9e37_79b9_7f4a_7c15 ^ hash
    _ = next()
  }

  /// Makes the stream of one subject of a numbered part of the district.
  ///
  /// What is drawn for a subject depends on nothing but its number, so that any number of threads,
  /// or none, give the same district.
  init(seed: UInt64, part: UInt64, subject: Int) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 ^ part &* 0xd1b5_4a32_d192_ed03
    state ^= UInt64(truncatingIfNeeded: subject) &* 0x8cb9_2ba7_2f3d_8dd7
    _ = next()
    _ = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number from 0 up to, not including, a bound.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  /// Returns a number within a range, both ends included.
  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Returns true so many times in a thousand.
  package mutating func happens(perMille share: Int) -> Bool { below(1000) < share }

  package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// Returns an element drawn by whole-number weights.
  package mutating func pick<Element>(weighted list: [(Element, Int)]) -> Element {
    var rest = below(list.reduce(0) { $0 + $1.1 })
    for (element, weight) in list {
      if rest < weight { return element }
      rest -= weight
    }
    return list[list.count - 1].0
  }
}

/// A distribution given by its values at rising shares of the population, in whole numbers.
///
/// Tables instead of formulas keep the district free of binary fractions, so that every library
/// gives the same figures.
struct QuantileTable: Sendable {
  /// Share of the population below, in thousandths, and the value there.
  let points: [(share: Int, value: Int)]

  func draw(_ random: inout SeededGenerator) -> Int {
    let place = random.below(1_000_000)
    for (low, high) in zip(points, points.dropFirst()) where place < high.share * 1000 {
      let span = (high.share - low.share) * 1000
      return low.value + (high.value - low.value) * (place - low.share * 1000) / span
    }
    return points[points.count - 1].value
  }
}
