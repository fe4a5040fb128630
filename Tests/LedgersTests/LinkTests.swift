import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Reports
import Storage
import Testing

/// Commitments followed from year to year and from level to level.
struct LinkTests {
  private static let now = "2022-02-10"

  /// Last year's plan and this year's, of one district.
  private static let before = """
    三、2021年重点工作
    新增规上工业企业18家。新建标准厂房30万平方米。企业上云60家。
    """
  private static let after = """
    一、2021年工作回顾
    新增规上工业企业19家。
    三、2022年重点工作
    新增规上工业企业20家。企业上云60家。新增高新技术企业5家。
    """
  private static let city = """
    三、2022年重点工作
    全市新增规上工业企业30家。
    """

  private func years() async throws -> World {
    let world = try await World()
    try await world.register(Self.before, on: "2022-01-19", year: 2021)
    try await world.register(Self.after, on: "2022-01-20", year: 2022)
    return world
  }

  private func register(
    _ text: String, of place: Report.Place?, in world: World
  ) async throws -> String {
    try await world.commit(
      RegisterReport(
        title: "\(place?.name ?? "本区")报告", year: 2022, file: "报告.txt", text: text,
        understanding: Reader(lexicon: library.lexicon).read(text, year: 2022),
        binder: library.binder, place: place), as: "SV", on: "2022-01-21")
  }

  private func pair(_ earlier: String, _ later: String, in world: World) async throws -> ReportPair
  {
    let reader = Reader(lexicon: library.lexicon)
    func side(_ id: String) async throws -> (side: ReportPair.Side, text: String) {
      let stored = try await world.database.read { session in
        (
          try LedgerStore.report(id, knownAt: nil, in: session),
          try LedgerStore.commitments(of: id, knownAt: nil, in: session)
        )
      }
      let found = try #require(stored.0)
      return (
        .init(
          report: found.report, items: stored.1,
          understanding: reader.read(found.text, year: found.report.year)), found.text
      )
    }
    let (first, second) = (try await side(earlier), try await side(later))
    return try #require(
      ReportPair(
        earlier: first.side, later: second.side,
        achievements: reader.achievements(second.text)))
  }

  private func code(_ subject: String, _ year: Int, in world: World) async throws -> String {
    try #require(
      try await world.standing().first {
        $0.subject.contains(subject) && $0.id.hasPrefix("C-\(year)-")
      }
    ).id
  }

  private func links(_ world: World, knownAt: Int64? = nil) async throws -> [CommitmentLink] {
    try await world.database.read { try LinkStore.links(knownAt: knownAt, in: $0) }
  }

  // MARK: Years

  @Test func `the reader proposes what was raised, kept and given up, with reasons`() async throws {
    let world = try await years()
    let pair = try await pair("B-2021-1", "B-2022-1", in: world)
    #expect(pair.relation == .years)
    let firms = try #require(
      pair.rows.first { $0.earlier?.subject.contains("规上工业企业") == true })
    #expect(firms.change == .raised)
    #expect(firms.isMet == true)
    #expect(firms.later?.target.value == 20)
    #expect(firms.reasons.first?.contains("规上工业企业") == true)
    let cloud = try #require(pair.rows.first { $0.earlier?.subject.contains("上云") == true })
    #expect(cloud.change == .kept)
    let space = try #require(pair.rows.first { $0.earlier?.subject.contains("标准厂房") == true })
    #expect(space.change == .dropped)
    #expect(space.reasons.first?.contains("没有再提") == true)
    #expect(pair.rows.contains { $0.earlier == nil && $0.change == nil })
  }

  @Test func `what a person confirms is kept, cannot be confirmed twice, and is taken back`()
    async throws
  {
    let world = try await years()
    let (before, after) = (
      try await code("规上工业企业", 2021, in: world), try await code("规上工业企业", 2022, in: world)
    )
    let command = LinkYears(
      in: "B-2022-1", [.init(earlier: before, later: after, reasons: ["同一件事"])])
    let head = try await world.decide(command)
    let link = try #require(try await links(world).first)
    #expect(link.succession?.change == .raised)
    #expect(link.reasons == ["同一件事"])
    #expect(try await links(world, knownAt: head - 1).isEmpty)
    await #expect(throws: JournalError.self) { try await world.decide(command) }
    try await world.decide(UndoLink(entry: head))
    #expect(try await links(world).isEmpty)
    #expect(try await links(world, knownAt: head).count == 1)
    await #expect(throws: JournalError.self) { try await world.decide(UndoLink(entry: head)) }
    try await world.decide(command)
    #expect(try await links(world).count == 1)
  }

  @Test func `nothing is both renewed and given up`() async throws {
    let world = try await years()
    let before = try await code("规上工业企业", 2021, in: world)
    let after = try await code("规上工业企业", 2022, in: world)
    try await world.decide(
      LinkYears(in: "B-2022-1", [.init(earlier: before, later: nil, reasons: [])]))
    await #expect(throws: JournalError.self) {
      try await world.decide(
        LinkYears(in: "B-2022-1", [.init(earlier: before, later: after, reasons: [])]))
    }
  }

  @Test(
    arguments: [("B-2021-1", "B-2021-1"), ("B-2022-1", "B-2021-1")] as [(String, String)])
  func `a year is not linked with itself or with a later one`(
    later: String, of: String
  ) async throws {
    let world = try await years()
    let one = try await code("规上工业企业", of == later ? 2021 : 2022, in: world)
    await #expect(throws: JournalError.self) {
      try await world.decide(
        LinkYears(in: of, [.init(earlier: one, later: one, reasons: [])]))
    }
  }

  @Test func `what is unfinished goes on with what is missing, and comes back by undoing`()
    async throws
  {
    let world = try await years()
    let before = try await code("上云", 2021, in: world)
    let entry = try await world.decide(
      CarryOver(before, into: "B-2022-1", remainder: 7, unit: "家", basis: "年末 53 家"))
    let link = try #require(try await links(world).first)
    #expect(link.succession?.change == .carried)
    #expect(link.succession?.remainder == 7)
    let goes = try #require(try await world.commitments().first { $0.id == link.from })
    #expect(goes.target.value == 7)
    #expect(goes.due == day("2022-12-31"))
    #expect(goes.report == "B-2021-1")
    await #expect(throws: JournalError.self) {
      try await world.decide(
        CarryOver(before, into: "B-2022-1", remainder: 7, unit: "家", basis: "再来一次"))
    }
    try await world.decide(UndoLink(entry: entry))
    #expect(try await !world.commitments().contains { $0.id == link.from })
    #expect(try await links(world).isEmpty)
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds)
  }

  @Test func `what was carried over and worked on since is not taken back`() async throws {
    let world = try await years()
    let before = try await code("标准厂房", 2021, in: world)
    let entry = try await world.decide(
      CarryOver(before, into: "B-2022-1", remainder: 6, unit: "万平方米", basis: "年末 24"))
    let goes = try #require(try await links(world).first).from
    try await world.decide(ConfirmCommitment(commitment: goes, metric: nil, unit: nil))
    await #expect(throws: JournalError.self) { try await world.decide(UndoLink(entry: entry)) }
  }

  // MARK: Levels

  private func levels() async throws -> (world: World, upper: String, lower: String) {
    let world = try await years()
    let above = try await register(
      Self.city, of: .init(level: .city, name: "某市"), in: world)
    let upper = try #require(
      try await world.standing().first { $0.report == above }
    ).id
    let lower = try #require(
      try await world.standing().first {
        $0.report == "B-2022-1" && $0.subject.contains("规上工业企业")
      }
    ).id
    return (world, upper, lower)
  }

  @Test func `what another government promises is neither listed nor measured`() async throws {
    let (world, upper, _) = try await levels()
    #expect(try await !world.commitments().contains { $0.id == upper })
    let item = try #require(try await world.standing().first { $0.id == upper })
    #expect(item.metric == nil)
    #expect(try await !world.desk.readings(asOf: AsOf(day(Self.now))).contains { $0.id == upper })
    #expect(try await world.desk.readings(of: [upper], asOf: AsOf(day(Self.now)))[upper] != nil)
    await #expect(throws: JournalError.self) {
      try await world.decide(
        ConfirmCommitment(commitment: upper, metric: "new-above-scale-industry", unit: nil))
    }
  }

  @Test func `a share is proposed and linked, with the sum in words`() async throws {
    let (world, upper, lower) = try await levels()
    let pair = try await pair("B-2022-2", "B-2022-1", in: world)
    #expect(pair.relation == .levels)
    let row = try #require(pair.rows.first { $0.earlier?.id == upper })
    #expect(row.later?.id == lower)
    try await world.decide(
      LinkLevels(lower, under: upper, assigned: 18, mayExceed: false, reasons: row.reasons))
    let link = try #require(try await links(world).first)
    let items = try await world.standing()
    let sum = ShareSum(
      of: try #require(items.first { $0.id == upper }),
      [(link, try #require(items.first { $0.id == lower }))])
    #expect(sum.total == 18)
    #expect(sum.words?.contains("其余 12") == true)
  }

  @Test(arguments: [(31, false, false), (31, true, true), (30, false, true)])
  func `shares come to more than the whole only by declaration`(
    assigned: Int, mayExceed: Bool, isAllowed: Bool
  ) async throws {
    let (world, upper, lower) = try await levels()
    let command = LinkLevels(
      lower, under: upper, assigned: Number(assigned), mayExceed: mayExceed, reasons: [])
    if isAllowed {
      try await world.decide(command)
      #expect(try await links(world).count == 1)
    } else {
      await #expect(throws: JournalError.self) { try await world.decide(command) }
      #expect(try await links(world).isEmpty)
    }
  }

  @Test func `a town's share counts in the sum of the district`() async throws {
    let world = try await years()
    let town = try await register(
      "三、2022年重点工作\n新增规上工业企业24家。", of: .init(level: .town, name: "某镇"), in: world)
    let lower = try #require(try await world.standing().first { $0.report == town }).id
    let upper = try await code("规上工业企业", 2022, in: world)
    await #expect(throws: JournalError.self) {
      try await world.decide(
        LinkLevels(lower, under: upper, assigned: nil, mayExceed: false, reasons: []))
    }
    try await world.decide(
      LinkLevels(lower, under: upper, assigned: nil, mayExceed: true, reasons: []))
    let link = try #require(try await links(world).first)
    let items = try await world.standing()
    let sum = ShareSum(
      of: try #require(items.first { $0.id == upper }),
      [(link, try #require(items.first { $0.id == lower }))])
    #expect(sum.excess == 20)
    #expect(sum.words?.contains("层层加码 +20%") == true)
  }

  @Test func `the level above is no level below, and units must agree`() async throws {
    let (world, upper, lower) = try await levels()
    await #expect(throws: JournalError.self) {
      try await world.decide(
        LinkLevels(upper, under: lower, assigned: nil, mayExceed: true, reasons: []))
    }
    let space = try await register(
      "三、2022年重点工作\n新建标准厂房30万平方米。", of: .init(level: .province, name: "某省"), in: world)
    let other = try #require(try await world.standing().first { $0.report == space }).id
    await #expect(throws: JournalError.self) {
      try await world.decide(
        LinkLevels(lower, under: other, assigned: nil, mayExceed: true, reasons: []))
    }
  }

  @Test func `a report that is linked keeps its level, and one that is not may change it`()
    async throws
  {
    let (world, upper, lower) = try await levels()
    let entry = try await world.decide(
      LinkLevels(lower, under: upper, assigned: 18, mayExceed: false, reasons: []))
    let other = Report.Place(level: .province, name: "某省")
    await #expect(throws: JournalError.self) {
      try await world.decide(PlaceReport("B-2022-2", place: other))
    }
    try await world.decide(UndoLink(entry: entry))
    try await world.decide(PlaceReport("B-2022-2", place: other))
    let reports = try await world.database.read { try LedgerStore.reports(knownAt: nil, in: $0) }
    #expect(reports.first { $0.id == "B-2022-2" }?.level == .province)
  }
}
