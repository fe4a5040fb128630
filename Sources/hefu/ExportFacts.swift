import ArgumentParser
import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage

/// Writes the columns of a register as partitioned text files, with their schema.
struct ExportFacts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "按列导出一个登记簿，供 Spark 等集群装载",
    discussion: """
      在 --out 目录写 schema.json、facts/region=区划代码/part-*.csv（每个主体一行）和
      series/region=区划代码/part-*.csv（每个主体、数据项、时段一行）。数是末位的整数，小数位数见
      schema.json；不知道的格子是空的。只导出 --as 岗位看得到的数据。
      hefu rules sql --dialect spark --facts 该目录 --rules 文件 写出的语句可直接在装载后的表上运行。
      """)

  @Option(help: "登记簿，例如 enterprise") var register: String
  @Option(name: .customLong("as-of"), help: ArgumentHelp("哪一天的情况，默认今天", valueName: "day"))
  var asOf: Day?
  @Option(name: .customLong("known-at"), help: ArgumentHelp("只用到这一笔记录", valueName: "seq"))
  var knownAt: Int64?
  @Option(name: .customLong("as"), help: "按哪个岗位的权限导出") var post: String
  @Option(help: ArgumentHelp("办理事由，权限有此条件时要写，例如 payment", valueName: "condition"))
  var purpose: String?
  @Option(help: ArgumentHelp("写出的目录，不能已有内容", valueName: "dir")) var out: String
  @Option(name: .customLong("part-rows"), help: "每个文件的行数") var partRows = 500_000
  @OptionGroup var installation: InstallationOptions

  func validate() throws {
    guard partRows >= 1 else { throw ValidationError("--part-rows 至少是 1") }
  }

  func run() async throws {
    let opened = try await Installation.open(installation)
    guard let register = opened.library.registers[register] else {
      let known = opened.library.registers.keys.sorted().joined(separator: "、")
      throw InputProblem("没有登记簿“\(register)”，现有：\(known)")
    }
    let today = opened.clock.today()
    let visibility = opened.authority.visibility(
      of: register, for: try await opened.actor(post: post), on: today, purpose: purpose)
    guard register.fields.contains(where: { !visibility.scopes(reaching: $0).isEmpty }) else {
      throw InputProblem("岗位“\(post)”看不到登记簿“\(register.title)”，没有导出")
    }
    let asOf = AsOf(asOf ?? today, knownAt: knownAt)
    let region = opened.region
    let snapshot = try await opened.database.read { session in
      try SnapshotBuilder(register: register, region: region, asOf: asOf).build(in: session)
    }.limited(to: visibility)
    let schema = ExportSchema(snapshot: snapshot, region: region, visibility: visibility)
    let files = try ExportFolder(path: out, region: region, partRows: partRows)
    let rows = try files.write(snapshot, schema)
    Terminal.step("已导出“\(register.title)”\(rows) 行到 \(out)")
  }
}
