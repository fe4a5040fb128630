import Facts
import Testing

/// Sets of subjects come back from their bytes, and take few.
@Suite("Sets of subjects") struct SubjectSetTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a set is read back from its bytes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let first = Int64.random(in: 1...1_000_000, using: &random)
    let share = Int.random(in: 1...100, using: &random)
    let chosen = (0..<Int64.random(in: 0...3_000, using: &random)).filter { _ in
      Int.random(in: 1...100, using: &random) <= share
    }.map { first + $0 }
    let set = SubjectSet(chosen)
    let back = try #require(SubjectSet(packed: set.packed))
    var members: [Int64] = []
    back.each { members.append($0) }
    #expect(members == chosen)
    #expect(back.count == chosen.count)
    for subject in first - 2...first + 3_002 {
      #expect(back.contains(subject) == chosen.contains(subject))
    }
  }

  /// Fifty thousand firms told thirty fields again: what a month of them costs.
  @Test(
    arguments: [
      (1, 8), (2, 6_260), (3, 6_260), (50, 2_010), (1_000, 210),
    ])
  func `fifty thousand subjects take few bytes, whichever are left out`(
    leftOut: Int, most: Int
  ) {
    let all = (1...50_000).filter { leftOut == 1 || $0 % leftOut != 0 }.map { Int64($0) }
    let packed = SubjectSet(all).packed
    #expect(packed.count <= most, "\(packed.count)")
  }

  @Test(arguments: [
    [], [7], [0, 0x80], [0, 1], [0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
  ])
  func `bytes that are no set are none`(bytes: [UInt8]) {
    #expect(SubjectSet(packed: bytes) == nil)
  }
}
