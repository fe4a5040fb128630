private import CQREncode

/// A QR code as its fields, dark or light, without the quiet margin.
struct SquareCode: Hashable, Sendable {
  let width: Int
  private let dark: [Bool]

  /// Encodes a text so that it stays legible with 15 % of the fields lost; nil when it is too long.
  init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    // The lowest bit of a field says whether it is dark.
    dark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    self.width = width
  }

  func isDark(_ x: Int, _ y: Int) -> Bool { dark[y * width + x] }

  /// Dark fields that lie beside each other, row by row.
  var runs: [(x: Int, y: Int, length: Int)] {
    var runs: [(x: Int, y: Int, length: Int)] = []
    for y in 0..<width {
      var x = 0
      while x < width {
        guard isDark(x, y) else {
          x += 1
          continue
        }
        let start = x
        while x < width, isDark(x, y) { x += 1 }
        runs.append((start, y, x - start))
      }
    }
    return runs
  }
}
