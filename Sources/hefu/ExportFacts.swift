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
      schema.json；不知道的格子是空的。只导出 --as 岗位看得到、又有导出权限的数据；个人信息不导出，
      统计单户数据和招商洽谈情况要用 --include 逐项写明。导出前在数据库里记下岗位、用途和看到的主体。
      hefu rules sql --dialect spark --facts 该目录 --rules 文件 写出的语句可直接在装载后的表上运行。
      """)

  @Option(help: "登记簿，例如 enterprise") var register: String
  @Option(name: .customLong("as-of"), help: ArgumentHelp("哪一天的情况，默认今天", valueName: "day"))
  var asOf: Day?
  @Option(name: .customLong("known-at"), help: ArgumentHelp("只用到这一笔记录", valueName: "seq"))
  var knownAt: Int64?
  @Option(name: .customLong("as"), help: "按哪个岗位的权限导出") var post: String
  @Option(help: ArgumentHelp("用途，记入访问记录；权限有条件的写条件的名字，例如 payment", valueName: "words"))
  var purpose: String
  @Option(help: ArgumentHelp("另外导出的统计单户或招商洽谈数据项，可写多个", valueName: "field"))
  var include: [String] = []
  @Option(help: ArgumentHelp("写出的目录，不能已有内容", valueName: "dir")) var out: String
  @Option(name: .customLong("part-rows"), help: "每个文件的行数") var partRows = 500_000
  @OptionGroup var installation: InstallationOptions

  func validate() throws {
    guard partRows >= 1 else { throw ValidationError("--part-rows 至少是 1") }
    guard purpose.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("请在 --purpose 写明用途，会记入访问记录")
    }
  }

  func run() async throws {
    let opened = try await Installation.open(installation)
    guard let register = opened.library.registers[register] else {
      let known = opened.library.registers.keys.sorted().joined(separator: "、")
      throw InputProblem("没有登记簿“\(register)”，现有：\(known)")
    }
    let today = opened.clock.today()
    let actor = try await opened.actor(post: post)
    let right = try ExportRight(
      register, for: actor, purpose: purpose, including: include, in: opened, on: today)
    let asOf = AsOf(asOf ?? today, knownAt: knownAt)
    let region = opened.region
    let whole = try await opened.database.read { session in
      try SnapshotBuilder(register: register, region: region, asOf: asOf).build(in: session)
    }
    let snapshot = right.limit(whole)
    let schema = ExportSchema(snapshot: snapshot, region: region, fields: right.fields)
    let files = try ExportFolder(path: out, region: region, partRows: partRows)
    // What is taken away is on record before it is; what cannot be recorded is not written.
    try await right.record(snapshot, in: opened)
    let rows = try files.write(snapshot, schema)
    for field in right.leftOut { Terminal.step(right.words(field)) }
    Terminal.step("已导出“\(register.title)”\(rows) 行到 \(out)，用途“\(right.purpose)”已记入访问记录")
  }
}
