private import CZlib

/// A square code as a PNG file of two colours; the same code gives the same bytes.
enum PixelPicture {
  /// Pixels of a field's side, and fields of white around the code.
  private static let scale = 8
  private static let margin = 2

  static func bytes(of code: SquareCode) -> [UInt8] {
    let side = (code.width + 2 * margin) * scale
    var rows: [UInt8] = []
    for y in 0..<side {
      // No filter before the row.
      rows.append(0)
      rows += row(y, of: code, side: side)
    }
    let head = big(side) + big(side) + [1, 0, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head)
      + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  /// A row of pixels, eight to a byte; white is one.
  private static func row(_ y: Int, of code: SquareCode, side: Int) -> [UInt8] {
    let field = y / scale - margin
    return (0..<side / 8).map { byte in
      // A field is as wide as a byte.
      let x = byte - margin
      let isInside = (0..<code.width).contains(x) && (0..<code.width).contains(field)
      return isInside && code.isDark(x, field) ? 0x00 : 0xFF
    }
  }

  /// A zlib stream of blocks that are not compressed, which no version of a library writes otherwise.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    while start < bytes.count {
      let length = min(bytes.count - start, 0xFFFF)
      let isLast = start + length == bytes.count
      let (low, high) = (UInt8(length & 0xFF), UInt8(length >> 8))
      stream += [isLast ? 1 : 0, low, high, ~low, ~high]
      stream += bytes[start..<start + length]
      start += length
    }
    return stream + big(Int(adler32(1, bytes, UInt32(bytes.count))))
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return big(content.count) + body + big(Int(crc32(0, body, UInt32(body.count))))
  }

  private static func big(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
