import Frames
import Testing

struct BitmapTests {
  /// Sizes at and around the borders of words.
  static let sizes = [0, 1, 63, 64, 65, 127, 128, 129, 1_000]

  private func random(_ count: Int, _ generator: inout SeededGenerator) -> (Bitmap, [Bool]) {
    let bits = (0..<count).map { _ in Bool.random(using: &generator) }
    var bitmap = Bitmap(count: count, repeating: false)
    for (row, bit) in bits.enumerated() { bitmap[row] = bit }
    return (bitmap, bits)
  }

  @Test(arguments: sizes)
  func `is what an array of flags is`(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let (left, leftBits) = random(count, &generator)
    let (right, rightBits) = random(count, &generator)
    func bits(_ bitmap: Bitmap) -> [Bool] { (0..<count).map { bitmap[$0] } }
    #expect(bits(left) == leftBits)
    #expect(left.ones == leftBits.count { $0 })
    #expect(left.rows == leftBits.indices.filter { leftBits[$0] })
    #expect(bits(left.union(right)) == zip(leftBits, rightBits).map { $0 || $1 })
    #expect(bits(left.intersection(right)) == zip(leftBits, rightBits).map { $0 && $1 })
    #expect(bits(left.subtracting(right)) == zip(leftBits, rightBits).map { $0 && !$1 })
    #expect(bits(left.complement()) == leftBits.map { !$0 })
    #expect(left.isDisjoint(with: right) == !zip(leftBits, rightBits).contains { $0 && $1 })
    #expect(left.complement().ones == count - left.ones)
    #expect(left.complement().complement() == left)
    #expect(Bitmap(count: count, rows: left.rows) == left)
    #expect(Bitmap(count: count, words: left.words) == left)
    #expect(left.isEmpty == (left.ones == 0))
  }

  @Test(arguments: sizes)
  func `bits beyond the last row stay zero`(count: Int) {
    let full = Bitmap(count: count, repeating: true)
    #expect(full.ones == count)
    #expect(full.complement().isEmpty)
    let words = Array(repeating: UInt64.max, count: Bitmap.wordCount(for: count))
    #expect(Bitmap(count: count, words: words) == full)
  }

  @Test func `joining in place is joining`() {
    var generator = SeededGenerator(seed: 11)
    let (left, _) = random(200, &generator)
    let (right, _) = random(200, &generator)
    var joined = left
    joined.formUnion(right)
    #expect(joined == left.union(right))
    joined = left
    joined.formIntersection(right)
    #expect(joined == left.intersection(right))
  }
}
