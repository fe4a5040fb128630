package import Quantities

/// A forecast at a threshold for one goal on one day, kept so that a contender can change alone.
///
/// The number that will be entered is a sum of independent trials. When what is known of one
/// contender changes, its trial is taken out of the sum and put in anew; the others and what was
/// learned of the years before stay.
package struct ThresholdState: Sendable {
  /// The terms of the sum and their distribution.
  struct Terms {
    var entered: Int
    /// Each contender that is not entered yet, with its chance to be.
    var chances: [(name: String, chance: Double)]
    /// Contenders of earlier years that were compared.
    var compared: Int
    var count: CountDistribution
  }

  /// Chances below this are no terms of the sum.
  static let leastChance = 1e-4
  /// Errors that are needed to speak of chances.
  private static let leastErrors = 30
  /// After so many changes the sum is made anew, so that rounding cannot gather.
  private static let mostChanges = 256

  private let day: Day
  private let goal: Goal
  private let line: Double
  private let month: Int
  private var past: PastYears?
  private var entering = 0.0
  private var others = CountDistribution(certain: 0)
  /// Why nothing can be said, in words.
  private var silence: String?
  private var entered = 0
  /// Chances by contender; nil for those that are entered or have no amount.
  private var chances: [Double?] = []
  private var names: [String] = []
  /// The sum of the trials without those that are certain.
  private var trials = CountDistribution(certain: 0)
  private var changes = 0

  package init(_ forecast: ThresholdForecast, on day: Day, goal: Goal) {
    self.day = day
    self.goal = goal
    line = forecast.line
    month = forecast.newestMonth(by: day)
    guard day < goal.due else {
      silence = "期限已到，读数就是结果"
      return
    }
    guard month > goal.from.year * 12 else {
      silence = "本年还没有按月的数"
      return
    }
    let past = PastYears(
      forecast.contenders, line: line, before: goal.from.year, months: month % 12)
    guard past.errors.count >= Self.leastErrors else {
      silence = "往年同期只有 \(past.errors.count) 个可比对象，至少要 \(Self.leastErrors) 个"
      return
    }
    self.past = past
    entering = past.entering(forecast.contenders, on: day, due: goal.due)
    let (mean, shape) = past.others(forecast.contenders, on: day, due: goal.due)
    others = CountDistribution(arrivalsWithMean: mean, shape: shape)
    names = forecast.contenders.map(\.name)
    chances = forecast.contenders.map(chance)
    entered = forecast.contenders.count(where: isEntered)
    addUp()
  }

  /// Puts a contender in the place of what was known of it; false where that changes what is learned
  /// of the years before, so that everything has to be made anew.
  package mutating func replace(_ old: Contender, with new: Contender, at place: Int) -> Bool {
    guard silence == nil, names.indices.contains(place),
      old.isSame(as: new, before: goal.from.year * 12)
    else { return false }
    let (before, after) = (chances[place], chance(of: new))
    guard before != after else { return true }
    chances[place] = after
    changes += 1
    guard changes <= Self.mostChanges else {
      addUp()
      return true
    }
    if let before, before > Self.leastChance { trials = trials.removing(trial: before) }
    if let after, after > Self.leastChance {
      trials = trials.adding(CountDistribution(trials: [after]))
    }
    // What was taken out must leave a distribution.
    if abs(trials.chances.reduce(0, +) - 1) > 1e-9 { addUp() }
    return true
  }

  private mutating func addUp() {
    trials = CountDistribution(trials: chances.compactMap(\.self).filter { $0 > Self.leastChance })
    changes = 0
  }

  private func isEntered(_ contender: Contender) -> Bool {
    contender.enteredOn.map { goal.from <= $0 && $0 <= day } ?? false
  }

  private func chance(of contender: Contender) -> Double? {
    guard let past, contender.enteredOn.map({ $0 > day }) ?? true,
      let amount = contender.amount(of: goal.from.year, before: month), amount > 0
    else { return nil }
    return past.chance(reaching: line, from: amount) * entering
  }

  private var count: CountDistribution {
    CountDistribution(chances: trials.chances, least: entered).adding(others)
  }

  var terms: Terms? {
    guard silence == nil, let past else { return nil }
    let named = zip(names, chances).compactMap { name, chance in chance.map { (name, $0) } }
    return Terms(entered: entered, chances: named, compared: past.errors.count, count: count)
  }

  package var outlook: Outlook {
    if let silence { return .insufficient(silence) }
    let count = count
    let (low, middle, high) = (
      Double(count.quantile(0.1)), Double(count.quantile(0.5)), Double(count.quantile(0.9))
    )
    let known = chances.compactMap(\.self)
    return .forecast(
      Forecast(
        method: .threshold, low: low, middle: middle, high: high, chance: goal.chance(count),
        expectedDay: nil, observations: past?.errors.count ?? 0, pastError: nil,
        way: [.init(day: goal.due, low: low, middle: middle, high: high)],
        grounds: [
          .init("已计入", "\(entered) 家"),
          .init("有机会过线的对象", "\(known.count { $0 >= 0.01 }) 家，概率之和 \(Self.shown(known))"),
          .init("往年同期可比对象", "\(past?.errors.count ?? 0) 个"),
        ]))
  }

  private static func shown(_ chances: [Double]) -> String {
    String((chances.reduce(0, +) * 10).rounded() / 10)
  }
}
