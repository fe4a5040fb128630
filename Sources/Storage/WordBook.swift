/// The different texts of a long answer, each kept once and known by its place.
///
/// A column of a million names or codes is read without making a million strings: bytes that were
/// seen before give the place of the text that was made of them.
package struct WordBook: Sendable {
  /// The texts in the order in which they first came.
  package private(set) var words: [String] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [Int] = []
  /// Places by hash, each in the first free slot; -1 is free.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  package init() {}

  /// Returns the place of a text, given as UTF-8.
  package mutating func place(of word: UnsafeBufferPointer<UInt8>) -> Int64 {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(word))
    let hash = hasher.finalize()
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if hashes[place] == hash, holds(word, at: place) { return Int64(place) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(words.count)
    add(word, hash: hash)
    return Int64(words.count - 1)
  }

  private func holds(_ word: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let start = place == 0 ? 0 : ends[place - 1]
    guard ends[place] - start == word.count else { return false }
    for index in 0..<word.count where bytes[start + index] != word[index] { return false }
    return true
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, hash: Int) {
    words.append(String(decoding: word, as: UTF8.self))
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
    hashes.append(hash)
    guard words.count * 2 > slots.count else { return }
    slots = Array(repeating: -1, count: slots.count * 2)
    for (place, hash) in hashes.enumerated() {
      var slot = hash & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place)
    }
  }
}
