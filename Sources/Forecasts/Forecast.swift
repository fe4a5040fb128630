package import Quantities

/// What will probably be at the deadline, how sure that is, and how well the method did before.
///
/// Estimates: binary floating point throughout.
package struct Forecast: Hashable, Sendable {
  /// How it was made.
  package enum Method: String, Hashable, Sendable, CaseIterable {
    case lastValue, average, seasonalNaive, smoothing, seasonalSmoothing, multiplicativeSmoothing
    case mixture
    case arrivals, pipeline, threshold, milestone

    package var title: String {
      switch self {
      case .lastValue: "沿用最近一期"
      case .average: "近一年平均"
      case .seasonalNaive: "上年同月法"
      case .smoothing: "阻尼趋势指数平滑"
      case .seasonalSmoothing: "阻尼趋势指数平滑（季节相加）"
      case .multiplicativeSmoothing: "阻尼趋势指数平滑（季节相乘）"
      case .mixture: "几种数列方法按回测误差加权"
      case .arrivals: "按历年到达率和月份分布"
      case .pipeline: "在库项目逐个转化概率加新增到达"
      case .threshold: "临界对象逐个过线概率"
      case .milestone: "各步骤历史用时"
      }
    }
  }

  package struct Point: Hashable, Sendable {
    package var day: Day
    package var low: Double
    package var middle: Double
    package var high: Double

    package init(day: Day, low: Double, middle: Double, high: Double) {
      self.day = day
      self.low = low
      self.middle = middle
      self.high = high
    }
  }

  /// One line of 这个数怎么来的.
  package struct Ground: Hashable, Sendable {
    package var label: String
    package var value: String

    package init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  package var method: Method
  /// The range that holds the value at the deadline with a chance of 80 %, and its middle.
  package var low: Double
  package var middle: Double
  package var high: Double
  /// Chance that the bar is reached by the deadline; nil when there is no bar.
  package var chance: Double?
  /// The day on which the middle way reaches the bar; nil when it does not within two years.
  package var expectedDay: Day?
  /// Numbers or events it was learned from.
  package var observations: Int
  package var pastError: PastError?
  /// The way from the day of the forecast to the deadline.
  package var way: [Point]
  package var grounds: [Ground]
}

/// How far the method missed when it was asked at the same time of earlier years.
package struct PastError: Hashable, Sendable {
  /// Mean error: a share of the true value, or plain units where values may be near zero.
  package var mean: Double
  package var isRelative: Bool
  /// Share of the cases in which the truth lay within the 80 % range.
  package var coverage: Double
  package var cases: Int

  package init(mean: Double, isRelative: Bool, coverage: Double, cases: Int) {
    self.mean = mean
    self.isRelative = isRelative
    self.coverage = coverage
    self.cases = cases
  }
}

/// A forecast, or why there is none.
package enum Outlook: Hashable, Sendable {
  case forecast(Forecast)
  /// Too little is known, in words that name what is missing.
  case insufficient(String)

  /// Fewer observations than this tell nothing.
  package static let least = 3

  package var forecast: Forecast? {
    if case .forecast(let forecast) = self { forecast } else { nil }
  }
}

/// What is asked of the future: a number by a day, and which way is better.
package struct Goal: Hashable, Sendable {
  package enum Comparison: Hashable, Sendable {
    case atLeast, above, atMost, below
  }

  package var from: Day
  package var due: Day
  package var bar: Double?
  package var comparison: Comparison

  package init(from: Day, due: Day, bar: Double?, comparison: Comparison = .atLeast) {
    self.from = from
    self.due = due
    self.bar = bar
    self.comparison = comparison
  }

  package func isMet(by value: Double) -> Bool {
    guard let bar else { return false }
    return switch comparison {
    case .atLeast: value >= bar
    case .above: value > bar
    case .atMost: value <= bar
    case .below: value < bar
    }
  }

  /// Returns the chance that a count meets it.
  package func chance(_ count: CountDistribution, per unit: Double = 1) -> Double? {
    guard bar != nil else { return nil }
    return count.chances.enumerated().reduce(0.0) { sum, entry in
      isMet(by: Double(count.least + entry.offset) * unit) ? sum + entry.element : sum
    }.clamped
  }

  /// Returns the chance that a value meets it whose chance of lying below a number is known.
  package func chance(below: (Double) -> Double) -> Double? {
    guard let bar else { return nil }
    return switch comparison {
    case .atLeast, .above: (1 - below(bar)).clamped
    case .atMost, .below: below(bar).clamped
    }
  }
}

extension Double {
  var clamped: Double { Swift.min(Swift.max(self, 0), 1) }
}
