import Commands
import Definitions
import Facts
import Quantities

/// A list as a file of comma-separated values, with exactly the rows and columns that are shown.
struct ListFile: Sendable {
  let register: Register
  let columns: [Field]
  let snapshot: Snapshot
  let words: FieldWords

  /// Heads carry units as the importer reads them; amounts are not rounded.
  func bytes(of rows: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    let name = register.nameField.flatMap { register.field($0) }
    let heads = columns.map { field in
      field.label + (field.unit.map { "（\($0.symbol)）" } ?? "")
    }
    Self.line([register.codeLabel, name?.label ?? "名称"] + heads, to: &bytes)
    for row in rows {
      let cells = columns.map { cell($0, row: row) }
      let title = name == nil ? "" : Self.plain(snapshot.name(row: row))
      Self.line([snapshot.codes[row], title] + cells, to: &bytes)
    }
    return bytes
  }

  private func cell(_ field: Field, row: Int) -> String {
    switch snapshot.value(field.key, row: row) {
    case nil: ""
    case .number(let number): number.description
    case .day(let day): day.description
    case .boolean(let flag): flag ? "是" : "否"
    // A post goes out by its code, for a title would not come in again.
    case .text(let text) where Authority.officers.contains(field.key): Self.plain(text)
    case .text(let text): Self.plain(words.name(text, of: field))
    }
  }

  /// A text that a table program would run as a formula is kept a text.
  private static func plain(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
    return "'" + text
  }

  private static func line(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let isPlain = !cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      let written = isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
      bytes.append(contentsOf: written.utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }
}
