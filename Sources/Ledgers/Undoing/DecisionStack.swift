package import Commands
package import Storage

/// Which decision about a thing is the last that has not been taken back.
package enum DecisionStack {
  /// Returns the entries that were taken back, each with the entry that did so.
  package static func undone(
    knownAt: Int64? = nil, in session: any Session
  ) throws -> [Int64: Int64] {
    var undone: [Int64: Int64] = [:]
    for row in try session.rows(
      "SELECT entry, seq FROM undone_decision WHERE seq <= \(knownAt ?? .max)")
    {
      undone[try row.get("entry")] = try row.get("seq")
    }
    return undone
  }

  /// Returns the entry on top, of the versions of a thing in their order.
  package static func top(of versions: [Int64], undone: [Int64: Int64]) -> Int64? {
    let undoing = Set(undone.values)
    var stack: [Int64] = []
    for version in versions {
      if undoing.contains(version) { _ = stack.popLast() } else { stack.append(version) }
    }
    return stack.last
  }

  /// Returns the entry on top of each item of a report, by the item's code.
  package static func tops(
    of report: String, knownAt: Int64?, in session: any Session
  ) throws -> [String: Int64] {
    let undone = try undone(knownAt: knownAt, in: session)
    var versions: [String: [Int64]] = [:]
    for row in try session.rows(
      """
      SELECT code, seq FROM commitment
      WHERE report_id = \(report) AND seq <= \(knownAt ?? .max) ORDER BY code, seq
      """)
    {
      versions[try row.get("code"), default: []].append(try row.get("seq"))
    }
    return versions.compactMapValues { top(of: $0, undone: undone) }
  }

  /// Returns the decisions about a report that can be taken back, newest first.
  package static func decisions(
    of report: String, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    let undone = try undone(knownAt: knownAt, in: session)
    let most = knownAt ?? .max
    return try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (
        SELECT seq FROM report WHERE id = \(report)
        UNION SELECT seq FROM commitment WHERE report_id = \(report)
        UNION SELECT seq FROM question WHERE report_id = \(report))
        AND seq <= \(most) ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
      .filter { UndoDecision.permissions[$0.command] != nil && undone[$0.seq] == nil }
  }
}
