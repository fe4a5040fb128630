import Definitions
import Facts
import Frames
import Quantities

/// Walks a column of a register as a whole, as lists of fifty thousand rows have to.
struct ColumnScan: Sendable {
  private let column: Column?
  private let count: Int

  init(_ snapshot: Snapshot, _ key: String) {
    column = snapshot.frame.columns[key]
    count = snapshot.count
  }

  private var nothing: Bitmap { Bitmap(count: count, repeating: false) }

  /// Rows whose value is known.
  var known: Bitmap { column?.valid ?? nothing }

  /// Rows that hold a value, given as it stands in an address.
  func rows(holding text: String) -> Bitmap {
    guard let column else { return nothing }
    var found = nothing
    switch column.storage {
    case .codes(let values, let dictionary):
      guard let wanted = dictionary.firstIndex(of: text) else { return nothing }
      column.valid.forEachOne { if values[$0] == wanted { found[$0] = true } }
    case .booleans(let bits):
      return text == "true"
        ? bits.intersection(column.valid) : column.valid.subtracting(bits)
    case .days(let values):
      guard let wanted = Day(text)?.number else { return nothing }
      column.valid.forEachOne { if values[$0] == wanted { found[$0] = true } }
    case .integers(let values, let places):
      guard let wanted = Number(text)?.fixedPoint(places: places) else { return nothing }
      column.valid.forEachOne { if values[$0] == wanted { found[$0] = true } }
    }
    return found
  }

  /// The values that occur in some rows, each as it stands in an address, with their rows counted.
  func counts(in rows: Bitmap) -> [(value: String, count: Int)] {
    guard let column else { return [] }
    let rows = rows.intersection(column.valid)
    switch column.storage {
    case .codes(let values, let dictionary):
      var counts = [Int](repeating: 0, count: dictionary.count)
      rows.forEachOne { counts[Int(values[$0])] += 1 }
      return zip(dictionary, counts).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
    case .booleans(let bits):
      let yes = bits.intersection(rows).ones
      return [("true", yes), ("false", rows.ones - yes)].filter { $0.1 > 0 }
    case .days, .integers: return []
    }
  }

  /// The places of the rows in the order of this column; nil stands for a row without a value.
  ///
  /// Texts are ordered by the words that people read, which `title` gives once for each of them.
  func ranks(title: (String) -> String) -> [Int64?] {
    guard let column else { return Array(repeating: nil, count: count) }
    var ranks = [Int64?](repeating: nil, count: count)
    switch column.storage {
    case .integers(let values, places: _): column.valid.forEachOne { ranks[$0] = values[$0] }
    case .days(let values): column.valid.forEachOne { ranks[$0] = Int64(values[$0]) }
    case .booleans(let bits): column.valid.forEachOne { ranks[$0] = bits[$0] ? 1 : 0 }
    case .codes(let values, let dictionary):
      let places = TextOrder(dictionary.map(title)).places
      column.valid.forEachOne { ranks[$0] = places[Int(values[$0])] }
    }
    return ranks
  }
}

/// The places of texts in their order; equal texts have equal places.
struct TextOrder {
  let places: [Int64]

  /// A text by its first sixteen bytes, which tell most names apart, and its place in the list.
  private struct Key {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var index: Int

    init(_ text: String, index: Int) {
      self.index = index
      var place = 0
      for byte in text.utf8.prefix(16) {
        let shift = UInt64(56 - 8 * (place & 7))
        if place < 8 { high |= UInt64(byte) << shift } else { low |= UInt64(byte) << shift }
        place += 1
      }
    }
  }

  init(_ texts: [String]) {
    func precedes(_ left: Key, _ right: Key) -> Bool {
      if left.high != right.high { return left.high < right.high }
      if left.low != right.low { return left.low < right.low }
      return texts[left.index].utf8.lexicographicallyPrecedes(texts[right.index].utf8)
    }
    var keys = texts.enumerated().map { Key($0.element, index: $0.offset) }
    keys.sort(by: precedes)
    var places = [Int64](repeating: 0, count: texts.count)
    for (place, key) in keys.enumerated().dropFirst() {
      let last = keys[place - 1]
      places[key.index] = precedes(last, key) ? Int64(place) : places[last.index]
    }
    self.places = places
  }
}
