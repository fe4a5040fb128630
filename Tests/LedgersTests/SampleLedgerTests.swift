import Commands
import Definitions
import Facts
import Findings
import Forecasts
import Foundation
import Ledgers
import Quantities
import Reports
import SampleDistrict
import Storage
import Testing

@Suite("The sample district's ledger") struct SampleLedgerTests {
  /// The district's year through the commands of the journal, once for all tests of the suite.
  static let walked = Task {
    let world = try await World()
    let district = SampleDistrict(entities: 1_000, seed: 2022)
    var isRegistered = false
    for batch in district.batches(until: SampleDistrict.lastDay) {
      if !isRegistered, batch.day > SampleDistrict.reportDay {
        try await world.register(district.report)
        isRegistered = true
      }
      try await world.importing(
        batch.table.csv, to: batch.register, as: batch.post, on: batch.day.description,
        validFrom: batch.validFrom.description, evidence: batch.evidence)
    }
    return world
  }

  private static let metrics = [
    "signed-projects-over-100-million", "signed-projects-over-3-billion",
    "flagship-projects-over-5-billion", "market-entities", "neeq-listings",
    "zhongyuan-exchange-listings", "industrial-growth-over-city", "new-above-scale-industry",
    "technical-renovation-projects", "technical-renovation-investment-growth",
    "key-project-investment", "special-vehicle-cluster-output", "new-cloud-enterprises",
    "provincial-smart-factories", "provincial-smart-workshops", "five-g-coverage", "park-reform",
    "standard-land-share", "new-high-tech-enterprises", "technology-smes",
    "new-provincial-specialised-smes", "rd-activity-coverage", "industrial-rd-growth",
    "provincial-rd-platforms", "city-rd-platforms", "total-rd-growth",
  ]

  @Test func `is walked without a refused row, and its chain holds`() async throws {
    let world = try await Self.walked.value
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds)
    #expect(verdict.entries > 150)
  }

  @Test(arguments: metrics)
  func `has one commitment for`(metric: String) async throws {
    let world = try await Self.walked.value
    let bound = try await world.commitments().filter { $0.metric == metric }
    #expect(bound.count == 1, "\(bound.map(\.text))")
  }

  @Test(
    arguments: metrics.filter {
      !["five-g-coverage", "industrial-rd-growth", "total-rd-growth"].contains($0)
    })
  func `has by September a reading of`(metric: String) async throws {
    let world = try await Self.walked.value
    let reading = try #require(try await world.reading(of: metric, on: "2022-09-30"))
    #expect(reading.claimed != nil, "\(reading.light.because)")
    #expect(reading.light.light != .grey, "\(reading.light.because)")
  }

  @Test(arguments: ["industrial-rd-growth", "total-rd-growth"])
  func `cannot yet know`(metric: String) async throws {
    let world = try await Self.walked.value
    let reading = try #require(try await world.reading(of: metric, on: "2022-09-30"))
    #expect(reading.light.light == .grey)
    #expect(reading.light.because.contains("数据不足"))
  }

  @Test func `shows a reading, a path, a forecast and where they come from, or what is missing`()
    async throws
  {
    let world = try await Self.walked.value
    let explicit = try await world.commitments().filter { $0.explicitness == "explicit" }
    #expect(explicit.count >= 23)
    let now = AsOf(day("2022-09-30"))
    for commitment in explicit {
      let explanation = try #require(
        try await world.desk.explanation(of: commitment.id, asOf: now) { _ in .engine })
      let (reading, words) = (explanation.reading, "\(commitment.id) \(commitment.text)")
      #expect(!explanation.versions.isEmpty, "\(words)")
      #expect(!reading.rule.text.isEmpty && !reading.reason.isEmpty, "\(words)")
      if reading.isUnread {
        #expect(reading.light.light == .grey && !reading.measurement.missing.isEmpty, "\(words)")
      } else {
        // What is done by a day, or compared with another series, has no way in numbers.
        let hasWay =
          explanation.metric?.kind != .milestone && !commitment.target.comparison.isRelative
          && !["milestone", "coverage"].contains(commitment.kind)
        #expect(reading.path != nil || !hasWay, "\(words)")
        #expect(!explanation.history.isEmpty, "\(words)")
      }
      let outlook = try #require(reading.outlook, "\(words)")
      switch outlook {
      case .insufficient(let reason): #expect(!reason.isEmpty, "\(words)")
      case .forecast(let forecast):
        #expect(forecast.low <= forecast.high && !forecast.grounds.isEmpty, "\(words)")
      }
      // What a register can compute is not typed.
      if let metric = explanation.metric, !metric.measure.registers.isEmpty {
        if case .metric = reading.source {} else { Issue.record("typed: \(words)") }
        #expect(!metric.definition.isEmpty, "\(words)")
      }
    }
  }

  @Test func `moves forward month by month`() async throws {
    let world = try await Self.walked.value
    var last = Number.zero
    for month in ["2022-03-31", "2022-06-30", "2022-09-30", "2022-11-30"] {
      let reading = try #require(
        try await world.reading(of: "new-above-scale-industry", on: month))
      let claimed = try #require(reading.claimed)
      #expect(claimed > last, "\(month)")
      #expect(try #require(reading.verified) <= claimed)
      last = claimed
    }
  }

  @Test(
    arguments: [
      ("2022-06-30", .green), ("2022-07-15", .yellow), ("2022-08-31", .blue),
    ] as [(String, Light)])
  func `shows the late reform of a park`(on: String, light: Light) async throws {
    let world = try await Self.walked.value
    let reading = try #require(try await world.reading(of: "park-reform", on: on))
    #expect(reading.light.light == light, "\(reading.reason)")
  }

  @Test func `shows where it can be green, yellow, red and grey`() async throws {
    let world = try await Self.walked.value
    let readings = try await world.desk.readings(asOf: AsOf(day("2022-12-31")))
    let lights = Set(readings.map(\.light.light))
    #expect(lights.isSuperset(of: [.green, .yellow, .grey]), "\(lights)")
  }

  @Test func `begins the stock of market entities at the end of last year`() async throws {
    let world = try await Self.walked.value
    let reading = try #require(try await world.reading(of: "market-entities", on: "2022-11-30"))
    #expect(reading.path?.opening == 840)
    #expect(reading.bar?.value == 900)
    let claimed = try #require(reading.claimed)
    #expect(claimed > 840 && claimed < 1_000)
  }

  @Test func `proposes the firms at the line and counts none of them`() async throws {
    let world = try await Self.walked.value
    let explanation = try #require(
      try await world.explanation(of: "new-above-scale-industry", on: "2022-11-30"))
    let candidates = Set(explanation.candidates.map(\.code))
    #expect(candidates.isSuperset(of: [Firms.Code.justBelow, Firms.Code.justOver]))
    let counted = Set(explanation.reading.measurement.counted.map(\.code))
    #expect(counted.isDisjoint(with: [Firms.Code.justBelow, Firms.Code.justOver]))
    #expect(!candidates.contains(Firms.Code.missingFact))
  }

  @Test func `does not count cloud services without proof, nor local and double projects`()
    async throws
  {
    let world = try await Self.walked.value
    let cloud = try #require(
      try await world.explanation(of: "new-cloud-enterprises", on: "2022-11-30"))
    #expect(!cloud.reading.measurement.counted.contains { $0.code == Firms.Code.claimedCloud })
    let signed = try #require(
      try await world.explanation(of: "signed-projects-over-100-million", on: "2022-11-30"))
    let codes = signed.reading.measurement.counted.map(\.code)
    #expect(codes.contains(Projects.Code.large))
    #expect(!codes.contains(Projects.Code.local) && !codes.contains(Projects.Code.duplicate))
    let flagship = try #require(
      try await world.explanation(of: "flagship-projects-over-5-billion", on: "2022-11-30"))
    #expect(flagship.reading.claimed == 0)
    #expect(flagship.candidates.map(\.code) == [Projects.Code.unregistered])
  }
}

@Suite("The seed report's ledger") struct SeedLedgerTests {
  /// Needs the shared seed report; where it is absent the test is skipped.
  @Test(.enabled(if: Package.shared != nil))
  func `every commitment has a metric, or says what is missing`() async throws {
    let file = try #require(Package.shared).appending(path: "data/reports/seed-2022.txt")
    let world = try await World()
    try await world.register(try String(contentsOf: file, encoding: .utf8))
    let readings = try await world.desk.readings(asOf: AsOf(day("2022-06-30")))
    let explicit = readings.filter { $0.commitment.explicitness == "explicit" }
    #expect(explicit.count >= 23)
    for reading in readings {
      #expect(reading.commitment.metric != nil, "\(reading.commitment.text)")
      // An empty store can know nothing, and every reading says so.
      #expect(reading.light.light == .grey, "\(reading.commitment.text)")
      #expect(reading.light.because.contains("数据不足"), "\(reading.commitment.text)")
    }
  }

  /// Needs the shared seed report; where it is absent the test is skipped.
  @Test(.enabled(if: Package.shared != nil))
  func `no two commitments share a metric`() async throws {
    let file = try #require(Package.shared).appending(path: "data/reports/seed-2022.txt")
    let world = try await World()
    try await world.register(try String(contentsOf: file, encoding: .utf8))
    let metrics = try await world.commitments().compactMap(\.metric)
    #expect(Set(metrics).count == metrics.count, "\(metrics.sorted())")
  }
}
