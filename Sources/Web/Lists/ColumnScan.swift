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

  init(_ texts: [String]) {
    var places = [Int64](repeating: 0, count: texts.count)
    let order = texts.indices.sorted {
      texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8)
    }
    var last: (text: String, place: Int64)?
    for (place, index) in order.enumerated() {
      if let last, last.text == texts[index] {
        places[index] = last.place
      } else {
        places[index] = Int64(place)
        last = (texts[index], Int64(place))
      }
    }
    self.places = places
  }
}
