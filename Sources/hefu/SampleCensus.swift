import ArgumentParser
import Commands
import Definitions
import Foundation
import Quantities
import SampleDistrict
import Storage

/// Makes registers of any size with the composition and the errors of real ones.
struct SampleCensus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "census", abstract: "按公布的结构生成任意规模的登记簿",
    discussion: """
      --out 逐行写出 CSV，每 5 万户一个区，放在 region=区划代码 目录；故意放进的差错另记在 truth 目录。
      --database 把一个区经导入办理写进新建的数据库。同样的 --entities 和 --seed 总是得到同样的内容。
      """)

  @Option(help: "市场主体数量，500 到 18000000") var entities = 50_000
  @Option(help: "随机种子") var seed: UInt64 = 2022
  @Option(help: ArgumentHelp("写出表格的目录", valueName: "dir")) var out: String?
  @Flag(help: "另写每个区的 enterprise.xlsx") var xlsx = false
  @Flag(help: "不放差错、缺报、迟报和重复") var clean = false
  @Option(help: "线程数；不写则用全部核心") var threads: Int?
  @Option(help: ArgumentHelp("新建的数据库文件，或 PostgreSQL 空库的地址", valueName: "database"))
  var database: DatabasePlace?
  @Option(help: ArgumentHelp("历史走到哪一天为止", valueName: "day")) var until = Self.lastDay
  @Option(help: ArgumentHelp("本单位自己的定义目录，覆盖内置定义", valueName: "dir"))
  var definitions: String?

  private static let lastDay = SampleDistrict.lastDay
  /// Districts of the usual size for which there are places.
  private static let allowed = 500...18_000_000

  func validate() throws {
    guard out != nil || database != nil else {
      throw ValidationError("请用 --out 指定目录，或用 --database 指定数据库文件")
    }
    let allowed = Self.allowed
    guard allowed.contains(entities) else {
      throw ValidationError("--entities 应在 \(allowed.lowerBound) 到 \(allowed.upperBound) 之间")
    }
    guard threads ?? 1 >= 1 else { throw ValidationError("--threads 至少是 1") }
    let most = SampleDistrict.allowedEntities.upperBound
    guard database == nil || entities <= most else {
      throw ValidationError("一个数据库放一个区，--entities 最多 \(most)；更多的请用 --out")
    }
  }

  func run() async throws {
    if let out {
      let districts = CensusDistrict.province(entities: entities, seed: seed, isFlawed: !clean)
      let folder = SampleFolder(path: out, withWorkbooks: xlsx)
      try await folder.write(
        districts, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
      Terminal.step("已写出 \(districts.count) 个区的登记簿：\(out)")
    }
    if let database { try await load(at: database) }
  }

  private func load(at place: DatabasePlace) async throws {
    let library = try Installation.definitions(definitions)
    let opened = try await place.openEmpty()
    let district = CensusDistrict(entities: entities, seed: seed, isFlawed: !clean)
    try await SampleCensusSetUp(district: district, library: library, database: opened)
      .run(until: until) { Terminal.step($0) }
    try await opened.close()
    Terminal.step("内存峰值 \(Stopwatch.peakMemory) MB")
  }
}

/// Fills a new database with a census district, file by file, as its offices hand them in.
struct SampleCensusSetUp {
  let district: CensusDistrict
  let library: Library
  let database: any Database

  func run(until day: Day, progress: (String) -> Void) async throws {
    let desk = SampleDesk(library: library, database: database, region: district.place.region)
    let batches = CensusBatches(district: district)
    do {
      try await desk.found(
        title: district.title, posts: Cast.all, on: SampleDistrict.foundingDay)
      var number = 0
      try await batches.forEach(until: day) { batch in
        number += 1
        try await desk.take(batch, place: "\(number)", progress: progress)
      }
    } catch let error as JournalError {
      throw InputProblem(error.description)
    } catch let error as Denial {
      throw InputProblem(error.description)
    }
  }
}
