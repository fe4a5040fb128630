import Definitions
import Documents
package import Quantities

/// How a sheet of an office's file lines up with a register.
package struct Layout: Hashable, Sendable {
  /// A column of the sheet that holds a field, maybe of one period.
  package struct Mapping: Hashable, Sendable {
    /// Column of the sheet, counted from 0.
    package var column: Int
    package var field: String
    package var period: Period?
    /// Unit in which the cells are written, nil when the field has none.
    package var unit: MeasureUnit?
    /// Head as it is written in the file.
    package var head: String
  }

  /// A column that is known and cannot be read as its head stands.
  package struct Misfit: Hashable, Sendable {
    package var column: Int
    package var head: String
    /// What the head should say.
    package var expected: String
  }

  package var sheet: String
  /// Row of the heads, counted from 1 as in the file.
  package var headRow: Int
  package var codeColumn: Int
  package var columns: [Mapping]
  /// Columns whose heads have to be mended; rows with a value in one of them are refused.
  package var misfits: [Misfit]
  /// Heads that belong to no field of the register; their cells are not read.
  package var unknownHeads: [String]
}

/// Finds the row of heads and the fields it names.
struct LayoutRecogniser {
  let register: Register
  private let fields: [String: Field]
  private let codeHeads: Set<String>
  /// How many rows from the top may be titles.
  private static let reach = 20

  init(register: Register) {
    self.register = register
    codeHeads = Set(([register.codeLabel] + register.codeAliases).map(Head.folded))
    // A label goes before a key, and both before the other words for a field.
    var fields: [String: Field] = [:]
    let words: [(Field) -> [String]] = [{ [$0.label] }, { [$0.key] }, \.aliases]
    for words in words {
      for field in register.fields {
        for word in words(field).map(Head.folded) where fields[word] == nil {
          fields[word] = field
        }
      }
    }
    self.fields = fields
  }

  func recognise(_ sheet: Sheet) -> Layout? {
    var best: Layout?
    for (index, cells) in sheet.rows.prefix(Self.reach).enumerated() {
      guard let layout = layout(of: cells, row: index, in: sheet) else { continue }
      if layout.width > best?.width ?? -1 { best = layout }
    }
    return best
  }

  private func layout(of cells: [Cell], row: Int, in sheet: Sheet) -> Layout? {
    let titleUnits = unitsInTitles(above: row, of: sheet)
    var layout = Layout(
      sheet: sheet.name, headRow: sheet.firstRow + row, codeColumn: -1, columns: [], misfits: [],
      unknownHeads: [])
    for (column, cell) in cells.enumerated() {
      let head = cell.written.trimmed
      let folded = Head.folded(head)
      guard !folded.isEmpty else { continue }
      if layout.codeColumn < 0, codeHeads.contains(folded) {
        layout.codeColumn = column
      } else if let field = fields[folded] ?? fields[Head(head).name] {
        layout.take(field, head: head, column: column, titleUnits: titleUnits)
      } else {
        layout.unknownHeads.append(head)
      }
    }
    return layout.codeColumn >= 0 ? layout : nil
  }

  /// Reads “单位：万元、人” out of the title rows.
  private func unitsInTitles(above row: Int, of sheet: Sheet) -> [MeasureUnit] {
    sheet.rows.prefix(row).joined().flatMap { cell -> [MeasureUnit] in
      let text = Head.folded(cell.written)
      guard let range = text.firstRange(of: "单位:") else { return [] }
      return text[range.upperBound...].prefix { !")]".contains($0) }
        .split { "、,;".contains($0) }.compactMap { MeasureUnit.named($0) }
    }
  }
}

extension Layout {
  fileprivate var width: Int { columns.count + misfits.count }

  fileprivate mutating func take(
    _ field: Field, head: String, column: Int, titleUnits: [MeasureUnit]
  ) {
    let parts = Head(head)
    if let expected = misfit(of: parts, with: field) {
      misfits.append(Misfit(column: column, head: head, expected: expected))
      return
    }
    let titleUnit = titleUnits.first { $0.dimension == field.unit?.dimension }
    columns.append(
      Mapping(
        column: column, field: field.key, period: parts.period,
        unit: parts.unit ?? titleUnit ?? field.unit, head: head))
  }

  private func misfit(of parts: Head, with field: Field) -> String? {
    if let unit = parts.unit, unit.dimension != field.unit?.dimension {
      return field.unit.map { "单位应为\($0.symbol)，不能是\(unit.symbol)" }
        ?? "“\(field.label)”没有单位，列名里不要写单位"
    }
    switch (field.time, parts.period) {
    case (.periodic(let length), nil):
      return "列名要写明\(length.title)，例如“\(field.label)\(length.example)”"
    case (.periodic(let length), let period?) where period.length != length:
      return "“\(field.label)”按\(length.title)填报，列名要像“\(field.label)\(length.example)”"
    case (.constant, _?), (.state, _?):
      return "“\(field.label)”不分时期，列名里不要写时期"
    default: break
    }
    let earlier = columns.first { $0.field == field.key && $0.period == parts.period }
    return earlier.map { "与“\($0.head)”一列重复，请只保留一列" }
  }
}

extension Period.Length {
  fileprivate var example: String {
    switch self {
    case .day: "2022-06-30"
    case .month: "2022年3月"
    case .quarter: "2022年一季度"
    case .halfYear: "2022年上半年"
    case .year: "2021年"
    }
  }
}

/// A column head taken apart: name, unit in brackets, period.
struct Head {
  var name: String
  var unit: MeasureUnit?
  var period: Period?

  init(_ written: String) {
    var text = Self.folded(written)
    period = Self.takePeriod(from: &text)
    if let open = text.lastIndex(of: "("), text.hasSuffix(")") {
      let inside = text[text.index(after: open)...].dropLast()
      if let unit = MeasureUnit.named(inside) {
        self.unit = unit
        text = String(text[..<open])
        // The period may stand before the unit: 营业收入2021年（万元）.
        period = period ?? Self.takePeriod(from: &text)
      }
    }
    name = text
  }

  /// Folds full-width forms and drops white space, so that heads compare as people read them.
  static func folded(_ text: String) -> String {
    ChineseNumeral.fold(text).filter { !$0.isWhitespace }
  }

  /// Takes “2021年”, “2022年3月” or “2022年一季度” from the front or the end of a head.
  private static func takePeriod(from text: inout String) -> Period? {
    for match in [text.prefixPeriod(), text.suffixPeriod()] {
      if let (period, rest) = match {
        text = rest
        return period
      }
    }
    return nil
  }
}

extension String {
  fileprivate func prefixPeriod() -> (Period, String)? {
    for length in Swift.stride(from: Swift.min(count, 9), through: 4, by: -1) {
      if let period = Period(chinese: prefix(length)) {
        return (period, String(dropFirst(length)))
      }
    }
    return nil
  }

  fileprivate func suffixPeriod() -> (Period, String)? {
    for length in Swift.stride(from: Swift.min(count, 9), through: 4, by: -1) {
      if let period = Period(chinese: suffix(length)) {
        return (period, String(dropLast(length)))
      }
    }
    return nil
  }
}

extension Period {
  /// Reads a period as offices write it in a head: 2021年, 2022年3月, 2022年一季度, 2022-03.
  init?(chinese text: Substring) {
    if let period = Period(text) {
      guard period.length != .day else { return nil }
      self = period
      return
    }
    guard text.count >= 5, let year = Int(text.prefix(4)), text.dropFirst(4).first == "年" else {
      return nil
    }
    let rest = text.dropFirst(5)
    if rest.isEmpty || rest == "度" {
      self.init(.year, number: 1, of: year)
    } else if rest.hasSuffix("月") {
      self.init(.month, number: Int(rest.dropLast()), of: year)
    } else if rest.hasSuffix("季度") {
      self.init(.quarter, number: Self.quarters[String(rest.dropLast(2))], of: year)
    } else if rest == "上半年" || rest == "下半年" {
      self.init(.halfYear, number: rest == "上半年" ? 1 : 2, of: year)
    } else {
      return nil
    }
  }

  private static let quarters = [
    "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "第一": 1, "第二": 2, "第三": 3, "第四": 4,
  ]
}
