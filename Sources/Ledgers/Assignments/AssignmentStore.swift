package import Commands
package import Storage

/// Reads and writes tasks and the leaders' lines behind them; the latest version counts.
package enum AssignmentStore {
  /// Returns the tasks as known at an entry, newest code first.
  package static func assignments(
    knownAt: Int64?, in session: any Session
  ) throws -> [Assignment] {
    try session.rows(
      """
      SELECT body FROM assignment WHERE seq = (SELECT MAX(seq) FROM assignment AS newer
        WHERE newer.code = assignment.code AND newer.seq <= \(knownAt ?? .max))
      ORDER BY code DESC
      """
    ).map { try CanonicalJSON.value(Assignment.self, from: try $0.get("body")) }
      .filter { $0.isWithdrawn != true }
  }

  /// Returns one task, also one that was taken back.
  package static func assignment(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> Assignment? {
    try session.rows(
      """
      SELECT body FROM assignment WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map { try CanonicalJSON.value(Assignment.self, from: try $0.get("body")) }
  }

  /// Returns the entries that wrote a task, newest first.
  package static func entries(
    of code: String, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (
        SELECT seq FROM assignment WHERE code = \(code) AND seq <= \(knownAt ?? .max))
      ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
  }

  /// Returns the leaders' lines as known at an entry, newest first.
  package static func directives(
    knownAt: Int64?, in session: any Session
  ) throws -> [Directive] {
    try session.rows(
      """
      SELECT body FROM directive WHERE seq = (SELECT MAX(seq) FROM directive AS newer
        WHERE newer.code = directive.code AND newer.seq <= \(knownAt ?? .max))
      ORDER BY code DESC
      """
    ).map { try CanonicalJSON.value(Directive.self, from: try $0.get("body")) }
      .filter { $0.isWithdrawn != true }
  }

  static func directive(_ code: String, in session: any Session) throws -> Directive? {
    try session.rows(
      "SELECT body FROM directive WHERE code = \(code) ORDER BY seq DESC LIMIT 1"
    ).first.map { try CanonicalJSON.value(Directive.self, from: try $0.get("body")) }
  }

  static func write(
    _ assignment: Assignment, seq: Int64, in transaction: any Transaction
  ) throws {
    _ = try transaction.execute(
      """
      INSERT INTO assignment (code, seq, body)
      VALUES (\(assignment.id), \(seq), \(try CanonicalJSON.text(assignment)))
      """)
  }

  static func write(_ directive: Directive, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO directive (code, seq, body)
      VALUES (\(directive.id), \(seq), \(try CanonicalJSON.text(directive)))
      """)
  }

  /// Returns the code that the next task of a year takes; the measures of reports share its numbers.
  static func nextTask(year: Int, in session: any Session) throws -> String {
    let prefix = "R-\(year)-"
    return code(prefix, try LedgerStore.nextNumber(prefix, in: session), digits: 4)
  }

  static func nextDirective(year: Int, in session: any Session) throws -> String {
    let prefix = "PS-\(year)-"
    let codes: [String] = try session.rows(
      "SELECT DISTINCT code FROM directive WHERE \(SQL.begins("code", with: prefix))"
    ).map { try $0.get("code") }
    let last = codes.compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0
    return code(prefix, last + 1, digits: 3)
  }

  private static func code(_ prefix: String, _ number: Int, digits: Int) -> String {
    let written = String(number)
    return prefix + String(repeating: "0", count: max(0, digits - written.count)) + written
  }
}
