/// The answers of a condition for all rows: true, false, or unknown where neither bit is set.
///
/// Logic is Kleene's: unknown means that a missing fact may still decide either way, so `false and
/// unknown` is false and `true and unknown` is unknown.
package struct Truth: Hashable, Sendable {
  package let isTrue: Bitmap
  package let isFalse: Bitmap

  /// Takes the two sides; no row may be on both.
  package init(isTrue: Bitmap, isFalse: Bitmap) {
    precondition(isTrue.count == isFalse.count, "bitmaps of different frames")
    assert(isTrue.isDisjoint(with: isFalse), "a row cannot be true and false")
    self.isTrue = isTrue
    self.isFalse = isFalse
  }

  /// The same answer for every row; nil is unknown.
  package init(count: Int, repeating answer: Bool?) {
    isTrue = Bitmap(count: count, repeating: answer == true)
    isFalse = Bitmap(count: count, repeating: answer == false)
  }

  package var count: Int { isTrue.count }

  package subscript(row: Int) -> Bool? {
    isTrue[row] ? true : isFalse[row] ? false : nil
  }

  /// Rows that a missing fact leaves open.
  package var isUnknown: Bitmap { isTrue.union(isFalse).complement() }

  package func and(_ other: Truth) -> Truth {
    Truth(
      isTrue: isTrue.intersection(other.isTrue), isFalse: isFalse.union(other.isFalse))
  }

  package func or(_ other: Truth) -> Truth {
    Truth(
      isTrue: isTrue.union(other.isTrue), isFalse: isFalse.intersection(other.isFalse))
  }

  package func not() -> Truth { Truth(isTrue: isFalse, isFalse: isTrue) }
}
