import Commands
import Definitions
import Documents
import Facts
import Frames
import Quantities
import Storage

/// One ask as the acting post may see it: its own unit's cells, or the whole where it asked.
struct AskReading: Sendable {
  let desk: DeskVisit
  let register: Register
  let progress: AskProgress
  private let reading: RegisterReading
  private let journal: JournalReading
  static let pageSize = 50

  init(_ desk: DeskVisit, _ code: String) async throws {
    let knownAt = desk.asOf.knownAt
    guard
      let found = try await desk.site.database.read({
        try AskStore.ask(code, knownAt: knownAt, in: $0)
      }), let register = desk.site.library.registers[found.ask.request.register]
    else { throw Refusal.notFound }
    let snapshot = try await desk.site.snapshots.snapshot(of: register, asOf: desk.asOf)
    progress = try await desk.site.database.read {
      try AskStore.progress(
        of: found.ask, issued: found.seq, over: snapshot, knownAt: knownAt, in: $0)
    }
    self.desk = desk
    self.register = register
    reading = try await RegisterReading(desk, register)
    journal = try await JournalReading(desk)
    guard isAsker || isAsked || desk.seesEveryAsk else { throw Refusal.notFound }
  }

  private var unit: String { desk.actor.post.unit }
  private var ask: Ask { progress.ask }
  var isAsker: Bool { ask.unit == unit && desk.may(Permissions.ask) }
  private var isAsked: Bool { progress.parts.contains { $0.keeper == unit } }

  /// The cells that lie with the acting unit.
  var own: [AskCell] { progress.open.filter { $0.keeper == unit } }

  /// Returns the proof that the acting post may answer for its unit.
  @discardableResult
  func checkMayAnswer() throws -> Permit {
    let permit = try desk.permit(Permissions.answerAsks, reaching: Reach(unit: unit))
    guard ask.state == .open else {
      throw Refusal.refused("采集 \(ask.code) 已经结束，没有改动。数据仍可从“导入”页写入。")
    }
    return permit
  }

  private var mayAnswer: Bool {
    desk.isWritable && ask.state == .open
      && desk.may(Permissions.answerAsks, reaching: Reach(unit: unit))
  }

  func name(_ code: String) -> String {
    reading.snapshot.row(code: code).map { reading.snapshot.name(row: $0) } ?? code
  }

  // MARK: The page

  func model(problems: [String] = [], typed: Form? = nil) -> AskPage.Model {
    let page = max(1, desk.address["page"].flatMap { Int($0) } ?? 1)
    let cells = own
    let shown = cells.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize)
    return AskPage.Model(
      code: ask.code, title: ask.title, reason: ask.reason, register: register.title,
      scope: scope, unit: desk.units(ask.unit), day: ask.day.description,
      due: ask.due.description, late: late, state: AskState(progress),
      ending: ask.ending, wanted: ask.wanted, known: ask.known, repeated: ask.repeated,
      sent: ask.sent, arrived: progress.arrived, missing: progress.missing,
      parts: progress.parts.map { part in
        .init(
          unit: desk.units(part.keeper), arrived: part.arrived, missing: part.missing,
          returned: part.returned, total: part.total,
          file: (isAsker || part.keeper == unit) && part.missing > 0
            ? Address(
              "/files/asks/\(ask.code)", [.init(name: "keeper", value: part.keeper)]
            ).text : nil)
      },
      returned: progress.returned.compactMap { cell in
        guard isAsker || cell.keeper == unit, let field = register.field(cell.cell.field) else {
          return nil
        }
        return .init(
          name: name(cell.cell.code), code: cell.cell.code, field: field.label,
          unit: desk.units(cell.keeper), note: cell.note ?? "")
      },
      inputs: mayAnswer ? shown.enumerated().compactMap { input($1, at: $0, typed) } : [],
      ownOpen: cells.count, page: page,
      pages: (cells.count + Self.pageSize - 1) / Self.pageSize,
      address: desk.shell.here.setting("done", to: nil).setting("entry", to: nil),
      file: cells.isEmpty
        ? nil
        : Address("/files/asks/\(ask.code)", [.init(name: "keeper", value: unit)]).text,
      units: desk.units.all.filter { $0.code != unit }.map {
        .init(value: $0.code, title: $0.name)
      },
      ways: isAsker && desk.isWritable ? ways : [],
      again: isAsker ? "/asks/new?from=\(ask.code)" : nil,
      done: Self.done(desk.address), problems: problems)
  }

  private var late: Int {
    guard progress.isOpen else { return 0 }
    return max(0, Day.days(from: ask.due, to: desk.asOf.day))
  }

  private var ways: [AskPage.Way] {
    switch ask.state {
    case .open:
      [
        .init(value: "closed", title: "办结", hint: "到手的已够用，余下不再等"),
        .init(value: "withdrawn", title: "撤回", hint: "不该问，余下不用填"),
      ]
    case .closed, .withdrawn: [.init(value: "reopened", title: "恢复", hint: "误办结或误撤回")]
    case .refused: []
    }
  }

  private var scope: String {
    let request = ask.request
    let subjects =
      request.subject.isEmpty
      ? (request.condition.isEmpty
        ? "全部" : ConditionWords(reading).worded(request.condition)) : name(request.subject)
    let fields = request.fields.map { register.field($0)?.label ?? $0 }
    return "\(subjects)；\(fields.joined(separator: "、"))；"
      + (request.period.map(\.chinese) ?? "最近一期")
  }

  private static func done(_ address: Address) -> String? {
    if let entry = address["entry"] {
      return "已写入，记录号 \(entry)。填错了可以在“导入”页撤回。"
    }
    return switch address["done"] {
    case "issued": "已发出。各单位在“采集”里看得到，到齐了自动办结。"
    case "returned": "已退回，发出单位看得到理由。"
    case "closed": "已办结。"
    case "withdrawn": "已撤回。"
    case "reopened": "已恢复。"
    default: nil
    }
  }

  private func input(_ cell: AskCell, at index: Int, _ typed: Form?) -> AskPage.Input? {
    guard let field = register.field(cell.cell.field) else { return nil }
    let snapshot = reading.snapshot
    let row = snapshot.row(code: cell.cell.code)
    return .init(
      index: index, key: AskCellKey(cell.cell).text, code: cell.cell.code,
      name: name(cell.cell.code), field: field.label, unit: field.unit?.symbol,
      period: Period(code: cell.cell.period)?.chinese ?? "现状",
      last: row.flatMap { last(field, upTo: Period(code: cell.cell.period), row: $0) },
      choices: choices(of: field), isDay: field.type == .day, isNumber: field.isNumber,
      value: typed?.raw("v-\(index)") ?? "")
  }

  /// The last that is known of a field, and of one with periods the last up to the one that is asked.
  private func last(_ field: Field, upTo asked: Period?, row: Int) -> String? {
    let snapshot = reading.snapshot
    let words = reading.words
    guard case .periodic = field.time, let asked else {
      let told = snapshot.periods[field.key]?[row] ?? 0
      return snapshot.value(field.key, row: row).map {
        "\(words.text($0, of: field))（\(words.period(told, of: field))）"
      }
    }
    let past = (snapshot.series[field.key] ?? [:]).filter { $0.key <= asked }
      .sorted { $1.key < $0.key }
    for (period, column) in past {
      guard let value = column.value(row: row) else { continue }
      return "\(words.text(value, of: field))（\(period.chinese)）"
    }
    return nil
  }

  private func choices(of field: Field) -> [RecordPage.Option] {
    if field.type == .boolean { return ["是", "否"].map { .init(value: $0, title: $0) } }
    let list = field.codes.flatMap { desk.site.library.codeLists[$0] }
    return list?.items.map { .init(value: $0.code, title: $0.name) } ?? []
  }
}

/// Turns what was typed for the cells of an ask into a table, as an office would send it.
struct AskFilling: Sendable {
  private let reading: AskReading

  init(_ reading: AskReading) { self.reading = reading }

  /// The table as CSV; empty when nothing was typed for a cell of the unit.
  func table(of form: Form) -> [UInt8] {
    let open = Set(reading.own.map(\.cell))
    var rows: [String: [String: String]] = [:]
    var heads: [String] = []
    for item in form.items where item.name.hasPrefix("c-") {
      let typed = form["v-\(item.name.dropFirst(2))"]
      guard let cell = AskCellKey(item.value)?.cell, open.contains(cell), !typed.isEmpty,
        let field = reading.register.field(cell.field)
      else { continue }
      let head = RegisterSheet.head(field, Period(code: cell.period))
      if !heads.contains(head) { heads.append(head) }
      rows[cell.code, default: [:]][head] = typed
    }
    guard !rows.isEmpty else { return [] }
    var writer = CSVWriter()
    writer.append([reading.register.codeLabel] + heads)
    for (code, values) in rows.sorted(by: { $0.key < $1.key }) {
      writer.append([code] + heads.map { values[$0] ?? "" })
    }
    return writer.take()
  }
}

extension DeskVisit {
  /// Whether the acting post sees the asks of all units.
  var seesEveryAsk: Bool {
    may(Permissions.readBurden, reaching: .everything)
  }
}
