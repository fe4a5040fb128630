import Commands
import Definitions
import Documents
import Facts
import Frames
import Quantities

/// One record created or corrected by hand, on a form made from the register's definition (W41).
///
/// What is typed goes the way of a file with one row: the same checks, one entry, one undo.
struct RecordHandlers: Sendable {
  func routes() -> [Route] {
    let may = Permissions.importFacts
    return [
      .desk(.get, "/records/:register", may, answer: form),
      .desk(.post, "/records/:register", may, answer: enter),
    ]
  }

  static func path(_ register: Register, code: String? = nil) -> String {
    Address("/records/\(register.id)", code.map { [.init(name: "code", value: $0)] } ?? []).text
  }

  private func form(_ desk: DeskVisit) async throws -> Answer {
    let form = try await RecordForm(desk, code: desk.address["code"] ?? "")
    return .page(RecordPage(shell: desk.shell, model: form.model()))
  }

  private func enter(_ desk: DeskVisit) async throws -> Answer {
    let form = try await RecordForm(desk, code: desk.form["code"])
    guard let evidence = Evidence(code: desk.form["evidence"]), evidence > .none,
      evidence < .verified
    else { return again(desk, form, ["证据等级只能是 E1、E2 或 E3；E4 由督查核验给出"]) }
    guard let validFrom = Day(desk.form["valid-from"]), validFrom <= desk.today else {
      return again(desk, form, ["“从哪一天起有效”要写成 2022-06-30 的样子，且不晚于今天"])
    }
    let importDesk = ImportDesk(
      journal: desk.site.journal, authority: desk.site.authority, actor: desk.actor)
    let checked = try await importDesk.preview(
      ImportRequest(
        file: "手工录入", bytes: form.table(of: desk.form), register: form.register.id,
        validFrom: validFrom, evidence: evidence))
    guard checked.preview.refused == 0, checked.preview.isUnderstood else {
      return again(desk, form, checked.preview.remarks.map(Self.words))
    }
    guard !checked.preview.changesNothing else {
      return again(desk, form, ["与已有数据相同，没有改动"])
    }
    do {
      let entry = try await importDesk.commit(
        checked, reason: reason(desk, checked.preview))
      return .onward(to: "/imports?done=\(entry)")
    } catch let error as JournalError {
      return again(desk, form, [error.description])
    }
  }

  /// A correction has to be explained; anything else may stand for itself.
  private func reason(_ desk: DeskVisit, _ preview: ImportPreview) -> String {
    let typed = desk.form["reason"]
    return typed.isEmpty && preview.corrections == 0 ? "手工录入" : typed
  }

  /// A remark about the one row, without the number of the row.
  private static func words(_ remark: ImportRemark) -> String {
    remark.message.replacing("第 2 行", with: "")
  }

  private func again(_ desk: DeskVisit, _ form: RecordForm, _ problems: [String]) -> Answer {
    .page(
      RecordPage(shell: desk.shell, model: form.model(typed: desk.form, problems: problems)),
      status: 422)
  }
}

/// The form of one record: the fields that the acting post writes, with what is known now.
private struct RecordForm: Sendable {
  let register: Register
  private let desk: DeskVisit
  private let code: String
  private let fields: [Field]
  private let reading: RegisterReading

  init(_ desk: DeskVisit, code: String) async throws {
    guard let register = desk.site.library.registers[try desk.parameter("register")] else {
      throw Refusal.notFound
    }
    let scopes = try desk.site.authority.writable(
      in: register, by: desk.actor, on: desk.today)
    self.desk = desk
    self.register = register
    self.code = code
    fields = register.fields.filter { field in scopes.contains { $0.reaches(field) } }
    reading = try await RegisterReading(desk, register)
  }

  // MARK: What is typed

  /// The form as a table of one row, as an office would send it.
  func table(of form: Form) -> [UInt8] {
    var heads = [register.codeLabel]
    var cells = [form["code"]]
    for field in fields {
      let typed = form["f-\(field.key)"]
      guard !typed.isEmpty else { continue }
      heads.append(RegisterSheet.head(field, Period(form["p-\(field.key)"])))
      cells.append(typed)
    }
    var writer = CSVWriter()
    writer.append(heads)
    writer.append(cells)
    return writer.take()
  }

  // MARK: What is shown

  func model(typed: Form? = nil, problems: [String] = []) -> RecordPage.Model {
    RecordPage.Model(
      action: RecordHandlers.path(register), title: register.title, codeLabel: register.codeLabel,
      code: code, isKnown: reading.snapshot.row(code: code) != nil,
      fields: fields.map { input(for: $0, typed: typed) }, today: desk.today.description,
      problems: problems)
  }

  private func input(for field: Field, typed: Form?) -> RecordPage.Input {
    let periods = periods(of: field)
    let period = typed.flatMap { Period($0["p-\(field.key)"]) } ?? periods.first
    return RecordPage.Input(
      key: field.key, label: field.label, unit: field.unit?.symbol, isRequired: field.required,
      isDay: field.type == .day, isNumber: field.isNumber, choices: choices(of: field),
      periods: periods.map { .init(value: $0.description, title: $0.chinese) },
      period: period?.description ?? "",
      value: typed?.raw("f-\(field.key)") ?? known(field, period), hint: hint(field))
  }

  /// The last periods that have ended, newest first.
  private func periods(of field: Field) -> [Period] {
    guard case .periodic(let length) = field.time else { return [] }
    let last = Period(length, containing: desk.today).previous
    return (0..<(length == .year ? 5 : 13)).map { last.advanced(by: -$0) }
  }

  private func hint(_ field: Field) -> String {
    field.isPersonal ? "个人信息，已有的不显示；留空的不改动" : field.note ?? field.purpose
  }

  private func choices(of field: Field) -> [RecordPage.Option] {
    if field.type == .boolean { return ["是", "否"].map { .init(value: $0, title: $0) } }
    let list = field.codes.flatMap { desk.site.library.codeLists[$0] }
    return list?.items.map { .init(value: $0.code, title: $0.name) } ?? []
  }

  private func known(_ field: Field, _ period: Period?) -> String {
    // What is masked would be written back as it is shown.
    guard !field.isPersonal, let row = reading.snapshot.row(code: code) else { return "" }
    let value =
      period.map { reading.snapshot.series[field.key]?[$0]?.value(row: row) }
      ?? reading.snapshot.value(field.key, row: row)
    switch value {
    case .number(let number)?: return number.description
    case .day(let day)?: return day.description
    case .boolean(let flag)?: return flag ? "是" : "否"
    case .text(let text)?: return text
    case nil: return ""
    }
  }
}
