import Forecasts
import Quantities
import Synchronization

/// What forecasts have learned from closed years, kept as long as those years stay as they are.
///
/// A fact of this year runs the fitted methods on and fits nothing anew. Keys are the closed years
/// themselves, so a corrected past is learned again without being told.
package final class ForecastCache: Sendable {
  private struct ModelKey: Hashable {
    var past: MonthlySeries
    var kind: SeriesModel.Kind
    var grain: Double
  }

  private struct PastKey: Hashable {
    var past: ForecastSource
    var from: Day
    var due: Day
    /// Month and day on which earlier years are asked.
    var asked: Day
  }

  private struct Kept {
    var models: [ModelKey: SeriesModel?] = [:]
    var errors: [PastKey: PastError?] = [:]
    var books: [ThresholdBook.Plan: ThresholdBook] = [:]
  }

  private static let most = 400
  /// A book holds all contenders of a district.
  private static let mostBooks = 4
  private let kept = Mutex(Kept())

  package init() {}

  func model(of series: MonthlySeries, before year: Int, kind: SeriesModel.Kind, grain: Double)
    -> SeriesModel?
  {
    let closed = series.before(year * 12)
    let key = ModelKey(past: closed.count >= 24 ? closed : series, kind: kind, grain: grain)
    if let known = kept.withLock({ $0.models[key] }) { return known }
    let model = SeriesForecast.learned(from: series, before: year, kind: kind, grain: grain)
    kept.withLock { kept in
      if kept.models.count >= Self.most { kept.models = [:] }
      kept.models[key] = .some(model)
    }
    return model
  }

  /// Returns the book of the contenders of a view, made anew where it is not known yet.
  func book(of view: ContenderView) -> ThresholdBook {
    if let known = kept.withLock({ $0.books[view.plan] }) { return known }
    let book = ThresholdBook(view)
    return kept.withLock { kept in
      if let known = kept.books[view.plan] { return known }
      if kept.books.count >= Self.mostBooks { kept.books = [:] }
      kept.books[view.plan] = book
      return book
    }
  }

  func pastError(of source: ForecastSource, goal: Goal, on day: Day) -> PastError? {
    // The book keeps what it compared itself.
    if case .threshold = source { return source.pastError(goal: goal, on: day) }
    let past = source.before(goal.from)
    let key = PastKey(past: past, from: goal.from, due: goal.due, asked: day)
    if let known = kept.withLock({ $0.errors[key] }) { return known }
    let error = past.pastError(goal: goal, on: day)
    kept.withLock { kept in
      if kept.errors.count >= Self.most { kept.errors = [:] }
      kept.errors[key] = .some(error)
    }
    return error
  }
}

extension ForecastSource {
  /// The part of it that lies before a period; what happened within it is not known yet.
  fileprivate func before(_ from: Day) -> ForecastSource {
    switch self {
    case .flow(var flow):
      flow.items = flow.items.compactMap { item in
        let entered = item.entered.map { day in day.flatMap { $0 < from ? $0 : nil } }
        return entered.contains { $0 != nil } ? StagedItem(name: item.name, entered: entered) : nil
      }
      return .flow(flow)
    case .series(let series, let kind, let grain):
      return .series(
        series.before(MonthlySeries.ordinal(of: from)), kind, grain: grain)
    case .growth(let series): return .growth(series.before(MonthlySeries.ordinal(of: from)))
    case .threshold, .missing: return self
    }
  }

  fileprivate func pastError(goal: Goal, on day: Day) -> PastError? {
    switch self {
    case .flow(let flow): flow.pastError(before: day, goal: goal)
    case .series(let series, let kind, _):
      SeriesForecast.pastError(of: series, kind: kind, goal: goal, on: day)
    case .threshold(let threshold):
      threshold.book.pastError(of: threshold.view, on: day, goal: goal)
    case .growth(let series):
      SeriesForecast.pastError(of: series, kind: .flow, goal: goal, on: day, asGrowth: true)
    case .missing: nil
    }
  }

  /// Makes the forecast as it would have been made on a day.
  func outlook(on day: Day, goal: Goal, cache: ForecastCache) -> Outlook {
    switch self {
    case .flow(let flow): return flow.outlook(on: day, goal: goal)
    case .threshold(let threshold):
      return threshold.book.outlook(of: threshold.view, on: day, goal: goal)
    case .series(let series, let kind, let grain):
      guard
        let model = cache.model(
          of: series, before: goal.from.year, kind: kind, grain: grain)
      else {
        return .insufficient("只有 \(series.observations) 期观测，至少要 \(Outlook.least) 期")
      }
      return SeriesForecast(model).outlook(series, goal: goal)
    case .growth(let series):
      guard let model = cache.model(of: series, before: goal.from.year, kind: .flow, grain: 0)
      else {
        return .insufficient("只有 \(series.observations) 期观测，至少要 \(Outlook.least) 期")
      }
      return SeriesForecast(model).growth(series, goal: goal)
    case .missing(let reason): return .insufficient(reason)
    }
  }
}
