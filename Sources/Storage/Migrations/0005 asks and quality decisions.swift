extension Migration {
  static let asksAndQualityDecisions = Migration(
    name: "0005 asks and quality decisions",
    statements: [
      """
      CREATE TABLE ask (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        register TEXT NOT NULL CHECK (register <> ''),
        state TEXT NOT NULL CHECK (state IN ('open', 'refused', 'closed', 'withdrawn')),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX ask_by_seq ON ask (seq)",
      // A cell that went out; a note says why its keeper cannot answer it.
      """
      CREATE TABLE ask_cell (
        ask TEXT NOT NULL CHECK (ask <> ''),
        subject TEXT NOT NULL CHECK (subject <> ''),
        field TEXT NOT NULL CHECK (field <> ''),
        period INTEGER NOT NULL,
        seq INTEGER NOT NULL REFERENCES journal (seq),
        keeper TEXT NOT NULL CHECK (keeper <> ''),
        note TEXT CHECK (note <> ''),
        PRIMARY KEY (ask, subject, field, period, seq)
      ) STRICT
      """,
      "CREATE INDEX ask_cell_by_seq ON ask_cell (seq)",
      // What was decided about a doubt; without a verdict the decision before it was taken back.
      """
      CREATE TABLE quality_decision (
        doubt TEXT NOT NULL CHECK (doubt <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        register TEXT NOT NULL CHECK (register <> ''),
        verdict TEXT CHECK (verdict <> ''),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (doubt, seq)
      ) STRICT
      """,
      "CREATE INDEX quality_decision_by_seq ON quality_decision (seq)",
    ])
}
