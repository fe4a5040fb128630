import Quantities

/// What the industrial firms above scale told the statistics office of one month, beside what they
/// told of the same month a year before. Amounts are hundredths of 万元.
struct RespondentMonth {
  /// What one firm told.
  struct Row {
    var firm: Firm
    var valueAdded: (now: Int, before: Int)
    var output: (now: Int, before: Int)
    var revenue: (now: Int, before: Int)
  }

  let rows: [Row]

  /// The months of a year that are told, from February, which brings January with it.
  ///
  /// Value added a year before is stated at the prices of the month, so that the growth of all
  /// firms from January on is the growth that the office publishes.
  static func year(
    _ year: Int, firms: [Firm], revenue: RespondentRevenue, published: (Period) -> Int?
  ) -> [Period: RespondentMonth] {
    var months: [Period: RespondentMonth] = [:]
    var told = 0
    var base = 0
    for number in 2...12 {
      guard let month = Period(.month, number: number, of: year) else { continue }
      var rows = firms.compactMap { revenue.row(of: $0, in: month) }
      let now = rows.reduce(0) { $0 + $1.valueAdded.now }
      let before = rows.reduce(0) { $0 + $1.valueAdded.before }
      told += now
      guard let growth = published(month), before > 0 else {
        base += before
        months[month] = RespondentMonth(rows: rows)
        continue
      }
      let wanted = Int(Int128(told) * 10_000 / Int128(10_000 + growth)) - base
      base += wanted
      var left = wanted
      for place in rows.indices {
        let own =
          place == rows.count - 1
          ? left : Int(Int128(rows[place].valueAdded.before) * Int128(wanted) / Int128(before))
        rows[place].valueAdded.before = max(own, 1)
        left -= own
      }
      months[month] = RespondentMonth(rows: rows)
    }
    return months
  }
}

/// Turns the revenue of firms into what they produced, with the stops and slumps of single ones.
struct RespondentRevenue {
  let seed: UInt64
  /// Revenue of a month, in hundredths of 万元; nil where nobody knows it.
  let of: (Firm, Period) -> Int?

  /// What a firm told of a month; nil when it was not above scale or told nothing.
  func row(of firm: Firm, in month: Period) -> RespondentMonth.Row? {
    guard firm.isIndustrial, firm.aboveScaleOn.map({ $0 <= month.last }) == true,
      firm.aboveScaleExitOn.map({ $0 > month.last }) != false,
      firm.closed.map({ $0 > month.last }) != false,
      let now = told(firm, month), let before = told(firm, month.advanced(by: -12)), now > 0,
      before > 0
    else { return nil }
    let output = (
      now: now * produced(firm, month) / 1000,
      before: before * produced(firm, month.advanced(by: -12)) / 1000
    )
    let rate = 220 + Self.spread(firm.code, 41)
    return RespondentMonth.Row(
      firm: firm, valueAdded: (output.now * rate / 1000, output.before * rate / 1000),
      output: output, revenue: (now, before))
  }

  /// February is told with January.
  private func told(_ firm: Firm, _ month: Period) -> Int? {
    guard month.numberInYear == 2 else { return of(firm, month) }
    guard let own = of(firm, month) else { return nil }
    return own + (of(firm, month.previous) ?? 0)
  }

  /// Thousandths of the revenue that a firm produced in a month: what it sold, a little more or
  /// less, and much less while a line stood still or its trade was slack.
  private func produced(_ firm: Firm, _ month: Period) -> Int {
    var random = SeededGenerator(seed: seed, stream: "output \(firm.code) \(month)")
    var share = 980 + random.below(51)
    let stop = Self.spread(firm.code, 60)
    if stop == 7, (5...8).contains(month.numberInYear), month.year % 2 == 0 {
      share = share * 45 / 100
    }
    if stop == 23, month.numberInYear >= 9, month.year % 2 == 0 { share = share * 62 / 100 }
    if firm.industry.hasPrefix("22"), (7...9).contains(month.numberInYear), month.year % 2 == 0 {
      share = share * 80 / 100
    }
    return share
  }

  private static func spread(_ code: String, _ bound: Int) -> Int {
    code.utf8.reduce(7) { ($0 * 131 + Int($1)) % 1_000_003 } % bound
  }
}
