"""peer.py TOOL FILE [DATABASE]: reads a file with one tool, and puts its facts into SQLite if asked."""
import sqlite3
import sys

tool, path = sys.argv[1], sys.argv[2]


def pandas_rows():
    import pandas

    frame = (
        pandas.read_csv(path, dtype=str) if path.endswith("csv")
        else pandas.read_excel(path, dtype=str))
    return list(frame.columns), frame.itertuples(index=False)


def openpyxl_rows():
    import openpyxl

    rows = openpyxl.load_workbook(path, read_only=True, data_only=True).active.iter_rows(
        values_only=True)
    return list(next(rows)), rows


heads, rows = {"pandas": pandas_rows, "openpyxl": openpyxl_rows}[tool]()
count = 0
if len(sys.argv) < 4:
    for _ in rows:
        count += 1
else:
    # The same table as the product's: one row a fact, clustered by field and period.
    base = sqlite3.connect(sys.argv[3])
    base.execute("PRAGMA journal_mode = WAL")
    base.execute(
        "CREATE TABLE fact (field INTEGER, period INTEGER, subject INTEGER, seq INTEGER,"
        " value TEXT, evidence INTEGER, source_row INTEGER,"
        " PRIMARY KEY (field, period, subject, seq)) WITHOUT ROWID")
    base.execute("CREATE INDEX fact_by_subject ON fact (subject)")
    base.execute("CREATE INDEX fact_by_seq ON fact (seq)")
    facts = []
    for number, row in enumerate(rows):
        count += 1
        facts += [
            (field, 0, number, 1, str(value), 2, number + 2)
            for field, value in enumerate(row[1:]) if value is not None]
    facts.sort()
    with base:
        base.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)", facts)
print(count)
