/// The central directory of a zip package, entry by entry.
struct ZipDirectory {
  let count: Int
  private let source: ByteSource
  private var offset: Int

  /// Finds the directory from the record at the end of the file.
  init(_ source: ByteSource) throws(DocumentError) {
    self.source = source
    // Only a comment of up to 65,535 bytes can follow the record, and a locator stand before it.
    let start = max(0, source.count - 65_535 - 22 - 20)
    let tail = ByteReader(try source.bytes(at: start, count: source.count - start))
    guard let end = Self.endRecord(tail), var count = tail.uint16(at: end + 10),
      var offset = tail.uint32(at: end + 16)
    else { throw .damaged(file: source.name, detail: "压缩包没有目录，文件可能没有下载完") }
    if count == 0xFFFF || offset == 0xFFFF_FFFF {
      guard let wide = try Self.wideEndRecord(source, tail, before: end) else {
        throw .damaged(file: source.name, detail: "压缩包的目录不完整")
      }
      (count, offset) = wide
    }
    // Every entry takes 46 bytes at least, so a count beyond that is a lie.
    guard count <= source.count / 46 else {
      throw .damaged(file: source.name, detail: "压缩包的目录不完整")
    }
    self.count = count
    self.offset = offset
  }

  private static func endRecord(_ tail: ByteReader) -> Int? {
    var offset = tail.bytes.count - 22
    let last = max(0, offset - 65_535)
    while offset >= last {
      if tail.bytes[offset] == 0x50, tail.uint32(at: offset) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    return nil
  }

  private static func wideEndRecord(
    _ source: ByteSource, _ tail: ByteReader, before end: Int
  ) throws(DocumentError) -> (Int, Int)? {
    guard tail.uint32(at: end - 20) == 0x0706_4B50, let place = tail.uint64(at: end - 12) else {
      return nil
    }
    let record = ByteReader(try source.bytes(at: place, count: 56))
    guard record.uint32(at: 0) == 0x0606_4B50, let count = record.uint64(at: 32),
      let offset = record.uint64(at: 48)
    else { return nil }
    return (count, offset)
  }

  mutating func next() throws(DocumentError) -> ZipArchive.Entry {
    let head = ByteReader(try source.bytes(at: offset, count: 46))
    guard head.uint32(at: 0) == 0x0201_4B50,
      let flags = head.uint16(at: 8), let method = head.uint16(at: 10),
      let checksum = head.uint32(at: 16), let storedSize = head.uint32(at: 20),
      let size = head.uint32(at: 24), let nameLength = head.uint16(at: 28),
      let extraLength = head.uint16(at: 30), let commentLength = head.uint16(at: 32),
      let headerOffset = head.uint32(at: 42)
    else { throw .damaged(file: source.name, detail: "压缩包的目录不完整") }
    let end = offset + 46 + nameLength + extraLength + commentLength
    guard end <= source.count else {
      throw .damaged(file: source.name, detail: "压缩包的目录不完整")
    }
    let rest = ByteReader(try source.bytes(at: offset + 46, count: nameLength + extraLength))
    var entry = ZipArchive.Entry(
      name: String(decoding: rest.bytes.prefix(nameLength), as: UTF8.self),
      method: method, isEncrypted: flags & 1 != 0, checksum: UInt32(truncatingIfNeeded: checksum),
      storedSize: storedSize, size: size, headerOffset: headerOffset)
    widen(&entry, rest, extra: nameLength..<(nameLength + extraLength))
    offset = end
    return entry
  }

  /// Takes the sizes that do not fit in 32 bits from the zip64 field.
  private func widen(
    _ entry: inout ZipArchive.Entry, _ reader: ByteReader, extra: Range<Int>
  ) {
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
