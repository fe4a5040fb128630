import Facts
import Ledgers
import Quantities
import Storage

/// How the commitments stood at one month's end as it was known then, or on the day of the page.
struct LightMonth: Sendable {
  let asOf: AsOf
  /// Whether it is the day of the page, with the page's own knowledge.
  let isPage: Bool
  let readings: [Commitment.ID: Reading]
  let shares: LedgerShares

  init(asOf: AsOf, isPage: Bool, readings: [Reading], shares: LedgerShares) {
    self.asOf = asOf
    self.isPage = isPage
    self.readings = Dictionary(
      readings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.shares = shares
  }

  /// The month, or the day where it is not the month's last; with its year where that is another.
  func title(in year: Int) -> String {
    let day = asOf.day
    let ends = Period(.month, containing: day).last == day
    let short = ends ? "\(day.month)月" : "\(day.month)月\(day.day)日"
    return day.year == year ? short : "\(day.year)年\(short)"
  }

  /// The light in words, as a place of the past names it.
  func words(_ light: LightMark?) -> String {
    "\(asOf.day.chinese)\(light.map { "\($0.letter)灯" } ?? "还没有列入")"
  }
}

extension DeskVisit {
  /// The ends of the months since a day with the readings that the acting post may see, and the day
  /// of the page, whose readings are given.
  func lightMonths(since day: Day, now readings: [Reading]) async throws -> [LightMonth] {
    let ends = try await site.ledger.monthEnds(
      from: day, before: asOf.day, knownAt: asOf.knownAt)
    var months: [LightMonth] = []
    for asOf in ends {
      let readings = try await site.lights.readings(at: site.ledger, asOf: asOf)
      months.append(
        LightMonth(
          asOf: asOf, isPage: false, readings: readings.filter { may($0.commitment) },
          shares: try await shares(knownAt: asOf.knownAt)))
    }
    let shares = try await shares(knownAt: asOf.knownAt)
    return months + [LightMonth(asOf: asOf, isPage: true, readings: readings, shares: shares)]
  }

  /// The same for one commitment, since the year that its report speaks for.
  func lightMonths(of reading: Reading) async throws -> [LightMonth] {
    let (id, knownAt) = (reading.commitment.report, asOf.knownAt)
    let report = try await site.database.read { session in
      try LedgerStore.report(id, knownAt: knownAt, in: session)?.report
    }
    let first = Day("\(report?.year ?? reading.from.year)-01-01") ?? reading.from
    let ends = try await site.ledger.monthEnds(
      from: first, before: asOf.day, knownAt: asOf.knownAt)
    var months: [LightMonth] = []
    for asOf in ends {
      let then = try await site.lights.reading(of: reading.id, at: site.ledger, asOf: asOf)
      months.append(
        LightMonth(
          asOf: asOf, isPage: false,
          readings: then.map { [$0] }?.filter { may($0.commitment) } ?? [],
          shares: LedgerShares()))
    }
    return months + [
      LightMonth(asOf: asOf, isPage: true, readings: [reading], shares: LedgerShares())
    ]
  }

  private func shares(knownAt: Int64?) async throws -> LedgerShares {
    try await site.database.read { try LedgerShares(knownAt: knownAt, in: $0) }
  }
}
