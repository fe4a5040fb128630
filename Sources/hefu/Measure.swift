import ArgumentParser
import Commands
import Definitions
import Facts
import Forecasts
import Foundation
import Ledgers
import Quantities

/// Measures the ledger on a day, as a table or one JSON object a commitment.
struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "按事实计量台账里的承诺",
    discussion: """
      --today 指定时点；--known-at 只用这一笔记录及以前所知，可重现当时的读数。
      清单里的商业数据和个人信息不显示；加 --as 按该岗位的权限显示。
      """)

  @Option(help: ArgumentHelp("只计量这一件承诺，例如 C-2022-001", valueName: "code"))
  var commitment: String?
  @Option(name: .customLong("known-at"), help: ArgumentHelp("只用到这一笔记录", valueName: "seq"))
  var knownAt: Int64?
  @Option(name: .customLong("as"), help: "按哪个岗位的权限显示清单") var post: String?
  @Flag(help: "每件承诺一行 JSON") var json = false
  @Flag(name: .customLong("backtest"), help: "用往年检验预测，列出误差和概率可靠性")
  var isBackTest = false
  @Flag(help: "不断更新读数、亮灯和预测，每有新记录列出更新了几件、用了多少处理器时间")
  var follow = false
  @OptionGroup var installation: InstallationOptions

  func run() async throws {
    let opened = try await Installation.open(installation)
    let asOf = AsOf(opened.clock.today(), knownAt: knownAt)
    let desk = LedgerDesk(
      database: opened.database, library: opened.library, region: opened.region,
      snapshots: SnapshotCache(database: opened.database, region: opened.region))
    if isBackTest {
      BackTestTable(test: try await desk.backTest(asOf: asOf)).print()
      return
    }
    if follow { return try await MeasureFollow(desk: desk, asOf: asOf).run() }
    let codes = try await codes(desk, asOf)
    if json {
      let visibility = try await visibility(opened)
      for code in codes {
        guard
          let explanation = try await desk.explanation(
            of: code, asOf: asOf, visibility: visibility)
        else { continue }
        try Terminal.json(MeasureOutput(explanation.reading))
      }
    } else {
      let readings = try await desk.readings(asOf: asOf, forecasting: true).filter {
        codes.contains($0.id)
      }
      MeasureTable(readings: readings, asOf: asOf).print()
    }
  }

  private func codes(_ desk: LedgerDesk, _ asOf: AsOf) async throws -> [String] {
    let known = try await desk.commitments(knownAt: asOf.knownAt).map(\.id)
    guard let commitment else { return known }
    guard known.contains(commitment) else {
      throw InputProblem("台账里没有承诺 \(commitment)。不写 --commitment 可列出全部")
    }
    return [commitment]
  }

  /// Without a post only what is open to everybody inside the office is listed.
  private func visibility(
    _ opened: Installation
  ) async throws -> @Sendable (Register) -> Visibility {
    guard let post else {
      return { _ in Visibility(scopes: [.open: [.all], .office: [.all]]) }
    }
    let (actor, authority, day) = (
      try await opened.actor(post: post), opened.authority, opened.clock.today()
    )
    return { authority.visibility(of: $0, for: actor, on: day) }
  }
}

/// One reading as a JSON object.
struct MeasureOutput: Encodable {
  struct Counted: Encodable {
    var register: String
    var code: String
    var name: String
    var reasons: [String]
    var evidence: String
    var amount: Decimal?
  }

  /// Estimates, in binary floating point.
  struct Forecast: Encodable {
    var method: String
    var low: Double
    var middle: Double
    var high: Double
    var chance: Double?
    var expectedDay: String?
    var observations: Int
    var pastMeanError: Double?
    var pastCoverage: Double?
    var pastCases: Int?
  }

  var code: String
  var text: String
  var target: String
  var unit: String?
  var due: String
  var metric: String?
  var claimed: Decimal?
  var verified: Decimal?
  var path: Decimal?
  var behind: Decimal?
  var light: String
  var letter: String
  var reason: String
  var forecast: Forecast?
  /// Why there is no forecast.
  var forecastAbsence: String?
  var counted: [Counted]
  var hidden: Int
  var undecided: Int

  init(_ reading: Reading) {
    code = reading.commitment.id
    text = reading.commitment.text
    target = reading.commitment.target.title
    unit = reading.unit?.symbol ?? reading.commitment.target.unit
    due = reading.due.description
    metric = reading.commitment.metric
    claimed = Self.exact(reading.claimed)
    verified = Self.exact(reading.verified)
    path = Self.exact(reading.expected?.rounded(toPlaces: 4, .halfUp))
    behind = Self.exact(reading.behind?.rounded(toPlaces: 4, .halfUp))
    light = reading.light.light.rawValue
    letter = reading.light.light.letter
    reason = reading.reason
    forecast = reading.outlook?.forecast.map(Forecast.init)
    if case .insufficient(let reason)? = reading.outlook { forecastAbsence = reason }
    hidden = reading.measurement.hidden
    undecided = reading.measurement.undecided
    counted = reading.measurement.counted.map { item in
      Counted(
        register: item.register, code: item.code, name: item.name, reasons: item.reasons,
        evidence: item.evidence.code, amount: Self.exact(item.amount))
    }
  }

  /// A decimal that JSON writes digit by digit, without a binary fraction in between.
  private static func exact(_ number: Number?) -> Decimal? {
    number.flatMap { Decimal(string: $0.description, locale: Locale(identifier: "en_US_POSIX")) }
  }
}

extension MeasureOutput.Forecast {
  init(_ forecast: Forecasts.Forecast) {
    self.init(
      method: forecast.method.rawValue, low: forecast.low, middle: forecast.middle,
      high: forecast.high, chance: forecast.chance,
      expectedDay: forecast.expectedDay?.description, observations: forecast.observations,
      pastMeanError: forecast.pastError?.mean, pastCoverage: forecast.pastError?.coverage,
      pastCases: forecast.pastError?.cases)
  }
}

/// The readings as a table for a person at a terminal.
struct MeasureTable {
  let readings: [Reading]
  let asOf: AsOf

  func print() {
    let known = asOf.knownAt.map { "，按第 \($0) 号记录及以前所知" } ?? ""
    Swift.print("时点 \(asOf.day)\(known)，共 \(readings.count) 件承诺")
    let heads = ["编号", "灯", "目标", "自报", "已证实", "应达", "预测（80%）", "达标概率", "承诺"]
    let rows = readings.map(row)
    let widths = heads.indices.map { column in
      ([heads] + rows).map { Self.width($0[column]) }.max() ?? 0
    }
    for row in [heads] + rows {
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - Self.width($0)) }
      Swift.print(String(cells.joined(separator: "  ").trimmingSuffix(while: { $0 == " " })))
    }
  }

  private func row(_ reading: Reading) -> [String] {
    [
      reading.commitment.id, reading.light.light.letter, reading.commitment.target.title,
      Self.shown(reading.claimed), Self.shown(reading.verified), Self.shown(reading.expected),
      Self.range(reading), Self.chance(reading),
      reading.isUnread
        ? "\(reading.commitment.text)（\(reading.light.because)）" : reading.commitment.text,
    ]
  }

  private static func range(_ reading: Reading) -> String {
    guard let forecast = reading.outlook?.forecast else { return "数据不足" }
    func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    return "\(text(forecast.low))—\(text(forecast.high))"
  }

  private static func chance(_ reading: Reading) -> String {
    reading.outlook?.forecast?.chance.map { "\(Int(($0 * 100).rounded()))%" } ?? "—"
  }

  private static func shown(_ number: Number?) -> String {
    number.map { $0.rounded(toPlaces: 2, .halfUp).description } ?? "—"
  }

  /// Columns that a text takes on a terminal: Chinese characters take two.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, fits(self[index(before: end)]) { end = index(before: end) }
    return self[startIndex..<end]
  }
}
