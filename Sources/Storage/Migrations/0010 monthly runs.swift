extension Migration {
  static let monthlyRuns = Migration(
    name: "0010 monthly runs",
    statements: [
      """
      CREATE TABLE monthly_run (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX monthly_run_by_seq ON monthly_run (seq)",
      """
      CREATE TABLE fall_note (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX fall_note_by_seq ON fall_note (seq)",
    ])
}
