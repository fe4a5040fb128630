import Definitions
import Facts
import Feel
import Forecasts
import Frames
import Quantities
import Synchronization

/// The contenders of a metric as one view of their register tells them, kept so that a new fact
/// changes only the contender that it is about.
///
/// Two views are compared column by column; a column that nothing was written to is the same array in
/// both, which costs nothing to see.
final class ThresholdBook: Sendable {
  struct Plan: Hashable {
    var metric: String
    /// Day that places an entry in the period, and the monthly amount.
    var on: String
    var amount: String
    var line: Double
    /// First month that is read, and first month of the period that is forecast.
    var first: Int
    var from: Int
    var day: Day
    var knownAt: Int64?
  }

  private struct Question: Hashable {
    var goal: Goal
    var day: Day
  }

  private struct Kept {
    var view: ContenderView
    var forecast: ThresholdForecast
    /// Place among the contenders, by row.
    var places: [Int: Int]
    var entries: FlowForecast
    var states: [Question: ThresholdState] = [:]
    var errors: [Question: PastError?] = [:]
  }

  /// Goals of which the state is kept.
  private static let most = 16

  private let kept: Mutex<Kept>

  init(_ view: ContenderView) { kept = Mutex(Self.made(view)) }

  func outlook(of view: ContenderView, on day: Day, goal: Goal) -> Outlook {
    withKept(view) { kept in
      let question = Question(goal: goal, day: day)
      if let known = kept.states[question] { return known.outlook }
      let state = ThresholdState(kept.forecast, on: day, goal: goal)
      if kept.states.count >= Self.most { kept.states = [:] }
      kept.states[question] = state
      return state.outlook
    }
  }

  func pastError(of view: ContenderView, on day: Day, goal: Goal) -> PastError? {
    withKept(view) { kept in
      // What was promised this year does not matter for the years before.
      let question = Question(goal: Goal(from: goal.from, due: goal.due, bar: nil), day: day)
      if let known = kept.errors[question] { return known }
      let error = kept.forecast.pastError(before: day, goal: goal)
      if kept.errors.count >= Self.most { kept.errors = [:] }
      kept.errors[question] = .some(error)
      return error
    }
  }

  func leverages(of view: ContenderView, on day: Day, goal: Goal) -> Leverages? {
    withKept(view) { $0.forecast.leverages(on: day, goal: goal) }
  }

  /// The entries of earlier years as arrivals.
  func entries(of view: ContenderView) -> FlowForecast { withKept(view) { $0.entries } }

  func forecast(of view: ContenderView) -> ThresholdForecast { withKept(view) { $0.forecast } }

  private func withKept<Answer: Sendable>(
    _ view: ContenderView, _ ask: (inout Kept) -> Answer
  ) -> Answer {
    kept.withLock { kept in
      Self.bring(&kept, to: view)
      return ask(&kept)
    }
  }

  private static func made(_ view: ContenderView) -> Kept {
    var contenders: [Contender] = []
    var places: [Int: Int] = [:]
    for row in view.rows {
      guard let contender = view.contender(row: row) else { continue }
      places[row] = contenders.count
      contenders.append(contender)
    }
    return Kept(
      view: view, forecast: ThresholdForecast(contenders: contenders, line: view.plan.line),
      places: places, entries: view.entries)
  }

  /// Replaces the contenders that the views tell differently; makes everything anew where more than
  /// a few differ or others are contenders now.
  private static func bring(_ kept: inout Kept, to view: ContenderView) {
    guard let rows = view.changedRows(since: kept.view) else {
      kept = made(view)
      return
    }
    let isSomeoneNew = rows.contains {
      (kept.places[$0] == nil) != (view.contender(row: $0) == nil)
    }
    guard !isSomeoneNew else {
      kept = made(view)
      return
    }
    let old = kept.view
    kept.view = view
    for row in rows {
      guard let place = kept.places[row], let now = view.contender(row: row) else { continue }
      let before = kept.forecast.contenders[place]
      kept.forecast.replace(now, at: place)
      if !now.isSame(as: before, before: view.plan.from) { kept.errors = [:] }
      for question in Array(kept.states.keys) {
        guard var state = kept.states.removeValue(forKey: question) else { continue }
        if state.replace(before, with: now, at: place) { kept.states[question] = state }
      }
    }
    if view.tellsOtherEntries(than: old) { kept.entries = view.entries }
  }
}

/// A book together with the view that is asked about.
struct ThresholdView: Hashable, Sendable {
  let book: ThresholdBook
  let view: ContenderView

  static func == (left: Self, right: Self) -> Bool {
    left.book === right.book && left.view.head == right.view.head
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(book))
    hasher.combine(view.head)
  }

  /// The entries of earlier years as arrivals.
  var entries: FlowForecast { book.entries(of: view) }
  var forecast: ThresholdForecast { book.forecast(of: view) }
}
