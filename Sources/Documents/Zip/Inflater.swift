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

  static func run(
    _ stored: StoredBytes, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(DocumentError) -> End {
    var stream = z_stream()
    // Negative window bits: zip stores the bare stream without a zlib header.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return .damaged }
    defer { inflateEnd(&stream) }
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 131_072)
    defer { room.deallocate() }
    var stored = stored
    while let piece = try stored.next() {
      if let end = unfold(piece, by: &stream, through: room, take) { return end }
    }
    return .damaged
  }

  /// Unfolds one piece; returns nil while the stream goes on behind it.
  private static func unfold(
    _ piece: [UInt8], by stream: inout z_stream, through room: UnsafeMutableBufferPointer<UInt8>,
    _ take: (UnsafeRawBufferPointer) -> Bool
  ) -> End? {
    piece.withUnsafeBufferPointer { source in
      // zlib takes a mutable pointer and never writes through it.
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(source.count)
      while true {
        stream.next_out = room.baseAddress
        stream.avail_out = UInt32(room.count)
        let status = CZlib.inflate(&stream, Z_NO_FLUSH)
        let made = room.count - Int(stream.avail_out)
        if made > 0, !take(UnsafeRawBufferPointer(start: room.baseAddress, count: made)) {
          return .stopped
        }
        if status == Z_STREAM_END { return .whole }
        // Nothing made and nothing left to read: the next piece goes on.
        if status == Z_BUF_ERROR, stream.avail_in == 0 { return nil }
        if status != Z_OK { return .damaged }
        if stream.avail_in == 0, stream.avail_out > 0 { return nil }
      }
    }
  }
}

/// The bytes of an entry as they are stored, taken piece by piece.
struct StoredBytes {
  let source: ByteSource
  private(set) var place: Int
  let end: Int

  mutating func next() throws(DocumentError) -> [UInt8]? {
    guard place < end else { return nil }
    let piece = try source.bytes(at: place, count: min(ByteSource.piece, end - place))
    guard !piece.isEmpty else { return nil }
    place += piece.count
    return piece
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
