extension Migration {
  static let confirmations = Migration(
    name: "0009 confirmations",
    statements: [
      // What an entry told again unchanged: one row a field and period, with the subjects packed.
      // A row without subjects takes back what the entry `taken_back` confirmed.
      """
      CREATE TABLE confirmation (
        field_id INTEGER NOT NULL REFERENCES field (id),
        period INTEGER NOT NULL,
        seq INTEGER NOT NULL REFERENCES journal (seq),
        evidence INTEGER NOT NULL CHECK (evidence BETWEEN 0 AND 4),
        subjects BLOB,
        taken_back INTEGER CHECK (taken_back < seq),
        PRIMARY KEY (field_id, period, seq),
        CHECK ((subjects IS NULL) <> (taken_back IS NULL))
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE INDEX confirmation_by_seq ON confirmation (seq)",
      """
      CREATE TRIGGER confirmation_stays_as_written BEFORE UPDATE ON confirmation
      BEGIN SELECT RAISE(ABORT, 'a confirmation cannot change; a newer one is added'); END
      """,
      """
      CREATE TRIGGER confirmation_stays BEFORE DELETE ON confirmation
      BEGIN SELECT RAISE(ABORT, 'a confirmation cannot be deleted; a newer row takes it back'); END
      """,
    ])
}
