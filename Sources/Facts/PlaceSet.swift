/// Places of subjects, a bit each.
package struct PlaceSet: Hashable, Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ place: Int) {
    while words.count <= place >> 6 { words.append(0) }
    words[place >> 6] |= 1 << UInt64(place & 63)
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Returns what is made of each place, in ascending order.
  func map<T>(_ body: (Int) -> T) -> [T] {
    var made: [T] = []
    made.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        made.append(body(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return made
  }
}
