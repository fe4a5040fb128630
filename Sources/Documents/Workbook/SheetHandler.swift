import Quantities

/// Reads the rows of one sheet and hands them on one by one.
final class SheetHandler: XMLHandler {
  private let texts: [String]
  private let formats: [NumberFormat]
  private let days: DaySystem
  /// Takes a row with its number; false when it wants no more.
  private let take: (Int, [Cell]) -> Bool
  private(set) var merged: [CellRange] = []
  private(set) var hiddenRows: Set<Int> = []
  /// Those of the hidden rows that hold something.
  private(set) var filledHiddenRows: Set<Int> = []
  private(set) var hiddenColumns: Set<Int> = []
  private(set) var refusal: XMLReader.Refusal?
  private(set) var isStopped = false

  private var row = 0
  private var isRowHidden = false
  private var cells: [Cell] = []
  private var column = -1
  private var cell = RawCell()
  private var buffer: [UInt8] = []
  private var isInText = false
  private var aids = 0

  /// A cell while its element is open.
  private struct RawCell {
    enum Kind { case number, shared, inline, formulaText, boolean, error, day }
    var kind = Kind.number
    var format = NumberFormat.plain
    var hasFormula = false
    var hasValue = false
  }

  init(
    texts: [String], formats: [NumberFormat], days: DaySystem,
    take: @escaping (Int, [Cell]) -> Bool
  ) {
    self.texts = texts
    self.formats = formats
    self.days = days
    self.take = take
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "c": startCell(attributes)
    case "v":
      isInText = true
      cell.hasValue = true
    case "t":
      isInText = aids == 0
      cell.hasValue = true
    case "row": startRow(attributes)
    case "f": cell.hasFormula = true
    case "col": noteHiddenColumns(attributes)
    case "rPh": aids += 1
    case "mergeCell":
      // Sheets with more merged blocks than this are not tables that somebody reads.
      if merged.count < 100_000, let range = attributes["ref"].flatMap({ CellRange($0) }) {
        merged.append(range)
      }
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "c": finishCell()
    case "v", "t": isInText = false
    case "row": finishRow()
    case "rPh": aids -= 1
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    if isInText { buffer.append(contentsOf: bytes) }
  }

  private func startRow(_ attributes: XMLAttributes) {
    let number = attributes.integer("r") ?? row + 1
    guard number > row, number <= CellReference.rows else {
      refusal = .disorder(row: number)
      return
    }
    row = number
    isRowHidden = attributes.flag("hidden")
    if isRowHidden { hiddenRows.insert(number) }
    column = -1
    cells.removeAll(keepingCapacity: true)
  }

  private func noteHiddenColumns(_ attributes: XMLAttributes) {
    guard attributes.flag("hidden"), let first = attributes.integer("min"),
      let last = attributes.integer("max"), first >= 1, first <= last,
      last <= CellReference.columns
    else { return }
    hiddenColumns.formUnion((first - 1)...(last - 1))
  }

  private func finishRow() {
    while cells.last == .empty { cells.removeLast() }
    guard !cells.isEmpty else { return }
    if isRowHidden { filledHiddenRows.insert(row) }
    if !take(row, cells) {
      isStopped = true
      refusal = .enough
    }
  }

  private func startCell(_ attributes: XMLAttributes) {
    column += 1
    if let written = attributes.bytes(of: "r"), let reference = CellReference(written) {
      column = reference.column
    }
    if column >= CellReference.columns { refusal = .disorder(row: row) }
    buffer.removeAll(keepingCapacity: true)
    cell = RawCell()
    if let kind = attributes.bytes(of: "t") { cell.kind = Self.kind(kind) }
    if let style = attributes.integer("s"), style < formats.count { cell.format = formats[style] }
  }

  private static func kind(_ written: UnsafeBufferPointer<UInt8>) -> RawCell.Kind {
    switch (written.count, written.first) {
    case (1, UInt8(ascii: "s")): .shared
    case (1, UInt8(ascii: "b")): .boolean
    case (1, UInt8(ascii: "e")): .error
    case (1, UInt8(ascii: "d")): .day
    case (3, _): .formulaText
    case (9, _): .inline
    default: .number
    }
  }

  private func finishCell() {
    let value = read()
    guard value != .empty else { return }
    if column < cells.count {
      cells[column] = value
      return
    }
    while cells.count < column { cells.append(.empty) }
    cells.append(value)
  }

  private func read() -> Cell {
    guard cell.hasValue else {
      // A program that writes formulas without counting them leaves the cell without a value.
      return cell.hasFormula ? .error(Cell.uncounted) : .empty
    }
    guard !buffer.isEmpty else { return .empty }
    switch cell.kind {
    case .shared:
      guard let index = Int(String(decoding: buffer, as: UTF8.self)), texts.indices ~= index else {
        return .error("缺少文字")
      }
      return texts[index].isEmpty ? .empty : .text(texts[index])
    case .inline, .formulaText: return .text(SheetText.decoded(buffer))
    case .boolean: return .boolean(buffer == [UInt8(ascii: "1")])
    case .error: return .error(String(decoding: buffer, as: UTF8.self))
    case .day: return isoDay(String(decoding: buffer, as: UTF8.self))
    case .number: return number()
    }
  }

  private func isoDay(_ written: String) -> Cell {
    Day(String(written.prefix(10))).map { .day($0) } ?? .text(written)
  }

  private func number() -> Cell {
    guard let read = SheetNumber(buffer) else {
      return .text(String(decoding: buffer, as: UTF8.self))
    }
    switch cell.format {
    case .plain: break
    case .day:
      if let day = days.day(of: read.number) { return .day(day) }
    case .percent:
      return .number(read.number, written: "\(read.number * Number(100))%")
    case .zeros(let width):
      if read.number.isInteger, !read.number.isNegative {
        let zeros = String(repeating: "0", count: max(0, width - read.written.count))
        return .number(read.number, written: zeros + read.written)
      }
    }
    return .number(read.number, written: read.written)
  }
}
