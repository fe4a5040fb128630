import Commands
import Definitions
import Documents
import Facts
import Frames
import Quantities

/// Workbooks of an ask: what the store says, and the form that a unit fills in and sends back.
struct AskFiles: Sendable {
  func routes() -> [Route] {
    let all = [Permissions.ask, Permissions.answerAsks, Permissions.readBurden]
    return [
      .desk(.get, "/files/asks/answer", Permissions.ask, answer: answer),
      .desk(.get, "/files/asks/:code", all[0], all[1], all[2], answer: form),
    ]
  }

  private func answer(_ desk: DeskVisit) async throws -> Answer {
    let draft = try await AskDraft(desk.address.items, for: desk)
    guard let request = draft.request, let register = draft.register else {
      throw Refusal.notFound
    }
    let answer = try await desk.askDesk.answer(request, asOf: desk.asOf)
    let words = FieldWords(desk: desk, register: register)
    let plan = SheetPlan(
      name: "库内答复", title: "\(register.title)数据的库内答复",
      note: "\(desk.today.chinese)，共 \(answer.wanted) 格，库里答复 \(answer.known) 格",
      columns: [
        .init(register.codeLabel, width: 24), .init("名称", width: 32), .init("数据项", width: 20),
        .init("时期", width: 14), .init("值", width: 18), .init("处理", width: 26),
        .init("数据时间", width: 16), .init("主管单位", width: 18), .init("证据", width: 12),
      ], frozenColumns: 2)
    let rows = zip(answer.store.cells, answer.fates).compactMap { cell, fate in
      row(cell, fate, words, desk)
    }
    let bytes = try WorkbookWriter.bytes(created: desk.today) { writer throws(DocumentError) in
      try writer.begin(plan)
      for row in rows { try writer.append(row) }
    }
    return .download(.workbook("\(register.title)库内答复\(desk.today)", bytes))
  }

  private func row(
    _ cell: StoreAnswer.Cell, _ fate: RequestAnswer.Fate, _ words: FieldWords, _ desk: DeskVisit
  ) -> [Cell]? {
    guard let field = words.register.field(cell.cell.field) else { return nil }
    let grade = cell.evidence == .none ? "" : "\(cell.evidence.code) \(cell.evidence.title)"
    let asked = AskWords(words)
    return [
      cell.cell.code, cell.name, field.label, asked.asked(cell.cell, field),
      asked.value(cell, field), AskWords.fate(fate, cell),
      words.told(cell, of: field) ?? "", desk.units(field.keeper), grade,
    ].map { .text($0) }
  }

  private func form(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await AskReading(desk, try desk.parameter("code"))
    let keeper = desk.address["keeper"] ?? desk.actor.post.unit
    guard keeper == desk.actor.post.unit || reading.isAsker else { throw Refusal.notFound }
    let cells = reading.progress.open.filter { $0.keeper == keeper }.map(\.cell)
    guard !cells.isEmpty else { throw Refusal.refused("这个单位没有要填的格，没有填报表。") }
    let ask = reading.progress.ask
    let sheet = RegisterSheet(
      register: reading.register, codeLists: desk.site.library.codeLists)
    let bytes = try sheet.ask(
      cells, title: "\(ask.title)（\(ask.code)）",
      note: "请于\(ask.due.chinese)前填好黄色格，上传或导入；没有变化的照填原值",
      from: try await RegisterReading(desk, reading.register).snapshot, on: desk.today)
    return .download(.workbook("\(ask.code)\(desk.units(keeper))填报表", bytes))
  }
}
