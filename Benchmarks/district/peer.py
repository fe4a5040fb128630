"""peer.py TOOL DATABASE: opens the district's enterprises with one tool and answers one list.

Reads every fact of the register from the SQLite file, keeps the last word on each, and lays the
facts out as a table: one row a firm, one column a field or a month. Then filters, sorts and cuts the
first page as the program's list does, fifty times. Prints the seconds until the table stood, the
median of the lists in seconds, how many firms the list holds, and the seconds of processor time
until the table stood.
"""
import sqlite3
import statistics
import sys
import time

tool, path = sys.argv[1], sys.argv[2]
QUESTION = """
SELECT field_id, period, subject_id, number, text FROM fact
WHERE field_id IN (SELECT id FROM field WHERE register = 'enterprise')
ORDER BY field_id, period, subject_id, seq
"""
base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
fields = dict(base.execute("SELECT key, id FROM field WHERE register = 'enterprise'"))
capital, status = fields["registered_capital"], fields["status"]
LEAST = 50_0000  # 50 万元 with four places


def with_pandas():
    import pandas

    facts = pandas.read_sql_query(QUESTION, base)
    facts = facts.drop_duplicates(["field_id", "period", "subject_id"], keep="last")
    # A state holds until the next one; what belongs to a month has a column for each month.
    last = facts.drop_duplicates(["field_id", "subject_id"], keep="last")
    words = last[last.text.notna()].pivot(index="subject_id", columns="field_id", values="text")
    numbers = last[last.number.notna()].pivot(
        index="subject_id", columns="field_id", values="number")
    months = facts[facts.field_id == fields["monthly_revenue"]].pivot(
        index="subject_id", columns="period", values="number")
    table = words.join(numbers)

    def page():
        rows = table[(table[capital] > LEAST) & (table[status] == "存续")]
        rows[capital].sum()
        return rows.sort_values(capital, ascending=False, kind="stable").head(50), len(rows)

    return page, len(months)


def with_polars():
    import polars

    facts = polars.read_database(QUESTION, base, infer_schema_length=None)
    facts = facts.unique(["field_id", "period", "subject_id"], keep="last", maintain_order=True)
    last = facts.unique(["field_id", "subject_id"], keep="last", maintain_order=True)
    words = last.filter(polars.col("text").is_not_null()).pivot(
        "field_id", index="subject_id", values="text")
    numbers = last.filter(polars.col("number").is_not_null()).pivot(
        "field_id", index="subject_id", values="number")
    months = facts.filter(polars.col("field_id") == fields["monthly_revenue"]).pivot(
        "period", index="subject_id", values="number")
    table = words.join(numbers, on="subject_id", how="full", coalesce=True)

    def page():
        rows = table.filter(
            (polars.col(str(capital)) > LEAST) & (polars.col(str(status)) == "存续"))
        rows[str(capital)].sum()
        return rows.sort(str(capital), descending=True, maintain_order=True).head(50), len(rows)

    return page, len(months)


def with_python():
    table, months = {}, {}
    monthly = fields["monthly_revenue"]
    for field, period, subject, number, text in base.execute(QUESTION):
        value = number if text is None else text
        row = table.get(subject)
        if row is None:
            row = table[subject] = {}
        row[field] = value
        if field == monthly:
            months.setdefault(subject, {})[period] = value

    def page():
        rows = [
            row for row in table.values()
            if (row.get(capital) or 0) > LEAST and row.get(status) == "存续"]
        sum(row[capital] for row in rows)
        rows.sort(key=lambda row: -row[capital])
        return rows[:50], len(rows)

    return page, len(months)


begun = time.monotonic()
page, firms = {"pandas": with_pandas, "polars": with_polars, "sqlite3": with_python}[tool]()
opened, work = time.monotonic() - begun, time.process_time()
times = []
for _ in range(50):
    begun = time.monotonic()
    _, count = page()
    times.append(time.monotonic() - begun)
print(opened, statistics.median(times), count, work)
