"""make.py PROGRAM FOLDER ENTITIES: makes the district that the benchmark opens, once; prints its path.

The sample district of that size with its report, commitments and a year of entries, and a monthly
figure of every enterprise from 2018 on, imported as its keeper hands them in: about three million facts.
"""
import contextlib
import csv
import os
import random
import sqlite3
import subprocess
import sys

program, folder, entities = sys.argv[1], sys.argv[2], int(sys.argv[3])
TODAY = "2022-12-31"
FILES = [(year, range(1, 13)) for year in range(2018, 2022)] + [(2022, range(1, 4))]


def codes(database):
    with contextlib.closing(sqlite3.connect(database)) as base:
        found = base.execute("SELECT code FROM subject WHERE register = 'enterprise' ORDER BY id")
        return [code for code, in found]


def write(path, year, months, firms):
    """Revenue of each month in 万元, which follows the firm's size and the season."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["统一社会信用代码"] + [f"月度营业收入{year}年{month}月（万元）" for month in months])
        for number, code in enumerate(firms):
            chance = random.Random(number * 10_000 + year)
            usual = random.Random(number).lognormvariate(1, 1.6)
            writer.writerow(
                [code] + [round(usual * chance.uniform(0.7, 1.3) + 0.01, 2) for _ in months])


def make(database):
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(
        [program, "sample", "story", "--entities", str(entities), "--database", database,
         "--without-codes"], **quiet)
    firms = codes(database)
    for year, months in FILES:
        path = f"{folder}/monthly-{year}.csv"
        write(path, year, months, firms)
        subprocess.run(
            [program, "import", path, "--register", "enterprise", "--as", "DU", "--database",
             database, "--today", TODAY, "--reason", "补录历年月报"], **quiet)
        os.remove(path)


os.makedirs(folder, exist_ok=True)
database = f"{folder}/district-{entities}.sqlite"
if not os.path.exists(database):
    part = database + ".part"
    for name in (part, part + "-wal", part + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    make(part)
    os.rename(part, database)
print(database)
