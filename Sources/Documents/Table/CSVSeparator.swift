/// Finds what stands between the cells of a text table.
enum CSVSeparator {
  /// The likelier one first where two cut a file equally well.
  static let candidates: [UInt8] = [
    UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
  ]

  /// Returns the separator that a first line such as `sep=;` declares, and the length of the line.
  static func declared(in bytes: [UInt8]) -> (separator: UInt8, length: Int)? {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count == 5, line.starts(with: "sep=".utf8) || line.starts(with: "SEP=".utf8),
      let separator = line.last
    else { return nil }
    let rest = bytes.dropFirst(line.count)
    let end = rest.starts(with: [0x0D, 0x0A]) ? 2 : min(rest.count, 1)
    return (separator, line.count + end)
  }

  /// Guesses the separator: the one that cuts the most lines into the same number of cells.
  static func guess(_ bytes: [UInt8]) -> UInt8 {
    let counts = separatorsPerLine(bytes.prefix(65_536), lines: 50)
    var best = (separator: UInt8(ascii: ","), score: 0)
    for (index, separator) in candidates.enumerated() {
      var lines: [Int: Int] = [:]
      for count in counts where count[index] > 0 { lines[count[index], default: 0] += 1 }
      let score = lines.map { $0.key * $0.value }.max() ?? 0
      if score > best.score { best = (separator, score) }
    }
    return best.separator
  }

  private static func separatorsPerLine(_ bytes: ArraySlice<UInt8>, lines limit: Int) -> [[Int]] {
    var lines = [[0, 0, 0, 0]]
    var isQuoted = false
    for (index, byte) in zip(bytes.indices, bytes) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      // Some programs end a code with a tab before the comma, to keep it from becoming a number.
      if byte == 0x09, index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: ",") {
        continue
      }
      guard !isQuoted else { continue }
      if byte == 0x0A || byte == 0x0D {
        if lines.count == limit { break }
        lines.append([0, 0, 0, 0])
      } else if let index = candidates.firstIndex(of: byte) {
        lines[lines.count - 1][index] += 1
      }
    }
    return lines
  }
}
