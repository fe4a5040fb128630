import Testing

@testable import Web

/// The order of names in long lists.
struct TextOrderTests {
  @Test func `places follow the bytes of texts, and equal texts share one`() {
    var random = SeededGenerator(seed: 2022)
    let words = ["", "澄", "澄川", "明砚市澄川区第一", "a", "ab", "\u{0}", "有限公司", "é", "𠮷"]
    for _ in 1...50 {
      let texts = (0..<40).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          words.randomElement(using: &random) ?? ""
        }.joined()
      }
      let places = TextOrder(texts).places
      for left in texts.indices {
        for right in texts.indices {
          let precedes = texts[left].utf8.lexicographicallyPrecedes(texts[right].utf8)
          #expect((places[left] < places[right]) == precedes, "“\(texts[left])” “\(texts[right])”")
        }
      }
    }
  }

  @Test func `nothing has no order`() { #expect(TextOrder([]).places.isEmpty) }
}
