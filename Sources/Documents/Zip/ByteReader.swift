/// Reads little-endian integers out of bytes, and nil where the bytes end.
struct ByteReader {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func uint16(at offset: Int) -> Int? { integer(at: offset, length: 2).map { Int($0) } }
  func uint32(at offset: Int) -> Int? { integer(at: offset, length: 4).map { Int($0) } }

  /// Returns a 64-bit integer, or nil when it is no sensible size either.
  func uint64(at offset: Int) -> Int? {
    integer(at: offset, length: 8).flatMap { Int(exactly: $0) }
  }

  private func integer(at offset: Int, length: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count - length else { return nil }
    var value: UInt64 = 0
    for index in (0..<length).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    return value
  }
}
