import CZlib

/// Builds a zip package in memory.
///
/// Every entry carries the same fixed time, so that the same content gives the same bytes.
package struct ZipWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Adds one entry, folded where that makes it smaller.
  package mutating func add(_ name: String, _ content: [UInt8]) {
    let folded = Deflater.run(content).flatMap { $0.count < content.count ? $0 : nil }
    let isFolded = folded != nil
    let data = folded ?? content
    var fields: [UInt8] = []
    fields.append(littleEndian: isFolded ? 20 : 10, bytes: 2)  // version needed
    fields.append(littleEndian: 0x0800, bytes: 2)  // names are UTF-8
    fields.append(littleEndian: isFolded ? 8 : 0, bytes: 2)
    fields.append(littleEndian: 0, bytes: 2)  // midnight
    fields.append(littleEndian: 0x21, bytes: 2)  // 1980-01-01
    fields.append(littleEndian: Int(Checksum(content).value), bytes: 4)
    fields.append(littleEndian: data.count, bytes: 4)
    fields.append(littleEndian: content.count, bytes: 4)
    fields.append(littleEndian: name.utf8.count, bytes: 2)
    fields.append(littleEndian: 0, bytes: 2)

    directory.append(littleEndian: 0x0201_4B50, bytes: 4)
    directory.append(littleEndian: 20, bytes: 2)  // version made by
    directory += fields
    directory.append(littleEndian: 0, bytes: 10)  // comment, disk, attributes
    directory.append(littleEndian: body.count, bytes: 4)
    directory += name.utf8

    body.append(littleEndian: 0x0403_4B50, bytes: 4)
    body += fields
    body += name.utf8
    body += data
    count += 1
  }

  /// Returns the whole package.
  package consuming func finish() -> [UInt8] {
    var end: [UInt8] = []
    end.append(littleEndian: 0x0605_4B50, bytes: 4)
    end.append(littleEndian: 0, bytes: 4)
    end.append(littleEndian: count, bytes: 2)
    end.append(littleEndian: count, bytes: 2)
    end.append(littleEndian: directory.count, bytes: 4)
    end.append(littleEndian: body.count, bytes: 4)
    end.append(littleEndian: 0, bytes: 2)
    return body + directory + end
  }
}

extension [UInt8] {
  mutating func append(littleEndian value: Int, bytes: Int) {
    for index in 0..<bytes {
      append(index < 8 ? UInt8(truncatingIfNeeded: value >> (8 * index)) : 0)
    }
  }
}

/// Folds bytes with deflate (RFC 1951), without a zlib header; nil when zlib could not.
enum Deflater {
  static func run(_ bytes: [UInt8], level: Int32 = Z_DEFAULT_COMPRESSION) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    let status = deflateInit2_(
      &stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    guard status == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    let folded = bytes.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: room) { target, made in
        // zlib takes a mutable pointer and never writes through it.
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(room)
        made = deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
      }
    }
    return folded.isEmpty ? nil : folded
  }
}
