"""compare.py PROGRAM BENCH ENTERPRISES: one size, the program beside its peers; see run.

HEFU_PEERS names the peers to run, such as "limit,polars"; without it all that suit the size.
"""
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys

program, bench, entities = sys.argv[1], sys.argv[2], int(sys.argv[3])
data = os.environ["RULES_DATA"]
names = {50_000: "f50k", 200_000: "f200k", 1_000_000: "f1m", 10_000_000: "f10m"}
if entities not in names:
    sys.exit(f"sizes are {', '.join(map(str, names))}")
facts = f"{data}/{names[entities]}"
repeat = {50_000: 5, 200_000: 5, 1_000_000: 3}.get(entities, 2)


def here(module):
    return importlib.util.find_spec(module) is not None


def make_rows():
    wanted = ["meta.json"] + (["facts.parquet"] if here("pyarrow") else [])
    if all(os.path.exists(f"{facts}/{name}") for name in wanted):
        return
    options = ["--parquet"] if here("pyarrow") else []
    subprocess.run(
        [sys.executable, f"{bench}/gen.py", "facts", str(entities), facts, *options], check=True)


def measure_program():
    """The program's figures, after its counts and bitmaps have been compared with the reference."""
    counts, bitmaps = f"{data}/counts.json", f"{data}/bitmaps.bin"
    output = subprocess.run(
        [program, "rules", "run", "--facts", facts, "--rules", f"{data}/rules_1000.feel",
         "--threads", "2", "--repeat", str(repeat), "--counts", counts, "--bitmaps", bitmaps],
        check=True, capture_output=True, text=True).stdout
    reference = json.load(open(f"{bench}/counts_{entities}.json"))
    if json.load(open(counts)) != reference["counts"]:
        sys.exit("the counts differ from the reference")
    digest = hashlib.sha256()
    with open(bitmaps, "rb") as file:
        while block := file.read(1 << 24):
            digest.update(block)
    os.remove(bitmaps)
    if digest.hexdigest() != reference["sha256_true_then_unknown_bitmaps"]:
        sys.exit("the bitmaps differ from the reference")
    return json.loads(output)


def measure_peer(module, script, arguments):
    """A peer's best line, or None and a note when it is not installed."""
    if not here(module) or not os.path.exists(f"{facts}/facts.parquet"):
        print(f"  {module}: left out, not installed")
        return None
    run = subprocess.run(
        [sys.executable, f"{bench}/{script}", str(entities), "1000", *arguments],
        capture_output=True, text=True, cwd=bench)
    lines = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    lines = [line for line in lines if line.get("check") == "equal"]
    if not lines:
        print(f"  {module}: no run agreed with the reference")
        return None
    return min(lines, key=lambda line: line["cpu_s"])


def measure_limit():
    """What the machine allows: the hand-made evaluator of the workload, or None and a note."""
    compiler = shutil.which("g++")
    if not compiler or "avx512bw" not in open("/proc/cpuinfo").read():
        print("  limit.cpp: left out, it needs g++ and AVX-512")
        return None
    limit, plan, counts = f"{data}/limit", f"{data}/plan_1000.txt", f"{data}/limit.json"
    if not os.path.exists(limit):
        subprocess.run(
            [compiler, "-O3", "-march=native", "-std=c++17", "-pthread", f"{bench}/limit.cpp",
             "-o", limit], check=True, capture_output=True)
    subprocess.run(
        [sys.executable, f"{bench}/plan.py", "1000", plan, f"{data}/rules_1000.json"],
        check=True, capture_output=True, cwd=bench)
    run = subprocess.run(
        [limit, facts, plan, str(entities), "2", "coded", str(repeat), counts],
        check=True, capture_output=True, text=True).stderr
    reference = json.load(open(f"{bench}/counts_{entities}.json"))
    if json.load(open(counts)) != reference["counts"]:
        print("  limit.cpp: its counts differ from the reference")
        return None
    lines = [json.loads(line) for line in run.splitlines() if line.startswith("{")]
    return min(lines, key=lambda line: line["cpu_s"])


def print_explanation():
    """Explains one entity against all rules, with and without putting it in words."""
    run = subprocess.run(
        [program, "rules", "explain", "--facts", facts, "--rules", f"{data}/rules_1000.feel",
         "--entity", "0", "--repeat", "200"], check=True, capture_output=True, text=True)
    line = json.loads(run.stdout)
    print(f"  hefu, one enterprise explained: {line['seconds'] * 1000:.2f} CPU ms all data,"
          f" {line['treesSeconds'] * 1000:.2f} ms with the trees of tests,"
          f" {line['wordsSeconds'] * 1000:.2f} ms in words ({line['tests']} tests,"
          f" {line['changes']} changes)")


def wanted(name):
    names = os.environ.get("HEFU_PEERS")
    return names is None or name in names.split(",")


make_rows()
own = measure_program()
whole = own["cpuSeconds"] + own["codingCpuSeconds"]
print(f"{entities:,} enterprises x 1,000 rules, counts and bitmaps equal to the reference")
print(f"  hefu: {own['cpuSeconds']:.3f} CPU s, {own['seconds']:.3f} s"
      f" (coding the columns once {own['codingCpuSeconds']:.3f} CPU s,"
      f" compiling {own['compileCpuSeconds']:.3f} CPU s, {own['memoryMb']} MB)")
if entities == 50_000:
    print_explanation()
if wanted("limit") and (limit := measure_limit()):
    print(f"  limit.cpp: {limit['cpu_s']:.3f} CPU s, {limit['seconds']:.3f} s;"
          f" hefu takes {own['cpuSeconds'] / limit['cpu_s']:.1f} times the CPU time")
peers = [("polars", "run_polars.py", [str(repeat)])]
if entities <= 1_000_000:
    peers += [
        ("numpy", "run_numpy.py", ["2"]), ("duckdb", "run_duckdb.py", ["1", "--counts"]),
        ("chdb", "run_chdb.py", ["1"]),
    ]
for module, script, arguments in peers:
    line = measure_peer(module, script, arguments) if wanted(module) else None
    if line is None:
        continue
    print(f"  {line['peer']}: {line['cpu_s']:.3f} CPU s, {line['seconds']:.3f} s;"
          f" hefu takes 1/{line['cpu_s'] / own['cpuSeconds']:.1f} of the CPU time,"
          f" with coding 1/{line['cpu_s'] / whole:.1f}")
