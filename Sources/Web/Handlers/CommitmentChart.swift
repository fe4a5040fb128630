import Facts
import Forecasts
import Ledgers
import Quantities

/// The way of a commitment's number to its target, as a chart; nil when there is nothing to draw.
struct CommitmentChart: Sendable {
  private let reading: Reading
  private let history: [ReadingExplanation.HistoryPoint]
  private let figures: ReadingFigures
  private let library: String?

  init(
    _ reading: Reading, history: [ReadingExplanation.HistoryPoint], library: String? = nil
  ) {
    self.reading = reading
    self.history = history
    self.library = library
    figures = ReadingFigures(reading)
  }

  var chart: PathChart? {
    guard !history.isEmpty else { return nil }
    let bar = reading.bar
    return PathChart(
      title: "\(reading.commitment.subject)的进度", unit: reading.unit?.symbol ?? "",
      firstDay: Int(reading.from.number), lastDay: Int(lastDay.number), ticks: ticks,
      target: bar?.value.double,
      targetTitle: bar.map { "目标 \($0.comparison.sign) \(figures.titled($0.value))" } ?? "没有数字目标",
      path: (reading.path?.points(until: reading.day) ?? []).map { point($0.day, $0.value) },
      claimed: history.map { point($0.day, $0.claimed) },
      verified: history.compactMap { entry in
        entry.verified.map { point(entry.day, $0) }
      }, forecast: band, today: Int(reading.asOf.day.number), due: Int(reading.due.number),
      library: library)
  }

  /// A milestone that is late goes on beyond its deadline.
  private var lastDay: Day { max(reading.due, reading.day) }

  /// The range of the forecast, beginning at what is known today.
  private var band: [PathChart.Band] {
    guard let forecast = reading.outlook?.forecast, let now = history.last else {
      return []
    }
    let words = ForecastWords(reading, source: nil)
    let known = now.claimed.double
    let start = Forecast.Point(day: now.day, low: known, middle: known, high: known)
    return ([start] + forecast.way.filter { $0.day > now.day && $0.day <= reading.due }).map {
      .init(
        day: Int($0.day.number), low: $0.low, middle: $0.middle, high: $0.high,
        dayTitle: $0.day.chinese,
        title: "\(words.titled($0.middle))（\(ForecastWords.text($0.low))—\(words.titled($0.high))）")
    }
  }

  private func point(_ day: Day, _ value: Number) -> PathChart.Point {
    .init(
      day: Int(day.number), value: value.double, dayTitle: day.chinese,
      valueTitle: figures.titled(value))
  }

  /// The first days of the months, or of the years of a long period.
  private var ticks: [PathChart.Tick] {
    let isLong = Day.days(from: reading.from, to: lastDay) > 800
    var period = Period(isLong ? .year : .month, containing: reading.from)
    var ticks: [PathChart.Tick] = []
    while period.first <= lastDay, ticks.count < 30 {
      let title = isLong ? "\(period.first.year)" : "\(period.first.month)月"
      ticks.append(.init(day: Int(max(period.first, reading.from).number), title: title))
      period = period.next
    }
    return ticks
  }
}
