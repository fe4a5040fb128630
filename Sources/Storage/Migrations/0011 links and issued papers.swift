extension Migration {
  static let linksAndIssuedPapers = Migration(
    name: "0011 links and issued papers",
    statements: [
      // How a commitment follows from one of another report: of the year before, or of the level above.
      """
      CREATE TABLE commitment_link (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX commitment_link_by_seq ON commitment_link (seq)",
      """
      CREATE TABLE issued_paper (
        code TEXT NOT NULL CHECK (code <> ''),
        seq INTEGER NOT NULL REFERENCES journal (seq),
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (code, seq)
      ) STRICT
      """,
      "CREATE INDEX issued_paper_by_seq ON issued_paper (seq)",
    ])
}
