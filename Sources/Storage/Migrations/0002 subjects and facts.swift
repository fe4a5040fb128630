extension Migration {
  static let subjectsAndFacts = Migration(
    name: "0002 subjects and facts",
    statements: [
      """
      CREATE TABLE subject (
        id INTEGER PRIMARY KEY,
        register TEXT NOT NULL CHECK (register <> ''),
        region TEXT NOT NULL CHECK (region <> ''),
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        UNIQUE (register, region, code)
      ) STRICT
      """,
      "CREATE INDEX subject_by_seq ON subject (seq)",
      """
      CREATE TABLE field (
        id INTEGER PRIMARY KEY,
        register TEXT NOT NULL CHECK (register <> ''),
        key TEXT NOT NULL CHECK (key <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        UNIQUE (register, key)
      ) STRICT
      """,
      "CREATE INDEX field_by_seq ON field (seq)",
      // Clustered by field and period, the facts lie column by column. Neither number nor text
      // means that the value was withdrawn.
      """
      CREATE TABLE fact (
        field_id INTEGER NOT NULL REFERENCES field (id),
        period INTEGER NOT NULL,
        subject_id INTEGER NOT NULL REFERENCES subject (id),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        number INTEGER,
        text TEXT CHECK (text <> ''),
        evidence INTEGER NOT NULL CHECK (evidence BETWEEN 0 AND 4),
        source_row INTEGER CHECK (source_row > 0),
        PRIMARY KEY (field_id, period, subject_id, seq),
        CHECK (number IS NULL OR text IS NULL)
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE INDEX fact_by_subject ON fact (subject_id)",
      "CREATE INDEX fact_by_seq ON fact (seq)",
      """
      CREATE TRIGGER fact_stays_as_written BEFORE UPDATE ON fact
      BEGIN SELECT RAISE(ABORT, 'a fact cannot change; a newer one corrects it'); END
      """,
      """
      CREATE TRIGGER fact_stays BEFORE DELETE ON fact
      BEGIN SELECT RAISE(ABORT, 'a fact cannot be deleted; a newer one withdraws it'); END
      """,
    ])
}
