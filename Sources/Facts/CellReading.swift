import Definitions
import Documents
import Quantities

/// Reads a cell as the value of a field, in the unit that the head names.
struct CellReader {
  let field: Field
  /// Unit in which the cells are written; of the dimension of the field's unit.
  let unit: MeasureUnit?
  /// The words a code field allows, by word or code; nil when every word is allowed.
  let codes: CodeList?
  /// How the file counts days that stand in it as bare numbers.
  let days: DaySystem

  /// Why a cell cannot be read, in the words of the person who has to mend it.
  struct Refusal: Error, Hashable {
    var expected: String
  }

  /// Returns the value, or nil for a cell that says nothing; `note` tells what was taken for granted.
  func value(of cell: Cell, note: inout String?) throws(Refusal) -> Value? {
    if case .empty = cell { return nil }
    if case .error(let error) = cell { throw Self.refusal(ofFormula: error) }
    let written = cell.written.trimmed
    guard let first = written.utf8.first else { return nil }
    // Most cells begin with a digit or are longer than any word for nothing.
    let isShort = written.utf8.count <= 9
    if isShort, !(0x30...0x39).contains(first), Self.blanks.contains(written) { return nil }
    let isUnknown = isShort && first >= 0x80 && Self.unknowns.contains(written)
    switch field.type {
    case .number, .money, .area:
      if isUnknown { return nil }
      return .number(try number(of: cell, written: written))
    case .day:
      if isUnknown { return nil }
      return .day(try day(of: cell, written: written, note: &note))
    case .boolean: return .boolean(try flag(of: cell, written: written))
    case .text, .reference:
      return .text(try text(field.form == .creditCode ? CreditCode.spelled(written) : written))
    case .code: return .text(try code(written))
    }
  }

  private static let blanks: Set<String> = [
    "-", "--", "—", "——", "－", "/", "／", "\\", "无数据", "N/A", "n/a", "#N/A",
  ]
  /// Words that say of a number or a day that there is none, and might be a text of their own.
  private static let unknowns: Set<String> = ["无", "暂无", "不详", "未知", "空", "待定", "…", "……"]

  private static func refusal(ofFormula error: String) -> Refusal {
    error == Cell.uncounted
      ? Refusal(expected: "公式没有存下结果，请用 WPS 或 Excel 打开、保存一次再导入，或改为数值")
      : Refusal(expected: "公式出错，请改为数值或留空")
  }
  /// Characters of the longest text that is still a value and not a document.
  private static let longest = 2_000

  private func number(of cell: Cell, written: String) throws(Refusal) -> Number {
    guard let amount = amount(of: cell, written: written) else {
      throw Refusal(expected: "请填写数字\(unit.map { "，单位\($0.symbol)，例如 300" } ?? "，例如 300")")
    }
    guard amount.fixedPoint(places: field.places) != nil else {
      let isTooLarge =
        amount.rounded(toPlaces: field.places, .halfUp).fixedPoint(places: field.places) == nil
      throw Refusal(expected: isTooLarge ? "数过大，请核对单位" : finestStep)
    }
    return amount
  }

  /// How fine the field is kept, said in the unit in which the file is written.
  private var finestStep: String {
    let step = Number(coefficient: 1, exponent: -field.places)
    guard let kept = field.unit, let unit, unit != kept,
      let written = try? Quantity(step, kept).converted(to: unit)
    else {
      return field.places == 0 ? "只能是整数，请四舍五入" : "最多 \(field.places) 位小数，请四舍五入"
    }
    return "换算成\(kept.symbol)后最多 \(field.places) 位小数（精确到 \(written)），请四舍五入"
  }

  private func amount(of cell: Cell, written: String) -> Number? {
    if case .number(let number, written: _) = cell {
      // A cell that shows 6.5% holds 0.065.
      guard written.hasSuffix("%") else { return converted(number, from: unit) }
      return MeasureUnit.named("%").flatMap { converted(number * 100, from: $0) }
    }
    if let number = Number(plain: written) ?? Number(written) {
      return converted(number, from: unit)
    }
    let folded = ChineseNumeral.fold(written).filter { !" ¥￥'".contains($0) }
    if let number = Number(ungrouped(folded)) { return converted(number, from: unit) }
    // A unit and no number: the row of units under the heads, copied along.
    guard folded.first.map({ !"万亿".contains($0) }) ?? false else { return nil }
    if let quantity = try? Quantity(parsing: folded + bareMultiple(of: folded)) {
      return converted(quantity.amount, from: quantity.unit)
    }
    return field.unit == nil ? multiplied(folded) : nil
  }

  /// Digits that end with 万 or 亿 leave the unit itself unsaid, whatever the head says; numerals
  /// written in words stay what a person has to look at.
  private func bareMultiple(of text: String) -> String {
    guard text.hasSuffix("万") || text.hasSuffix("亿"), text.first?.isASCII == true else {
      return ""
    }
    return field.unit?.plainSymbol ?? ""
  }

  private func multiplied(_ text: String) -> Number? {
    guard let last = text.last, let factor = Self.factors[last] else { return nil }
    return Number(ungrouped(String(text.dropLast()))).map { $0 * factor }
  }

  private static let factors: [Character: Number] = ["万": 10_000, "亿": 100_000_000]

  private func converted(_ number: Number, from unit: MeasureUnit?) -> Number? {
    guard let unit, unit != field.unit else { return number }
    guard let target = field.unit else { return nil }
    return try? Quantity(number, unit).converted(to: target).amount
  }

  /// Drops the commas of 1,234,567.8 and of nothing else: 1,5 may be meant as a decimal.
  private func ungrouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
      let first = groups.first, (1...3).contains(first.drop { $0 == "-" || $0 == "+" }.utf8.count)
    else { return text }
    return groups.joined() + text.dropFirst(whole.count)
  }

  private func day(
    of cell: Cell, written: String, note: inout String?
  ) throws(Refusal) -> Day {
    switch cell {
    case .day(let day): return day
    case .number(let number, written: _):
      // Between the years 1955 and 2064; a date such as 20220305 is far beyond.
      if number.isInteger, let serial = number.fixedPoint(places: 0), (20_000...60_000) ~= serial,
        let day = days.day(of: number)
      {
        return day
      }
    default: break
    }
    if let day = Day(officeWriting: written) { return day }
    if let month = Period(chinese: Head.folded(written)[...]), month.length == .month {
      note = "只写到月，按 \(month.first) 读入；知道日子的请补上"
      return month.first
    }
    throw Refusal(expected: "请填写年月日，例如 2022-06-30")
  }

  private func flag(of cell: Cell, written: String) throws(Refusal) -> Bool {
    if case .boolean(let flag) = cell { return flag }
    switch ChineseNumeral.fold(written).lowercased() {
    case "是", "有", "√", "✓", "1", "true", "y", "yes": return true
    case "否", "无", "×", "x", "0", "false", "n", "no": return false
    default: throw Refusal(expected: "请填写“是”或“否”")
    }
  }

  private func text(_ written: String) throws(Refusal) -> String {
    let longest = field.form?.longest ?? Self.longest
    guard written.utf8.count <= longest || written.count <= longest else {
      throw Refusal(expected: "文字过长（\(written.count) 字），最多 \(longest) 字")
    }
    var hasControl = false
    // Only characters of the last plane but one begin with this byte, the stand-in among them.
    var mayBeBroken = false
    for byte in written.utf8 {
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { hasControl = true }
      if byte == 0x7F { hasControl = true }
      if byte == 0xEF { mayBeBroken = true }
    }
    guard !hasControl else {
      throw Refusal(expected: "含有看不见的控制字符，请重新录入")
    }
    guard !mayBeBroken || !written.unicodeScalars.contains("\u{FFFD}") else {
      throw Refusal(expected: "有不能识别的字，请核对原文")
    }
    if let problem = field.form?.problem(with: written) { throw Refusal(expected: problem) }
    return written
  }

  private func code(_ written: String) throws(Refusal) -> String {
    guard let codes else { return try text(written) }
    if let code = codes.code(for: written) { return code }
    throw Refusal(expected: "应为“\(codes.title)”里的一项")
  }
}

extension Day {
  /// Reads a day as offices write it: 2022-06-30, 2022/6/30, 2022.6.30, 2022年6月30日, 20220630.
  package init?(officeWriting written: String) {
    if let day = Day(written) {
      self = day
      return
    }
    let text = ChineseNumeral.fold(written).trimmed
    if text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self.init("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
      return
    }
    // A time of day after the date is dropped: the product counts in days.
    let date = text.split(separator: " ").first ?? ""
    var numbers = date.split { "-/.年月日T".contains($0) }
    if numbers.count > 3, date.contains("T") { numbers = Array(numbers.prefix(3)) }
    guard numbers.count == 3, date.contains(where: { "-/.年".contains($0) }),
      let year = Int(numbers[0]), let month = Int(numbers[1]), let day = Int(numbers[2]),
      year >= 1000
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Number {
  /// Reads digits with at most one point among them, which nearly every cell with a number holds;
  /// nil for everything else, right or wrong.
  fileprivate init?(plain written: String) {
    var (value, places, count): (Int64, Int, Int) = (0, 0, 0)
    var hasPoint = false
    let isNegative = written.utf8.first == UInt8(ascii: "-")
    for byte in written.utf8.dropFirst(isNegative ? 1 : 0) {
      if (0x30...0x39).contains(byte) {
        count += 1
        guard count <= 18 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
        if hasPoint { places += 1 }
      } else {
        guard byte == UInt8(ascii: "."), !hasPoint, count > 0 else { return nil }
        hasPoint = true
      }
    }
    guard count > 0 else { return nil }
    self.init(coefficient: Int128(isNegative ? -value : value), exponent: -places)
  }
}

extension String {
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    // The usual case: both ends are visible ASCII.
    if first > 0x20, first < 0x7F, last > 0x20, last < 0x7F { return self }
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return start == startIndex && end == index(before: endIndex) ? self : String(self[start...end])
  }
}
