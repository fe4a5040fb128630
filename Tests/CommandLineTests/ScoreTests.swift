import Definitions
import Findings
import Foundation
import Quantities
import SampleDistrict
import StorageSQLite
import Testing

@testable import hefu

/// Loads small census districts through the import desk and scores the detectors.
@Suite("The score of the detectors") struct ScoreTests {
  private static let library: Library = {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return Library.load(folders: [root.appending(path: "Definitions").path]).library
  }()

  private func scores(_ district: CensusDistrict) async throws -> [DetectorScore] {
    let database = try SQLiteDatabase.inMemory()
    try await SampleCensusSetUp(district: district, library: Self.library, database: database)
      .run(until: SampleDistrict.lastDay) { _ in }
    let issues = try await SampleScore.issues(in: database, of: district, Self.library)
    return DetectorScore.scores(of: issues, against: district.flaws)
  }

  @Test func `finds most of what was planted and raises few false alarms`() async throws {
    let scores = try await scores(CensusDistrict(entities: 2_000, seed: 11))
    #expect(scores.reduce(0) { $0 + $1.planted } > 50)
    for score in scores {
      #expect(score.recall >= 600, "\(score.words)")
      // A handful of alarms says little of a share: up to four false ones are let pass.
      #expect(score.falseAlarms.count <= 4 || score.precision >= 800, "\(score.words)")
    }
  }

  @Test func `finds nothing in two sources, pairs or gaps where nothing was planted`() async throws
  {
    let scores = try await scores(CensusDistrict(entities: 800, seed: 12, isFlawed: false))
    for score in scores where score.kind != .outlier {
      #expect(score.planted == 0)
      #expect(score.falseAlarms.isEmpty, "\(score.words) \(score.falseAlarms.map(\.reasons))")
    }
  }

  @Test func `counts an error that nobody found as missed and an alarm about nothing as false`()
    throws
  {
    let flaws = CensusDistrict(entities: 2_000, seed: 11).flaws
    let scores = DetectorScore.scores(of: [], against: flaws)
    #expect(scores.allSatisfy { $0.found == 0 && $0.falseAlarms.isEmpty })
    let detector = try #require(Self.library.detectors["enterprise-duplicates"])
    let alarm = DataIssue(
      detector: detector, code: "A", name: "甲", other: "B", reasons: [], remedy: "",
      evidence: .none, keeper: "")
    let alarmed = DetectorScore.scores(of: [alarm], against: flaws)
    #expect(alarmed.map(\.falseAlarms.count).reduce(0, +) == 1)
  }
}
