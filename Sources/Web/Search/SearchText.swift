/// Text in the one form in which it is compared: half-width, lower case, without blanks and marks.
enum SearchText {
  /// Returns the folded form; “（A）中 原” and “(a)中原” are the same.
  static func folded(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0x3000...0x3003, 0x300A...0x3011,
        0x2014,
        0x2018...0x201D, 0xB7:
        continue
      case 0x41...0x5A: append(scalar.value + 0x20, to: &folded)
      case 0xFF10...0xFF19: append(scalar.value - 0xFEE0, to: &folded)
      case 0xFF21...0xFF3A: append(scalar.value - 0xFEE0 + 0x20, to: &folded)
      case 0xFF41...0xFF5A: append(scalar.value - 0xFEE0, to: &folded)
      case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: continue
      default: if !scalar.properties.isWhitespace { folded.append(scalar) }
      }
    }
    return String(folded)
  }

  private static func append(_ value: UInt32, to text: inout String.UnicodeScalarView) {
    if let scalar = Unicode.Scalar(value) { text.append(scalar) }
  }
}
