/// Writes a text table that spreadsheet programs open as it is meant (RFC 4180, UTF-8 with mark).
package struct CSVWriter {
  private var bytes: [UInt8]

  /// Starts a table; without the byte order mark Excel would take the file for GB18030.
  package init(marked: Bool = true) { bytes = marked ? [0xEF, 0xBB, 0xBF] : [] }

  package mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(cell, isAlone: cells.count == 1)
    }
    bytes += [0x0D, 0x0A]
  }

  package mutating func append(_ cells: [Cell]) { append(cells.map(\.written)) }

  /// Returns what was written since the last call, so that a long table can go out in pieces.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func write(_ cell: String, isAlone: Bool) {
    guard Self.needsQuotes(cell, isAlone: isAlone) else {
      bytes += cell.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Quotes also what a reader would take for more than text: other separators, `="1"`, `sep=;`.
  private static func needsQuotes(_ cell: String, isAlone: Bool) -> Bool {
    cell.utf8.contains { $0 < 0x20 || ",\";|=".utf8.contains($0) }
      || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 || (isAlone && cell.isEmpty)
  }
}
