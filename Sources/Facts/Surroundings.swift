import Definitions
import Documents
import Quantities

/// What stands around the heads of a sheet and holds for all of its columns.
struct Surroundings {
  /// Units of “单位：万元、人”.
  var units: [MeasureUnit] = []
  var time: SheetTime?
  /// Everything written above the heads, folded.
  private(set) var words: [String] = []

  /// Reads the title rows above the heads, and the name of the sheet.
  init(above row: Int, of sheet: Sheet) {
    for cells in sheet.rows.prefix(row) {
      let texts = cells.map { Head.folded($0.written) }
      words += texts.filter { !$0.isEmpty }
      for (index, text) in texts.enumerated() {
        units += Self.units(in: text, next: texts.dropFirst(index + 1).first { !$0.isEmpty })
      }
    }
    time = (words + [Head.folded(sheet.name)]).lazy.compactMap { SheetTime(title: $0) }.first
  }

  /// “单位：万元” in one cell, or “单位：” in one and “万元” in the next.
  private static func units(in text: String, next: String?) -> [MeasureUnit] {
    guard let range = text.firstRange(of: "单位:") else {
      return text == "单位" || text == "计量单位" ? list(next ?? "") : []
    }
    let rest = text[range.upperBound...].prefix { !")]".contains($0) }
    return list(rest.isEmpty ? next ?? "" : String(rest))
  }

  private static func list(_ text: String) -> [MeasureUnit] {
    text.split { "、,;".contains($0) }.compactMap { MeasureUnit.named($0) }
  }
}
