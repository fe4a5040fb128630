import Definitions
import Documents
import Quantities
import Storage

/// One reading of one sheet, row by row, against what the store knows.
struct SheetReading {
  private(set) var file: FileReading
  private let sheet: Sheet
  private let layout: Layout
  /// Place of the layout in the preview.
  private let index: Int
  private let columns: [ReadColumn]
  private let codeColumn: Int
  private let merges: MergedCells
  /// Whether the file ends in the middle of its last row.
  private let isCutOff: Bool
  private var rowsOfCodes: [String: Int] = [:]
  /// Rows whose firm was found by its name.
  private var matched = 0
  private var totals: TotalsCheck
  /// The firms by name, where some row gives no code.
  private let names: FirmNames?
  private let nameIndex: Int?
  /// Whether notes have begun, so that what follows in one cell belongs to them.
  private var isTail = false

  init(
    file: FileReading, index: Int, sheet: Sheet, layout: Layout, days: DaySystem, isCutOff: Bool,
    in session: any Session
  ) throws {
    self.file = file
    self.index = index
    self.sheet = sheet
    self.layout = layout
    self.isCutOff = isCutOff
    merges = MergedCells(sheet)
    codeColumn = layout.codeColumn ?? .max
    columns = try layout.columns.compactMap { mapping in
      guard let field = file.intake.register.field(mapping.field) else { return nil }
      return ReadColumn(
        field: field, mapping: mapping, days: days, intake: file.intake,
        present: try file.present.values(of: field, period: mapping.period, in: session))
    }
    totals = TotalsCheck(columns: columns.count)
    let register = file.intake.register
    nameIndex = columns.firstIndex { $0.field.key == register.nameField }
    names =
      register.codeRule == .creditCode && nameIndex != nil
        && Self.lacksCodes(sheet, below: layout.headRow, column: codeColumn)
      ? try FirmNames(register: register, known: file.known, in: session) : nil
  }

  private static func lacksCodes(_ sheet: Sheet, below row: Int, column: Int) -> Bool {
    sheet.rows.dropFirst(row - sheet.firstRow + 1).contains { cells in
      !cells.isEmpty && (column >= cells.count || cells[column].written.trimmed.isEmpty)
    }
  }

  private var register: Register { file.intake.register }
  private var name: String { file.preview.file }

  // MARK: Heads

  /// Notes what the heads leave unread.
  mutating func readHeads() {
    let unknown = layout.unknown.filter { !Self.counters.contains(Head.folded($0.head)) }
    for unknown in unknown.prefix(Self.mostUnknown) {
      file.preview.add(
        .ofHead(unknown.head, "登记簿“\(register.title)”没有这一项，该列未读入", file: name, layout))
    }
    if unknown.count > Self.mostUnknown {
      file.preview.add(
        .furtherHeads(unknown.count - Self.mostUnknown, register: register, file: name, layout))
    }
    for misfit in layout.misfits {
      file.preview.add(
        .ofHead(misfit.head, "\(misfit.expected)。该列有内容的行未读入", file: name, layout))
    }
    for column in columns where !file.reaches(column.field) {
      let units = file.intake.codeLists["unit"]
      let keeper = units?.name(of: column.field.keeper) ?? column.field.keeper
      file.preview.add(.notYours(column.head, keeper: keeper, file: name, layout))
    }
    noteHidden()
  }

  /// Heads of columns that only number the rows, or that came with rows given back.
  private static let counters: Set<String> = ["序号", "行号", "No.", "NO.", "问题", "原行号"]

  private static let mostUnknown = 10

  private mutating func noteHidden() {
    let width = sheet.hiddenColumns.isEmpty ? 0 : sheet.rows.map(\.count).max() ?? 0
    let filled = sheet.hiddenColumns.filter { $0 < min(width, 1_000) }.filter { column in
      sheet.rows.contains { column < $0.count && !$0[column].isEmpty }
    }
    if !filled.isEmpty {
      file.preview.add(.hiddenColumns(filled.sorted(), file: name, sheet: sheet.name))
    }
    let rows = sheet.hiddenRows.filter { row in
      row > layout.headRow && sheet.rows.indices.contains(row - sheet.firstRow)
        && !sheet.rows[row - sheet.firstRow].isEmpty
    }
    if !rows.isEmpty {
      file.preview.add(.hiddenRows(rows.sorted(), file: name, sheet: sheet.name))
    }
  }

  // MARK: Rows

  mutating func readRows() {
    let first = layout.headRow - sheet.firstRow + 1
    let heads = Set(
      sheet.rows[..<min(first, sheet.rows.count)].joined().map { Head.folded($0.written) })
    for (offset, cells) in sheet.rows.dropFirst(first).enumerated() where !cells.isEmpty {
      let row = layout.headRow + 1 + offset
      file.pass()
      guard cells.contains(where: { !$0.written.trimmed.isEmpty }),
        !sheet.hiddenRows.contains(row)
      else { continue }
      readRow(merges.isEmpty ? cells : filled(cells, row: row), row: row, heads: heads)
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
    if let chosen = file.intake.matches[FirmNames.folded(name)], file.known[chosen] != nil {
      return (chosen, true)
    }
    let column = columns[nameIndex]
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

  private mutating func readRow(_ cells: [Cell], row: Int, heads: Set<String>) {
    let code = cell(codeColumn, of: cells).written.trimmed
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
    do throws(RowRefusal) {
      if isCutOff, row == sheet.firstRow + sheet.rows.count - 1 {
        throw RowRefusal(.cutOff(row: row, file: name, sheet: sheet.name), column: nil)
      }
      try read(cells, code: code, row: row)
    } catch {
      file.preview.refuse(
        RefusedRow(layout: index, row: row, cells: cells, problems: error.problems))
      for remark in error.remarks { file.preview.add(remark) }
    }
  }

  /// Why a row is not taken; no remark where the head of a column was remarked on.
  private struct RowRefusal: Error {
    private(set) var remarks: [ImportRemark] = []
    private(set) var problems: [RefusedRow.Problem] = []

    init() {}

    init(_ remark: ImportRemark, column: Int?) { add(remark, column: column) }

    init(problems: [RefusedRow.Problem]) { self.problems = problems }

    mutating func add(_ remark: ImportRemark, column: Int?) {
      remarks.append(remark)
      problems.append(.init(column: column, message: remark.message))
    }
  }

  private mutating func read(
    _ cells: [Cell], code written: String, row: Int
  ) throws(RowRefusal) {
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
    rowsOfCodes[code] = row
    let misfits = layout.misfits.filter { !cell($0.column, of: cells).written.trimmed.isEmpty }
    guard misfits.isEmpty else {
      throw RowRefusal(
        problems: misfits.map { .init(column: $0.column, message: "列“\($0.head)”：\($0.expected)") })
    }
    guard refusal.problems.isEmpty else { throw refusal }
    let subject = file.known[code]
    var changes: [FactChange] = []
    for (column, value) in zip(columns, values) {
      guard let value else { continue }
      let key = FileReading.StatedKey(
        code: code, field: column.field.key, period: column.period)
      if let earlier = file.earlier(key) {
        if earlier.value != value {
          refusal.add(
            unreadable(
              column.written(in: cells), row: row, head: column.head,
              "与工作表“\(earlier.sheet)”第 \(earlier.row) 行不一致，请只保留一个"), column: column.column)
        }
      } else if let change = column.change(to: value, code: code, subject: subject, row: row) {
        changes.append(change)
      }
    }
    for remark in missing(in: values, code: code, row: row) { refusal.add(remark, column: nil) }
    for remark in outOfReach(changes, values: values, subject: subject, row: row) {
      refusal.add(remark, column: nil)
    }
    guard refusal.problems.isEmpty else { throw refusal }
    for (column, value) in zip(columns, values) {
      guard let value else { continue }
      file.state(
        value, .init(code: code, field: column.field.key, period: column.period),
        sheet: sheet.name, row: row)
    }
    file.accept(changes, code: code)
  }

  /// Reads the cells of a row, and adds them to the sums that its totals should be.
  private mutating func values(
    in cells: [Cell], row: Int
  ) -> ([StoredValue?], RowRefusal) {
    var values: [StoredValue?] = Array(repeating: nil, count: columns.count)
    var refusal = RowRefusal()
    for (index, column) in columns.enumerated() where file.reaches(column.field) {
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
      let top = block.rows.lowerBound - sheet.firstRow
      guard sheet.rows.indices.contains(top) else { continue }
      while cells.count <= column { cells.append(.empty) }
      cells[column] = cell(block.columns.lowerBound, of: sheet.rows[top])
    }
    return cells
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

  // MARK: Judging

  private func refusal(of code: String, row: Int) -> ImportRemark? {
    let head = register.codeLabel
    guard !code.isEmpty else { return unreadable("", row: row, head: head, "每行都要有\(head)") }
    if let earlier = rowsOfCodes[code] {
      return unreadable(code, row: row, head: head, "与第 \(earlier) 行重复，请只保留一行")
    }
    return register.problem(withCode: code).map { unreadable(code, row: row, head: head, $0) }
  }

  /// A new subject needs what the register requires.
  private func missing(in values: [StoredValue?], code: String, row: Int) -> [ImportRemark] {
    guard !file.isKnown(code) else { return [] }
    guard values.contains(where: { $0 != nil }) else {
      return [unreadable(code, row: row, head: register.codeLabel, "登记簿里还没有，这一行也没有可写入的内容")]
    }
    return register.fields.filter { $0.required && stated($0.key, values) == nil }.map { field in
      unreadable("", row: row, head: field.label, "登记簿里还没有这一\(register.title)，新增时必须有\(field.label)")
    }
  }

  private func stated(_ field: String, _ values: [StoredValue?]) -> StoredValue? {
    zip(columns, values).first { $0.0.field.key == field && $0.1 != nil }?.1
  }

  /// Refuses values in rows that the acting post does not reach.
  private func outOfReach(
    _ changes: [FactChange], values: [StoredValue?], subject: Subject.ID?, row: Int
  ) -> [ImportRemark] {
    guard !changes.isEmpty, !file.isUnlimited else { return [] }
    let code = changes[0].code
    let reaching = file.rules.filter {
      $0.includes(code, subject: subject) { stated($0, values) }
    }
    let reason = "这一\(register.title)不在本岗位的范围内，不能写入"
    guard !reaching.isEmpty else {
      return [unreadable(code, row: row, head: register.codeLabel, reason)]
    }
    return changes.compactMap { change in
      guard let field = register.field(change.field),
        !reaching.contains(where: { $0.reaches(field) })
      else { return nil }
      return unreadable(
        field.value(of: change.after).map { field.display($0) } ?? "", row: row, head: field.label,
        reason)
    }
  }

  private func cell(_ column: Int, of cells: [Cell]) -> Cell {
    column < cells.count ? cells[column] : .empty
  }

  private func unreadable(
    _ written: String, row: Int, head: String, _ expected: String
  ) -> ImportRemark {
    .unreadable(
      written, row: row, head: head, expected: expected, file: name, sheet: sheet.name)
  }
}
