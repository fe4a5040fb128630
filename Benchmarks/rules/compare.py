"""compare.py PROGRAM BENCH ENTERPRISES: one size, the program beside its peers; see run."""
import hashlib
import importlib.util
import json
import os
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


make_rows()
own = measure_program()
print(f"{entities:,} enterprises x 1,000 rules, counts and bitmaps equal to the reference")
print(f"  hefu: {own['cpuSeconds']:.3f} CPU s, {own['seconds']:.3f} s"
      f" (coding the columns once {own['codingCpuSeconds']:.3f} CPU s,"
      f" compiling {own['compileCpuSeconds']:.3f} CPU s, {own['memoryMb']} MB)")
peers = [("polars", "run_polars.py", [str(repeat)])]
if entities <= 1_000_000:
    peers += [("duckdb", "run_duckdb.py", ["1", "--counts"]), ("numpy", "run_numpy.py", ["2"])]
for module, script, arguments in peers:
    line = measure_peer(module, script, arguments)
    if line is None:
        continue
    whole = own["cpuSeconds"] + own["codingCpuSeconds"]
    print(f"  {line['peer']}: {line['cpu_s']:.3f} CPU s, {line['seconds']:.3f} s;"
          f" hefu takes 1/{line['cpu_s'] / own['cpuSeconds']:.1f} of the CPU time,"
          f" with coding 1/{line['cpu_s'] / whole:.1f}")
