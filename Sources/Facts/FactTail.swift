package import Storage

/// The questions that follow the tail of the journal: what was written after one entry, up to another.
///
/// Each walks through the facts of those entries or subjects and never through all facts of a field,
/// which may be millions.
package struct FactTail {
  let after: Int64
  let upTo: Int64

  package init(after: Int64, upTo: Int64) {
    self.after = after
    self.upTo = upTo
  }

  /// Field and subject of every fact that was written.
  package var cells: SQL {
    "SELECT field_id, subject_id FROM fact WHERE seq > \(after) AND seq <= \(upTo)"
  }

  /// All that was ever told of some subjects in a field, sorted by period, subject and entry.
  ///
  /// The subjects come first and the join is crossed, so that a database looks each of them up.
  package func versions(
    of field: Int64, subjects: [Int64], reading columns: (SQL) -> SQL
  ) -> SQL {
    """
    SELECT \(columns("every"))
    FROM (VALUES \(SQL.joined(subjects.map { "(\($0))" }))) AS own CROSS JOIN fact AS every
    WHERE every.subject_id = own.column1 AND every.field_id = \(field) AND every.seq <= \(upTo)
    ORDER BY every.period, every.subject_id, every.seq
    """
  }
}
