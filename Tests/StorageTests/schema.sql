CREATE TABLE journal (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL CHECK (length(at) = 25),
  day TEXT NOT NULL CHECK (length(day) = 10),
  person TEXT NOT NULL CHECK (person <> ''),
  post TEXT NOT NULL CHECK (post <> ''),
  command TEXT NOT NULL CHECK (command <> ''),
  body TEXT NOT NULL CHECK (json_valid(body)),
  reason TEXT NOT NULL,
  before_digest TEXT NOT NULL CHECK (length(before_digest) = 64),
  after_digest TEXT NOT NULL CHECK (length(after_digest) = 64),
  previous_digest TEXT NOT NULL UNIQUE CHECK (length(previous_digest) = 64),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64)
) STRICT;

CREATE INDEX journal_by_day ON journal (day, seq);

CREATE TRIGGER journal_stays_sealed BEFORE UPDATE ON journal
WHEN OLD.digest <> OLD.after_digest OR NEW.seq <> OLD.seq
BEGIN SELECT RAISE(ABORT, 'a sealed journal entry cannot change'); END;

CREATE TRIGGER journal_stays_whole BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry cannot be deleted'); END;

CREATE TABLE setting (
  key TEXT PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id TEXT PRIMARY KEY CHECK (id <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_seq ON person (seq);

CREATE TABLE post (
  id TEXT NOT NULL CHECK (id <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role <> ''),
  unit TEXT NOT NULL,
  scope_value TEXT NOT NULL,
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  to_day TEXT CHECK (length(to_day) = 10 AND to_day >= from_day),
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_by_seq ON post (seq);

CREATE INDEX post_by_person ON post (person_id);

CREATE TABLE credential (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  password TEXT,
  one_time_code TEXT,
  changed_at TEXT NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  locked_until INTEGER,
  CHECK ((password IS NULL) <> (one_time_code IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_digest TEXT PRIMARY KEY CHECK (length(token_digest) = 64),
  person_id TEXT NOT NULL REFERENCES person (id),
  post_id TEXT NOT NULL,
  csrf TEXT NOT NULL CHECK (csrf <> ''),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL CHECK (seen_at >= created_at),
  expires_at INTEGER NOT NULL CHECK (expires_at > created_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE security_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL CHECK (length(at) = 25),
  event TEXT NOT NULL CHECK (event <> ''),
  person_id TEXT,
  post_id TEXT,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE subject (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL CHECK (register <> ''),
  region TEXT NOT NULL CHECK (region <> ''),
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  UNIQUE (register, region, code)
) STRICT;

CREATE INDEX subject_by_seq ON subject (seq);

CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL CHECK (register <> ''),
  key TEXT NOT NULL CHECK (key <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  UNIQUE (register, key)
) STRICT;

CREATE INDEX field_by_seq ON field (seq);

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
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_by_subject ON fact (subject_id);

CREATE INDEX fact_by_seq ON fact (seq);

CREATE TRIGGER fact_stays_as_written BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'a fact cannot change; a newer one corrects it'); END;

CREATE TRIGGER fact_stays BEFORE DELETE ON fact
BEGIN SELECT RAISE(ABORT, 'a fact cannot be deleted; a newer one withdraws it'); END;

CREATE TABLE report (
  id TEXT NOT NULL CHECK (id <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  text TEXT NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT;

CREATE INDEX report_by_seq ON report (seq);

CREATE TABLE commitment (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  report_id TEXT NOT NULL CHECK (report_id <> ''),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX commitment_by_seq ON commitment (seq);

CREATE TABLE question (
  report_id TEXT NOT NULL CHECK (report_id <> ''),
  number INTEGER NOT NULL CHECK (number > 0),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (report_id, number, seq)
) STRICT;

CREATE INDEX question_by_seq ON question (seq);

CREATE TABLE undone_decision (
  entry INTEGER NOT NULL PRIMARY KEY REFERENCES journal (seq),
  seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
  CHECK (entry < seq)
) STRICT;

CREATE INDEX commitment_by_report ON commitment (report_id, code, seq);

CREATE TABLE ask (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  register TEXT NOT NULL CHECK (register <> ''),
  state TEXT NOT NULL CHECK (state IN ('open', 'refused', 'closed', 'withdrawn')),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX ask_by_seq ON ask (seq);

CREATE TABLE ask_cell (
  ask TEXT NOT NULL CHECK (ask <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  field TEXT NOT NULL CHECK (field <> ''),
  period INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES journal (seq),
  keeper TEXT NOT NULL CHECK (keeper <> ''),
  note TEXT CHECK (note <> ''),
  PRIMARY KEY (ask, subject, field, period, seq)
) STRICT;

CREATE INDEX ask_cell_by_seq ON ask_cell (seq);

CREATE TABLE quality_decision (
  doubt TEXT NOT NULL CHECK (doubt <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  register TEXT NOT NULL CHECK (register <> ''),
  verdict TEXT CHECK (verdict <> ''),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (doubt, seq)
) STRICT;

CREATE INDEX quality_decision_by_seq ON quality_decision (seq);

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
) STRICT;

CREATE INDEX access_log_by_subject ON access_log (register, code, id);

CREATE TABLE split (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX split_by_seq ON split (seq);

CREATE TABLE bulletin (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX bulletin_by_seq ON bulletin (seq);

CREATE TABLE assignment (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX assignment_by_seq ON assignment (seq);

CREATE TABLE directive (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX directive_by_seq ON directive (seq);

CREATE TABLE claim (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX claim_by_seq ON claim (seq);

CREATE TABLE target_change (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX target_change_by_seq ON target_change (seq);

CREATE TABLE confirmation (
  field_id INTEGER NOT NULL REFERENCES field (id),
  period INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES journal (seq),
  evidence INTEGER NOT NULL CHECK (evidence BETWEEN 0 AND 4),
  subjects BLOB,
  taken_back INTEGER CHECK (taken_back < seq),
  PRIMARY KEY (field_id, period, seq),
  CHECK ((subjects IS NULL) <> (taken_back IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX confirmation_by_seq ON confirmation (seq);

CREATE TRIGGER confirmation_stays_as_written BEFORE UPDATE ON confirmation
BEGIN SELECT RAISE(ABORT, 'a confirmation cannot change; a newer one is added'); END;

CREATE TRIGGER confirmation_stays BEFORE DELETE ON confirmation
BEGIN SELECT RAISE(ABORT, 'a confirmation cannot be deleted; a newer row takes it back'); END;

CREATE TABLE monthly_run (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX monthly_run_by_seq ON monthly_run (seq);

CREATE TABLE fall_note (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX fall_note_by_seq ON fall_note (seq);

CREATE TABLE commitment_link (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX commitment_link_by_seq ON commitment_link (seq);

CREATE TABLE issued_paper (
  code TEXT NOT NULL CHECK (code <> ''),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (code, seq)
) STRICT;

CREATE INDEX issued_paper_by_seq ON issued_paper (seq);
