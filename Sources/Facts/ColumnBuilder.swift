import Definitions
import Frames
import Quantities

/// Grows one typed column of a frame, row by row, in the storage that its field asks for.
struct ColumnBuilder: Sendable {
  let field: Field
  private(set) var valid: Bitmap
  private var integers: [Int64] = []
  private var days: [Int32] = []
  private var codes: [Int32] = []
  private var flags: Bitmap
  private var dictionary: [String] = []
  private var positions: [String: Int32] = [:]

  init(field: Field, count: Int) {
    self.field = field
    self.valid = Bitmap(count: count, repeating: false)
    self.flags = Bitmap(count: 0, repeating: false)
    switch field.type {
    case .number, .money, .area: integers = Array(repeating: 0, count: count)
    case .day: days = Array(repeating: 0, count: count)
    case .boolean: flags = Bitmap(count: count, repeating: false)
    case .text, .code, .reference: codes = Array(repeating: -1, count: count)
    }
  }

  /// Continues a column that was built before, with room for `count` rows.
  init(field: Field, continuing column: Column, count: Int) {
    self.init(field: field, count: count)
    for row in 0..<Swift.min(column.count, count) where column.valid[row] {
      valid[row] = true
    }
    let kept = Swift.min(column.count, count)
    switch column.storage {
    case .integers(let old, places: _):
      integers.replaceSubrange(0..<kept, with: old[0..<kept])
    case .days(let old): days.replaceSubrange(0..<kept, with: old[0..<kept])
    case .codes(let old, dictionary: let words):
      codes.replaceSubrange(0..<kept, with: old[0..<kept])
      dictionary = words
      for (index, word) in words.enumerated() { positions[word] = Int32(index) }
    case .booleans(let old):
      for row in 0..<kept where old[row] { flags[row] = true }
    }
  }

  /// Sets a row, or clears it when the value was withdrawn.
  mutating func set(_ value: StoredValue, row: Int) {
    guard !value.isWithdrawn else {
      valid[row] = false
      return
    }
    valid[row] = true
    switch field.type {
    case .number, .money, .area: integers[row] = value.number ?? 0
    case .day: days[row] = Int32(truncatingIfNeeded: value.number ?? 0)
    case .boolean: flags[row] = value.number == 1
    case .text, .code, .reference: codes[row] = position(of: value.text ?? "")
    }
  }

  var column: Column {
    let storage: Column.Storage =
      switch field.type {
      case .number, .money, .area: .integers(integers, places: field.places)
      case .day: .days(days)
      case .boolean: .booleans(flags)
      case .text, .code, .reference: .codes(codes, dictionary: dictionary)
      }
    return Column(storage: storage, valid: valid)
  }

  private mutating func position(of word: String) -> Int32 {
    if let known = positions[word] { return known }
    let new = Int32(dictionary.count)
    dictionary.append(word)
    positions[word] = new
    return new
  }
}
