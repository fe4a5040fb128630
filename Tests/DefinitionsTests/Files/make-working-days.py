#!/usr/bin/env python3
"""Writes working-days.tsv from PyPI chinesecalendar: how each month of 2021-2026 differs from plain weeks."""
import datetime
import pathlib

import chinese_calendar

rows = ["year\tmonth\tworkdays\tfree weekdays\tworked weekends"]
day = datetime.date(2021, 1, 1)
while day.year <= 2026:
    month, count, free, worked = (day.year, day.month), 0, [], []
    while (day.year, day.month) == month:
        works = chinese_calendar.is_workday(day)
        count += works
        if works and day.weekday() >= 5:
            worked.append(str(day.day))
        if not works and day.weekday() < 5:
            free.append(str(day.day))
        day += datetime.timedelta(days=1)
    rows.append(f"{month[0]}\t{month[1]}\t{count}\t{' '.join(free)}\t{' '.join(worked)}")
pathlib.Path(__file__).with_name("working-days.tsv").write_text("\n".join(rows) + "\n")
