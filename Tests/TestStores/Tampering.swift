package import Storage

/// What somebody can do who holds the database itself, on either kind of it.
extension Transaction {
  /// Lifts what the schema guards, for the rest of this transaction.
  package func liftGuards() throws {
    switch TestStore.chosen {
    case .sqlite:
      try execute("PRAGMA defer_foreign_keys = ON")
      try execute("PRAGMA ignore_check_constraints = ON")
      for trigger in [
        "journal_stays_sealed", "journal_stays_whole", "fact_stays_as_written", "fact_stays",
      ] as [SQL] {
        try execute("DROP TRIGGER \(trigger)")
      }
    case .postgresql:
      // Neither triggers nor references are looked at.
      try execute("SET LOCAL session_replication_role = replica")
    }
  }
}

extension Session {
  /// Names of the tables that have a column.
  package func tables(withColumn column: String) throws -> [String] {
    let sql: SQL =
      switch TestStore.chosen {
      case .sqlite:
        """
        SELECT name FROM sqlite_schema AS made WHERE type = 'table'
          AND EXISTS (SELECT 1 FROM pragma_table_info(made.name) WHERE name = \(column))
        """
      case .postgresql:
        """
        SELECT table_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND column_name = \(column)
        """
      }
    return try rows(sql).map { try $0.get(0) }
  }
}
