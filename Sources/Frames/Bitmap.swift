/// One bit a row, in 64-bit words, for truth and validity of whole columns at once.
///
/// Bits beyond the last row are always zero, so that words can be counted and combined without
/// looking at the end.
package struct Bitmap: Hashable, Sendable {
  package let count: Int
  package private(set) var words: [UInt64]

  /// Makes a bitmap whose bits are all alike.
  package init(count: Int, repeating bit: Bool) {
    self.count = count
    words = Array(repeating: bit ? .max : 0, count: Self.wordCount(for: count))
    clearTail()
  }

  /// Takes words that a kernel has filled; bits beyond the last row are dropped.
  package init(count: Int, words: [UInt64]) {
    precondition(words.count == Self.wordCount(for: count), "one word for every 64 rows")
    self.count = count
    self.words = words
    clearTail()
  }

  /// Makes a bitmap in which exactly the given rows are set.
  package init(count: Int, rows: some Sequence<Int>) {
    self.init(count: count, repeating: false)
    for row in rows { self[row] = true }
  }

  package subscript(row: Int) -> Bool {
    get {
      precondition(row >= 0 && row < count, "row out of range")
      return words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }
    set {
      precondition(row >= 0 && row < count, "row out of range")
      let mask: UInt64 = 1 << UInt64(row & 63)
      if newValue { words[row >> 6] |= mask } else { words[row >> 6] &= ~mask }
    }
  }

  /// Number of rows that are set.
  package var ones: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Words that hold so many rows.
  package static func wordCount(for rows: Int) -> Int { (rows + 63) >> 6 }

  private mutating func clearTail() {
    let used = count & 63
    guard used > 0, let last = words.indices.last else { return }
    words[last] &= (1 << UInt64(used)) &- 1
  }
}

// MARK: Combining

extension Bitmap {
  package func union(_ other: Bitmap) -> Bitmap { combined(with: other) { $0 | $1 } }
  package func intersection(_ other: Bitmap) -> Bitmap { combined(with: other) { $0 & $1 } }
  package func subtracting(_ other: Bitmap) -> Bitmap { combined(with: other) { $0 & ~$1 } }

  package func complement() -> Bitmap {
    Bitmap(count: count, words: words.map { ~$0 })
  }

  package mutating func formUnion(_ other: Bitmap) {
    precondition(count == other.count, "bitmaps of different frames")
    for index in words.indices { words[index] |= other.words[index] }
  }

  package mutating func formIntersection(_ other: Bitmap) {
    precondition(count == other.count, "bitmaps of different frames")
    for index in words.indices { words[index] &= other.words[index] }
  }

  package func isDisjoint(with other: Bitmap) -> Bool {
    zip(words, other.words).allSatisfy { $0 & $1 == 0 }
  }

  private func combined(
    with other: Bitmap, _ operation: (UInt64, UInt64) -> UInt64
  ) -> Bitmap {
    precondition(count == other.count, "bitmaps of different frames")
    var result = self
    for index in words.indices {
      result.words[index] = operation(words[index], other.words[index])
    }
    return result
  }
}

// MARK: Walking

extension Bitmap {
  /// Calls with every row that is set, in order.
  package func forEachOne(_ body: (Int) throws -> Void) rethrows {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(index << 6 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// The rows that are set, in order.
  package var rows: [Int] {
    var rows: [Int] = []
    rows.reserveCapacity(ones)
    forEachOne { rows.append($0) }
    return rows
  }
}
