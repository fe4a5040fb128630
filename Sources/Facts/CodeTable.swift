/// Codes in a few bytes each, every one once, with a place of its own in the order of coming.
package struct CodeTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each code ends; it begins where the one before it ends.
  private var ends: [Int] = []
  /// Places plus one by their hash, 0 where none; at most half of them are taken.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  package init() {}

  package var count: Int { ends.count }

  /// Returns the code at a place.
  package subscript(place: Int) -> String {
    String(decoding: bytes[start(of: place)..<ends[place]], as: UTF8.self)
  }

  /// Returns the place of a code, or nil when it is not in the table.
  package func place(of code: String) -> Int? {
    var code = code
    return code.withUTF8 { code in
      let slot = slots[self.slot(of: code)]
      return slot == 0 ? nil : Int(slot) - 1
    }
  }

  /// Returns the place of a code, giving it one when it has none.
  package mutating func insert(_ code: String) -> Int {
    var code = code
    return code.withUTF8 { code in
      let slot = self.slot(of: code)
      if slots[slot] != 0 { return Int(slots[slot]) - 1 }
      bytes.append(contentsOf: code)
      ends.append(bytes.count)
      slots[slot] = UInt32(ends.count)
      if ends.count * 2 > slots.count { grow() }
      return ends.count - 1
    }
  }

  private func start(of place: Int) -> Int { place == 0 ? 0 : ends[place - 1] }

  /// Finds the slot that holds a code, or the free one where it belongs.
  private func slot(of code: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = home(of: code)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      let start = start(of: place)
      if ends[place] - start == code.count,
        bytes[start..<ends[place]].elementsEqual(code)
      {
        return slot
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// A hash that nobody can foresee, so that no file is made to collide.
  private func home(of code: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(code))
    return hasher.finalize() & (slots.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { bytes in
      for place in ends.indices {
        let start = start(of: place)
        var slot = home(of: UnsafeBufferPointer(rebasing: bytes[start..<ends[place]]))
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(place + 1)
      }
    }
  }
}

/// A list of codes in a few bytes each.
package struct CodeNames: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package init(arrayLiteral codes: String...) {
    for code in codes { append(code) }
  }

  package mutating func append(_ code: String) {
    bytes.append(contentsOf: code.utf8)
    ends.append(bytes.count)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.count }

  package subscript(place: Int) -> String {
    let start = place == 0 ? 0 : ends[place - 1]
    return String(decoding: bytes[start..<ends[place]], as: UTF8.self)
  }
}

extension CodeNames: Hashable {}
