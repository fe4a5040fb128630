import Commands
import Definitions
import Ledgers
import Quantities
import Reports
import Storage
import Testing

@Suite("Decisions about a read report") struct DecisionTests {
  private let text = plan(
    "确保2022年新增规上工业企业20家以上、高新技术企业5家，实现5G网络镇街全覆盖。市场主体突破5万户。要把服务企业的工作做得更细更实。")

  // MARK: Editing

  @Test func `editing sets every field, decides, and can be undone`() async throws {
    let world = try await World()
    try await world.register(text)
    let before = try await world.standing()
    let item = try await world.version("C-2022-001")
    var revision = ItemRevision(before[0])
    revision.subject = "规上工业企业净增"
    revision.kind = "level"
    revision.target = .init(comparison: .between, value: 18, upper: 22, unit: "户")
    revision.direction = .down
    revision.modality = "力争"
    revision.strength = "aspiring"
    revision.from = day("2022-02-01")
    revision.due = day("2022-11-30")
    revision.metric = nil
    let entry = try await world.decide(EditCommitment(item: item, revision: revision))
    let edited = try #require(try await world.standing().first)
    #expect(ItemRevision(edited) == revision)
    #expect(edited.state == .confirmed)
    #expect(edited.sentenceText == before[0].sentenceText)
    try await world.undo(entry)
    #expect(try await world.standing() == before)
  }

  @Test(arguments: [
    "subject", "kind", "strength", "value", "reference", "range", "due", "metric", "unit",
  ])
  func `an edit that cannot be a promise is refused and changes nothing`(
    wrong: String
  ) async throws {
    let world = try await World()
    try await world.register(text)
    let before = try await world.standing()
    var revision = ItemRevision(before[0])
    switch wrong {
    case "subject": revision.subject = ""
    case "kind": revision.kind = "wish"
    case "strength": revision.strength = "loud"
    case "value": revision.target = .init(comparison: .atLeast)
    case "reference": revision.target = .init(comparison: .relativeAbove)
    case "range": revision.target = .init(comparison: .between, value: 3, upper: 2)
    case "due": (revision.from, revision.due) = (day("2022-06-01"), day("2022-05-01"))
    case "metric": revision.metric = "no-such-metric"
    default: revision.unit = "no-such-unit"
    }
    let item = try await world.version("C-2022-001")
    await #expect(throws: JournalError.self) {
      try await world.decide(EditCommitment(item: item, revision: revision))
    }
    #expect(try await world.standing() == before)
  }

  // MARK: Splitting and merging

  @Test func `a split gives each part its words, values and code`() async throws {
    let world = try await World()
    let report = try await world.register(text)
    let before = try await world.standing()
    let item = try await world.version("C-2022-001")
    var (first, second) = (ItemRevision(before[0]), ItemRevision(before[0]))
    first.subject = "规上工业企业"
    second.subject = "规下企业"
    second.target.value = 3
    let split = try await world.decide(
      SplitCommitment(
        item: item,
        parts: [
          .init(words: "新增规上工业企业20家以上", revision: first),
          .init(words: "规上工业企业20家", revision: second),
        ]))
    let after = try await world.standing()
    let parts = after.filter { $0.origin == ["C-2022-001"] }
    #expect(parts.map(\.subject) == ["规上工业企业", "规下企业"])
    #expect(parts.map { world.words($0.span, of: text) } == ["新增规上工业企业20家以上", "规上工业企业20家"])
    #expect(!after.contains { $0.id == "C-2022-001" })
    let whole = try await world.items(of: report).first { $0.id == "C-2022-001" }
    #expect(whole?.commitment.successors == parts.map(\.id))
    try await world.undo(split)
    #expect(try await world.standing() == before)
  }

  @Test func `a split needs words of the sentence and at least two parts`() async throws {
    let world = try await World()
    try await world.register(text)
    let before = try await world.standing()
    let item = try await world.version("C-2022-001")
    let revision = ItemRevision(before[0])
    for parts in [["规上工业企业"], ["规上工业企业", "不在原句的文字"], ["规上工业企业", ""], ["20家", "20家"]] {
      await #expect(throws: JournalError.self) {
        try await world.decide(
          SplitCommitment(
            item: item, parts: parts.map { .init(words: $0, revision: revision) }))
      }
    }
    #expect(try await world.standing() == before)
  }

  @Test func `a merge keeps all its places and names what it was made of`() async throws {
    let world = try await World()
    let report = try await world.register(text)
    let before = try await world.standing()
    let items = try await [world.version("C-2022-001"), world.version("C-2022-004")]
    let merge = try await world.decide(
      MergeCommitments(items: items, revision: ItemRevision(before[0])))
    let whole = try #require(try await world.standing().first { $0.origin != nil })
    #expect(whole.origin == ["C-2022-001", "C-2022-004"])
    #expect(whole.places.count == 2)
    #expect(try await world.standing().count == before.count - 1)
    let parts = try await world.items(of: report).filter { $0.commitment.state == .replaced }
    #expect(parts.allSatisfy { $0.commitment.successors == [whole.id] })
    try await world.undo(merge)
    #expect(try await world.standing() == before)
  }

  @Test func `a merge needs two items of one report and one form`() async throws {
    let world = try await World()
    try await world.register(text)
    let item = try await world.version("C-2022-001")
    let revision = ItemRevision(try await world.standing()[0])
    for items in [[item], [item, item]] {
      await #expect(throws: JournalError.self) {
        try await world.decide(MergeCommitments(items: items, revision: revision))
      }
    }
    try await world.register(plan("新增限上商贸企业9家。"))
    let other = try await world.version("C-2022-005")
    await #expect(throws: JournalError.self) {
      try await world.decide(MergeCommitments(items: [item, other], revision: revision))
    }
  }

  // MARK: Background and missed words

  @Test func `background needs a reason and leaves the ledger`() async throws {
    let world = try await World()
    let report = try await world.register(text)
    let before = try await world.standing()
    let item = try await world.version("C-2022-004")
    await #expect(throws: JournalError.self) {
      try await world.decide(MarkBackground(item: item, ground: ""))
    }
    let aside = try await world.decide(MarkBackground(item: item, ground: "说的是累计数"))
    #expect(try await world.commitments().map(\.id) == ["C-2022-001", "C-2022-002", "C-2022-003"])
    let span = before[3].places[0]
    #expect(try await world.classes(of: report)[span].allSatisfy { $0 == .background })
    try await world.undo(aside)
    #expect(try await world.standing() == before)
    #expect(try await world.classes(of: report)[span].allSatisfy { $0 == .commitment })
  }

  @Test(arguments: Commitment.Form.allCases)
  func `words that were passed over become an item of their own`(
    form: Commitment.Form
  ) async throws {
    let world = try await World()
    let report = try await world.register(text)
    let before = try await world.classes(of: report)
    let words = "要把服务企业的工作做得更细更实"
    let span = world.place(of: words, in: text)
    let edition = try await world.edition(of: report)
    let mark = MarkPassage(
      report: report, edition: edition, span: span, form: form,
      revision: form == .background ? nil : ItemRevision(try await world.standing()[0]))
    let entry = try await world.decide(mark)
    let made = try #require(try await world.items(of: report).last { $0.commitment.form != nil })
    #expect(made.commitment.text == words)
    #expect(made.commitment.sentenceText == words + "。")
    #expect(made.id.hasPrefix(form == .task ? "R-2022-" : "C-2022-"))
    #expect(try await world.commitments().contains { $0.id == made.id } == (form == .commitment))
    let expected: Segment.Class =
      switch form {
      case .commitment: .commitment
      case .task: .measure
      case .background: .background
      }
    #expect(try await world.classes(of: report)[span].allSatisfy { $0 == expected })
    try await world.undo(entry)
    #expect(try await world.classes(of: report) == before)
  }

  @Test func `chosen words are read again alone`() throws {
    let text = "开头。\n我们还将新增限上商贸企业9家，大力发展夜经济。\n"
    let words = "新增限上商贸企业9家"
    let place = try #require(text.firstRange(of: words))
    let start = text[..<place.lowerBound].unicodeScalars.count
    let passage = Passage(start - 1..<start + words.unicodeScalars.count, in: text)
    let reading = try #require(
      passage.reading(by: Reader(lexicon: library.lexicon), year: 2022).first)
    #expect(reading.subject.contains("限上商贸企业"))
    #expect(reading.value == 9)
    #expect(passage.text(reading.sentence) == "我们还将新增限上商贸企业9家，大力发展夜经济。")
    #expect(passage.text(passage.words ?? 0..<0).hasSuffix(words))
  }

  // MARK: Rights, concurrency, undo

  @Test(arguments: ["DU-tax", "LD", "SVM"])
  func `a post without the right decides nothing`(post: String) async throws {
    let world = try await World()
    let posts = try await world.database.read { try PostStore.actors(in: $0) }
    let known = try #require(posts.first { $0.post.role == post.prefix { $0 != "-" } })
    let authority = Authority(library: library)
    for needed in Set(UndoDecision.permissions.values.joined()) {
      #expect(throws: Denial.self) {
        try authority.permit(known, needed, on: day("2022-02-08"))
      }
    }
    #expect(authority.scopes(of: known.post, EditCommitment.needed).isEmpty)
  }

  @Test func `nothing is decided over a version that was not seen`() async throws {
    let world = try await World()
    try await world.register(text)
    let seen = try await world.version("C-2022-001")
    let other = try await world.version("C-2022-002")
    let revision = ItemRevision(try await world.standing()[0])
    try await world.decide(EditCommitment(item: seen, revision: revision))
    let before = try await world.standing()
    let late: [any Command] = [
      EditCommitment(item: seen, revision: revision),
      MarkBackground(item: seen, ground: "迟到"),
      MergeCommitments(items: [seen, other], revision: revision),
      SplitCommitment(
        item: seen,
        parts: [
          .init(words: "规上工业企业", revision: revision), .init(words: "20家", revision: revision),
        ]),
      ConfirmCommitment(
        commitment: seen.code, metric: nil, unit: nil, version: seen.version),
    ]
    for command in late {
      await #expect(throws: JournalError.self) { try await world.decide(command) }
    }
    #expect(try await world.standing() == before)
  }

  @Test func `decisions about one thing are undone from the last to the first`() async throws {
    let world = try await World()
    try await world.register(text)
    let original = try await world.standing()
    var revision = ItemRevision(original[0])
    revision.subject = "甲"
    let first = try await world.decide(
      EditCommitment(item: try await world.version("C-2022-001"), revision: revision))
    revision.subject = "乙"
    let second = try await world.decide(
      EditCommitment(item: try await world.version("C-2022-001"), revision: revision))
    await #expect(throws: JournalError.self) { try await world.undo(first) }
    try await world.undo(second)
    #expect(try await world.standing().first?.subject == "甲")
    await #expect(throws: JournalError.self) { try await world.undo(second) }
    try await world.undo(first)
    #expect(try await world.standing() == original)
  }

  @Test func `taking a report in is not undone here, nor by a permit for something else`()
    async throws
  {
    let world = try await World()
    let report = try await world.register(text)
    let registration = try await world.edition(of: report)
    await #expect(throws: JournalError.self) { try await world.undo(registration) }
    let entry = try await world.decide(
      MarkBackground(item: try await world.version("C-2022-001"), ground: "试"))
    await #expect(throws: Denial.self) {
      try await world.decide(UndoDecision(entry: entry, permission: AnswerQuestion.needed))
    }
  }

  @Test func `an answer is undone, and not given over another's`() async throws {
    let world = try await World()
    let id = try await world.register(
      plan("扎实推进总投资540.2亿元的芦汀储能、朔润食品等60个重点工业项目，确保全年完成投资252亿元。"))
    func questions() async throws -> [ReportQuestion] {
      try await world.database.read { try LedgerStore.questions(of: id, knownAt: nil, in: $0) }
    }
    let asked = try #require(try await questions().first)
    let entry = try await world.decide(AnswerQuestion(question: asked, reading: 1))
    await #expect(throws: JournalError.self) {
      try await world.decide(AnswerQuestion(question: asked, reading: 0))
    }
    try await world.undo(entry)
    #expect(try await questions().first == asked)
  }

  // MARK: Any sequence

  @Test(arguments: 1...12)
  func `any decisions keep the coverage whole, and undoing all gives the report back`(
    seed: UInt64
  ) async throws {
    let world = try await World()
    let report = try await world.register(text)
    let original = try await world.standing()
    let classes = try await world.classes(of: report)
    var random = RandomDecisions(seed: seed, world: world, report: report, text: text)
    var entries: [Int64] = []
    for _ in 0..<14 {
      guard let entry = try await random.decide() else { continue }
      entries.append(entry)
      let segments = try await world.segments(of: report)
      #expect(segments.first?.span.lowerBound == 0)
      #expect(segments.last?.span.upperBound == text.unicodeScalars.count)
      #expect(
        zip(segments, segments.dropFirst()).allSatisfy { $0.span.upperBound == $1.span.lowerBound })
    }
    #expect(entries.count > 6, "too few decisions went through to prove anything")
    for entry in entries.reversed() { try await world.undo(entry) }
    #expect(try await world.standing() == original)
    #expect(try await world.classes(of: report) == classes)
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds, "\(verdict.faults)")
  }
}
