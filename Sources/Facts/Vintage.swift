package import Definitions
package import Quantities

/// One period of a series with every value that was recorded for it: what was first published,
/// what it was revised to, and what counts.
package struct Vintage: Hashable, Sendable {
  /// A value as it was recorded.
  package struct Word: Hashable, Sendable {
    package var version: FactVersion
    package var act: FactAct
  }

  package var field: Field
  package var period: Period
  /// In the order in which they were recorded; at least one.
  package var words: [Word]
  /// The version that counts; nil when every source has taken its word back.
  package var counting: FactVersion?

  /// What counts now less what was published first; nil without numbers or a second value.
  package var revision: Number? {
    guard words.count > 1, let first = words.first, let counting,
      case .number(let earlier)? = field.value(of: first.version.value),
      case .number(let later)? = field.value(of: counting.value)
    else { return nil }
    return later - earlier
  }

  /// Whether any value followed the first one.
  package var isRevised: Bool { words.count > 1 }
}

extension Vintage {
  /// Returns the periods of a subject's series that had ended by a day, the oldest first.
  ///
  /// `versions` are those of one subject's one field, as known at the entry of the view.
  package static func read(
    _ field: Field, _ versions: [FactVersion], on day: Day, by precedence: Precedence
  ) -> [Vintage] {
    guard case .periodic = field.time else { return [] }
    let acts = FactActs(versions, isState: { _ in false }, by: precedence)
    return Dictionary(grouping: versions, by: \.period).compactMap { code, told -> Vintage? in
      guard let period = Period(code: code), period.last <= day else { return nil }
      let told = told.sorted { $0.seq < $1.seq }
      let spot = told.first.map {
        Precedence.Place(field: $0.field, period: code, subject: $0.subject)
      }
      let place = precedence.counting(
        among: told, at: spot, keeper: field.keeper, seq: \.seq, evidence: \.evidence.rawValue,
        isWithdrawn: \.value.isWithdrawn)
      return Vintage(
        field: field, period: period, words: told.map { Word(version: $0, act: acts[$0]) },
        counting: place.map { told[$0] })
    }.sorted { $0.period < $1.period }
  }
}

extension Field {
  /// The last day on which a period's value is told in time; nil where nothing is due.
  ///
  /// The field's freshness counts from the end of the period: a month that may age one month is due
  /// by the end of the next.
  package func due(of period: Period) -> Day? {
    guard case .periodic = time else { return nil }
    // Whole months are counted from the first of the next, so that each ends on its last day.
    return freshness.end(from: period.next.first)?.adding(days: -1)
  }

  /// Whether a version speaks of the day of a view: it holds by then, or its period has ended.
  package func hasBegun(_ period: Int64, by day: Day) -> Bool {
    guard let period = Period(code: period) else { return true }
    return switch time {
    case .constant: true
    case .state: period.first <= day
    case .periodic: period.last <= day
    }
  }
}
