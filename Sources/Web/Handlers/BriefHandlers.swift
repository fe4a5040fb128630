import Commands
import Definitions
import Documents
import Facts
import Findings
import Forecasts
import Ledgers
import Papers
import Quantities
import Storage

/// The one page of a leader (W2) and its paper (D10).
struct BriefHandlers: Sendable {
  func routes() -> [Route] {
    let read = Permissions.readCommitments
    return [
      .desk(.get, "/brief", read, answer: page),
      .desk(.get, "/brief/:form", read, answer: paper),
    ]
  }

  private func page(_ desk: DeskVisit) async throws -> Answer {
    let file = try await BriefFile(desk)
    try await desk.note(file.steps, as: .list)
    return .page(BriefPage(shell: desk.shell, model: file.model))
  }

  private func paper(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")), form != .xlsx else {
      throw Refusal.notFound
    }
    let file = try await BriefFile(desk)
    try await desk.note(file.steps, as: .list)
    let foot = try await desk.paperFoot(code: "一页纸 \(desk.asOf.day)")
    let name = "一页纸\(desk.asOf.day)"
    let paper = file.brief.paper(foot: foot)
    guard form == .docx else { return .download(try .pdf(name, paper, foot: foot)) }
    return .download(.word(name, WordWriter.bytes(of: paper, madeAt: foot.moment)))
  }
}

/// What the one page says to the acting post.
struct BriefFile: Sendable {
  private let desk: DeskVisit
  private let readings: [Reading]
  private let chosen: [Reading]
  let steps: [Step]
  private let changes: [Brief.Change]?
  private let decisions: [(text: String, path: String)]

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    let list = try await StepList(desk)
    // A chain's people see the commitments that things of their chain can move.
    let moved = Set(list.steps.map(\.reading.id))
    let all = try await desk.forecasts().filter(\.commitment.isPromise)
    readings = all.filter { desk.may($0.commitment) || moved.contains($0.id) }
    chosen = Array(readings.sorted(by: Self.comesFirst).prefix(Brief.mostItems))
    steps = Self.best(of: list.steps)
    changes = try await Self.changes(to: readings, desk)
    decisions = try await Self.decisions(desk)
  }

  /// The most helpful step of each of the commitments that can be helped most.
  private static func best(of steps: [Step]) -> [Step] {
    var seen: Set<Commitment.ID> = []
    return Array(
      steps.filter { $0.points > 0 && seen.insert($0.reading.id).inserted }.prefix(Brief.mostSteps))
  }

  /// The order of `Brief.rule`.
  private static func comesFirst(_ one: Reading, _ other: Reading) -> Bool {
    let (rank, otherRank) = (order(one), order(other))
    if rank != otherRank { return rank < otherRank }
    let chance = one.outlook?.forecast?.chance ?? 2
    let otherChance = other.outlook?.forecast?.chance ?? 2
    if chance != otherChance { return chance < otherChance }
    return (one.due, one.id) < (other.due, other.id)
  }

  private static func order(_ reading: Reading) -> Int {
    switch reading.light.light {
    case .red: 0
    case .yellow: 1
    case .green: 2
    case .grey: 3
    case .blue: 4
    }
  }

  private static func changes(
    to readings: [Reading], _ desk: DeskVisit
  ) async throws -> [Brief.Change]? {
    guard let earlier = try await desk.earlierReadings() else { return nil }
    let before = Dictionary(
      earlier.map { ($0.id, $0.light.light) }, uniquingKeysWith: { first, _ in first })
    let moved = readings.filter {
      before[$0.id].map { [light = $0.light.light] in $0 != light } ?? false
    }
    return moved.sorted(by: comesFirst).map { reading in
      Brief.Change(
        id: reading.id, text: reading.commitment.text, before: before[reading.id]?.letter ?? "",
        after: reading.light.light.letter)
    }
  }

  /// What waits for this post: bulletins to issue, commitments to confirm.
  private static func decisions(
    _ desk: DeskVisit
  ) async throws -> [(text: String, path: String)] {
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read { session in
      (
        drafts: try BulletinStore.bulletins(knownAt: knownAt, in: session).map(\.bulletin)
          .filter { $0.issue == nil },
        commitments: try LedgerStore.commitments(knownAt: knownAt, in: session)
      )
    }
    var decisions: [(text: String, path: String)] = []
    if desk.may(Permissions.issueBulletins) {
      decisions += found.drafts.map { draft in
        ("通报“\(draft.draft.title)”待印发", "/bulletins/\(Address.encoded(draft.id))")
      }
    }
    let waiting = found.commitments.count { commitment in
      commitment.isPromise && commitment.state == .proposed
        && desk.may(Permissions.confirmCommitments, reaching: commitment.reach)
    }
    if waiting > 0 { decisions.append(("\(waiting) 项承诺待确认", "/commitments")) }
    return decisions
  }
}

extension BriefFile {
  var brief: Brief {
    Brief(
      title: "\(desk.site.district)政府工作报告落实情况一页纸", scope: scope, lights: lights,
      items: chosen.map(item), steps: steps.map(\.row), changes: changes,
      decisions: decisions.map(\.text))
  }

  var model: BriefPage.Model {
    .init(
      brief: brief,
      lights: LightMark.allCases.map { light in
        .init(light: light, count: readings.count { LightMark($0.light.light) == light })
      },
      marks: Dictionary(
        uniqueKeysWithValues: chosen.map { ($0.id, LightMark($0.light.light)) }),
      reasons: Dictionary(uniqueKeysWithValues: chosen.map { ($0.id, $0.reason) }),
      open: Set(readings.filter { desk.may($0.commitment) }.map(\.id)),
      steps: steps.enumerated().map { NextPage.Row($1, number: $0 + 1) },
      decisions: decisions.map { .init(text: $0.text, path: $0.path) })
  }

  private var scope: String {
    let title = desk.site.library.grants.title(ofRole: desk.actor.post.role)
    return readings.contains { !desk.may($0.commitment) } ? "\(title)：本产业链有关的承诺" : "全部可见承诺"
  }

  private var lights: String {
    let counts = LightMark.allCases.compactMap { light in
      let count = readings.count { LightMark($0.light.light) == light }
      return count > 0 ? "\(light.letter)\(count)" : nil
    }
    return "共 \(readings.count) 项：" + counts.joined(separator: "、")
  }

  private func item(_ reading: Reading) -> Brief.Item {
    let figures = ReadingFigures(reading)
    let words = ForecastWords(reading, source: nil)
    let forecast = reading.outlook?.forecast
    return Brief.Item(
      id: reading.id, text: reading.commitment.text, target: reading.commitment.target.title,
      verified: reading.verified.map(figures.titled) ?? "数据不足",
      light: reading.light.light.letter, forecast: forecast.map(words.brief) ?? "数据不足",
      chance: forecast?.chance.map(ForecastWords.percentage) ?? "—",
      due: reading.due.description,
      unit: reading.commitment.unit.map { desk.units($0) } ?? "未分")
  }
}
