import Definitions
package import Facts
import Frames
import Quantities

/// A commitment whose unit has still to say how far it is.
package struct DueClaim: Hashable, Sendable {
  package var commitment: Commitment
  package var due: ClaimDue
  /// Why what was claimed came back; nil when nothing was claimed.
  package var returned: String?
}

extension LedgerDesk {
  /// Returns the confirmed commitments of units for which a claim is wanted and not there, in the
  /// order of their codes; what registers compute is not wanted from anybody.
  package func claimsDue(asOf: AsOf) async throws -> [DueClaim] {
    let commitments = try await commitments(knownAt: asOf.knownAt)
    var views = LedgerViews(desk: self)
    let papers = try await views.papers(knownAt: asOf.knownAt)
    let told = try await views.view(ClaimMeasurement.Key.register, asOf: asOf)
    return commitments.compactMap { commitment in
      guard commitment.state == .confirmed, commitment.unit != nil, isClaimed(commitment) else {
        return nil
      }
      let period = commitment.period(elseOf: asOf.day)
      let due = ClaimDue(
        from: period.from, until: period.due, observed: metric(of: commitment)?.calendar,
        on: asOf.day, calendar: library.calendar)
      guard let due else { return nil }
      let paper = papers[commitment.id]?.last { $0.period == due.period }
      if paper?.counts == true { return nil }
      let returned = paper?.verdict.map(\.words)
      if returned == nil, let told, let row = told.row(code: commitment.id),
        told.series[ClaimMeasurement.Key.value]?[due.period]?.value(row: row) != nil
      {
        return nil
      }
      return DueClaim(commitment: commitment, due: due, returned: returned)
    }
  }

  /// Whether progress is reported by hand because no register can compute it.
  package func isClaimed(_ commitment: Commitment) -> Bool {
    metric(of: commitment)?.isMeasurable != true
  }
}
