import Definitions
import Frames

/// Empty rows of every storage; columns without a value share them.
struct BlankColumn: Sendable {
  let count: Int
  let integers: [Int64]
  let days: [Int32]
  let codes: [Int32]
  let bits: [UInt64]
  let grades: [UInt8]

  init(count: Int) {
    self.count = count
    integers = Array(repeating: 0, count: count)
    days = Array(repeating: 0, count: count)
    codes = Array(repeating: -1, count: count)
    bits = Array(repeating: 0, count: Bitmap.wordCount(for: count))
    grades = Array(repeating: 0, count: count)
  }
}

/// Fills one typed column of a frame, row by row, in the storage that its field asks for.
///
/// A value comes as the store keeps it, a text as its place among words that are known at the end.
struct ColumnBuilder: Sendable {
  /// What counts in one row.
  struct Entry {
    var row: Int
    var stored: Int64
  }

  private enum Kind { case integers, days, flags, words }

  private let kind: Kind
  private let places: Int
  private let count: Int
  private var integers: [Int64] = []
  private var days: [Int32] = []
  private var codes: [Int32] = []
  private var flags: [UInt64] = []
  private var valid: [UInt64]

  init(field: Field, blank: BlankColumn) {
    places = field.places
    count = blank.count
    valid = blank.bits
    switch field.type {
    case .number, .money, .area: (kind, integers) = (.integers, blank.integers)
    case .day: (kind, days) = (.days, blank.days)
    case .boolean: (kind, flags) = (.flags, blank.bits)
    case .text, .code, .reference: (kind, codes) = (.words, blank.codes)
    }
  }

  /// Takes the values of many rows; a later value takes the place of an earlier one.
  mutating func set(_ entries: [Entry]) {
    for entry in entries { valid[entry.row >> 6] |= 1 << UInt64(entry.row & 63) }
    switch kind {
    case .integers: for entry in entries { integers[entry.row] = entry.stored }
    case .days: for entry in entries { days[entry.row] = Int32(truncatingIfNeeded: entry.stored) }
    case .words: for entry in entries { codes[entry.row] = Int32(truncatingIfNeeded: entry.stored) }
    case .flags:
      for entry in entries {
        let mask: UInt64 = 1 << UInt64(entry.row & 63)
        flags[entry.row >> 6] &= ~mask
        if entry.stored == 1 { flags[entry.row >> 6] |= mask }
      }
    }
  }

  /// Returns the column, with those of the words that some row holds.
  func column(words: [String]) -> Column {
    let storage: Column.Storage =
      switch kind {
      case .integers: .integers(integers, places: places)
      case .days: .days(days)
      case .flags: .booleans(Bitmap(count: count, words: flags))
      case .words: Column.Storage.codes(codes, keeping: words)
      }
    return Column(storage: storage, valid: Bitmap(count: count, words: valid))
  }
}

extension Column.Storage {
  /// Codes of texts with a dictionary of exactly the words that they stand for.
  static func codes(_ codes: [Int32], keeping words: [String]) -> Self {
    var places = [Int32](repeating: -1, count: words.count)
    for code in codes where code >= 0 { places[Int(code)] = 0 }
    guard places.contains(-1) else { return .codes(codes, dictionary: words) }
    var kept: [String] = []
    for place in places.indices where places[place] == 0 {
      places[place] = Int32(kept.count)
      kept.append(words[place])
    }
    return .codes(codes.map { $0 < 0 ? -1 : places[Int($0)] }, dictionary: kept)
  }
}
