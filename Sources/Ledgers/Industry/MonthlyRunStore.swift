import Commands
import Quantities
package import Storage

/// Reads and writes the issues of 运行月报 and the reasons noted for falls.
package enum MonthlyRunStore {
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
    _ = try transaction.execute(
      """
      INSERT INTO monthly_run (code, seq, body)
      VALUES (\(run.id), \(seq), \(try CanonicalJSON.text(run)))
      """)
  }

  // MARK: Reasons

  /// Returns the reasons of falls as known at an entry; of several for one the latest counts.
  package static func notes(knownAt: Int64?, in session: any Session) throws -> [FallNote] {
    try session.rows(
      """
      SELECT body FROM fall_note WHERE seq = (SELECT MAX(seq) FROM fall_note AS newer
        WHERE newer.code = fall_note.code AND newer.seq <= \(knownAt ?? .max))
      ORDER BY code
      """
    ).map { try CanonicalJSON.value(FallNote.self, from: try $0.get("body")) }
      .filter { !$0.words.isEmpty }
  }

  static func write(_ note: FallNote, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO fall_note (code, seq, body)
      VALUES (\(note.code), \(seq), \(try CanonicalJSON.text(note)))
      """)
  }
}
