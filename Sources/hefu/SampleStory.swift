import ArgumentParser
import Commands
import Definitions
import Documents
import Foundation
import Ledgers
import Quantities
import Reports
import SampleDistrict
import Storage

/// Makes the fictional district: its papers in a folder, or a database with its whole history.
struct SampleStory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "story", abstract: "生成示例区的一年：报告、承诺、登记簿和逐月导入",
    discussion: """
      --out 写出工作报告和各登记簿的表格；--database 建立数据库，逐月办理 2022 年的全部导入。
      同样的 --entities 和 --seed 总是得到同样的内容。
      """)

  @Option(help: "市场主体数量，1000 到 500000") var entities = 2_000
  @Option(help: "随机种子") var seed: UInt64 = 2022
  @Option(help: "另从 2022 年往前补几年的逐月历史，0 到 5") var history = 0
  @Option(help: ArgumentHelp("写出表格的目录", valueName: "dir")) var out: String?
  @Option(help: ArgumentHelp("新建的数据库文件，或 PostgreSQL 空库的地址", valueName: "database"))
  var database: DatabasePlace?
  @Option(help: ArgumentHelp("历史走到哪一天为止", valueName: "day"))
  var until = SampleDistrict.lastDay
  @Option(help: ArgumentHelp("本单位自己的定义目录，覆盖内置定义", valueName: "dir"))
  var definitions: String?
  @Flag(help: "不发放一次性口令") var withoutCodes = false

  func validate() throws {
    guard out != nil || database != nil else {
      throw ValidationError("请用 --out 指定目录，或用 --database 指定数据库文件")
    }
    guard (0...5).contains(history) else {
      throw ValidationError("--history 应在 0 到 5 之间")
    }
    let allowed = SampleDistrict.allowedEntities
    guard allowed.contains(entities) else {
      throw ValidationError("--entities 应在 \(allowed.lowerBound) 到 \(allowed.upperBound) 之间")
    }
  }

  func run() async throws {
    let library = try Installation.definitions(definitions)
    let district = SampleDistrict(entities: entities, seed: seed, history: history)
    if let out { try write(district, library, to: out) }
    if let database { try await make(district, library, at: database) }
  }

  // MARK: Papers

  private func write(_ district: SampleDistrict, _ library: Library, to folder: String) throws {
    let understanding = Reader(lexicon: library.lexicon)
      .read(district.report, year: SampleDistrict.year)
    let spans = understanding.commitments.map { $0.subject }
    let claims = (1...12).flatMap { month in
      district.claims(month: month) { claim in
        spans.firstIndex { subject in claim.words.allSatisfy(subject.contains) }
          .map { RegisterReport.code(SampleDistrict.year, $0 + 1) }
      }
    }
    do {
      for file in try district.files(claims: claims) {
        let url = URL(filePath: folder).appending(path: file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
    } catch let error as CocoaError {
      throw InputProblem("写不进目录 \(folder)：\(error.localizedDescription)。请检查路径和权限")
    }
    Terminal.step("已写出示例区的报告和表格：\(folder)")
  }

  // MARK: A database

  private func make(
    _ district: SampleDistrict, _ library: Library, at place: DatabasePlace
  ) async throws {
    let database = try await place.openEmpty()
    let set = SampleSetUp(
      district: district,
      desk: SampleDesk(library: library, database: database, region: district.region))
    do {
      try await set.run(until: until) { Terminal.step($0) }
      if !withoutCodes { try await printCodes(database) }
    } catch let error as JournalError {
      throw InputProblem(error.description)
    } catch let error as Denial {
      throw InputProblem(error.description)
    }
    try await database.close()
  }

  private func printCodes(_ database: any Database) async throws {
    let accounts = Accounts(database: database, clock: .system())
    print("一次性口令（首次登录后设置密码）：")
    for member in Cast.principals {
      let code = try await accounts.issueCode(for: member.id)
      print("  \(member.role)\t\(member.name)\t账号 \(member.id)\t口令 \(code)")
    }
  }
}
