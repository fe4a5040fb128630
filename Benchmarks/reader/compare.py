"""compare.py PROGRAM REPORTS: the reader beside its peers on the same text; see run."""
import glob
import importlib.util
import json
import logging
import os
import subprocess
import sys
import time

program, reports = sys.argv[1], sys.argv[2]
data = os.environ["READER_DATA"]
# A peer reads whole paragraphs until it has read so many bytes or used so many CPU seconds.
peer_bytes, peer_seconds = 1_000_000, 20.0


def here(module):
    return importlib.util.find_spec(module) is not None


def corpus():
    files = sorted(glob.glob(f"{reports}/*.txt") + glob.glob(f"{reports}/corpus/*.txt"))
    return [open(file, encoding="utf-8").read() for file in files]


def write(name, texts, size):
    """A file of about `size` bytes: the reports one after the other, again and again."""
    path = f"{data}/{name}.txt"
    whole = "\n".join(texts) + "\n"
    length = len(whole.encode())
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(size // length):
            file.write(whole)
        rest = (whole.encode()[: size % length]).decode(errors="ignore")
        file.write(rest)
    return path


def measure(path, times):
    """The program's figures, its own reading alone: neither start, nor loading, nor printing."""
    output = subprocess.run(
        [program, "read", path, "--year", "2022", "--time", str(times)],
        check=True, capture_output=True, text=True).stdout
    line = json.loads(output)
    if line["commitments"] == 0:
        sys.exit(f"{path}: nothing was read")
    return line


def speed(line):
    return line["bytes"] / line["cpuSeconds"] / 1e6


def tagger():
    import jieba
    import jieba.posseg
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda paragraph: sum(1 for _ in jieba.posseg.cut(paragraph))


def recognizer():
    from recognizers_number import Culture, NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    numbers = NumberRecognizer(Culture.Chinese)
    units = NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        numbers.get_number_model(), numbers.get_percentage_model(), units.get_currency_model(),
    ]
    return lambda paragraph: sum(len(model.parse(paragraph)) for model in models)


def measure_peer(name, make, paragraphs):
    """Bytes a CPU second of a peer on as much of the text as it manages."""
    work = make()
    work(paragraphs[0])
    done, found, start = 0, 0, time.process_time()
    for paragraph in paragraphs:
        found += work(paragraph)
        done += len(paragraph.encode())
        if done >= peer_bytes or time.process_time() - start > peer_seconds:
            break
    seconds = time.process_time() - start
    if found == 0:
        print(f"  {name}: found nothing, left out")
        return None
    return done, seconds


texts = corpus()
paths = {size: write(f"r{size}m", texts, size * 1_000_000) for size in (1, 10, 100)}
own = measure(paths[10], 3)
print(f"{own['bytes'] / 1e6:.1f} MB of reports, one core:"
      f" {own['commitments']:,} commitments, {own['tasks']:,} tasks")
print(f"  hefu: {own['cpuSeconds']:.3f} CPU s, {own['seconds']:.3f} s, {speed(own):.1f} MB/s")

report = min(texts, key=lambda text: abs(len(text.encode()) - 50_000))
path = f"{data}/report.txt"
open(path, "w", encoding="utf-8").write(report)
one = measure(path, 50)
print(f"  hefu, one report of {one['bytes'] / 1000:.1f} KB:"
      f" {one['cpuSeconds'] * 1000:.2f} ms, {speed(one):.1f} MB/s")

memory = {1: measure(paths[1], 1), 10: measure(paths[10], 1), 100: measure(paths[100], 1)}
print("  hefu, most memory: " + ", ".join(
    f"{size} MB of text {line['memoryMb']} MB" for size, line in memory.items()))
os.remove(paths[100])

paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
for name, module, make in [
        ("jieba (posseg)", "jieba", tagger),
        ("Recognizers-Text (number, percentage, currency)", "recognizers_number_with_unit",
         recognizer)]:
    if not here(module):
        print(f"  {name}: left out, not installed")
        continue
    result = measure_peer(name, make, paragraphs)
    if result:
        done, seconds = result
        rate = done / seconds / 1e6
        print(f"  {name}: {seconds:.2f} CPU s for {done / 1e6:.3f} MB, {rate:.3f} MB/s;"
              f" hefu takes 1/{speed(own) / rate:.0f} of the CPU time for each byte")
