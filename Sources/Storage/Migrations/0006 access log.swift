extension Migration {
  static let accessLog = Migration(
    name: "0006 access log",
    statements: [
      // Who read what firms gave in confidence and what is about persons, and what for; never the
      // values. It lies beside the journal, as the security log does.
      """
      CREATE TABLE access_log (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL CHECK (length(at) = 25),
        register TEXT NOT NULL CHECK (register <> ''),
        code TEXT NOT NULL CHECK (code <> ''),
        class TEXT NOT NULL CHECK (class <> ''),
        manner TEXT NOT NULL CHECK (manner <> ''),
        person_id TEXT NOT NULL,
        post_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        purpose TEXT NOT NULL
      ) STRICT
      """,
      "CREATE INDEX access_log_by_subject ON access_log (register, code, id)",
    ])
}
