/// Rows on their way into a table, value behind value in a few long arrays.
///
/// Nothing is made for a row or for a value, however many there are, so that what costs time in a
/// long import is the database and not the way to it.
package struct RowParcel: Sendable {
  package enum Kind: UInt8, Sendable { case null, integer, real, text, blob }

  package let width: Int
  package private(set) var kinds: [Kind] = []
  /// Whole numbers as they are, others by their bits; of texts and blobs the place of their first
  /// byte, above 32 bits with their length.
  package private(set) var numbers: [Int64] = []
  /// The bytes of texts, in UTF-8, and of blobs.
  package private(set) var bytes: [UInt8] = []
  /// Whether a text holds a zero character, which no store keeps.
  package private(set) var holdsZero = false

  private static let mostRows = 4_096
  private static let mostBytes = 4_194_304

  package init(width: Int) { self.width = width }

  /// Rows that are complete.
  package var count: Int { kinds.count / width }

  /// Whether it is time to hand the rows over.
  package var isFull: Bool { count >= Self.mostRows || bytes.count >= Self.mostBytes }

  // MARK: Filling

  package mutating func appendNull() { append(.null, 0) }

  package mutating func append(_ number: Int64) { append(.integer, number) }

  package mutating func append(text: UnsafeRawBufferPointer) {
    append(.text, bytes: text)
    if text.contains(0) { holdsZero = true }
  }

  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
  }

  package mutating func append(_ value: SQLValue) {
    switch value {
    case .null: appendNull()
    case .integer(let number): append(number)
    case .real(let number): append(.real, Int64(bitPattern: number.bitPattern))
    case .text(let text): append(text: text)
    case .blob(let blob): blob.withUnsafeBytes { append(.blob, bytes: $0) }
    }
  }

  package mutating func removeAll() {
    kinds.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    holdsZero = false
  }

  private mutating func append(_ kind: Kind, _ number: Int64) {
    kinds.append(kind)
    numbers.append(number)
  }

  private mutating func append(_ kind: Kind, bytes more: UnsafeRawBufferPointer) {
    append(kind, Int64(bytes.count) << 32 | Int64(more.count))
    bytes.append(contentsOf: more)
  }

  // MARK: Reading

  /// Where the bytes of a text or a blob lie, by the number that is kept of it.
  package static func range(of number: Int64) -> Range<Int> {
    let start = Int(number >> 32)
    return start..<start + Int(number & 0xFFFF_FFFF)
  }

  /// A value by its place, counted from 0 row by row.
  package subscript(place: Int) -> SQLValue {
    switch kinds[place] {
    case .null: .null
    case .integer: .integer(numbers[place])
    case .real: .real(Double(bitPattern: UInt64(bitPattern: numbers[place])))
    case .text: .text(String(decoding: bytes[Self.range(of: numbers[place])], as: UTF8.self))
    case .blob: .blob(Array(bytes[Self.range(of: numbers[place])]))
    }
  }
}
