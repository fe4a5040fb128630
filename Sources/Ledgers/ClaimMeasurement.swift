import Definitions
package import Facts
import Frames
package import Quantities

/// Takes what the responsible unit reports by hand, for a commitment that no register can count.
package struct ClaimMeasurement: Sendable {
  /// The register of claims on the day; nil when the definitions have none.
  package var claims: Snapshot?
  /// What goes with the values of the commitment: those that were sent back do not count.
  package var papers: [Claim] = []
  package var from: Day
  package var day: Day

  /// Keys of the register of claims.
  package enum Key {
    package static let register = "commitment"
    static let value = "claimed"
    static let done = "done_on"
    static let remark = "remark"
  }

  package init(claims: Snapshot?, papers: [Claim] = [], from: Day, day: Day) {
    self.claims = claims
    self.papers = papers
    self.from = from
    self.day = day
  }

  /// Returns the newest claim within the period; without one, `because` says what is missing.
  package func measure(_ commitment: Commitment.ID, because reason: String) -> Measurement {
    guard let claims, let row = claims.row(code: commitment) else {
      return .unavailable("\(reason)；“承诺自报”里也没有填报")
    }
    if let measurement = value(row, of: claims) ?? done(row, of: claims) { return measurement }
    return .unavailable("\(reason)；“承诺自报”在这一时期没有填报")
  }

  private func value(_ row: Int, of claims: Snapshot) -> Measurement? {
    let known = (claims.series[Key.value] ?? [:]).filter { period, column in
      guard from <= period.first, period.last <= day, let value = column.value(row: row) else {
        return false
      }
      return paper(of: period, value)?.counts ?? true
    }
    guard let newest = known.max(by: { $0.key < $1.key }),
      case .number(let number)? = newest.value.value(row: row)
    else { return nil }
    let told = paper(of: newest.key, .number(number))
    let given = told?.evidence ?? claims.evidence(Key.value, row: row)
    return measurement(
      number, time: newest.key.chinese,
      evidence: told?.verdict?.kind == .verified ? .verified : given, label: "自报值",
      remark: remark(row, of: claims, newest.key))
  }

  /// What goes with a value; a value that came another way since has none.
  private func paper(of period: Period, _ value: Value) -> Claim? {
    papers.last { $0.period == period && .number($0.value) == value }
  }

  /// A day of completion is a claim of the whole.
  private func done(_ row: Int, of claims: Snapshot) -> Measurement? {
    guard case .day(let done)? = claims.value(Key.done, row: row), done <= day else { return nil }
    return measurement(
      100, time: done.description, evidence: claims.evidence(Key.done, row: row),
      label: "自报完成日", remark: nil)
  }

  private func measurement(
    _ number: Number, time: String, evidence: Evidence, label: String, remark: String?
  ) -> Measurement {
    var measurement = Measurement()
    measurement.value = number
    measurement.verified = evidence >= .confirmed ? number : nil
    measurement.valueTime = time
    measurement.inputs = [
      MeasuredInput(
        label: label, value: remark.map { "\(number)（\($0)）" } ?? number.description, time: time,
        evidence: evidence)
    ]
    return measurement
  }

  private func remark(_ row: Int, of claims: Snapshot, _ period: Period) -> String? {
    guard case .text(let text)? = claims.series[Key.remark]?[period]?.value(row: row) else {
      return nil
    }
    return text
  }
}
