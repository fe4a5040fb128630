import Definitions
import Documents
import Quantities
import Storage

/// One reading of one sheet, row by row, against what the store knows.
struct SheetReading {
  private let register: Register
  private let sheet: Sheet
  private let layout: Layout
  private let columns: [ReadColumn]
  private let rules: [WriteRule]
  private let known: [String: Subject.ID]
  private let units: CodeList?
  /// Whether the file ends in the middle of its last row.
  private let isCutOff: Bool
  private(set) var preview: ImportPreview
  private var rowsOfCodes: [String: Int] = [:]

  init(
    intake: Intake, sheet: Sheet, layout: Layout, isCutOff: Bool, preview: ImportPreview,
    in session: any Session
  ) throws {
    self.register = intake.register
    self.isCutOff = isCutOff
    units = intake.codeLists["unit"]
    self.sheet = sheet
    self.layout = layout
    self.preview = preview
    known = try FactStore.subjects(
      register: register.id, region: intake.region, in: session)
    let store = try PresentValues(intake: intake, in: session)
    rules = try intake.writable.map { scope in
      try WriteRule(scope, register: intake.register) { try store.values(of: $0, in: session) }
    }
    columns = try layout.columns.compactMap { mapping in
      guard let field = intake.register.field(mapping.field) else { return nil }
      return ReadColumn(
        field: field, mapping: mapping, intake: intake,
        present: try store.values(of: field, period: mapping.period, in: session))
    }
  }

  /// Notes what the heads leave unread.
  mutating func readHeads() {
    for head in layout.unknownHeads where !Self.counters.contains(Head.folded(head)) {
      preview.add(
        .ofHead(head, "登记簿“\(register.title)”没有这一项，该列未读入", file: preview.file, layout))
    }
    for misfit in layout.misfits {
      preview.add(
        .ofHead(misfit.head, "\(misfit.expected)。该列有内容的行未读入", file: preview.file, layout))
    }
    for column in columns where !rules.contains(where: { $0.reaches(column.field) }) {
      let keeper = units?.name(of: column.field.keeper) ?? column.field.keeper
      preview.add(.notYours(column.head, keeper: keeper, file: preview.file, layout))
    }
  }

  /// Heads of columns that only number the rows.
  private static let counters: Set<String> = ["序号", "行号", "No.", "NO."]

  mutating func readRows() {
    let first = layout.headRow - sheet.firstRow + 1
    for (offset, cells) in sheet.rows.dropFirst(first).enumerated() {
      guard let start = cells.first(where: { !$0.written.trimmed.isEmpty }) else { continue }
      let row = layout.headRow + 1 + offset
      let code = cell(layout.codeColumn, of: cells).written.trimmed
      if let footing = Footing(code: code, start: start.written, register: register) {
        preview.add(.footing(footing, row: row, file: preview.file, sheet: sheet.name))
        continue
      }
      preview.rows += 1
      do throws(RowRefusal) {
        if isCutOff, row == sheet.firstRow + sheet.rows.count - 1 {
          throw RowRefusal(remarks: [.cutOff(row: row, file: preview.file, sheet: sheet.name)])
        }
        try read(cells, code: code, row: row)
      } catch {
        preview.refused += 1
        for remark in error.remarks { preview.add(remark) }
      }
    }
  }

  /// Why a row is not taken; no remark where the head of a column was remarked on.
  private struct RowRefusal: Error {
    var remarks: [ImportRemark] = []
  }

  private mutating func read(_ cells: [Cell], code: String, row: Int) throws(RowRefusal) {
    if let refusal = refusal(of: code, row: row) { throw RowRefusal(remarks: [refusal]) }
    rowsOfCodes[code] = row
    guard layout.misfits.allSatisfy({ cell($0.column, of: cells).written.trimmed.isEmpty }) else {
      throw RowRefusal()
    }
    let subject = known[code]
    var refusals: [ImportRemark] = []
    var stated: [String: StoredValue] = [:]
    var changes: [FactChange] = []
    for column in columns where rules.contains(where: { $0.reaches(column.field) }) {
      do throws(CellReader.Refusal) {
        guard let value = try column.value(in: cells) else { continue }
        stated[column.field.key] = value
        if let change = column.change(to: value, code: code, subject: subject, row: row) {
          changes.append(change)
        }
      } catch {
        refusals.append(
          unreadable(column.written(in: cells), row: row, head: column.head, error.expected))
      }
    }
    if refusals.isEmpty { refusals = missing(in: stated, code: code, subject: subject, row: row) }
    refusals += outOfReach(changes, stated: stated, subject: subject, row: row)
    guard refusals.isEmpty else { throw RowRefusal(remarks: refusals) }
    accept(changes, code: code, subject: subject)
  }

  private mutating func accept(_ changes: [FactChange], code: String, subject: Subject.ID?) {
    preview.changes += changes
    if subject == nil {
      preview.added.append(code)
    } else if changes.isEmpty {
      preview.unchanged += 1
    } else {
      preview.changed.insert(code)
    }
  }

  private func refusal(of code: String, row: Int) -> ImportRemark? {
    let head = register.codeLabel
    guard !code.isEmpty else { return unreadable("", row: row, head: head, "每行都要有\(head)") }
    if let earlier = rowsOfCodes[code] {
      return unreadable(code, row: row, head: head, "与第 \(earlier) 行重复，请只保留一行")
    }
    return register.problem(withCode: code).map { unreadable(code, row: row, head: head, $0) }
  }

  /// A new subject needs what the register requires.
  private func missing(
    in stated: [String: StoredValue], code: String, subject: Subject.ID?, row: Int
  ) -> [ImportRemark] {
    guard subject == nil else { return [] }
    guard !stated.isEmpty else {
      return [unreadable(code, row: row, head: register.codeLabel, "登记簿里还没有，这一行也没有可写入的内容")]
    }
    return register.fields.filter { $0.required && stated[$0.key] == nil }.map { field in
      unreadable("", row: row, head: field.label, "登记簿里还没有这一\(register.title)，新增时必须有\(field.label)")
    }
  }

  /// Refuses values in rows that the acting post does not reach.
  private func outOfReach(
    _ changes: [FactChange], stated: [String: StoredValue], subject: Subject.ID?, row: Int
  ) -> [ImportRemark] {
    guard !changes.isEmpty, !rules.contains(where: \.isEverything) else { return [] }
    let code = changes[0].code
    let reaching = rules.filter { $0.includes(code, subject: subject, stated: stated) }
    let reason = "这一\(register.title)不在本岗位的范围内，不能写入"
    guard !reaching.isEmpty else {
      return [unreadable(code, row: row, head: register.codeLabel, reason)]
    }
    return changes.compactMap { change in
      guard let field = register.field(change.field),
        !reaching.contains(where: { $0.reaches(field) })
      else { return nil }
      return unreadable(
        field.value(of: change.after).map(field.display) ?? "", row: row, head: field.label, reason)
    }
  }

  private func cell(_ column: Int, of cells: [Cell]) -> Cell {
    column < cells.count ? cells[column] : .empty
  }

  private func unreadable(
    _ written: String, row: Int, head: String, _ expected: String
  ) -> ImportRemark {
    .unreadable(
      written, row: row, head: head, expected: expected, file: preview.file, sheet: sheet.name)
  }
}
