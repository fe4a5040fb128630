extension Migration {
  static let splitsAndBulletins = Migration(
    name: "0007 splits and bulletins",
    statements: [
      """
      CREATE TABLE split (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX split_by_seq ON split (seq)",
      """
      CREATE TABLE bulletin (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX bulletin_by_seq ON bulletin (seq)",
    ])
}
