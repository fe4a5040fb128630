import Glibc
import Synchronization

/// A temporary file without a name to which bytes are added at the end.
package final class SpoolFile: Sendable {
  let file: OpenFile
  private let end = Mutex(0)

  package init() throws(DocumentError) {
    guard let file = OpenFile.temporary() else { throw .noSpool(errno) }
    self.file = file
  }

  package var count: Int { end.withLock { $0 } }

  /// Adds bytes and returns the place where they begin.
  @discardableResult
  package func append(_ bytes: [UInt8]) throws(DocumentError) -> Int {
    let place = end.withLock { end -> Int in
      defer { end += bytes.count }
      return end
    }
    guard bytes.withUnsafeBytes({ file.write($0, at: place) }) else { throw .noSpool(errno) }
    return place
  }
}

/// Pieces of bytes that are laid aside: the first ones in memory, the others in a temporary file.
package struct Spool: Sendable {
  /// Where a piece lies.
  package enum Place: Sendable {
    case memory(Int)
    case file(offset: Int, count: Int)
  }

  private var kept: [[UInt8]] = []
  private var size = 0
  private var file: SpoolFile?
  private let mostKept: Int

  /// Bytes that stay in memory before a file is made.
  package init(mostKept: Int = 4_194_304) { self.mostKept = mostKept }

  package mutating func append(_ bytes: [UInt8]) throws(DocumentError) -> Place {
    if file == nil, size + bytes.count <= mostKept {
      size += bytes.count
      kept.append(bytes)
      return .memory(kept.count - 1)
    }
    let file: SpoolFile
    if let made = self.file {
      file = made
    } else {
      file = try SpoolFile()
      self.file = file
    }
    return .file(offset: try file.append(bytes), count: bytes.count)
  }

  package func bytes(at place: Place) throws(DocumentError) -> [UInt8] {
    switch place {
    case .memory(let index): return kept[index]
    case .file(let offset, let count):
      guard let bytes = file?.file.bytes(at: offset, count: count), bytes.count == count else {
        throw .noSpool(errno)
      }
      return bytes
    }
  }
}

extension DocumentError {
  /// The place for temporary files takes no more.
  fileprivate static func noSpool(_ number: Int32) -> Self {
    .unwritable(file: "临时文件", detail: String(cString: strerror(number)))
  }
}
