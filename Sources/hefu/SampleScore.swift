import ArgumentParser
import Definitions
import Facts
import Findings
import Foundation
import Quantities
import SampleDistrict
import Storage
import StorageSQLite

/// Scores the detectors by the errors that were planted in a census district.
struct SampleScore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "用示例区里故意放进的差错给数据核查打分",
    discussion: """
      示例区经导入办理写进临时数据库，数据核查只看数据库；真值另外生成，只用来对答案。
      每行：放入、查出、误报、查全率、查准率。
      """)

  @Option(help: "市场主体数量，可写几个") var entities: [Int] = [2_000, 50_000]
  @Option(help: "随机种子") var seed: UInt64 = 2022
  @Flag(help: "逐条列出漏报和误报") var list = false
  @Flag(help: "输出一行 JSON") var json = false
  @Option(help: ArgumentHelp("本单位自己的定义目录，覆盖内置定义", valueName: "dir"))
  var definitions: String?

  func validate() throws {
    let allowed = 500...SampleDistrict.allowedEntities.upperBound
    guard entities.allSatisfy(allowed.contains) else {
      throw ValidationError("--entities 应在 \(allowed.lowerBound) 到 \(allowed.upperBound) 之间")
    }
  }

  func run() async throws {
    let library = try Installation.definitions(definitions)
    for count in entities {
      let district = CensusDistrict(entities: count, seed: seed)
      let folder = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let database = try await DatabasePlace.file(folder.appending(path: "s.sqlite").path).open()
        .database
      let (load, _) = try await timed {
        try await SampleCensusSetUp(district: district, library: library, database: database)
          .run(until: SampleDistrict.lastDay) { _ in }
      }
      let (check, issues) = try await timed {
        try await Self.issues(in: database, of: district, library)
      }
      try await database.close()
      try report(
        DetectorScore.scores(of: issues, against: district.flaws), count,
        "导入用时 \(tenths(load)) 秒，核查用时 \(tenths(check)) 秒")
    }
  }

  /// What the detectors find in a loaded district on its last day, with the balance of December.
  static func issues(
    in database: any Database, of district: CensusDistrict, _ library: Library
  ) async throws -> [DataIssue] {
    let day = SampleDistrict.lastDay
    return try await DataCheck.read(
      from: database, library, region: district.place.region, places: district.places, on: day,
      since: Period(.month, containing: day).previous.last
    ).issues()
  }

  private func timed<Result>(
    _ work: () async throws -> Result
  ) async throws -> (Double, Result) {
    let start = DispatchTime.now().uptimeNanoseconds
    let result = try await work()
    return (Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9, result)
  }

  private func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private struct Line: Encodable {
    var entities: Int
    var kind: String
    var planted: Int
    var found: Int
    var falseAlarms: Int
  }

  private func report(_ scores: [DetectorScore], _ count: Int, _ times: String) throws {
    if json {
      for score in scores {
        try Terminal.json(
          Line(
            entities: count, kind: score.kind.rawValue, planted: score.planted,
            found: score.found, falseAlarms: score.falseAlarms.count))
      }
      return
    }
    print("\(count) 户（\(times)）")
    for score in scores { print(score.words) }
    guard list else { return }
    for score in scores {
      for flaw in score.missed {
        print("  漏报 \(score.title) \(flaw.code) \(flaw.field) \(flaw.period) \(flaw.manner)")
      }
      for issue in score.falseAlarms {
        print(
          "  误报 \(score.title) \(issue.code) \(issue.field) \(issue.other ?? "") "
            + issue.reasons.joined(separator: "；"))
      }
    }
  }
}
