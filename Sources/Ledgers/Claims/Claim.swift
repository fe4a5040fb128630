package import Definitions
package import Quantities

/// What a unit says of a commitment for a month, with its evidence, and what supervision made of it.
///
/// The value itself is a fact of the register of claims, from which readings take it; this is the
/// paper that goes with that fact.
package struct Claim: Hashable, Sendable, Codable {
  package var commitment: Commitment.ID
  /// The month that the value speaks of.
  package var period: Period
  package var value: Number
  package var note: String
  /// Name of the file that proves it; empty for none.
  package var file: String
  package var evidence: Evidence
  /// Who said so.
  package var given: Act
  package var verdict: Verdict?
  /// Set when the claim was taken back.
  package var isWithdrawn: Bool?

  package struct Verdict: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
      case returned, verified
    }

    package var kind: Kind
    package var words: String
    package var act: Act
  }

  /// Whether it may stand for the number that the register holds.
  package var counts: Bool { verdict?.kind != .returned }

  package var standing: String {
    switch verdict?.kind {
    case .returned: "已退回"
    case .verified: "已核验"
    case nil: "待核验"
    }
  }

  static func code(_ commitment: Commitment.ID, _ period: Period) -> String {
    "\(commitment) \(period)"
  }
}

/// The month for which a claim is wanted now, and its last day for it.
package struct ClaimDue: Hashable, Sendable {
  package var period: Period
  package var day: Day

  /// Day of the month by which claims come; a day off puts it to the next working day.
  private static let dayOfMonth = 28
  /// Working days before it from which units are reminded.
  private static let notice = 3

  /// Returns the month that is wanted on a day, of those in which a commitment runs; nil for none.
  ///
  /// The present month is wanted from three working days before its day, the one before until then.
  /// Metrics that are observed by the quarter or the year are wanted in its last month only.
  package init?(
    from: Day, until: Day, observed: String?, on day: Day, calendar: WorkingCalendar
  ) {
    let present = Period(.month, containing: day)
    let before = Period(.month, containing: present.first.adding(days: -1))
    for period in [present, before] {
      guard period.last >= from, period.first <= until,
        Self.isObserved(observed ?? "", in: period.first.month),
        let wanted = Day(year: period.first.year, month: period.first.month, day: Self.dayOfMonth),
        let last = try? calendar.adding(workingDays: 0, to: wanted),
        let first = try? calendar.adding(workingDays: -Self.notice, to: last), day >= first
      else { continue }
      self.period = period
      self.day = last
      return
    }
    return nil
  }

  private static func isObserved(_ calendar: String, in month: Int) -> Bool {
    if calendar.hasPrefix("每年") { return month == 12 }
    if calendar.hasPrefix("每季度") { return month.isMultiple(of: 3) }
    return true
  }
}
