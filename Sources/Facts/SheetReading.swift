import Definitions
import Documents
import Quantities
import Storage

/// One reading of one sheet, row by row, against what the store knows.
struct SheetReading {
  let file: FileReading
  let table: Table
  let layout: Layout
  /// Place of the layout in the preview.
  private let index: Int
  let columns: [ReadColumn]
  /// Whether the acting post may write anything of a column.
  private let isReached: [Bool]
  private let codeColumn: Int
  private let merges: MergedCells
  /// Whether the file ends in the middle of its last row.
  private let isCutOff: Bool
  /// The first rows of merged blocks, whose words hold for the rows below.
  private var tops: [Int: [Cell]] = [:]
  /// Rows whose firm was found by its name.
  private var matched = 0
  private var totals: TotalsCheck
  /// The firms by name, from the first row on that gives no code.
  private var names: FirmNames?
  private let nameIndex: Int?
  /// Whether notes have begun, so that what follows in one cell belongs to them.
  private var isTail = false

  init(
    file: FileReading, index: Int, table: Table, layout: Layout, days: DaySystem, isCutOff: Bool,
    in session: any Session
  ) throws {
    self.file = file
    self.index = index
    self.table = table
    self.layout = layout
    self.isCutOff = isCutOff
    merges = MergedCells(table.top)
    codeColumn = layout.codeColumn ?? .max
    columns = try layout.columns.compactMap { mapping in
      guard let field = file.intake.register.field(mapping.field) else { return nil }
      return ReadColumn(
        field: field, mapping: mapping, days: days, intake: file.intake,
        run: file.run(of: field, mapping),
        present: try file.present.values(of: field, period: mapping.period, in: session))
    }
    isReached = columns.map { file.reaches($0.field) }
    totals = TotalsCheck(columns: columns.count)
    let register = file.intake.register
    nameIndex = columns.firstIndex { $0.field.key == register.nameField }
    file.beginSheet()
  }

  var sheet: Sheet { table.top }
  var register: Register { file.intake.register }
  var name: String { file.preview.file }

  // MARK: Rows

  mutating func readRows(in session: any Session) throws {
    let first = layout.headRow - sheet.firstRow + 1
    let heads = Set(
      sheet.rows[..<min(first, sheet.rows.count)].joined().map { Head.folded($0.written) })
    try table.rows.each { row, cells in
      if !merges.isEmpty { keepTop(cells, row: row) }
      guard row > layout.headRow else { return true }
      file.pass()
      guard cells.contains(where: { !$0.isBlank }), !sheet.hiddenRows.contains(row) else {
        return true
      }
      try readRow(
        merges.isEmpty ? cells : filled(cells, row: row), row: row, heads: heads, in: session)
      return true
    }
    checkTotals()
    if matched > 0 {
      file.preview.matchedByName += matched
      file.preview.add(.matchedByName(matched, file: name, sheet: sheet.name))
    }
  }

  /// The code that stands in a row, or the one of the firm that the row names.
  private mutating func code(
    of written: String, cells: [Cell], row: Int
  ) throws(RowRefusal) -> (code: String, isByName: Bool) {
    guard written.isEmpty, let names, let nameIndex else { return (written, false) }
    let name = columns[nameIndex].written(in: cells)
    guard !name.isEmpty else { return (written, false) }
    let column = columns[nameIndex]
    if let chosen = file.intake.matches[FirmNames.folded(name)] {
      guard !chosen.isEmpty else {
        throw RowRefusal(
          unreadable(
            name, row: row, head: column.head, "已核对过不是登记簿里的企业，请补上信用代码再导入"),
          column: column.column)
      }
      if file.isInStore(chosen) { return (chosen, true) }
    }
    switch names.match(name) {
    case .sure(let code): return (code, true)
    case .unknown:
      throw RowRefusal(
        unreadable(name, row: row, head: column.head, "没有信用代码，登记簿里也没有这个名称，请补上信用代码"),
        column: column.column)
    case .unsure(let candidates):
      file.preview.add(
        UnsureMatch(sheet: sheet.name, row: row, name: name, candidates: candidates))
      let words = candidates.prefix(3).map { "\($0.name)（\($0.code)）" }
      throw RowRefusal(
        unreadable(
          name, row: row, head: column.head,
          "没有信用代码，可能是\(words.joined(separator: "或"))，请核对后指定或补上信用代码"),
        column: column.column)
    }
  }

  private mutating func readRow(
    _ cells: [Cell], row: Int, heads: Set<String>, in session: any Session
  ) throws {
    let code = register.spelled(code: cell(codeColumn, of: cells).written.trimmed)
    if code.isEmpty, names == nil, nameIndex != nil, register.codeRule == .creditCode {
      names = try FirmNames(register: register, subjects: file.subjects, in: session)
    }
    if let footing = Footing(
      cells, code: code, register: register, heads: heads, isTail: isTail)
    {
      file.preview.add(.footing(footing, row: row, file: name, sheet: sheet.name))
      if footing == .note { isTail = true }
      if footing == .total || footing == .subtotal {
        readTotal(cells, row: row, isPart: footing == .subtotal)
      }
      return
    }
    file.preview.rows += 1
    let taken: Taken
    do throws(RowRefusal) {
      if isCutOff, row == table.rows.lastRow {
        throw RowRefusal(.cutOff(row: row, file: name, sheet: sheet.name), column: nil)
      }
      taken = try read(cells, code: code, row: row)
    } catch {
      file.preview.refuse(
        RefusedRow(layout: index, row: row, cells: cells, problems: error.problems))
      for remark in error.remarks { file.preview.add(remark) }
      return
    }
    try accept(taken, row: row)
  }

  /// A row that may be written: its subject, what it says, and in which columns that is news.
  private struct Taken {
    var code: String
    var place: Int
    var values: [StoredValue?]
    var changes: [Int]
    /// Columns in which it tells again what counts.
    var confirmed: [Int]
  }

  private func accept(_ taken: Taken, row: Int) throws {
    for (column, value) in zip(columns, taken.values) {
      guard let value else { continue }
      file.state(value, column, taken.place, sheet: sheet.name, row: row)
    }
    var besides = 0
    for index in taken.changes {
      guard let value = taken.values[index] else { continue }
      if columns[index].act(of: value, taken.place) == .rival { besides += 1 }
      try file.add(
        value, of: columns[index], code: taken.code, place: taken.place,
        source: FactChange.Source(sheet: self.index, row: row))
    }
    for index in taken.confirmed { file.confirm(columns[index], taken.place) }
    file.accept(
      place: taken.place, changes: taken.changes.count - besides, besides: besides)
  }

  private mutating func read(
    _ cells: [Cell], code written: String, row: Int
  ) throws(RowRefusal) -> Taken {
    var (values, refusal) = values(in: cells, row: row)
    let (code, isByName) = try code(of: written, cells: cells, row: row)
    if isByName, let nameIndex {
      // The name was the key, maybe an older one, and is no news.
      values[nameIndex] = nil
      matched += 1
    }
    if let refusal = self.refusal(of: code, row: row) {
      throw RowRefusal(refusal, column: codeColumn)
    }
    let place = file.take(code, row: row)
    let misfits = layout.misfits.filter { !cell($0.column, of: cells).written.trimmed.isEmpty }
    guard misfits.isEmpty else {
      throw RowRefusal(
        problems: misfits.map { .init(column: $0.column, message: "列“\($0.head)”：\($0.expected)") })
    }
    guard refusal.problems.isEmpty else { throw refusal }
    var (changes, confirmed): ([Int], [Int]) = ([], [])
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      let column = columns[index]
      if let earlier = file.earlier(column, place) {
        if earlier.value != value {
          refusal.add(
            unreadable(
              column.written(in: cells), row: row, head: column.head,
              "与工作表“\(earlier.sheet)”第 \(earlier.row) 行不一致，请只保留一个"), column: column.column)
        }
        continue
      }
      switch column.standing(of: value, place) {
      case let told where told == .news || column.isAsked(code, by: file.intake.asked):
        changes.append(index)
      case .confirmation: confirmed.append(index)
      case .repetition, .news: break
      }
    }
    for remark in missing(in: values, code: code, place: place, row: row) {
      refusal.add(remark, column: nil)
    }
    let unreached = outOfReach(changes, values: values, code: code, place: place, row: row)
    for remark in unreached { refusal.add(remark, column: nil) }
    guard refusal.problems.isEmpty else { throw refusal }
    return Taken(
      code: code, place: place, values: values, changes: changes,
      confirmed: confirmable(confirmed, values: values, code: code, place: place))
  }

  /// Reads the cells of a row, and adds them to the sums that its totals should be.
  private mutating func values(
    in cells: [Cell], row: Int
  ) -> ([StoredValue?], RowRefusal) {
    var values: [StoredValue?] = Array(repeating: nil, count: columns.count)
    var refusal = RowRefusal()
    for (index, column) in columns.enumerated() where isReached[index] {
      if !merges.isEmpty, column.isSummable, isShared(column, row: row, cells: cells) {
        totals.lose(column: index)
        refusal.add(
          unreadable(
            column.written(in: cells), row: row, head: column.head,
            "几行的单元格合并在一起，不知道该记给哪一行，请拆开填写"), column: column.column)
        continue
      }
      var note: String?
      do throws(CellReader.Refusal) {
        values[index] = try column.value(in: cells, note: &note)
        if let number = values[index]?.number { totals.add(number, column: index) }
      } catch {
        totals.lose(column: index)
        refusal.add(
          unreadable(column.written(in: cells), row: row, head: column.head, error.expected),
          column: column.column)
      }
      if let note {
        file.preview.add(
          .taken(note, row: row, head: column.head, file: name, sheet: sheet.name))
      }
    }
    return (values, refusal)
  }

  // MARK: Merged cells and totals

  /// Gives each row of a block of merged cells the words of the block; amounts stay where they are.
  private func filled(_ cells: [Cell], row: Int) -> [Cell] {
    var cells = cells
    for column in columns.map(\.column) + [codeColumn] {
      guard let block = merges.block(row: row, column: column), block.rows.count > 1 else {
        continue
      }
      while cells.count <= column { cells.append(.empty) }
      cells[column] = cell(block.columns.lowerBound, of: tops[block.rows.lowerBound] ?? [])
    }
    return cells
  }

  /// Keeps a row in which a block of several rows begins, as long as the block goes on.
  private mutating func keepTop(_ cells: [Cell], row: Int) {
    let tall = merges.blocks(row: row).filter { $0.rows.count > 1 }
    if tops.count > 64 {
      let open = Set(tall.map(\.rows.lowerBound))
      tops = tops.filter { open.contains($0.key) }
    }
    if tall.contains(where: { $0.rows.lowerBound == row }) { tops[row] = cells }
  }

  /// Whether an amount stands in a block of several rows.
  private func isShared(_ column: ReadColumn, row: Int, cells: [Cell]) -> Bool {
    guard let block = merges.block(row: row, column: column.column) else { return false }
    return block.rows.count > 1 && !column.written(in: cells).isEmpty
  }

  private mutating func readTotal(_ cells: [Cell], row: Int, isPart: Bool) {
    var values: [(column: Int, value: Int64)] = []
    for (index, column) in columns.enumerated() where column.isSummable {
      var note: String?
      if let value = try? column.value(in: cells, note: &note), let number = value.number {
        values.append((index, number))
      }
    }
    totals.state(values, row: row, isPart: isPart)
  }

  private mutating func checkTotals() {
    for difference in totals.differences() {
      let column = columns[difference.column]
      let words = [difference.stated, difference.sum].map { number -> String in
        column.field.value(of: StoredValue(number: number)).map { column.field.display($0) } ?? ""
      }
      file.preview.add(
        .wrongTotal(
          words[0], sum: words[1], head: column.head, row: difference.row, file: name,
          sheet: sheet.name))
    }
  }

  private func cell(_ column: Int, of cells: [Cell]) -> Cell {
    column < cells.count ? cells[column] : .empty
  }

  func unreadable(
    _ written: String, row: Int, head: String, _ expected: String
  ) -> ImportRemark {
    .unreadable(
      written, row: row, head: head, expected: expected, file: name, sheet: sheet.name)
  }
}
