extension Migration {
  static let decisions = Migration(
    name: "0004 decisions",
    statements: [
      // A decision is taken back once, and one entry takes back one decision.
      """
      CREATE TABLE undone_decision (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES journal (seq),
        seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
        CHECK (entry < seq)
      ) STRICT
      """,
      "CREATE INDEX commitment_by_report ON commitment (report_id, code, seq)",
    ])
}
