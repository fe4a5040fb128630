import Commands
import Definitions
import Facts
import Forecasts
import Ledgers
import Quantities
import Storage

/// The ledger beside itself on an earlier day or at an issued bulletin, with what was known then.
struct LedgerComparison: Sendable {
  /// Something to compare with.
  struct Choice: Hashable, Sendable {
    var value: String
    var title: String
    var asOf: AsOf
  }

  let title: String
  private let value: String
  private let before: [Commitment.ID: Reading]

  /// Reads what the address wants to compare with; nil when nothing, or a day that is not before.
  init?(_ desk: DeskVisit, among choices: [Choice]) async throws {
    guard let asked = desk.address["against"] else { return nil }
    let known = choices.first { $0.value == asked }
    let dated = known == nil ? try await Self.choice(Day(asked), desk) : nil
    guard let choice = known ?? dated else { return nil }
    let readings = try await desk.site.readings.readings(
      at: desk.site.ledger, asOf: choice.asOf, forecasting: true
    ).filter { desk.may($0.commitment) }
    before = Dictionary(readings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    title = choice.title
    value = asked
  }

  /// The last bulletins that the reader may see, and the usual days.
  static func choices(_ desk: DeskVisit) async throws -> [Choice] {
    let (day, knownAt) = (desk.asOf.day, desk.asOf.knownAt)
    var choices: [Choice] = []
    if desk.may(Permissions.readBulletins) {
      let issued = try await desk.site.database.read { session in
        try BulletinStore.bulletins(knownAt: knownAt, in: session).map(\.bulletin)
      }
      let last = issued.compactMap { bulletin in bulletin.issue.map { (bulletin.id, $0) } }
        .filter { $0.1.day <= day }.sorted { $0.1.knownAt > $1.1.knownAt }.prefix(3)
      choices += last.enumerated().map { index, item in
        Choice(
          value: item.0, title: "\(index == 0 ? "上期" : "")通报 \(item.0)（\(item.1.day)）",
          asOf: AsOf(item.1.day, knownAt: item.1.knownAt))
      }
    }
    let month = Period(.month, containing: day).first.adding(days: -1)
    for (name, day) in [("一周前", day.adding(days: -7)), ("上月末", month)] {
      if var choice = try await choice(day, desk) {
        choice.title = "\(name)（\(day)）"
        choices.append(choice)
      }
    }
    return choices
  }

  private static func choice(_ day: Day?, _ desk: DeskVisit) async throws -> Choice? {
    guard let day, day < desk.asOf.day else { return nil }
    let head = try await desk.site.database.read { try JournalEntry.head(onOrBefore: day, in: $0) }
    guard head > 0 else { return nil }
    return Choice(
      value: day.description, title: day.chinese,
      asOf: AsOf(day, knownAt: min(head, desk.asOf.knownAt ?? head)))
  }

  // MARK: What changed

  /// What is another than before, in words; empty when everything is as it was.
  func changes(of reading: Reading) -> [String] {
    guard let old = before[reading.id] else { return ["新列入"] }
    let (figures, earlier) = (ReadingFigures(reading), ReadingFigures(old))
    var changes: [String] = []
    if figures.light != earlier.light {
      changes.append("\(earlier.light.letter)灯 → \(figures.light.letter)灯")
    }
    func compare(_ title: String, _ before: String?, _ now: String?) {
      if before != now { changes.append("\(title) \(before ?? "—") → \(now ?? "—")") }
    }
    compare("自报", old.claimed.map(earlier.titled), reading.claimed.map(figures.titled))
    compare("已证实", old.verified.map(earlier.titled), reading.verified.map(figures.titled))
    compare("预测", Self.forecast(old), Self.forecast(reading))
    compare("目标", old.commitment.target.title, reading.commitment.target.title)
    return changes
  }

  private static func forecast(_ reading: Reading) -> String? {
    reading.outlook?.forecast.map { ForecastWords(reading, source: nil).titled($0.middle) }
  }

  /// The changes of all in one line of counts.
  func summary(of readings: [Reading], address: Address) -> CommitmentsPage.Comparison {
    let known = readings.compactMap { reading in before[reading.id].map { ($0, reading) } }
    let turned = known.filter { $0.light.light != $1.light.light }
    let better = turned.count { Self.rank($1) < Self.rank($0) }
    let moved = known.count { $0.claimed != $1.claimed || $0.verified != $1.verified }
    let expected = known.count { Self.forecast($0) != Self.forecast($1) }
    let targets = known.count { $0.commitment.target != $1.commitment.target }
    let isOnly = address["changed"] != nil
    return .init(
      title: title,
      words:
        "亮灯变化 \(turned.count) 项（转好 \(better) 项），自报或已证实变化 \(moved) 项，预测变化 \(expected) 项，目标变化 \(targets) 项，新列入 \(readings.count - known.count) 项。",
      onlyChanged: address.setting("changed", to: isOnly ? nil : "1"), isOnlyChanged: isOnly)
  }

  /// The worse, the higher; what cannot be judged is between late and in time.
  private static func rank(_ reading: Reading) -> Int {
    switch reading.light.light {
    case .blue: 0
    case .green: 1
    case .grey: 2
    case .yellow: 3
    case .red: 4
    }
  }
}
