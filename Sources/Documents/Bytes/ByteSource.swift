import Glibc

/// The bytes of a file, in memory or on a disk, read from any place in pieces.
package struct ByteSource: Sendable {
  private enum Store: Sendable {
    case memory([UInt8])
    case file(OpenFile)
  }

  /// Name of the file, for messages only.
  package let name: String
  package let count: Int
  private let store: Store
  /// Where it begins within what it is a part of.
  private let base: Int

  package init(_ bytes: [UInt8], name: String) {
    self.name = name
    count = bytes.count
    base = 0
    store = .memory(bytes)
  }

  /// Opens a file on a disk without reading it.
  package init(path: String, name: String) throws(DocumentError) {
    guard let file = OpenFile.reading(path) else {
      throw .unreadable(file: name, detail: String(cString: strerror(errno)))
    }
    guard let size = file.size else { throw .unreadable(file: name, detail: "不是普通文件") }
    self.name = name
    count = size
    base = 0
    store = .file(file)
  }

  /// What was laid aside while it arrived, such as an upload.
  package init(_ spool: SpoolFile, name: String) {
    self.name = name
    count = spool.count
    base = 0
    store = .file(spool.file)
  }

  private init(name: String, count: Int, base: Int, store: Store) {
    (self.name, self.count, self.base, self.store) = (name, count, base, store)
  }

  /// A part of the bytes as a file of its own.
  package func part(_ range: Range<Int>, name: String) -> ByteSource {
    let range = range.clamped(to: 0..<count)
    return ByteSource(name: name, count: range.count, base: base + range.lowerBound, store: store)
  }

  /// Whether the bytes go on with these at a place.
  package func matches(_ wanted: [UInt8], at offset: Int) throws(DocumentError) -> Bool {
    try bytes(at: offset, count: wanted.count) == wanted
  }

  /// Bytes that one reading takes where a file passes by.
  package static let piece = 262_144

  /// Returns so many bytes from a place, fewer where the file ends.
  package func bytes(at offset: Int, count wanted: Int) throws(DocumentError) -> [UInt8] {
    guard offset >= 0, offset < count, wanted > 0 else { return [] }
    let length = min(wanted, count - offset)
    switch store {
    case .memory(let bytes):
      return length == bytes.count
        ? bytes : Array(bytes[base + offset..<base + offset + length])
    case .file(let file):
      let read = file.bytes(at: base + offset, count: length)
      guard read.count == length else {
        throw .unreadable(file: name, detail: "读取时文件被改动或磁盘出错")
      }
      return read
    }
  }

  /// Hands over the file piece by piece.
  package func each(_ take: ([UInt8]) throws(DocumentError) -> Void) throws(DocumentError) {
    var place = 0
    while place < count {
      let bytes = try bytes(at: place, count: Self.piece)
      place += bytes.count
      try take(bytes)
    }
  }
}
