package import Storage

/// The facts of which one entry wrote a version, each with all its versions.
package struct FactHistory {
  private let entry: Int64

  package init(entry: Int64) { self.entry = entry }

  /// Calls with the versions of each fact, oldest first, in the order of field, period, subject.
  package func each(in session: any Session, _ body: ([FactVersion]) throws -> Void) throws {
    for run in try runs(in: session) {
      var versions: [FactVersion] = []
      try session.each(run.isDense ? walk(over: run) : visits(to: run)) { row in
        let next = try FactVersion(row)
        if let last = versions.last, last.subject != next.subject {
          if versions.contains(where: { $0.seq == entry }) { try body(versions) }
          versions.removeAll(keepingCapacity: true)
        }
        versions.append(next)
      }
      if versions.contains(where: { $0.seq == entry }) { try body(versions) }
    }
  }

  /// What the entry wrote of one field and period, which lies together.
  private struct Run {
    var field: Int64
    var period: Int64
    var first: Subject.ID
    var last: Subject.ID
    var count: Int64

    var isDense: Bool { FactHistory.isDense(first...last, count: Int(count)) }
  }

  /// Whether it is quicker to walk from the first of some subjects to the last than to visit each.
  static func isDense(_ subjects: ClosedRange<Subject.ID>, count: Int) -> Bool {
    subjects.upperBound - subjects.lowerBound < Int64(count) * 8
  }

  private func runs(in session: any Session) throws -> [Run] {
    try session.rows(
      """
      SELECT field_id, period, MIN(subject_id), MAX(subject_id), COUNT(*) FROM fact
      WHERE seq = \(entry) GROUP BY field_id, period ORDER BY field_id, period
      """
    ).map { row in
      Run(
        field: try row.get(0), period: try row.get(1), first: try row.get(2),
        last: try row.get(3), count: try row.get(4))
    }
  }

  private func walk(over run: Run) -> SQL {
    """
    SELECT \(FactVersion.columns) FROM fact
    WHERE field_id = \(run.field) AND period = \(run.period)
      AND subject_id BETWEEN \(run.first) AND \(run.last)
    ORDER BY field_id, period, subject_id, seq
    """
  }

  private func visits(to run: Run) -> SQL {
    """
    SELECT \(FactVersion.columns(of: "every"))
    FROM fact AS own CROSS JOIN fact AS every
    WHERE every.field_id = own.field_id AND every.period = own.period
      AND every.subject_id = own.subject_id AND own.seq = \(entry)
      AND own.field_id = \(run.field) AND own.period = \(run.period)
    ORDER BY own.subject_id, every.seq
    """
  }
}
