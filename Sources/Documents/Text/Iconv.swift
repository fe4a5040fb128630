import Glibc

/// A converter from another encoding to UTF-8, by the C library's iconv.
final class Iconv {
  /// What came of a conversion: the text, and where bytes belonged to no character.
  struct Outcome {
    var utf8: [UInt8] = []
    /// Places in `utf8` that now hold the replacement character.
    var broken: [Int] = []
    /// Bytes at the end that begin a character and do not finish it.
    var rest = 0
  }

  private let handle: iconv_t
  /// Bytes to step over where no character begins.
  private let unit: Int
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  init?(from encoding: TextEncoding) {
    let handle = iconv_open("UTF-8", encoding.rawValue)
    // The C interface marks failure with the pointer value -1.
    guard Int(bitPattern: handle) != -1, let handle else { return nil }
    self.handle = handle
    unit = encoding == .gb18030 ? 1 : 2
  }

  deinit { iconv_close(handle) }

  func convert(_ bytes: ArraySlice<UInt8>) -> Outcome {
    var outcome = Outcome()
    outcome.utf8.reserveCapacity(bytes.count + bytes.count / 2)
    let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 65_536)
    defer { buffer.deallocate() }
    bytes.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return }
      // iconv takes a mutable pointer and never writes through it.
      var next: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
        mutating: base.assumingMemoryBound(to: CChar.self))
      var left = source.count
      while left > 0 {
        var target = buffer.baseAddress
        var room = buffer.count
        let result = iconv(handle, &next, &left, &target, &room)
        let reason = errno
        let written = UnsafeRawBufferPointer(start: buffer.baseAddress, count: buffer.count - room)
        outcome.utf8.append(contentsOf: written)
        if result != -1 || reason == E2BIG { continue }
        if reason == EINVAL {
          outcome.rest = left
          return
        }
        outcome.broken.append(outcome.utf8.count)
        outcome.utf8 += Self.replacement
        let step = min(unit, left)
        next = next?.advanced(by: step)
        left -= step
      }
    }
    return outcome
  }
}
