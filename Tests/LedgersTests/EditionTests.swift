import Commands
import Definitions
import Ledgers
import Quantities
import Reports
import Storage
import Testing

@Suite("A corrected text of a report") struct EditionTests {
  private static let text = """
    三、2022年重点工作
    （一）做强工业
    提升核心竞争力。确保2022年新增规上工业企业20家以上。市场主体突破5万户。
    （二）做优服务
    实现5G网络镇街全覆盖。要把服务企业的工作做得更细更实。
    """

  /// A correction, and what becomes of the four items that were decided about.
  struct Correction: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (String) -> String
    var fates: [EditionPlan.Fate]
    var added = 0
  }

  static let corrections: [Correction] = [
    Correction(
      testDescription: "a paragraph before", change: { "代区长 某某\n各位代表：\n" + $0 },
      fates: [.carried, .carried, .carried, .carried]),
    Correction(
      testDescription: "a promise between",
      change: { $0.replacing("提升核心竞争力。", with: "新增限上商贸企业9家。提升核心竞争力。") },
      fates: [.carried, .carried, .carried, .carried], added: 1),
    Correction(
      testDescription: "spaces, widths and line ends",
      change: { $0.replacing("20家", with: "２０ 家").replacing("市场主体", with: "市 场\n主体") },
      fates: [.carried, .carried, .carried, .carried]),
    Correction(
      testDescription: "another number",
      change: { $0.replacing("20家以上", with: "25家以上") },
      fates: [.changed, .carried, .carried, .carried]),
    Correction(
      testDescription: "a sentence gone",
      change: { $0.replacing("市场主体突破5万户。", with: "") },
      fates: [.carried, .dropped, .carried, .carried]),
    Correction(
      testDescription: "sections changed places",
      change: { _ in
        """
        三、2022年重点工作
        （一）做优服务
        实现5G网络镇街全覆盖。要把服务企业的工作做得更细更实。
        （二）做强工业
        提升核心竞争力。确保2022年新增规上工业企业20家以上。市场主体突破5万户。
        """
      }, fates: [.carried, .carried, .carried, .carried]),
    Correction(
      testDescription: "a marked sentence reworded",
      change: { $0.replacing("更细更实", with: "更细更实更暖") },
      fates: [.carried, .carried, .carried, .changed]),
  ]

  @Test(arguments: corrections)
  func `decisions survive where the sentence is unchanged`(
    correction: Correction
  ) async throws {
    let world = try await World()
    let report = try await decided(world)
    let old = try await world.standing()
    let plan = try await world.plan(report, correction.change(Self.text))
    #expect(plan.items.count { $0.fate == .added } == correction.added)
    for (before, fate) in zip(old, correction.fates) {
      let item = try #require(plan.items.first { $0.before?.id == before.id })
      #expect(item.fate == fate, "\(before.id) \(before.sentenceText)")
      #expect(item.after.id == before.id)
      switch fate {
      case .carried:
        #expect(ItemRevision(item.after) == ItemRevision(before))
        #expect(item.after.form == before.form)
        #expect(item.after.state == before.state)
      case .changed:
        #expect(item.after.state == .proposed)
        #expect(item.after.earlier?.subject == before.subject)
        #expect(item.after.earlier?.sentence == before.sentenceText)
      case .dropped: #expect(item.after.state == .dropped)
      case .added: Issue.record("an old item cannot be new")
      }
      for place in item.after.places where item.after.state.stands {
        let words = world.words([place.lowerBound, place.upperBound], of: plan.text)
        #expect(item.after.text == words)
      }
    }
    let entry = try await world.decide(ReviseReport(plan: plan))
    #expect(try await world.classes(of: report).count == plan.text.unicodeScalars.count)
    try await world.undo(entry)
    #expect(try await world.standing() == old)
    let stored = try await world.database.read {
      try LedgerStore.report(report, knownAt: nil, in: $0)
    }
    #expect(stored?.text == Self.text)
  }

  @Test func `the place that a dropped item left behind hides no changed sentence`() async throws {
    let world = try await World()
    let gone = "新增限上商贸企业9家。"
    let kept = "全区市场主体总量稳定增长并突破5万户。"
    let report = try await world.register(plan(gone + kept))
    for item in try await world.standing() {
      try await world.decide(
        ConfirmCommitment(commitment: item.id, metric: item.metric, unit: nil))
    }
    try await world.decide(ReviseReport(plan: try await world.plan(report, plan(kept))))
    let again = try await world.plan(
      report, plan(kept.replacing("5万户", with: "6万户") + "做优服务。"))
    let fates = again.items.filter { $0.before?.id == "C-2022-002" }.map(\.fate)
    #expect(fates == [.changed])
    #expect(again.items.allSatisfy { $0.before?.id != "C-2022-001" })
  }

  @Test func `equal sentences keep their order`() async throws {
    let world = try await World()
    let twice = plan("新增限上商贸企业9家。提升核心竞争力。新增限上商贸企业9家。")
    let report = try await world.register(twice)
    var revision = ItemRevision(try await world.standing()[1])
    revision.subject = "第二处"
    try await world.decide(
      EditCommitment(item: try await world.version("C-2022-002"), revision: revision))
    let moved = try await world.plan(report, "各位代表：\n" + twice)
    #expect(moved.items.map(\.after.subject).last == "第二处")
    #expect(moved.items.allSatisfy { $0.fate == .carried })
    let once = try await world.plan(report, plan("提升核心竞争力。新增限上商贸企业9家。"))
    #expect(once.items.first { $0.before?.id == "C-2022-001" }?.fate == .carried)
    #expect(once.items.first { $0.before?.id == "C-2022-002" }?.fate == .dropped)
  }

  @Test func `a merged item is asked about again when one of its sentences changed`()
    async throws
  {
    let world = try await World()
    let report = try await world.register(Self.text)
    let items = try await [world.version("C-2022-001"), world.version("C-2022-002")]
    try await world.decide(
      MergeCommitments(items: items, revision: ItemRevision(try await world.standing()[0])))
    let kept = try await world.plan(report, "各位代表：\n" + Self.text)
    let whole = try #require(kept.items.first { $0.before?.origin != nil })
    #expect(whole.fate == .carried)
    #expect(whole.after.places.count == 2)
    let cut = try await world.plan(report, Self.text.replacing("市场主体突破5万户。", with: ""))
    #expect(cut.items.first { $0.before?.origin != nil }?.fate == .changed)
  }

  @Test func `answers survive and are asked again where the words changed`() async throws {
    let world = try await World()
    let sentence = "扎实推进总投资540.2亿元的芦汀储能、朔润食品等60个重点工业项目，确保全年完成投资252亿元。"
    let report = try await world.register(plan(sentence))
    func questions() async throws -> [ReportQuestion] {
      try await world.database.read {
        try LedgerStore.questions(of: report, knownAt: nil, in: $0)
      }
    }
    let asked = try #require(try await questions().first)
    try await world.decide(AnswerQuestion(question: asked, reading: 1))
    let same = try await world.plan(report, "各位代表：\n" + plan(sentence))
    #expect(same.questions.first?.fate == .carried)
    #expect(same.questions.first?.after.answer?.reading == 1)
    let other = try await world.plan(report, plan(sentence.replacing("朔润食品", with: "朔风食品")))
    #expect(other.questions.first?.fate == .changed)
    #expect(other.questions.first?.after.answer == nil)
    #expect(other.questions.first?.after.earlier == asked.readings[1])
    let none = try await world.plan(report, plan("市场主体突破5万户。"))
    let entry = try await world.decide(ReviseReport(plan: none))
    #expect(try await questions().isEmpty)
    try await world.undo(entry)
    #expect(try await questions().first?.answer?.reading == 1)
  }

  @Test func `a plan is refused when somebody decided meanwhile, or nothing changed`()
    async throws
  {
    let world = try await World()
    let report = try await decided(world)
    let plan = try await world.plan(report, Self.text + "\n新增限上商贸企业9家。")
    try await world.decide(
      MarkBackground(item: try await world.version("C-2022-002"), ground: "抢先"))
    let before = try await world.standing()
    await #expect(throws: JournalError.self) {
      try await world.decide(ReviseReport(plan: plan))
    }
    let same = try await world.plan(report, Self.text)
    await #expect(throws: JournalError.self) {
      try await world.decide(ReviseReport(plan: same))
    }
    #expect(try await world.standing() == before)
  }

  /// A report of which every item is decided about in another way.
  private func decided(_ world: World) async throws -> String {
    let report = try await world.register(Self.text)
    let standing = try await world.standing()
    var revision = ItemRevision(standing[0])
    revision.subject = "规上工业企业净增"
    try await world.decide(
      EditCommitment(item: try await world.version(standing[0].id), revision: revision))
    try await world.decide(
      ConfirmCommitment(commitment: standing[1].id, metric: standing[1].metric, unit: nil))
    try await world.decide(
      MarkBackground(item: try await world.version(standing[2].id), ground: "另有安排"))
    try await world.decide(
      MarkPassage(
        report: report, edition: try await world.edition(of: report),
        span: world.place(of: "要把服务企业的工作做得更细更实", in: Self.text), form: .task,
        revision: ItemRevision(standing[0])))
    return report
  }
}

extension World {
  fileprivate func plan(_ report: String, _ text: String) async throws -> EditionPlan {
    let stored = try await database.read { session in
      (
        try LedgerStore.report(report, knownAt: nil, in: session),
        try LedgerStore.items(of: report, knownAt: nil, in: session).map(\.commitment),
        try LedgerStore.questions(of: report, knownAt: nil, in: session),
        try LedgerStore.head(of: report, in: session)
      )
    }
    guard let (found, old) = stored.0 else { throw WorldError.noPost(report) }
    return EditionPlan(
      report: found, oldText: old, items: stored.1, questions: stored.2, basis: stored.3,
      newText: text, file: "更正稿.txt",
      understanding: Reader(lexicon: library.lexicon).read(text, year: found.year),
      binder: library.binder)
  }
}
