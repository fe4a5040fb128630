import Definitions
import Facts
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("The book of lights") struct LightBookTests {
  private func ends(_ world: World, before last: String) async throws -> [AsOf] {
    try await world.desk.monthEnds(
      from: day("2022-01-01"), before: day(last), knownAt: nil)
  }

  @Test func `reads a month as a desk with everything open does, and once`() async throws {
    let world = try await SampleLedgerTests.walked.value
    let months = try await ends(world, before: "2022-10-15")
    #expect(months.map(\.day.month) == Array(1...9))
    let book = LightBook()
    let asked = months.filter { [2, 5, 9].contains($0.day.month) }
    for asOf in asked {
      let readings = try await book.readings(at: world.desk, asOf: asOf)
      #expect(readings == (try await world.desk.readings(asOf: asOf)), "\(asOf.day)")
      #expect(readings.contains { !$0.isUnread }, "\(asOf.day)")
      let alone = LightBook()
      for reading in readings.prefix(12) {
        let one = try await alone.reading(of: reading.id, at: world.desk, asOf: asOf)
        #expect(one == reading, "\(asOf.day) \(reading.commitment.text)")
      }
    }
    for asOf in asked { _ = try await book.readings(at: world.desk, asOf: asOf) }
    #expect(await book.makings == asked.count)
  }

  @Test func `draws the months behind every reading as its own page does`() async throws {
    let world = try await SampleLedgerTests.walked.value
    let asOf = AsOf(day("2022-09-30"))
    let readings = try await world.desk.readings(asOf: asOf)
    let tracks = try await TrackBook().tracks(of: readings, at: world.desk, asOf: asOf)
    for reading in readings {
      let explanation = try #require(
        try await world.desk.explanation(of: reading.id, asOf: asOf) { _ in .engine })
      #expect(tracks[reading.id] == explanation.history, "\(reading.commitment.text)")
    }
  }

  @Test func `leaves a month as it was when news of it comes late`() async throws {
    let world = try await World()
    try await world.register(plan("全年新增上云企业3家。"))
    try await world.importing(
      "统一社会信用代码,企业名称\n91419802MA00000A9H,甲公司\n", to: "enterprise",
      as: "DU-market-regulation", on: "2022-03-01")
    let book = LightBook()
    func claimed() async throws -> [Number?] {
      var claimed: [Number?] = []
      for asOf in try await ends(world, before: "2022-05-01") {
        claimed.append(try await book.readings(at: world.desk, asOf: asOf).first?.claimed)
      }
      return claimed
    }
    #expect(try await claimed() == [nil, nil, 0, 0])
    try await world.importing(
      "统一社会信用代码,上云日期,上云依据\n91419802MA00000A9H,2022-03-20,付费合同\n", to: "enterprise",
      as: "DU", on: "2022-05-02")
    #expect(try await claimed() == [nil, nil, 0, 0])
    let present = try await world.reading(of: "new-cloud-enterprises", on: "2022-03-31")
    #expect(present?.claimed == 1)
  }

  @Test func `knows no month before the journal began, and renews a track that a fact touches`()
    async throws
  {
    let world = try await World()
    #expect(
      try await world.desk.monthEnds(
        from: day("2021-10-01"), before: day("2022-02-10"), knownAt: nil
      ).map(\.day) == [day("2022-01-31")])
    try await world.register(plan("全年新增上云企业3家。"))
    try await world.importing(
      "统一社会信用代码,企业名称\n91419802MA00000A9H,甲公司\n", to: "enterprise",
      as: "DU-market-regulation", on: "2022-03-01")
    let (book, asOf) = (TrackBook(), AsOf(day("2022-06-30")))
    func last() async throws -> Number? {
      let readings = try await world.desk.readings(asOf: asOf)
      return try await book.tracks(of: readings, at: world.desk, asOf: asOf)[readings[0].id]?
        .last?.claimed
    }
    #expect(try await last() == 0)
    try await world.importing(
      "统一社会信用代码,上云日期,上云依据\n91419802MA00000A9H,2022-04-01,付费合同\n", to: "enterprise",
      as: "DU", on: "2022-04-02")
    #expect(try await last() == 1)
  }
}
