import Frames
import Testing

struct TruthTests {
  private static let answers: [Bool?] = [true, false, nil]

  private func truth(_ answers: [Bool?]) -> Truth {
    let rows = answers.indices
    return Truth(
      isTrue: Bitmap(count: answers.count, rows: rows.filter { answers[$0] == true }),
      isFalse: Bitmap(count: answers.count, rows: rows.filter { answers[$0] == false }))
  }

  @Test func `follows Kleene's tables`() {
    let left = Self.answers.flatMap { Array(repeating: $0, count: 3) }
    let right = Array(repeating: Self.answers, count: 3).flatMap { $0 }
    func bits(_ truth: Truth) -> [Bool?] { (0..<9).map { truth[$0] } }
    #expect(
      bits(truth(left).and(truth(right))) == [
        true, false, nil, false, false, false, nil, false, nil,
      ])
    #expect(
      bits(truth(left).or(truth(right))) == [true, true, true, true, false, nil, true, nil, nil])
    #expect(bits(truth(left).not()) == left.map { $0.map { !$0 } })
  }

  @Test func `de Morgan holds for every pair`() {
    let left = truth(Self.answers.flatMap { Array(repeating: $0, count: 3) })
    let right = truth(Array(repeating: Self.answers, count: 3).flatMap { $0 })
    #expect(left.and(right).not() == left.not().or(right.not()))
    #expect(left.or(right).not() == left.not().and(right.not()))
  }

  @Test func `unknown is what is neither`() {
    let truth = truth(Self.answers)
    #expect(truth.isUnknown.rows == [2])
    #expect(Truth(count: 70, repeating: nil).isUnknown.ones == 70)
    #expect(Truth(count: 70, repeating: true).isTrue.ones == 70)
  }
}
