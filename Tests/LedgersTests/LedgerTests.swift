import Commands
import Definitions
import Facts
import Findings
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("The ledger") struct LedgerTests {
  private let metric = "new-above-scale-industry"
  private let newFirms = plan("确保2022年新增规上工业企业20家以上。")

  /// Two factories: one under the line, one far from it.
  private func world() async throws -> World {
    let world = try await World()
    try await world.importing(
      """
      统一社会信用代码,企业名称,市场主体类型,登记状态,行业门类
      \(Firms.Code.justBelow),澄川芷禾食品机械有限公司,公司,存续,C
      \(Firms.Code.missingFact),澄川岫岚竹木制品有限公司,公司,存续,C
      """, to: "enterprise", as: "DU-market-regulation", on: "2022-01-05")
    try await world.importing(
      """
      统一社会信用代码,营业收入（万元）2021年
      \(Firms.Code.justBelow),1500
      """, to: "enterprise", as: "DU", on: "2022-01-05")
    try await world.register(newFirms)
    return world
  }

  @Test func `a revenue over the line only makes a candidate`() async throws {
    let world = try await world()
    let before = try #require(try await world.explanation(of: metric, on: "2022-04-30"))
    #expect(before.reading.claimed == 0)
    #expect(before.candidates.isEmpty)
    try await world.importing(
      "统一社会信用代码,营业收入（万元）2021年\n\(Firms.Code.justBelow),2000.01", to: "enterprise",
      as: "DU", on: "2022-04-28")
    let after = try #require(try await world.explanation(of: metric, on: "2022-04-30"))
    #expect(after.reading.claimed == 0)
    #expect(after.reading.measurement.counted.isEmpty)
    let candidate = try #require(after.candidates.first)
    #expect(after.candidates.count == 1)
    #expect(candidate.code == Firms.Code.justBelow)
    #expect(candidate.title == "准规上：已过规上工业线")
    #expect(candidate.reached.contains("营业收入 2000.01 万元"))
    #expect(candidate.wanting == ["还没有规上工业入库批准日"])
    #expect(candidate.effect.gain == 1)
  }

  @Test func `a day of approval moves the reading by one, and not the day before`() async throws {
    let world = try await world()
    let seq = try await world.importing(
      "统一社会信用代码,规上工业入库批准日\n\(Firms.Code.justBelow),2022-04-15", to: "enterprise",
      as: "DU-statistics", on: "2022-04-28")
    let now = try #require(try await world.explanation(of: metric, on: "2022-04-28"))
    #expect(now.reading.claimed == 1)
    #expect(now.reading.verified == 1)
    let counted = try #require(now.reading.measurement.counted.first)
    #expect(counted.code == Firms.Code.justBelow)
    #expect(counted.reasons == ["规上工业入库批准日 2022-04-15"])
    #expect(counted.evidence == .confirmed)
    // Known then: the entry of 28 April had not been written.
    let known = try await world.reading(of: metric, on: "2022-04-27", knownAt: seq - 1)
    #expect(known?.claimed == 0)
    // Known now: the approval was already given on the 27th.
    #expect(try await world.reading(of: metric, on: "2022-04-27")?.claimed == 1)
    #expect(try await world.reading(of: metric, on: "2022-04-14")?.claimed == 0)
  }

  @Test func `a claim with papers counts and is not verified`() async throws {
    let world = try await world()
    try await world.importing(
      "统一社会信用代码,规上工业入库批准日\n\(Firms.Code.justBelow),2022-04-15", to: "enterprise",
      as: "DU-statistics", on: "2022-04-28", evidence: .documented)
    let reading = try #require(try await world.reading(of: metric, on: "2022-04-30"))
    #expect(reading.claimed == 1)
    #expect(reading.verified == 0)
  }

  @Test func `what happens after the deadline no longer keeps the promise`() async throws {
    let world = try await world()
    try await world.importing(
      "统一社会信用代码,规上工业入库批准日\n\(Firms.Code.justBelow),2023-01-15", to: "enterprise",
      as: "DU-statistics", on: "2023-01-20")
    let reading = try #require(try await world.reading(of: metric, on: "2023-02-01"))
    #expect(reading.claimed == 0)
    #expect(reading.light.light == .red)
    #expect(reading.day == day("2022-12-31"))
  }

  @Test func `the number stays whole for a reader who may see no row of it`() async throws {
    let world = try await world()
    try await world.importing(
      "统一社会信用代码,规上工业入库批准日\n\(Firms.Code.justBelow),2022-04-15", to: "enterprise",
      as: "DU-statistics", on: "2022-04-28")
    let seen = try #require(
      try await world.explanation(of: metric, on: "2022-04-30", visibility: .nothing))
    #expect(seen.reading.claimed == 1)
    #expect(seen.reading.measurement.counted.isEmpty)
    #expect(seen.reading.measurement.hidden == 1)
  }

  @Test func `a candidate for its revenue is not named to a reader who may not see it`()
    async throws
  {
    let world = try await world()
    try await world.importing(
      "统一社会信用代码,营业收入（万元）2021年\n\(Firms.Code.justBelow),2000.01", to: "enterprise",
      as: "DU", on: "2022-04-28")
    let inside = Visibility(scopes: [.open: [.all], .office: [.all]])
    let seen = try #require(
      try await world.explanation(of: metric, on: "2022-04-30", visibility: inside))
    #expect(seen.candidates.isEmpty)
    #expect(seen.hiddenCandidates == 1)
  }

  @Test func `reasons name what a code stands for`() async throws {
    let world = try await world()
    try await world.importing(
      "统一社会信用代码,营业收入（万元）2021年\n\(Firms.Code.justBelow),2000.01", to: "enterprise",
      as: "DU", on: "2022-04-28")
    let candidates = try #require(
      try await world.explanation(of: metric, on: "2022-04-30")
    ).candidates
    let reached = try #require(candidates.first).reached
    #expect(reached.contains("行业门类 制造业"), "\(reached)")
  }

  @Test func `history has the end of each month and the day itself`() async throws {
    let world = try await world()
    try await world.importing(
      "统一社会信用代码,规上工业入库批准日\n\(Firms.Code.justBelow),2022-02-15", to: "enterprise",
      as: "DU-statistics", on: "2022-04-28")
    let explanation = try #require(try await world.explanation(of: metric, on: "2022-04-30"))
    #expect(
      explanation.history.map(\.day.description)
        == ["2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30"])
    #expect(explanation.history.map(\.claimed) == [0, 1, 1, 1])
  }

  @Test func `a later entry never changes what was known before it`() async throws {
    let world = try await world()
    var random = SeededGenerator(seed: 7, stream: "as known")
    var views: [(seq: Int64, value: Number?)] = []
    var approved = 0
    for step in 0..<12 {
      let date = day("2022-02-01").adding(days: step * 20)
      let code = random.pick([Firms.Code.justBelow, Firms.Code.missingFact])
      let when = date.adding(days: -random.below(25))
      approved += 1
      let seq = try await world.importing(
        "统一社会信用代码,规上工业入库批准日\n\(code),\(when)", to: "enterprise",
        as: "DU-statistics", on: date.description)
      let view = try await world.reading(of: metric, on: "2022-12-31", knownAt: seq)
      views.append((seq, view?.claimed))
      for earlier in views {
        let again = try await world.reading(of: metric, on: "2022-12-31", knownAt: earlier.seq)
        #expect(again?.claimed == earlier.value, "step \(step), entry \(earlier.seq)")
      }
    }
    #expect(approved == 12)
  }
}
