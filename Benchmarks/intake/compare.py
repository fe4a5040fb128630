"""compare.py PROGRAM ROWS COLUMNS: one file through the program and through its peers; see run."""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

program, count, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
here = os.path.dirname(os.path.abspath(__file__))
data = os.environ.get("INTAKE_DATA", f"{tempfile.gettempdir()}/hefu-bench-intake")


def measured(command):
    """Output, seconds, CPU seconds and peak memory in MB of a command."""
    report = f"{work}/usage"
    begin = time.monotonic()
    child = os.fork()
    if child == 0:
        out = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    seconds = time.monotonic() - begin
    output = open(report, encoding="utf-8").read()
    return status, output, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def one_keeper():
    """The register with all columns kept by one unit, so that one post may write every column."""
    folder = f"{work}/definitions/registers"
    os.makedirs(folder)
    source = f"{here}/../../Definitions/registers/enterprise.yaml"
    text = open(source, encoding="utf-8").read()
    with open(f"{folder}/enterprise.yaml", "w", encoding="utf-8") as file:
        file.write(re.sub(r"keeper: \S+", "keeper: market-regulation", text))


def own(path, *options):
    """Takes a file in; with --preview it is compared and nothing is written."""
    database = f"{work}/hefu.sqlite"
    for rest in ("", "-wal", "-shm"):
        if os.path.exists(database + rest):
            os.remove(database + rest)
    shutil.copy(f"{work}/empty.sqlite", database)
    status, output, seconds, cpu, memory = measured(
        [program, "import", path, "--register", "enterprise", "--as", "DU-market-regulation",
         "--database", database, "--definitions", f"{work}/definitions", "--today", "2022-12-31",
         "--json", *options])
    answer = json.loads(output) if output.startswith("{") else {}
    is_written = bool(answer.get("entry"))
    if (answer.get("added") != count or answer.get("refused") != 0
            or is_written == ("--preview" in options)):
        sys.exit(f"not every row was taken in: {output[:500]}")
    return seconds, cpu, memory


def peer(tool, path, inserts):
    if importlib.util.find_spec(tool) is None:
        print(f"  {tool}: left out, not installed")
        return None
    command = [sys.executable, f"{here}/peer.py", tool, path]
    if inserts:
        command.append(f"{work}/{tool}-{os.path.basename(path)}.sqlite")
    status, output, seconds, cpu, memory = measured(command)
    if status != 0 or output.strip() != str(count):
        print(f"  {tool}: did not read every row")
        return None
    return seconds, cpu, memory


subprocess.run([sys.executable, f"{here}/make.py", data, str(count), str(width)],
               check=True)
with tempfile.TemporaryDirectory() as work:
    one_keeper()
    subprocess.run(
        [program, "sample", "--entities", "1000", "--until", "2022-01-31", "--without-codes",
         "--database", f"{work}/empty.sqlite"], check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for ending, tools in (("csv", ["pandas"]), ("xlsx", ["openpyxl", "pandas"])):
        path = f"{data}/firms-{count}x{width}.{ending}"
        if not os.path.exists(path):
            if width == 30:
                print(f"{count:,} rows as {ending}: left out, openpyxl is not installed")
            continue
        preview = own(path, "--preview")
        seconds, cpu, memory = own(path)
        print(f"{count:,} rows x {width} columns as {ending}, {os.path.getsize(path) / 1e6:.1f} MB")
        print(f"  hefu, read and compared: {preview[1]:.2f} CPU s, {preview[0]:.2f} s,"
              f" {preview[2]} MB")
        print(f"  hefu, the writing and sealing besides: {cpu - preview[1]:.2f} CPU s,"
              f" {seconds - preview[0]:.2f} s")
        print(f"  hefu, all of it: {cpu:.2f} CPU s, {seconds:.2f} s, {memory} MB")
        for tool in tools:
            for inserts in (False, True):
                line = peer(tool, path, inserts)
                if line is None:
                    break
                what = "reading and inserting" if inserts else "reading only"
                print(f"  {tool}, {what}: {line[1]:.2f} CPU s, {line[0]:.2f} s, {line[2]} MB;"
                      f" hefu takes {cpu / line[1]:.2f} of its CPU time")
