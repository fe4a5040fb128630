import CZlib

/// Unfolds deflated bytes (RFC 1951) piece by piece.
enum Inflater {
  enum End: Equatable {
    /// The stream came to its own end.
    case whole
    /// The bytes ended first, or were no deflate stream.
    case damaged
    /// The taker had enough.
    case stopped
  }

  static func run(_ bytes: ArraySlice<UInt8>, _ take: (UnsafeRawBufferPointer) -> Bool) -> End {
    var stream = z_stream()
    // Negative window bits: zip stores the bare stream without a zlib header.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return .damaged }
    defer { inflateEnd(&stream) }
    return bytes.withUnsafeBytes { source in run(&stream, source, take) }
  }

  private static func run(
    _ stream: inout z_stream, _ source: UnsafeRawBufferPointer,
    _ take: (UnsafeRawBufferPointer) -> Bool
  ) -> End {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 131_072)
    defer { room.deallocate() }
    var taken = 0
    while true {
      // zlib counts in 32 bits, so a long entry is handed over in parts.
      if stream.avail_in == 0, taken < source.count {
        let part = min(source.count - taken, 1 << 30)
        // zlib takes a mutable pointer and never writes through it.
        stream.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress?.advanced(by: taken).assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(part)
        taken += part
      }
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(room.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      let made = room.count - Int(stream.avail_out)
      if made > 0, !take(UnsafeRawBufferPointer(start: room.baseAddress, count: made)) {
        return .stopped
      }
      if status == Z_STREAM_END { return .whole }
      if status != Z_OK || (made == 0 && stream.avail_in == 0 && taken == source.count) {
        return .damaged
      }
    }
  }
}

/// The CRC-32 of a zip entry, fed piece by piece.
struct Checksum {
  private var state: UInt = 0

  init() {}

  init(_ bytes: some Collection<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ add(UnsafeRawBufferPointer($0)) }) == nil {
      Array(bytes).withUnsafeBytes { add($0) }
    }
  }

  var value: UInt32 { UInt32(truncatingIfNeeded: state) }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    state = crc32_z(state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
  }
}
