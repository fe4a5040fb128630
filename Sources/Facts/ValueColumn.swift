/// Values of one field and period by the places of their subjects, in a few bytes each.
struct ValueColumn {
  private enum Kind {
    static let none: UInt8 = 0
    static let number: UInt8 = 1
    static let text: UInt8 = 2
  }

  private var kinds: [UInt8] = []
  /// Numbers as they are, and for texts where they stand among the bytes.
  private var numbers: [Int64] = []
  private var lengths: [UInt32] = []
  private var bytes: [UInt8] = []

  var isEmpty: Bool { kinds.isEmpty }

  /// Returns the value at a place, or nil when there is none.
  subscript(place: Int) -> StoredValue? {
    guard place < kinds.count else { return nil }
    switch kinds[place] {
    case Kind.number: return StoredValue(number: numbers[place])
    case Kind.text:
      let start = Int(numbers[place])
      return StoredValue(
        text: String(decoding: bytes[start..<start + Int(lengths[place])], as: UTF8.self))
    default: return nil
    }
  }

  mutating func set(_ value: StoredValue, at place: Int) {
    while kinds.count <= place {
      kinds.append(Kind.none)
      numbers.append(0)
    }
    if let number = value.number {
      kinds[place] = Kind.number
      numbers[place] = number
    } else if let text = value.text {
      kinds[place] = Kind.text
      numbers[place] = Int64(bytes.count)
      while lengths.count <= place { lengths.append(0) }
      lengths[place] = UInt32(text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    } else {
      kinds[place] = Kind.none
    }
  }
}
