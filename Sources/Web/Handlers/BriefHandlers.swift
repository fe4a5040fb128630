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
  private let decisions: [Waiting]
  private let rule: BriefRule?

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    let list = try await StepList(desk)
    // A chain's people see the commitments that things of their chain can move.
    let moved = Set(list.steps.map(\.reading.id))
    let all = try await desk.site.ledger.current(
      try await desk.forecasts(), knownAt: desk.asOf.knownAt)
    readings = all.filter { desk.may($0.commitment) || moved.contains($0.id) }
    let rule = desk.site.library.briefs["default"]
    self.rule = rule
    let ordered = Self.sorted(readings, by: rule, on: desk.asOf.day)
    chosen = Array(ordered.prefix(rule?.mostNumbers ?? 0))
    steps = Self.best(of: list.steps)
    changes = try await Self.changes(to: ordered, desk)
    decisions = Array(
      try await Waiting.all(for: desk, in: rule?.decisions ?? [])
        .prefix(rule?.mostDecisions ?? 0))
  }

  /// The most helpful step of each of the commitments that can be helped most.
  private static func best(of steps: [Step]) -> [Step] {
    var seen: Set<Commitment.ID> = []
    return Array(
      steps.filter { $0.points > 0 && seen.insert($0.reading.id).inserted }.prefix(Brief.mostSteps))
  }

  /// What the rule of choosing is told of a reading.
  private static func input(_ key: String, of reading: Reading, on day: Day) -> Value? {
    switch key {
    case "light": .text(reading.light.light.letter)
    case "chance":
      reading.outlook?.forecast?.chance.map {
        // The chance is an estimate; a hundredth of a per cent is finer than it can be.
        .number(Number(Int(($0 * 10_000).rounded())) * Number(coefficient: 1, exponent: -2))
      }
    case "days_left": .number(Number(Int(reading.due.number - day.number)))
    default: nil
    }
  }

  /// Readings in the order of the rule, the last word being their codes.
  private static func sorted(
    _ readings: [Reading], by rule: BriefRule?, on day: Day
  ) -> [Reading] {
    let places = readings.map { reading in
      (reading, rule?.places { input($0, of: reading, on: day) } ?? [])
    }
    return places.sorted { one, other in
      BriefRule.comesFirst(one.1, other.1) ?? (one.0.id < other.0.id)
    }.map(\.0)
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
    return moved.map { reading in
      Brief.Change(
        id: reading.id, text: reading.commitment.text, before: before[reading.id]?.letter ?? "",
        after: reading.light.light.letter)
    }
  }
}

extension BriefFile {
  var brief: Brief {
    Brief(
      title: "\(desk.site.district)政府工作报告落实情况一页纸", scope: scope, lights: lights,
      items: chosen.map(item), steps: steps.map(\.row), changes: changes,
      decisions: decisions.map(\.text), rule: rule?.words ?? "")
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
