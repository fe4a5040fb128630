import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// The path and the light rule of one commitment: shown to all who read it, set by supervision.
struct PathHandlers: Sendable {
  func routes() -> [Route] {
    let path = "/commitments/:code/path"
    return [
      .desk(.get, path, Permissions.readCommitments, answer: show),
      .desk(.post, path, Permissions.setPaths, answer: freeze),
      .desk(.post, path + "/light", Permissions.setPaths, answer: choose),
    ]
  }

  private func show(_ desk: DeskVisit) async throws -> Answer {
    let file = try await PathFile(desk)
    return .page(PathPage(shell: desk.shell, model: file.model()))
  }

  private func freeze(_ desk: DeskVisit) async throws -> Answer {
    let file = try await PathFile(desk)
    let permit = try desk.permit(Permissions.setPaths, reaching: file.commitment.reach)
    do {
      let marks = desk.form["act"] == "compute" ? [] : try file.marks()
      try await desk.site.journal.commit(
        FreezePath(
          file.commitment.id, marks: marks, from: try file.from(), reason: desk.form["reason"],
          document: desk.form["document"].nonempty), permit: permit, reason: desk.form["reason"])
    } catch let error as JournalError {
      return .page(
        PathPage(shell: desk.shell, model: file.model(problem: error.description)), status: 422)
    }
    return .onward(to: file.path)
  }

  private func choose(_ desk: DeskVisit) async throws -> Answer {
    let file = try await PathFile(desk)
    let permit = try desk.permit(Permissions.setPaths, reaching: file.commitment.reach)
    do {
      try await desk.site.journal.commit(
        ChooseLight(
          file.commitment.id, rule: desk.form["rule"], from: try file.from(),
          reason: desk.form["reason"]), permit: permit, reason: desk.form["reason"])
    } catch let error as JournalError {
      return .page(
        PathPage(shell: desk.shell, model: file.model(problem: error.description)), status: 422)
    }
    return .onward(to: file.path)
  }
}

/// One commitment with the path and the rule that judge it, as its page shows them.
struct PathFile: Sendable {
  let commitment: Commitment
  private let reading: Reading
  private let desk: DeskVisit

  init(_ desk: DeskVisit) async throws {
    let code = try desk.parameter("code")
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read { session in
      try LedgerStore.commitments(knownAt: knownAt, in: session).first { $0.id == code }
    }
    guard let found, found.isPromise else { throw Refusal.notFound }
    guard desk.may(Permissions.readCommitments, reaching: found.reach) else {
      throw Denial.outOfScope(Permissions.readCommitments, role: desk.actor.post.role)
    }
    let readings = try await desk.readings(of: found.report)
    guard let reading = readings.first(where: { $0.id == code }) else { throw Refusal.notFound }
    self.desk = desk
    self.reading = reading
    commitment = found
  }

  var path: String { "/commitments/\(Address.encoded(commitment.id))/path" }

  func from() throws -> Day {
    guard let from = Day(desk.form["from"]) else {
      throw JournalError.invalid("起始日“\(desk.form["from"])”不是日期，没有写入。请写成 2022-07-01 的样子")
    }
    return from
  }

  /// The numbers of the form, without the months that were left empty.
  func marks() throws -> [FrozenPath.Mark] {
    try ends.compactMap { day in
      let text = desk.form["value-\(day)"].filter { !$0.isWhitespace && $0 != "," }
      guard !text.isEmpty else { return nil }
      guard let value = Number(text) else {
        throw JournalError.invalid("\(day) 写的“\(text)”不是数字，没有写入。请改为数字，如 12.5")
      }
      return FrozenPath.Mark(day: day, value: value)
    }
  }

  /// The ends of the months of the period, and the day it is due.
  private var ends: [Day] {
    var days: [Day] = []
    var month = Period(.month, containing: reading.from)
    while month.last < reading.due, days.count < 72 {
      days.append(month.last)
      month = month.next
    }
    return days + [reading.due]
  }

  func model(problem: String? = nil) -> PathPage.Model {
    let rules = desk.site.library.lights
    let id = commitment.lightRule(on: desk.asOf.day)
    let path = reading.path.flatMap { $0.shape == .level ? nil : $0 }
    let mayWrite = desk.isWritable && desk.may(Permissions.setPaths, reaching: commitment.reach)
    return PathPage.Model(
      code: commitment.id, text: commitment.text, target: commitment.target.title,
      shape: path.map { "\($0.title)，从 \($0.opening) 到 \($0.target)" },
      months: path.map { path in ends.map { month($0, path) } } ?? [],
      rules: rules.values.sorted { $0.id < $1.id }.map {
        FormChoice(value: $0.id, title: "\($0.head.title)（第 \($0.version) 版）")
      }, chosen: id,
      rule: rules[id].map { "\($0.head.title)（第 \($0.version) 版）" } ?? id,
      ruleNote: rules[id]?.head.note ?? "", history: history,
      from: mayWrite ? desk.form["from"].nonempty ?? desk.today.description : nil,
      problem: problem, reason: desk.form["reason"], document: desk.form["document"],
      isFrozen: commitment.frozenPath(on: desk.asOf.day) != nil)
  }

  private func month(_ day: Day, _ path: TimePath) -> PathPage.Month {
    let places = path.target.isInteger ? 0 : 2
    let asked = path.value(on: day).rounded(toPlaces: places, .halfUp).description
    return .init(
      day: day.description, asked: asked, typed: desk.form["value-\(day)"].nonempty ?? asked)
  }

  private var history: [String] {
    let paths = (commitment.frozenPaths ?? []).map { path in
      let what = path.marks.isEmpty ? "恢复按规律推算路径" : "冻结路径（\(path.marks.count) 个节点）"
      let document = path.document.map { "，依据\($0)" } ?? ""
      return (
        path.act.day,
        "\(path.act.day) \(path.act.name)：从 \(path.from) 起\(what)。\(path.reason)\(document)"
      )
    }
    let lights = (commitment.chosenLights ?? []).map { chosen in
      let title = desk.site.library.lights[chosen.rule]?.head.title ?? chosen.rule
      return (
        chosen.act.day,
        "\(chosen.act.day) \(chosen.act.name)：从 \(chosen.from) 起按“\(title)”亮灯。\(chosen.reason)"
      )
    }
    return (paths + lights).sorted { $0.0 > $1.0 }.map(\.1)
  }
}
