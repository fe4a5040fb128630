"""compare.py PROGRAM ENTITIES: one district opened by the program and by its peers; see run."""
import importlib.util
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import urllib.parse

from renewals import renewals
from server import Server

program, entities = sys.argv[1], sys.argv[2]
here = os.path.dirname(os.path.abspath(__file__))
data = os.environ.get("DISTRICT_DATA", f"{tempfile.gettempdir()}/hefu-bench-district")
TODAY, PERSON, OFFICE = "2022-12-31", "wenqinghe", "DU-market-regulation"
CONDITION = ("rule", "注册资本 > 50万元"), ("f.status", "存续")
LISTS = [
    ("first view", []),
    ("filtered and sorted", [*CONDITION, ("sort", "-registered_capital")]),
    ("filtered, by name, page 20", [*CONDITION, ("sort", "name"), ("page", "20")]),
    ("sorted by day, page 500", [("sort", "-founded_on"), ("page", "500")]),
    ("filtered and grouped", [*CONDITION, ("group", "industry_section")]),
    ("found by two characters", [("q", "机械"), ("sort", "-registered_capital")]),
]


def address(items):
    return "/enterprises?" + urllib.parse.urlencode(items)


def matching(page):
    """How many firms the list says that it holds."""
    found = re.search(r"<h1>[^<]*<small>([0-9,]+)", page)
    if not found:
        sys.exit("the list does not say how many firms it holds")
    return int(found.group(1).replace(",", ""))


def spread(seconds):
    ordered = sorted(seconds)
    return statistics.median(ordered), ordered[-(-len(ordered) * 95 // 100) - 1]


def opening(database):
    """Starts, signs in, opens the first page and the list; returns the server and its times."""
    code = subprocess.run(
        [program, "code", PERSON, "--as", "SA", "--database", database, "--today", TODAY],
        check=True, capture_output=True, text=True).stdout.split()[-1]
    server = Server(program, database, TODAY)
    server.page("/sign-in")
    started = server.age
    front = server.sign_in(PERSON, code)
    signed = server.age
    answer, _ = server.ask("GET", front)
    first = answer.headers.get("Location", front)
    server.page(first)
    opened, work, memory = server.age, server.work, server.peak
    _, seconds = server.page("/enterprises")
    print(f"  process start to /sign-in: {started:.2f} s; signing in: {signed - started:.2f} s")
    print(f"  process start to the first page ({first}, all readings): {opened:.2f} s,"
          f" {work:.2f} CPU s, {memory} MB at most")
    print(f"  the list of enterprises after it: {seconds * 1000:.1f} ms")
    return server, work, memory


def lists(server):
    """Each list fifty times; returns the median of the one that the peers answer, and its firms."""
    medians = {}
    for title, items in LISTS:
        times = [server.page(address(items))[1] for _ in range(51)]
        medians[title], late = spread(times[1:])
        print(f"  list, {title}: median {medians[title] * 1000:.1f} ms, p95 {late * 1000:.1f} ms,"
              f" first {times[0] * 1000:.1f} ms")
    page, _ = server.page(address(LISTS[1][1]))
    return medians["filtered and sorted"], matching(page)


def change(server, database):
    """Corrects one fact through another process and asks for the pages that show it."""
    with sqlite3.connect(database) as base:
        firm, = base.execute(
            "SELECT code FROM subject WHERE register = 'enterprise' LIMIT 1 OFFSET 777").fetchone()
    lists, ledgers = [], []
    for turn in range(5):
        amount = 90_000_000 + turn
        path = f"{data}/correction.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"统一社会信用代码,注册资本（万元）\n{firm},{amount}\n")
        subprocess.run(
            [program, "import", path, "--register", "enterprise", "--as", OFFICE, "--database",
             database, "--today", TODAY, "--reason", "更正"], check=True, capture_output=True)
        os.remove(path)
        page, seconds = server.page(address([("sort", "-registered_capital")]))
        if f"{amount:,}" not in page:
            sys.exit(f"the list does not show the corrected fact {amount:,}")
        lists.append(seconds)
        ledgers.append(server.page("/commitments")[1])
    print(f"  one fact corrected, next list shows it: median {statistics.median(lists) * 1000:.1f} ms;"
          f" next page of all readings: {statistics.median(ledgers) * 1000:.1f} ms")


def peer(tool, database):
    if importlib.util.find_spec(tool) is None:
        return print(f"  {tool}: left out, not installed")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(write, 1)
        os.execv(sys.executable, [sys.executable, f"{here}/peer.py", tool, database])
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        words = pipe.read().split()
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        return print(f"  {tool}: failed")
    seconds, page, count, work = (float(word) for word in words)
    return seconds, work, page, int(count), usage.ru_maxrss // 1024


def main():
    database = subprocess.run(
        [sys.executable, f"{here}/make.py", program, data, entities], check=True,
        stdout=subprocess.PIPE, text=True).stdout.strip()
    with sqlite3.connect(database) as base:
        facts, = base.execute("SELECT COUNT(*) FROM fact").fetchone()
        subjects, = base.execute("SELECT COUNT(*) FROM subject").fetchone()
    print(f"a district of {subjects:,} entities and {facts:,} facts,"
          f" {os.path.getsize(database) / 1e6:.0f} MB of SQLite")
    with tempfile.TemporaryDirectory(dir=data) as work:
        copy = f"{work}/district.sqlite"
        shutil.copy(database, copy)
        server, work, memory = opening(copy)
        try:
            listed, firms = lists(server)
            change(server, copy)
            print(f"  most memory of the server in all: {server.peak} MB")
        finally:
            server.stop()
        renewals(program, copy, os.path.dirname(copy), TODAY)
    for tool in ("sqlite3", "pandas", "polars"):
        measured = peer(tool, database)
        if measured is None:
            continue
        seconds, own, page, count, most = measured
        if count != firms:
            sys.exit(f"{tool} lists {count} firms, and the program {firms}")
        print(f"  Python with {tool}: table after {seconds:.2f} s, {own:.2f} CPU s, {most} MB;"
              f" list of {count:,} firms {page * 1000:.1f} ms. To its first page hefu takes"
              f" {work / own:.2f} of that CPU time and {memory / most:.2f} of the memory,"
              f" for the list with rights, totals and HTML {listed / page:.2f} of the time")


main()
