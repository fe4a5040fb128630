package import Storage

/// The questions that follow the tail of the journal: what was written after one entry, up to another.
///
/// Each walks through the facts of those entries and never through all facts of a field, which may
/// be millions.
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

  /// All that was ever told in a field of the subjects of which something was written, by period.
  ///
  /// The sign before the field keeps SQLite from choosing the field's own order, and the join is
  /// crossed so that it begins with what was written.
  package func versions(of field: Int64, reading columns: (SQL) -> SQL) -> SQL {
    """
    SELECT \(columns("every"))
    FROM (
      SELECT DISTINCT subject_id FROM fact
      WHERE seq > \(after) AND seq <= \(upTo) AND +field_id = \(field)
    ) AS own CROSS JOIN fact AS every
    WHERE every.subject_id = own.subject_id AND every.field_id = \(field) AND every.seq <= \(upTo)
    ORDER BY every.period, every.subject_id, every.seq
    """
  }
}
