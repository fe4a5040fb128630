import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Reports
import Storage

/// Two reports beside each other as their page shows them, with links and readings.
struct ReportPairReading: Sendable {
  let desk: DeskVisit
  let later: Report
  let earlier: Report
  let pair: ReportPair
  private let links: [CommitmentLink]
  private let readings: [Commitment.ID: Reading]
  private let entries: [(entry: JournalEntry, links: [String])]

  /// Most entries that the page offers to take back.
  private static let mostUndo = 5

  init(_ desk: DeskVisit) async throws {
    let (code, other) = (try desk.parameter("code"), try desk.parameter("other"))
    let knownAt = desk.asOf.knownAt
    guard let first = try await desk.site.texts.text(of: other, knownAt: knownAt, in: desk.site),
      let second = try await desk.site.texts.text(of: code, knownAt: knownAt, in: desk.site)
    else { throw Refusal.notFound }
    let stored = try await desk.site.database.read { session in
      (
        try LedgerStore.commitments(of: other, knownAt: knownAt, in: session),
        try LedgerStore.commitments(of: code, knownAt: knownAt, in: session),
        try LinkStore.links(knownAt: knownAt, in: session),
        try LinkStore.entries(knownAt: knownAt, in: session)
      )
    }
    let carried = stored.2.filter { $0.succession?.change == .carried }.map(\.from)
    let reader = Reader(lexicon: desk.site.library.lexicon)
    let day = desk.asOf.day
    guard
      let pair = ReportPair(
        earlier: .init(
          report: first.report, items: stored.0.map { $0.standing(on: day) },
          understanding: first.understanding),
        later: .init(
          report: second.report, items: stored.1.map { $0.standing(on: day) },
          understanding: second.understanding),
        achievements: reader.achievements(second.text), carried: Set(carried))
    else { throw Refusal.notFound }
    self.desk = desk
    (earlier, later, self.pair) = (first.report, second.report, pair)
    links = stored.2
    let codes = Set(pair.rows.flatMap { [$0.earlier?.id, $0.later?.id] }.compactMap(\.self))
    entries = stored.3.filter { $0.links.contains { Self.touches($0, codes, second.report.id) } }
    readings = try await desk.site.ledger.readings(of: codes, asOf: desk.asOf)
  }

  private static func touches(
    _ link: String, _ codes: Set<Commitment.ID>, _ report: Report.ID
  ) -> Bool {
    let ends = link.split(separator: "~").map(String.init)
    return ends.count == 2 && codes.contains(ends[1])
      && (codes.contains(ends[0]) || ends[0] == report || ends[0].hasPrefix("C-"))
  }

  func model(problem: String? = nil) -> ReportPairPage.Model {
    let isOfLevels = pair.relation == .levels
    let mayLink = desk.isWritable && desk.may(Permissions.link)
    let suffix = isOfLevels ? "上级目标" : "目标"
    return .init(
      later: side(later, isOfLevels ? "本级目标" : "\(later.year)年目标"),
      earlier: side(earlier, isOfLevels ? suffix : "\(earlier.year)年目标"),
      isOfLevels: isOfLevels, summary: summary, rows: rows.map(row),
      manual: mayLink ? manual : nil, undo: mayLink ? undo : [], problem: problem)
  }

  private func side(_ report: Report, _ head: String) -> ReportPairPage.Side {
    .init(code: report.id, title: report.title, head: head)
  }

  /// What the page lists: between levels only what both speak of.
  var rows: [ReportPair.Row] {
    let linked = links.filter { $0.share != nil }
    guard pair.relation == .levels else { return pair.rows.map(confirmed) }
    var rows = pair.rows.filter { $0.earlier != nil && $0.later != nil }
    let shown = Set(rows.compactMap { $0.later?.id })
    let promises = pair.rows
    for link in linked where !shown.contains(link.from) {
      guard let lower = promises.first(where: { $0.later?.id == link.from })?.later,
        let upper = promises.first(where: { $0.earlier?.id == link.to })?.earlier
      else { continue }
      rows.append(.init(upper: upper, lower: lower, reasons: link.reasons))
    }
    return rows
  }

  /// A row that a person linked otherwise than it was proposed shows what the person said.
  private func confirmed(_ row: ReportPair.Row) -> ReportPair.Row {
    guard let earlier = row.earlier, let link = link(to: earlier.id), link.from != row.later?.id
    else {
      guard row.earlier == nil, let later = row.later,
        let link = links.first(where: { $0.from == later.id && $0.succession != nil })
      else { return row }
      var told = row
      told.change = link.succession?.change
      told.reasons = link.reasons
      return told
    }
    var told = row
    told.later = pair.rows.first { $0.later?.id == link.from }?.later
    told.change = link.succession?.change
    told.reasons = link.reasons
    return told
  }

  private func link(to code: Commitment.ID) -> CommitmentLink? {
    links.first { $0.to == code && $0.succession?.change.succeeds == true }
  }

  private var summary: String {
    if pair.relation == .levels {
      let linked = rows.count { link(of: $0) != nil }
      return "说同一件事的 \(rows.count) 项，已关联 \(linked) 项。"
    }
    let counts = CommitmentLink.Change.allCases.compactMap { change in
      let count = rows.count { $0.change == change }
      return count == 0 ? nil : "\(change.title) \(count)"
    }
    let added = rows.count { $0.change == nil }
    let all = counts + (added > 0 ? ["新提出 \(added)"] : [])
    let met = rows.count { $0.isMet == true }
    let missed = rows.count { $0.isMet == false }
    return "共 \(rows.count) 项：\(all.joined(separator: "，"))；按后一份报告自己的说法，达到 \(met)，未达到 \(missed)。"
  }

  // MARK: Rows

  private func link(of row: ReportPair.Row) -> CommitmentLink? {
    guard let earlier = row.earlier else {
      return links.first { $0.from == row.later?.id && $0.succession != nil }
    }
    return links.first { link in
      guard link.to == earlier.id else { return false }
      if pair.relation == .levels { return link.share != nil && link.from == row.later?.id }
      return link.succession != nil
        && (link.from == row.later?.id || (row.later == nil && link.from == later.id))
    }
  }

  private func carried(_ code: Commitment.ID) -> CommitmentLink? {
    links.first { $0.to == code && $0.succession?.change == .carried }
  }

  private func row(_ row: ReportPair.Row) -> ReportPairPage.Row {
    let link = link(of: row)
    let subject = row.earlier?.subject ?? row.later?.subject ?? ""
    return .init(
      key: Self.key(row), change: change(row), subject: subject,
      earlier: row.earlier.map(cell), later: row.later.map(cell), achieved: achieved(row, link),
      reasons: row.reasons, standing: standing(row, link),
      assigned: pair.relation == .levels && link == nil && desk.isWritable
        && desk.may(Permissions.link) ? "" : nil, remainder: remainder(row)?.words)
  }

  static func key(_ row: ReportPair.Row) -> String {
    "\(row.earlier?.id ?? "")~\(row.later?.id ?? "")"
  }

  private func change(_ row: ReportPair.Row) -> String {
    if pair.relation == .levels { return "上下级" }
    return row.change?.title(ofKind: row.earlier?.kind ?? row.later?.kind ?? "") ?? "新提出"
  }

  private func achieved(_ row: ReportPair.Row, _ link: CommitmentLink?) -> String? {
    if pair.relation == .levels {
      return link?.share?.assigned.map { "\($0)\(row.later?.target.unit ?? "")" }
    }
    guard let achieved = row.achieved else { return nil }
    let verdict = row.isMet.map { $0 ? "，达到" : "，未达到" } ?? "，不能比较"
    return "\(achieved.value?.description ?? "")\(achieved.unit ?? "")\(verdict)"
  }

  private func standing(
    _ row: ReportPair.Row, _ link: CommitmentLink?
  ) -> ReportPairPage.Standing {
    if let earlier = row.earlier, let carried = carried(earlier.id) {
      return .confirmed("\(carried.act.name) \(carried.act.day) 结转为 \(carried.from)")
    }
    if let link { return .confirmed("\(link.act.name) \(link.act.day) 确认") }
    return row.earlier == nil ? .new : .proposed
  }

  private func cell(_ commitment: Commitment) -> ReportPairPage.Cell {
    let isOpen = desk.may(commitment)
    let reading = isOpen ? readings[commitment.id] : nil
    return .init(
      code: commitment.id, target: commitment.target.title,
      reading: reading.map(Self.words),
      path: isOpen ? "/commitments/\(Address.encoded(commitment.id))" : nil)
  }

  /// How far a commitment is, in one line.
  static func words(_ reading: Reading) -> String {
    guard reading.claimed != nil else { return "数据不足" }
    let figures = ReadingFigures(reading)
    func text(_ figure: Figure?) -> String { figure.map { $0.value + $0.unit } ?? "—" }
    return "\(reading.day) 自报 \(text(figures.claimed))，已证实 \(text(figures.verified))"
  }

  /// What was missing of an earlier commitment that the later report does not renew.
  struct Remainder: Hashable, Sendable {
    var earlier: Commitment
    var amount: Number?
    var unit: String?
    var words: String
    var basis: String
  }

  func remainder(_ row: ReportPair.Row) -> Remainder? {
    guard pair.relation == .years, row.change == .dropped, let earlier = row.earlier,
      carried(earlier.id) == nil, let reading = readings[earlier.id], reading.due < desk.asOf.day,
      reading.isMet != true || !reading.isVerified
    else { return nil }
    let unit = reading.unit?.symbol ?? earlier.target.unit
    let gap = reading.gap
    let words = gap.map { "还差 \(ReadingFigures.text($0))\(unit ?? "")" } ?? "没有完成的证明"
    return Remainder(
      earlier: earlier, amount: gap, unit: unit, words: words,
      basis: "\(reading.day)：\(reading.reason)")
  }

  // MARK: What may be done

  private var manual: ReportPairPage.Manual {
    let taken = Set(links.flatMap { [$0.from, $0.to] })
    func choices(_ commitments: [Commitment]) -> [FormChoice] {
      commitments.filter { !taken.contains($0.id) || pair.relation == .levels }
        .sorted { $0.id < $1.id }
        .map { FormChoice(value: $0.id, title: "\($0.id) \($0.subject) \($0.target.title)") }
    }
    return .init(
      earlier: choices(pair.rows.compactMap(\.earlier)),
      later: choices(pair.rows.compactMap(\.later)))
  }

  private var undo: [ReportPairPage.Undo] {
    entries.prefix(Self.mostUndo).map { entry, links in
      let shown = links.prefix(3).map { $0.replacing("~", with: "←") }.joined(separator: "、")
      return .init(
        entry: entry.seq, title: CommandTitles.title(of: entry.command),
        links: links.count > 3 ? "\(shown) 等 \(links.count) 项" : shown)
    }
  }

  /// Whether an entry can be taken back on this page.
  func mayUndo(_ entry: Int64) -> Bool { entries.contains { $0.entry.seq == entry } }
}
