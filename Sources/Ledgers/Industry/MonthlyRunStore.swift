import Commands
import Quantities
package import Storage

/// Reads and writes the issues of 运行月报 and the reasons noted for falls.
package enum MonthlyRunStore {
  private static let runs = BodyTable<MonthlyRun>(name: "monthly_run")
  private static let reasons = BodyTable<FallNote>(name: "fall_note")

  /// Returns every issue as known at an entry, newest first.
  package static func all(knownAt: Int64?, in session: any Session) throws -> [MonthlyRun] {
    try session.rows(
      """
      SELECT body FROM monthly_run WHERE seq <= \(knownAt ?? .max) ORDER BY seq DESC, code
      """
    ).map { try CanonicalJSON.value(MonthlyRun.self, from: try $0.get("body")) }
  }

  /// Returns one issue.
  package static func run(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> MonthlyRun? {
    try session.rows(
      "SELECT body FROM monthly_run WHERE code = \(code) AND seq <= \(knownAt ?? .max)"
    ).first.map { try CanonicalJSON.value(MonthlyRun.self, from: try $0.get("body")) }
  }

  static func write(_ run: MonthlyRun, seq: Int64, in transaction: any Transaction) throws {
    try runs.write(run, as: run.id, seq: seq, in: transaction)
  }

  // MARK: Reasons

  /// Returns the reasons of falls as known at an entry; of several for one the latest counts.
  package static func notes(knownAt: Int64?, in session: any Session) throws -> [FallNote] {
    try reasons.latest(knownAt: knownAt, in: session).map(\.body)
      .filter { !$0.words.isEmpty }
  }

  static func write(_ note: FallNote, seq: Int64, in transaction: any Transaction) throws {
    try reasons.write(note, as: note.code, seq: seq, in: transaction)
  }
}
