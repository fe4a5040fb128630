import Commands
import Definitions
import Facts
import Findings
import Frames
import Quantities

/// One doubt with the records it is about, as the acting post may see them.
struct DoubtReading: Sendable {
  let item: DoubtQueue.Item
  private let desk: DeskVisit
  private let register: Register
  private let claims: RivalFacts?

  init(_ desk: DeskVisit) async throws {
    let queue = try await DoubtQueue(desk)
    guard let item = queue.item(try desk.parameter("key")),
      let register = desk.site.library.registers[item.issue.register]
    else { throw Refusal.notFound }
    self.desk = desk
    self.item = item
    self.register = register
    claims = queue.claims(of: item.issue)
  }

  private var issue: DataIssue { item.issue }
  var path: String { "/quality/issues/\(issue.key)" }

  /// The doubt as a command takes it.
  var doubt: DecideDoubt.Doubt {
    let isConflict =
      desk.site.library.detectors[issue.detector].map {
        if case .conflicts = $0.rule { true } else { false }
      } ?? false
    return DecideDoubt.Doubt(
      key: issue.key, detector: issue.detector, title: issue.title, register: issue.register,
      code: issue.code, other: issue.other, field: issue.field, period: issue.period?.code ?? 0,
      basis: issue.basis, keeper: issue.keeper,
      sources: isConflict ? claims?.claims.map(\.source) ?? [] : [])
  }

  func page(problem: String? = nil) async throws -> DoubtPage {
    let reading = try await RegisterReading(desk, register).naming(register.fields)
    let doubt = doubt
    let mayDecide =
      desk.isWritable
      && desk.may(Permissions.decideDoubts, reaching: Reach(unit: issue.keeper))
    return DoubtPage(
      shell: desk.shell,
      model: .init(
        key: issue.key, kind: issue.title, name: issue.name, register: register.title,
        isPair: issue.other != nil, reasons: desk.told(issue.reasons), remedy: issue.remedy,
        keeper: desk.units(issue.keeper), state: item.state,
        records: records(reading), lines: lines(reading), claims: claimRows(doubt, reading),
        decision: item.decision.map { standing in
          .init(
            entry: standing.seq, verdict: standing.decision.verdict.title,
            reason: standing.decision.reason, person: standing.decision.person,
            day: standing.decision.day.description,
            source: standing.decision.source.map { desk.units($0) },
            askPath: standing.decision.ask.map { "/asks/\($0)" })
        }, basis: issue.basis,
        verdicts: mayDecide
          ? doubt.verdicts.map { .init(value: $0.rawValue, title: Self.words($0)) } : [],
        typed: .init(
          verdict: desk.form["verdict"], source: desk.form["source"], reason: desk.form["reason"],
          due: desk.form["due"]), today: desk.today.description,
        done: Self.done(desk.address["done"]), problem: problem))
  }

  /// A verdict with what it does.
  private static func words(_ verdict: QualityDecision.Verdict) -> String {
    switch verdict {
    case .same: "相同：是同一个，指标只在首次签约（最早登记）时计一次"
    case .different: "不同：各计各的，以后不再提示"
    case .increment: "增资：后一个是前一个的增资，投资额计入合计，不另计个数"
    case .counts: "按选定的来源计，直到有哪一方重新上报"
    case .explained: "属实：数值没有错，值不变就不再提示"
    case .asked: "问主管单位：发一格采集，由对方核对后重报"
    }
  }

  private static func done(_ word: String?) -> String? {
    switch word {
    case "decided": "已写入。数据再变时会重新提示。"
    case "undone": "已撤销，恢复到上一次的处理。"
    default: nil
    }
  }

  // MARK: Side by side

  private var codes: [String] { [issue.other, issue.code].compactMap(\.self) }

  private func records(_ reading: RegisterReading) -> [DoubtPage.Record] {
    codes.map { code in
      .init(
        code: code,
        name: reading.snapshot.row(code: code).map { reading.snapshot.name(row: $0) } ?? code,
        path: desk.site.registers.subject(register.id, code))
    }
  }

  /// The fields that one of the records knows, those in which they differ marked.
  private func lines(_ reading: RegisterReading) -> [DoubtPage.Line] {
    let snapshot = reading.snapshot
    let rows = codes.map { snapshot.row(code: $0) }
    let isPair = issue.other != nil
    return reading.visibleFields.compactMap { field in
      guard
        isPair || field.key == issue.field || field.key == register.nameField
          || isRelated(field)
      else { return nil }
      let values = rows.map { row in row.flatMap { snapshot.value(field.key, row: $0) } }
      guard values.contains(where: { $0 != nil }) else { return nil }
      let words = zip(rows, values).map { row, value -> String in
        if let row, reading.isHidden(field, row: row) { return "无权查看" }
        return value.map { reading.words.text($0, of: field) } ?? "—"
      }
      return .init(
        label: field.label, values: words, differs: isPair && Set(words).count > 1,
        isInDoubt: field.key == issue.field)
    }
  }

  private func isRelated(_ field: Field) -> Bool {
    desk.site.library.detectors[issue.detector]?.fields.contains(field.key) ?? false
  }

  private func claimRows(
    _ doubt: DecideDoubt.Doubt, _ reading: RegisterReading
  ) -> [DoubtPage.Claim] {
    guard !doubt.sources.isEmpty, let claims else { return [] }
    return claims.claims.map { claim in
      .init(
        source: claim.source, unit: desk.units(claim.source),
        value: claims.field.value(of: claim.value).map { reading.words.text($0, of: claims.field) }
          ?? "—", day: claim.day, grade: GradeMark(claim.evidence),
        isKeeper: claim.source == claims.field.keeper,
        counts: claim.source == claims.counting?.source)
    }
  }
}

extension DeskVisit {
  /// Reasons with the names of the units that speak in place of their codes.
  func told(_ reasons: [String]) -> [String] {
    reasons.map { reason in
      let code = String(reason.prefix { $0 != " " })
      let name = units(code)
      return name == code ? reason : name + reason.dropFirst(code.count)
    }
  }
}
