/// Rows of text under heads, printed for a terminal, a spreadsheet or a page.
struct TextTable {
  var heads: [String]
  var rows: [[String]]

  func print() {
    let all = [heads] + rows
    let widths = heads.indices.map { column in all.map { Self.width($0[column]) }.max() ?? 0 }
    for row in all {
      let cells = row.indices.map { column in
        column + 1 == row.count
          ? row[column]
          : row[column] + String(repeating: " ", count: widths[column] - Self.width(row[column]))
      }
      Swift.print(cells.joined(separator: "  "))
    }
  }

  /// Columns on a terminal: Chinese characters take two.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
  }

  func printCSV() {
    for row in [heads] + rows {
      Swift.print(row.map(Self.cell).joined(separator: ","), terminator: "\r\n")
    }
  }

  private static func cell(_ text: String) -> String {
    let needsQuotes = text.contains { ",\"\r\n".contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  func printMarkdown() {
    Swift.print("| " + heads.joined(separator: " | ") + " |")
    Swift.print("|" + heads.map { _ in " --- |" }.joined())
    for row in rows {
      Swift.print("| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |")
    }
  }
}
