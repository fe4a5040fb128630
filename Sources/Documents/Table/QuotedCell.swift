/// A cell that stands in quotes.
struct QuotedCell {
  var text: String
  /// Place behind the cell: a separator, a line end or the end of the file.
  var end: Int
  /// Line ends within the cell.
  var lineEnds: Int

  /// Reads the cell whose quote opens at a place, or returns nil when that quote opens nothing: it
  /// is never closed, or it closes in the middle of another line's words.
  init?(_ bytes: [UInt8], at start: Int, separator: UInt8, spansLines: Bool) {
    let scan = bytes.withUnsafeBufferPointer {
      Scan($0, from: start + 1, separator: separator, spansLines: spansLines)
    }
    guard let scan else { return nil }
    end = scan.end
    lineEnds = scan.lineEnds
    let inside = bytes[(start + 1)..<scan.close]
    if scan.isPlain && scan.close + 1 == scan.end {
      text = String(decoding: inside, as: UTF8.self)
    } else {
      let tail = bytes[(scan.close + 1)..<scan.end]
      text = String(decoding: Self.unescaped(inside) + tail, as: UTF8.self)
    }
  }

  /// Takes doubled quotes as one and every line end as a line feed.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      switch (previous, byte) {
      case (UInt8(ascii: "\""), UInt8(ascii: "\"")):
        previous = 0
        continue
      case (0x0D, 0x0A): break
      case (_, 0x0D): result.append(0x0A)
      default: result.append(byte)
      }
      previous = byte
    }
    return result
  }

  /// Where a quoted cell closes and ends.
  private struct Scan {
    var close = 0
    var end = 0
    var lineEnds = 0
    /// Whether the bytes inside are the text as they stand.
    var isPlain = true

    init?(
      _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8, spansLines: Bool
    ) {
      guard let close = findClose(bytes, from: start, spansLines: spansLines) else { return nil }
      self.close = close
      end = close + 1
      while end < bytes.count, bytes[end] != separator, bytes[end] != 0x0A, bytes[end] != 0x0D {
        // Words behind a quote that closed on another line: the pairing has slipped.
        if lineEnds > 0, bytes[end] != 0x20, bytes[end] != 0x09 { return nil }
        end += 1
      }
    }

    private mutating func findClose(
      _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, spansLines: Bool
    ) -> Int? {
      var index = start
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""):
          guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else {
            return index
          }
          isPlain = false
          index += 1
        case 0x0A:
          guard spansLines else { return nil }
          lineEnds += 1
        case 0x0D:
          guard spansLines else { return nil }
          isPlain = false
          if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { lineEnds += 1 }
        default: break
        }
        index += 1
      }
      return nil
    }
  }
}
