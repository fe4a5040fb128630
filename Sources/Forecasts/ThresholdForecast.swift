import Foundation
package import Quantities

/// Something that counts once its yearly amount reaches a line and an office has entered it.
package struct Contender: Hashable, Sendable {
  package var name: String
  package var months: MonthlySeries
  /// The day it was entered; nil while it is not.
  package var enteredOn: Day?

  package init(name: String, months: MonthlySeries, enteredOn: Day?) {
    self.name = name
    self.months = months
    self.enteredOn = enteredOn
  }

  /// The amount of the months of a year before a month; nil when one of them is missing.
  func amount(of year: Int, before month: Int) -> Double? {
    var sum = 0.0
    for month in (year * 12)..<month {
      guard let value = months[month: month] else { return nil }
      sum += value
    }
    return sum
  }
}

/// Forecasts how many contenders will be entered by a day, each by its own chance of crossing the line.
///
/// A contender's year is its months so far divided by the share that these months had of the years
/// before. How far that misses is taken from all contenders of the years before at the same month; no
/// shape of the error is assumed. Who crosses is entered in time with the share that was before.
package struct ThresholdForecast: Sendable {
  package var contenders: [Contender]
  package var line: Double

  /// Errors that are needed to speak of chances.
  private static let leastErrors = 30

  package init(contenders: [Contender], line: Double) {
    self.contenders = contenders
    self.line = line
  }

  package func outlook(on day: Day, goal: Goal) -> Outlook {
    let terms: Terms
    switch self.sum(on: day, goal: goal) {
    case .success(let sum): terms = sum
    case .failure(let reason): return .insufficient(reason.words)
    }
    let (count, chances) = (terms.count, terms.chances.map(\.chance))
    return .forecast(
      Forecast(
        method: .threshold, low: Double(count.quantile(0.1)), middle: Double(count.quantile(0.5)),
        high: Double(count.quantile(0.9)), chance: goal.chance(count), expectedDay: nil,
        observations: terms.compared, pastError: nil,
        way: [
          .init(
            day: goal.due, low: Double(count.quantile(0.1)), middle: Double(count.quantile(0.5)),
            high: Double(count.quantile(0.9)))
        ],
        grounds: [
          .init("已计入", "\(terms.entered) 家"),
          .init("有机会过线的对象", "\(chances.count { $0 >= 0.01 }) 家，概率之和 \(Self.shown(chances))"),
          .init("往年同期可比对象", "\(terms.compared) 个"),
        ]))
  }

  /// The terms of the sum and their distribution.
  struct Terms {
    var entered: Int
    /// Each contender that is not entered yet, with its chance to be.
    var chances: [(name: String, chance: Double)]
    /// Contenders of earlier years that were compared.
    var compared: Int
    var count: CountDistribution
  }

  private struct Silence: Error {
    var words: String
  }

  /// Chances below this are no terms of the sum.
  static let leastChance = 1e-4

  /// Returns the terms; nil where too little is known.
  func terms(on day: Day, goal: Goal) -> Terms? { try? sum(on: day, goal: goal).get() }

  private func sum(on day: Day, goal: Goal) -> Result<Terms, Silence> {
    guard day < goal.due else { return .failure(Silence(words: "期限已到，读数就是结果")) }
    let month = newestMonth(by: day)
    guard month > goal.from.year * 12 else {
      return .failure(Silence(words: "本年还没有按月的数"))
    }
    let past = PastYears(contenders, line: line, before: goal.from.year, months: month % 12)
    guard past.errors.count >= Self.leastErrors else {
      return .failure(
        Silence(words: "往年同期只有 \(past.errors.count) 个可比对象，至少要 \(Self.leastErrors) 个"))
    }
    let entered = contenders.count { contender in
      contender.enteredOn.map { goal.from <= $0 && $0 <= day } ?? false
    }
    let entering = past.entering(on: day, due: goal.due)
    let chances = contenders.compactMap { contender -> (name: String, chance: Double)? in
      guard contender.enteredOn.map({ $0 > day }) ?? true,
        let amount = contender.amount(of: goal.from.year, before: month), amount > 0
      else { return nil }
      return (contender.name, past.chance(reaching: line, from: amount) * entering)
    }
    let others = past.others(on: day, due: goal.due)
    let trials = chances.map(\.chance).filter { $0 > Self.leastChance }
    let count = CountDistribution(trials: trials, certain: entered)
      .adding(CountDistribution(arrivalsWithMean: others.mean, shape: others.shape))
    return .success(
      Terms(entered: entered, chances: chances, compared: past.errors.count, count: count))
  }

  /// Compares what would have been forecast in closed years with what came.
  package func pastError(before day: Day, goal: Goal) -> PastError? {
    var record = PastRecord(isRelative: true)
    for back in 1...3 {
      let past = Goal(
        from: goal.from.adding(years: -back), due: goal.due.adding(years: -back), bar: nil)
      let came = contenders.count { contender in
        contender.enteredOn.map { past.from <= $0 && $0 <= past.due } ?? false
      }
      let asked = day.adding(years: -back)
      // Only the quarters' ends beside the day itself: each asks all contenders of all years.
      let quarters = PastRecord.origins(from: past.from, due: past.due).filter { $0.month % 3 == 0 }
      for origin in quarters + [asked] {
        guard let forecast = outlook(on: origin, goal: past).forecast else { continue }
        record.add(forecast, came: Double(came), isAsked: origin == asked)
      }
    }
    return record.error
  }

  private static func shown(_ chances: [Double]) -> String {
    String((chances.reduce(0, +) * 10).rounded() / 10)
  }

  /// The month after the last for which anything is known.
  private func newestMonth(by day: Day) -> Int {
    let limit = MonthlySeries.ordinal(of: day.adding(days: 1))
    return min(contenders.map(\.months.end).max() ?? 0, limit)
  }
}

/// What the years before say of the same month.
private struct PastYears {
  /// Logarithms of the true year over the year that was extrapolated, in order.
  private(set) var errors: [Double] = []
  private var share = 1.0
  private let contenders: [Contender]
  private let years: [Int]
  private let line: Double

  init(_ contenders: [Contender], line: Double, before year: Int, months: Int) {
    self.contenders = contenders
    self.line = line
    let first = (contenders.map(\.months.first).min() ?? year * 12) / 12
    years = first < year ? Array(max(first, year - 4)..<year) : []
    var pairs: [(part: Double, whole: Double)] = []
    for year in years {
      for contender in contenders {
        guard let whole = contender.amount(of: year, before: (year + 1) * 12),
          let part = contender.amount(of: year, before: year * 12 + months), part > 0,
          whole > line / 4, whole < line * 4
        else { continue }
        pairs.append((part, whole))
      }
    }
    let whole = pairs.reduce(0) { $0 + $1.whole }
    guard whole > 0 else { return }
    let share = pairs.reduce(0) { $0 + $1.part } / whole
    self.share = share
    errors = pairs.map { log($0.whole * share / $0.part) }.sorted()
  }

  func chance(reaching line: Double, from amount: Double) -> Double {
    let wanted = log(line * share / amount)
    // The first error that is not below what is wanted, by halving.
    var (low, high) = (0, errors.count)
    while low < high {
      let middle = (low + high) / 2
      if errors[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return (Double(errors.count - low) + 0.5) / Double(errors.count + 1)
  }

  /// The share that was entered in time among those that crossed and were not entered by this day.
  func entering(on day: Day, due: Day) -> Double {
    var (inTime, all) = (1.0, 2.0)
    for year in years {
      let (then, end) = moved(day, due, to: year)
      for contender in contenders where contender.enteredOn.map({ $0 > then }) ?? true {
        guard let whole = contender.amount(of: year, before: (year + 1) * 12), whole >= line else {
          continue
        }
        all += 1
        if let entered = contender.enteredOn, entered <= end { inTime += 1 }
      }
    }
    return inTime / all
  }

  /// Those who were entered in the rest of a year without a full year of months over the line.
  func others(on day: Day, due: Day) -> (mean: Double, shape: Double) {
    guard !years.isEmpty else { return (0, 1) }
    var number = 0.0
    for year in years {
      let (then, end) = moved(day, due, to: year)
      number += Double(
        contenders.count { contender in
          guard let entered = contender.enteredOn, then < entered, entered <= end else {
            return false
          }
          return (contender.amount(of: year, before: (year + 1) * 12) ?? 0) < line
        })
    }
    return (number / Double(years.count), number + 0.5)
  }

  private func moved(_ day: Day, _ due: Day, to year: Int) -> (Day, Day) {
    let back = year - day.year
    return (day.adding(years: back), due.adding(years: back))
  }
}
