"""calibrate.py PROGRAM: how often the 80 % ranges hold, and whether stated chances come true.

Every window of six years of a real monthly series is learned from, and the year after it is asked for
at its beginning and after three, six and nine months: the sum of amounts, the December value of prices
and of growth rates. The way the ranges are made was chosen on the even windows; the odd ones were kept
back, and it is they that show how it does. Chances are asked of five bars around last year's value.
"""

import json
import subprocess
import sys

import numpy

from series import series

WINDOW, YEAR, KNOWN = 72, 12, (0, 3, 6, 9)


def value(months, kind):
    return sum(months) if kind == "flow" else months[-1]


def bars(past, kind):
    """Numbers that a plan might have set after these years: around the usual change."""
    years = [value(past[start : start + YEAR], kind) for start in range(0, WINDOW, YEAR)]
    changes = numpy.diff(years)
    spread = numpy.std(changes) or abs(years[-1]) / 100
    usual = years[-1] + numpy.mean(changes) / 2
    return [float(usual + step * spread) for step in (-1.2, -0.5, 0, 0.5, 1.2)]


def questions():
    for name, kind, values in series():
        for number, start in enumerate(range(0, len(values) - WINDOW - YEAR + 1, YEAR)):
            past, came = values[start : start + WINDOW], values[start + WINDOW : start + WINDOW + YEAR]
            for known in KNOWN:
                question = {
                    "first": "2000-01", "values": past + came[:known], "kind": kind,
                    "closed": WINDOW, "months": YEAR, "bars": bars(past, kind)}
                yield name, kind, number % 2 == 1, value(came, kind), question


def held(cases):
    inside = [answer["low"] <= came <= answer["high"] for _, came, _, answer in cases]
    return f"{numpy.mean(inside):>7.1%} of {len(inside):<5}"


def reliability(cases):
    stated, happened, count = numpy.zeros(5), numpy.zeros(5), numpy.zeros(5)
    for _, came, question, answer in cases:
        for chance, bar in zip(answer["chances"], question["bars"]):
            place = min(int(chance * 5), 4)
            stated[place] += chance
            happened[place] += came >= bar
            count[place] += 1
    for place in range(5):
        if count[place]:
            print(f"  said {stated[place] / count[place]:>5.0%}   came true"
                  f" {happened[place] / count[place]:>5.0%}   of {int(count[place])}")
    print(f"  said and came true differ by {numpy.abs(stated - happened).sum() / count.sum():.1%}")


def main():
    asked = list(questions())
    lines = "".join(json.dumps(question) + "\n" for *_, question in asked)
    output = subprocess.run(
        [sys.argv[1], "forecast"], input=lines, capture_output=True, text=True, check=True).stdout
    answers = [json.loads(line) for line in output.splitlines()]
    halves = {False: [], True: []}
    names = {name for name, *_ in asked}
    for (name, kind, is_kept_back, came, question), answer in zip(asked, answers, strict=True):
        if answer.get("low") is not None:
            halves[is_kept_back].append((kind, came, question, answer))
    print(f"{len(names)} real monthly series; 80 % ranges that held:")
    for title, half in ("windows chosen on", False), ("windows kept back", True):
        cases = halves[half]
        kinds = sorted({kind for kind, *_ in cases})
        parts = "; ".join(f"{kind} {held([case for case in cases if case[0] == kind])}" for kind in kinds)
        print(f"  {title}: {held(cases)} ({parts})")
    print("chances, windows kept back:")
    reliability(halves[True])


main()
