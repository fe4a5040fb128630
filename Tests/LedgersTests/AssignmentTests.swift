import Commands
import Definitions
import Foundation
import Ledgers
import Quantities
import Storage
import Testing

/// Tasks and leaders' lines: their days over weekends and holidays, who may do what, taking back.
struct AssignmentTests {
  private func world() async throws -> World {
    let world = try await World()
    try await world.importing(
      "单位代码,单位名称\nindustry,区工信局\ncommerce,区商务局\n", to: "unit", as: "SA", on: "2022-01-04")
    return world
  }

  private func order(_ words: String = "查清欠账原因", due: String? = nil) -> Order {
    Order(words: words, owner: .init(unit: "industry"), due: due.map(day))
  }

  private func stored(_ code: String, in world: World) async throws -> Assignment {
    try #require(try await world.database.read { try AssignmentStore.assignment(code, in: $0) })
  }

  @Test func `a task without a day is due after seven working days and signed within two`()
    async throws
  {
    let world = try await world()
    // From 30 April to 4 May nobody works; Saturday, 7 May is worked.
    let code = try await world.act(
      GiveAssignment(order(), source: .free), as: "SV", on: "2022-04-28")
    #expect(code == "R-2022-0001")
    let task = try await stored(code, in: world)
    #expect(task.due == day("2022-05-11"))
    let days = library.days("task-signing-days", on: task.given.day)
    #expect(task.signBy(days: days, calendar: library.calendar) == day("2022-05-05"))
  }

  @Test(arguments: [
    ("2022-06-02", "2022-06-02", 0), ("2022-06-02", "2022-06-05", 0),
    ("2022-06-02", "2022-06-06", 1),
    // A last day that is off is the next working day.
    ("2022-06-04", "2022-06-06", 0), ("2022-06-04", "2022-06-08", 2),
    ("2022-09-30", "2022-10-09", 2),
  ])
  func `lateness counts working days after the last day`(
    due: String, on: String, late: Int
  ) async throws {
    let world = try await world()
    let code = try await world.act(
      GiveAssignment(order(due: due), source: .free), as: "SV", on: "2022-05-20")
    let task = try await stored(code, in: world)
    #expect(task.daysLate(on: day(on), calendar: library.calendar) == late)
  }

  @Test func `lateness ends with the answer and is unknown beyond the calendars`() async throws {
    let world = try await world()
    let code = try await world.act(
      GiveAssignment(order(due: "2022-06-02"), source: .free), as: "SV", on: "2022-05-20")
    try await world.act(AnswerAssignment(code, words: "已查清"), as: "DU", on: "2022-06-06")
    let task = try await stored(code, in: world)
    #expect(task.state == .answered)
    #expect(task.signed?.post == "DU")
    #expect(task.daysLate(on: day("2022-06-30"), calendar: library.calendar) == 1)
    var unanswered = task
    unanswered.answers = []
    #expect(unanswered.daysLate(on: day("2099-01-04"), calendar: library.calendar) == nil)
  }

  @Test func `only the unit itself signs and answers`() async throws {
    let world = try await world()
    let code = try await world.act(
      GiveAssignment(order(), source: .free), as: "SV", on: "2022-05-20")
    await #expect(throws: JournalError.self) {
      try await world.act(SignAssignment(code), as: "DU-commerce", on: "2022-05-20")
    }
    try await world.act(SignAssignment(code), as: "DU", on: "2022-05-20")
    await #expect(throws: JournalError.self) {
      try await world.act(SignAssignment(code), as: "DU", on: "2022-05-20")
    }
  }

  @Test func `an answer goes back with a reason and closes with the giver`() async throws {
    let world = try await world()
    let give = GiveAssignment.needed
    let code = try await world.act(
      GiveAssignment(order(), source: .free), as: "SV", on: "2022-05-20")
    let close = JudgeAssignment(code, .closed, words: "", permission: give)
    await #expect(throws: JournalError.self) {
      try await world.act(close, as: "SV", on: "2022-05-20")
    }
    try await world.act(AnswerAssignment(code, words: "在办"), as: "DU", on: "2022-05-23")
    await #expect(throws: JournalError.self) {
      try await world.act(
        JudgeAssignment(code, .returned, words: "", permission: give), as: "SV", on: "2022-05-23")
    }
    // Somebody else with the right to give has not given this one.
    await #expect(throws: JournalError.self) {
      try await world.act(close, as: "SVM", on: "2022-05-23")
    }
    try await world.act(
      JudgeAssignment(code, .returned, words: "请写明数字", permission: give), as: "SV",
      on: "2022-05-23")
    #expect(try await stored(code, in: world).state == .working)
    try await world.act(AnswerAssignment(code, words: "欠 3 户"), as: "DU", on: "2022-05-24")
    try await world.act(close, as: "SV", on: "2022-05-25")
    let task = try await stored(code, in: world)
    #expect(task.state == .closed)
    #expect(task.answers.map(\.words) == ["在办", "欠 3 户"])
    await #expect(throws: JournalError.self) {
      try await world.act(AnswerAssignment(code, words: "再答"), as: "DU", on: "2022-05-25")
    }
  }

  @Test func `a leader's line becomes a task in one entry and is taken back with it`() async throws
  {
    let world = try await world()
    let code = try await world.act(
      GiveDirective(order("请工信局一周内报方案"), on: nil), as: "LD", on: "2022-06-30")
    let lines = try await world.database.read {
      try AssignmentStore.directives(knownAt: nil, in: $0)
    }
    #expect(lines.map(\.id) == ["PS-2022-001"])
    #expect(lines.first?.task == code)
    #expect(try await stored(code, in: world).source == .directive("PS-2022-001"))
    let entry = try await world.lastEntry()
    try await world.act(
      UndoAssignment(entry: entry, permission: GiveDirective.needed), as: "LD", on: "2022-06-30")
    #expect(
      try await world.database.read { try AssignmentStore.directives(knownAt: nil, in: $0) } == [])
    #expect(
      try await world.database.read { try AssignmentStore.assignments(knownAt: nil, in: $0) } == [])
    // Whoever looks at an earlier entry still sees it.
    #expect(
      try await world.database.read {
        try AssignmentStore.assignments(knownAt: entry, in: $0)
      }.count == 1)
  }

  @Test func `steps are taken back by whoever took them, the last one first`() async throws {
    let world = try await world()
    let code = try await world.act(
      GiveAssignment(order(), source: .free), as: "SV", on: "2022-05-20")
    let given = try await world.lastEntry()
    try await world.act(SignAssignment(code), as: "DU", on: "2022-05-20")
    let signed = try await world.lastEntry()
    let early = UndoAssignment(entry: given, permission: GiveAssignment.needed)
    await #expect(throws: JournalError.self) {
      try await world.act(early, as: "SV", on: "2022-05-20")
    }
    let step = UndoAssignment(entry: signed, permission: SignAssignment.needed)
    await #expect(throws: JournalError.self) {
      try await world.act(step, as: "TW", on: "2022-05-20")
    }
    try await world.act(step, as: "DU", on: "2022-05-20")
    #expect(try await stored(code, in: world).state == .unsigned)
    try await world.act(early, as: "SV", on: "2022-05-20")
    #expect(try await stored(code, in: world).isWithdrawn == true)
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }

  @Test func `tasks and the measures of reports share one line of numbers`() async throws {
    let world = try await world()
    let report = try await world.register(plan("新引进亿元以上项目35个。加强作风建设。"))
    let edition = try await world.edition(of: report)
    let text = try await world.database.read {
      try LedgerStore.report(report, knownAt: nil, in: $0)?.text
    }
    let scalars = try #require(text).unicodeScalars
    let words = Array("加强作风建设".unicodeScalars)
    let start = try #require(
      (0...(scalars.count - words.count)).first {
        Array(scalars.dropFirst($0).prefix(words.count)) == words
      })
    let given = try await world.act(
      GiveAssignment(order(), source: .free), as: "SV", on: "2022-02-08")
    try await world.decide(
      MarkPassage(
        report: report, edition: edition, span: start..<(start + words.count), form: .task,
        revision: nil))
    let measures = try await world.standing().filter { $0.form == .task }.map(\.id)
    #expect(given == "R-2022-0001")
    #expect(measures == ["R-2022-0002"])
    let next = try await world.act(
      GiveAssignment(order(), source: .commitment("R-2022-0002")), as: "SV", on: "2022-02-08")
    #expect(next == "R-2022-0003")
  }

  @Test func `what cannot be done is refused with a reason`() async throws {
    let world = try await world()
    let refused: [(Order, Assignment.Source, String)] = [
      (order(""), .free, "1 到"), (order(due: "2022-05-19"), .free, "已经过去"),
      (order(), .commitment("C-2022-999"), "没有承诺"),
      (Order(words: "办", owner: .init(unit: "nobody"), due: nil), .free, "没有单位"),
    ]
    for (order, source, words) in refused {
      let error = await #expect(throws: JournalError.self) {
        try await world.act(GiveAssignment(order, source: source), as: "SV", on: "2022-05-20")
      }
      #expect(error?.description.contains(words) == true)
    }
  }
}

extension World {
  /// Commits a command of a post within its own unit.
  @discardableResult
  func act<C: Command>(_ command: C, as post: String, on day: String) async throws -> C.Result {
    let actor = try await actor(post)
    let (unit, scope) = (actor.post.unit, actor.post.scopeValue)
    let permit = try Authority(library: library).permit(
      actor, command.permission,
      reaching: Reach(unit: unit, town: scope, park: scope, chain: scope),
      on: LedgersTests.day(day))
    return try await journal(on: day).commit(command, permit: permit, reason: "").result
  }

  func lastEntry() async throws -> Int64 {
    try await database.read { try JournalEntry.newest(1, in: $0).first?.seq ?? 0 }
  }
}
