import Definitions
import Facts
import Quantities
import Storage
import Testing

/// What successive values of one fact are to each other: first word, change, correction, further
/// source; and the revision of a period.
@Suite("Vintages of a series") struct VintageTests {
  private struct Told {
    var field: String
    var period: String
    var post: String
    var number: Int64?
    var evidence = Evidence.confirmed
  }

  /// Writes each telling as an entry and returns the versions with the precedence between them.
  private func versions(_ told: [Told]) async throws -> ([FactVersion], Precedence, Register) {
    let world = try await World()
    let register = world.register
    let versions = try await world.database.write { transaction in
      for (offset, told) in told.enumerated() {
        let seq = try transaction.entry(post: told.post)
        let fields = try FactStore.ensureFields(
          [told.field], of: register.id, seq: seq, in: transaction)
        let subjects = try FactStore.ensureSubjects(
          [Code.first], register: register.id, region: World.region, seq: seq, in: transaction)
        let version = FactVersion(
          field: fields[told.field] ?? 0, period: Period(told.period)?.code ?? 0,
          subject: subjects[Code.first] ?? 0, seq: seq, value: StoredValue(number: told.number),
          evidence: told.evidence, sourceRow: offset + 1)
        try FactStore.write([version], in: transaction)
      }
      let subject = try FactStore.subject(
        register: register.id, region: World.region, code: Code.first, in: transaction)
      let told = try FactStore.versions(of: subject ?? 0, knownAt: nil, in: transaction)
      return (told, try Precedence(among: told, in: transaction))
    }
    return (versions.0, versions.1, register)
  }

  private func month(_ number: Int64?, _ post: String = "A", _ period: String = "2022-05") -> Told {
    Told(field: "monthly_revenue", period: period, post: post, number: number)
  }

  private func state(_ number: Int64?, _ day: String, _ post: String = "A") -> Told {
    Told(field: "general_taxpayer", period: day, post: post, number: number)
  }

  @Test func `a later day is a change, the same day a correction`() async throws {
    let (versions, precedence, _) = try await versions([
      state(0, "2022-01-01"), state(1, "2022-03-01"), state(0, "2022-03-01"),
      state(0, "2022-03-01"), state(1, "2022-03-01", "B"), state(nil, "2022-03-01", "B"),
      state(1, "2021-06-01"),
    ])
    let acts = FactActs(versions, isState: { _ in true }, by: precedence)
    #expect(
      versions.sorted { $0.seq < $1.seq }.map { acts[$0] } == [
        .first, .change, .correction, .confirmation, .rival, .withdrawal, .first,
      ])
  }

  @Test func `the revision of a period is what counts now less what was published first`()
    async throws
  {
    let (versions, precedence, register) = try await versions([
      month(100_000), month(123_456, "A", "2022-06"), month(105_000), month(98_000),
      month(130_000, "A", "2022-07"), month(nil, "A", "2022-07"),
    ])
    let field = try #require(register.field("monthly_revenue"))
    let day = try #require(Day("2022-08-31"))
    let vintages = Vintage.read(field, versions, on: day, by: precedence)
    #expect(vintages.map(\.period.description) == ["2022-05", "2022-06", "2022-07"])
    #expect(vintages[0].words.map(\.act) == [.first, .correction, .correction])
    #expect(vintages[0].revision == Number(fixedPoint: -2_000, places: field.places))
    #expect(vintages[1].revision == nil && !vintages[1].isRevised)
    #expect(vintages[2].counting == nil && vintages[2].revision == nil)
  }

  @Test(arguments: [("2022-05-31", 1), ("2022-05-30", 0), ("2022-06-30", 2)])
  func `a period is in no vintage before it has ended`(day: String, periods: Int) async throws {
    let (versions, precedence, register) = try await versions([
      month(1), month(2, "A", "2022-06"),
    ])
    let field = try #require(register.field("monthly_revenue"))
    let view = try #require(Day(day))
    #expect(Vintage.read(field, versions, on: view, by: precedence).count == periods)
  }

  @Test func `a month that may age one month is due by the end of the next`() throws {
    let field = try #require(enterprises?.field("monthly_revenue"))
    let period = try #require(Period("2022-05"))
    #expect(field.due(of: period)?.description == "2022-06-30")
    let june = try #require(Period("2022-06"))
    #expect(field.due(of: june)?.description == "2022-07-31")
    #expect(enterprises?.field("founded_on")?.due(of: period) == nil)
  }
}
