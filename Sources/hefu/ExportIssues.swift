import ArgumentParser
import Commands
import Definitions
import Facts
import Findings
import Foundation
import Quantities
import SampleDistrict
import Storage

/// Writes the list of doubts about the data, for the units that keep it, and balances the day.
struct ExportIssues: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issues", abstract: "导出数据核查清单：离群、两说、重复、查无此户、过期、增减不平",
    discussion: """
      核查只列疑点，不改数据。只列 --as 岗位看得到的；加 --keeper 只列一个主管单位的。
      同时核对市场主体当日增减：前一日所知的在营 + 新设 − 注销 ± 迁移 = 今日在营。
      """)

  @Option(name: .customLong("as"), help: "按哪个岗位的权限列出") var post: String
  @Option(help: ArgumentHelp("办理事由，权限有此条件时要写，例如 payment", valueName: "condition"))
  var purpose: String?
  @Option(help: ArgumentHelp("只列这个主管单位的，例如 tax", valueName: "unit")) var keeper: String?
  @Option(help: ArgumentHelp("写出的 CSV 文件；不写则只显示条数", valueName: "file")) var out: String?
  @OptionGroup var installation: InstallationOptions

  func run() async throws {
    let opened = try await Installation.open(installation)
    let actor = try await opened.actor(post: post)
    let today = opened.clock.today()
    let yesterday = today.adding(days: -1)
    let check = try await DataCheck.read(
      from: opened.database, opened.library, region: opened.region,
      places: Self.places(in: opened.district), on: today, since: yesterday,
      beforeKnownAt: try await Self.lastEntry(of: yesterday, in: opened.database))
    let issues = check.issues { register in
      opened.authority.visibility(of: register, for: actor, on: today, purpose: purpose)
    }.filter { keeper == nil || $0.keeper == keeper }
    if let out { try write(issues, opened.library, to: out) }
    for (title, count) in Self.counts(of: issues) { print("\(title)：\(count) 条") }
    for (title, balance) in check.balances() { print(balance.words(title)) }
  }

  /// Places whose names say nothing about which firm it is.
  static func places(in district: String) -> [String] { DataCheck.places(in: district) }

  private static func lastEntry(of day: Day, in database: any Database) async throws -> Int64 {
    try await database.read { session in
      try session.rows(
        "SELECT COALESCE(MAX(seq), 0) AS seq FROM journal WHERE day <= \(day.description)"
      ).first?.get("seq") ?? 0
    }
  }

  private static func counts(of issues: [DataIssue]) -> [(title: String, count: Int)] {
    Dictionary(grouping: issues, by: \.title).map { ($0.key, $0.value.count) }
      .sorted { $0.0 < $1.0 }
  }

  private func write(_ issues: [DataIssue], _ library: Library, to path: String) throws {
    var rows = CsvRows(heads: [
      "核查项", "登记簿", "代码", "名称", "数据项", "时段", "另一条记录", "理由", "建议", "证据", "主管单位",
    ])
    for issue in issues {
      let register = library.registers[issue.register]
      let cells: [String] = [
        issue.title, register?.title ?? issue.register, issue.code, issue.name,
        register?.field(issue.field)?.label ?? "", issue.period?.chinese ?? "", issue.other ?? "",
        issue.reasons.joined(separator: "；"), issue.remedy, issue.evidence.title,
        library.unitName(issue.keeper),
      ]
      rows.append(cells.map { $0.isEmpty ? nil : .text($0) })
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(rows.drain())) else {
      throw InputProblem("写不进文件 \(path)。请检查路径和权限")
    }
    Terminal.step("已写出核查清单 \(issues.count) 条：\(path)")
  }
}

extension StockLaw.Balance {
  /// The account in one line, such as an office reads it.
  fileprivate func words(_ title: String) -> String {
    "\(title)：期初 \(opening) + 新设 \(born) + 补登 \(bornLate) + 迁入 \(movedIn) − 撤回 \(withdrawn) − 注销 \(died)"
      + " − 补报注销 \(diedLate) − 迁出 \(movedOut) = 期末 \(closing)"
      + (holds ? "，平" : "，不平，\(unexplained) 户变动没有依据")
  }
}
