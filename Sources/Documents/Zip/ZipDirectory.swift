/// The central directory of a zip package, entry by entry.
struct ZipDirectory {
  let count: Int
  private let reader: ByteReader
  private let file: String
  private var offset: Int

  /// Finds the directory from the record at the end of the file.
  init(_ bytes: [UInt8], file: String) throws(DocumentError) {
    self.file = file
    reader = ByteReader(bytes)
    guard let end = Self.endRecord(reader), var count = reader.uint16(at: end + 10),
      var offset = reader.uint32(at: end + 16)
    else { throw .damaged(file: file, detail: "压缩包没有目录，文件可能没有下载完") }
    if count == 0xFFFF || offset == 0xFFFF_FFFF {
      guard let wide = Self.wideEndRecord(reader, before: end) else {
        throw .damaged(file: file, detail: "压缩包的目录不完整")
      }
      (count, offset) = wide
    }
    // Every entry takes 46 bytes at least, so a count beyond that is a lie.
    guard count <= bytes.count / 46 else {
      throw .damaged(file: file, detail: "压缩包的目录不完整")
    }
    self.count = count
    self.offset = offset
  }

  /// Only a comment of up to 65,535 bytes can follow the record.
  private static func endRecord(_ reader: ByteReader) -> Int? {
    var offset = reader.bytes.count - 22
    let last = max(0, offset - 65_535)
    while offset >= last {
      if reader.bytes[offset] == 0x50, reader.uint32(at: offset) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    return nil
  }

  private static func wideEndRecord(_ reader: ByteReader, before end: Int) -> (Int, Int)? {
    guard reader.uint32(at: end - 20) == 0x0706_4B50,
      let record = reader.uint64(at: end - 12), reader.uint32(at: record) == 0x0606_4B50,
      let count = reader.uint64(at: record + 32), let offset = reader.uint64(at: record + 48)
    else { return nil }
    return (count, offset)
  }

  mutating func next() throws(DocumentError) -> ZipArchive.Entry {
    guard reader.uint32(at: offset) == 0x0201_4B50,
      let flags = reader.uint16(at: offset + 8), let method = reader.uint16(at: offset + 10),
      let checksum = reader.uint32(at: offset + 16),
      let storedSize = reader.uint32(at: offset + 20), let size = reader.uint32(at: offset + 24),
      let nameLength = reader.uint16(at: offset + 28),
      let extraLength = reader.uint16(at: offset + 30),
      let commentLength = reader.uint16(at: offset + 32),
      let headerOffset = reader.uint32(at: offset + 42)
    else { throw .damaged(file: file, detail: "压缩包的目录不完整") }
    let name = offset + 46
    let end = name + nameLength + extraLength + commentLength
    guard end <= reader.bytes.count else {
      throw .damaged(file: file, detail: "压缩包的目录不完整")
    }
    var entry = ZipArchive.Entry(
      name: String(decoding: reader.bytes[name..<name + nameLength], as: UTF8.self),
      method: method, isEncrypted: flags & 1 != 0, checksum: UInt32(truncatingIfNeeded: checksum),
      storedSize: storedSize, size: size, headerOffset: headerOffset)
    widen(&entry, extra: (name + nameLength)..<(name + nameLength + extraLength))
    offset = end
    return entry
  }

  /// Takes the sizes that do not fit in 32 bits from the zip64 field.
  private func widen(_ entry: inout ZipArchive.Entry, extra: Range<Int>) {
    var field = extra.lowerBound
    while field + 4 <= extra.upperBound, let kind = reader.uint16(at: field),
      let length = reader.uint16(at: field + 2)
    {
      if kind == 0x0001 {
        var place = field + 4
        for path in [\ZipArchive.Entry.size, \.storedSize, \.headerOffset]
        where entry[keyPath: path] == 0xFFFF_FFFF && place + 8 <= extra.upperBound {
          entry[keyPath: path] = reader.uint64(at: place) ?? .max
          place += 8
        }
      }
      field += 4 + length
    }
  }
}
