extension Migration {
  static let reportsAndCommitments = Migration(
    name: "0003 reports and commitments",
    statements: [
      """
      CREATE TABLE report (
        id TEXT NOT NULL CHECK (id <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        text TEXT NOT NULL,
        PRIMARY KEY (id, seq)
      ) STRICT
      """,
      "CREATE INDEX report_by_seq ON report (seq)",
      """
      CREATE TABLE commitment (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        report_id TEXT NOT NULL CHECK (report_id <> ''),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX commitment_by_seq ON commitment (seq)",
      """
      CREATE TABLE question (
        report_id TEXT NOT NULL CHECK (report_id <> ''),
        number INTEGER NOT NULL CHECK (number > 0),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (report_id, number, seq)
      ) STRICT
      """,
      "CREATE INDEX question_by_seq ON question (seq)",
    ])
}
