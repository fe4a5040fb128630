"""Forecasts the year after every window of six years, with the program and with its peers.

Errors are mean absolute errors of the twelve months, divided by those of last year's months in the
same windows. The squared errors of one month ahead compare the same model, additive seasons and a
damped trend, fitted by the program and by statsmodels to the same windows.
"""

import json
import subprocess
import sys
import time
import warnings

import numpy
from statsforecast.models import AutoETS
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from series import classics

warnings.filterwarnings("ignore")
WINDOW, AHEAD, WINDOWS = 72, 12, 16


def windows(values):
    starts = range(0, len(values) - WINDOW - AHEAD + 1, 12)
    step = max(1, len(starts) // WINDOWS)
    for start in list(starts)[::step]:
        end = start + WINDOW
        yield values[start:end], values[end : end + AHEAD]


def program(path, cases):
    lines = "".join(
        json.dumps({"first": "2000-01", "values": list(past), "kind": "flow", "months": AHEAD}) + "\n"
        for past, _ in cases
    )
    began = time.perf_counter()
    output = subprocess.run(
        [path, "forecast"], input=lines, capture_output=True, text=True, check=True
    ).stdout
    took = time.perf_counter() - began
    return [json.loads(line) for line in output.splitlines()], took


def holt_winters(past):
    return ExponentialSmoothing(
        past, trend="add", damped_trend=True, seasonal="add", seasonal_periods=12,
        initialization_method="estimated",
    ).fit()


def main():
    path = sys.argv[1]
    print("errors of the year ahead, as ratios to last year's months (less is better)")
    print(f"{'series':<26}{'windows':>8}{'hefu':>8}{'additive':>10}{'statsmodels':>13}{'AutoETS':>9}"
          f"{'squares':>9}{'80 % held':>11}")
    times = {"hefu": 0.0, "statsmodels": 0.0, "AutoETS": 0.0}
    held = asked = 0
    for name, values, _ in classics():
        cases = list(windows(values))
        answers, took = program(path, cases)
        times["hefu"] += took
        errors = {key: [] for key in ("naive", "hefu", "additive", "statsmodels", "AutoETS")}
        squares, inside = [], 0
        for (past, came), answer in zip(cases, answers):
            def miss(said):
                return numpy.mean(numpy.abs(numpy.asarray(said) - came))

            began = time.perf_counter()
            fitted = holt_winters(past)
            said = fitted.forecast(AHEAD)
            times["statsmodels"] += time.perf_counter() - began
            errors["statsmodels"].append(miss(said))
            began = time.perf_counter()
            said = AutoETS(season_length=12).forecast(y=past, h=AHEAD)["mean"]
            times["AutoETS"] += time.perf_counter() - began
            errors["AutoETS"].append(miss(said))
            errors["naive"].append(miss(past[-12:]))
            errors["hefu"].append(miss(answer["forecasts"]))
            errors["additive"].append(miss(answer["smoothing"]))
            squares.append(answer["squaredError"] / fitted.sse)
            inside += answer["low"] <= came.sum() <= answer["high"]
        base = numpy.mean(errors["naive"])
        ratios = {key: numpy.mean(value) / base for key, value in errors.items()}
        held, asked = held + inside, asked + len(cases)
        print(f"{name:<26}{len(cases):>8}{ratios['hefu']:>8.3f}{ratios['additive']:>10.3f}"
              f"{ratios['statsmodels']:>13.3f}{ratios['AutoETS']:>9.3f}"
              f"{numpy.median(squares):>9.3f}{inside / len(cases):>11.0%}")
    print(f"80 % ranges of the year's sum held in {held / asked:.0%} of {asked}")
    print("squares: median of the squared errors of one month ahead beside statsmodels, same model")
    print("time: " + ", ".join(f"{key} {value:.2f} s" for key, value in times.items()))
    print("hefu's time includes its back-tests and six fits a window; the peers fit once")


main()
