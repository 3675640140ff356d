"""SHA-256 of forecasts on real data, to show that a change of form changed no number.

    python -m benchmarks.fingerprint [--sample N]

Forecasts a fixed sample of four data sets the way production does: the shop's profile learned, stored and read back,
holidays and an event known, prices where the set has them, the backtest on. Some products end early, are young, or
replace another one. Prints one JSON object, a digest an array; two runs on one machine agree if and only if every bit
does (other processors add in another order).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from benchmarks import run_engine
from benchmarks.datasets import DATA_SETS, SEED, DataSet, load, split
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.profile import codec
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar, KnownEvent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.frames import Days, Floats, Frame, Series
    from domain.forecasting.models.demand import EngineForecast

NAMES = ("m5", "online_retail", "dominick_oj", "m3")
SAMPLE = 150
HORIZONS = {7: 28, 52: 56, 12: 120}
"""Days to forecast, by season length."""
EPOCH = date(1970, 1, 1).toordinal()
PRICED = {"online_retail", "dominick_oj"}


def main() -> None:
    """Print the digests."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, default=SAMPLE, help="series of each data set")
    sample = parser.parse_args().sample
    sets = [each for each in DATA_SETS if each.name in NAMES]
    print(json.dumps({each.name: digests(each, sample) for each in sets}, indent=1))


def digests(data_set: DataSet, sample: int) -> dict[str, str]:
    """Digest of each array of the forecasts of some of a set's series."""
    histories = shop(data_set, sample)
    calendar = calendar_of(histories)
    horizon = HORIZONS[data_set.season_length]
    learned = fit_profile(histories, calendar, horizon=min(horizon, 28))
    stored = codec.decode(json.loads(json.dumps(codec.encode(learned))))
    made = forecast_batch(histories, horizon, calendar, profile=learned)
    found = arrays_digests(made)
    few = forecast_batch(histories[:20], horizon, calendar, profile=stored)
    found |= {f"stored_{name}": value for name, value in arrays_digests(few).items()}
    if data_set.name == "dominick_oj":
        held = split(data_set, sample, extra=("price",))
        priced = run_engine.forecast(held.past, 52, data_set.horizon, future=list(held.extra["price"]))
        found |= {f"priced_{name}": digest([array]) for name, array in vars(priced).items()}
    return found


def arrays_digests(made: Sequence[EngineForecast]) -> dict[str, str]:
    """Digests of means, quantiles and sums, of the backtest, and of the words and numbers that are cited."""
    names = ("mean", "quantiles", "cumulative_mean", "cumulative")
    found = {name: digest([getattr(each, name) for each in made]) for name in names}
    points = [each.backtest.points for each in made if each.backtest is not None]
    found["backtest"] = digest(
        [array for each in points for array in (each.predicted, each.lower, each.upper, each.actual)]
    )
    words = [(each.product_id, each.method, each.demand_pattern, each.no_forecast_reason) for each in made]
    numbers = [(each.evidence.named(), scores(each)) for each in made]
    found["cited"] = hashlib.sha256(repr((words, numbers)).encode()).hexdigest()
    return found


def scores(made: EngineForecast) -> dict[str, Any]:
    """The backtest's measures."""
    return {} if made.backtest is None else {k: v for k, v in vars(made.backtest).items() if k != "points"}


def digest(arrays: Sequence[Floats]) -> str:
    """SHA-256 of shapes and bytes."""
    found = hashlib.sha256()
    for array in arrays:
        found.update(repr((array.shape, array.dtype.str)).encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


def shop(data_set: DataSet, sample: int) -> list[DemandHistory]:
    """A fixed sample of the set by calendar day: every tenth ends early, one is young, one replaces another."""
    prices = data_set.name in PRICED
    frame = load(data_set, ("price",) if prices else ())
    picks = np.sort(np.random.default_rng(SEED).permutation(len(frame))[:sample]).tolist()
    whole = [history for i in picks for history in _histories(frame, i, prices=prices)]
    varied = [_shortened(each, 40) if i % 10 == 3 else each for i, each in enumerate(whole)]
    first = whole[0]
    young = replace(_last(first, 90), product_id="young", category="b")
    successor = replace(_last(first, 30), product_id="successor", predecessor=_shortened(first, 31))
    return [*varied, young, successor, DemandHistory("unsold", "a", first.end, np.zeros(0))]


def _histories(frame: Frame, at: int, *, prices: bool) -> Iterator[DemandHistory]:
    for series in frame.series(at, at + 1):
        days = frame.grain.dates(series.first_step + np.arange(series.y.size))
        size = int(days[-1] - days[0]) + 1
        quantity = np.zeros(size)
        quantity[days - days[0]] = np.maximum(series.y, 0)
        start = date.fromordinal(EPOCH + int(days[0]))
        price = _placed(series, days, size) if prices else None
        yield DemandHistory(series.unique_id, "ab"[at % 2], start, quantity, price)


def _placed(series: Series, days: Days, size: int) -> Floats:
    price = np.full(size, np.nan)
    price[days - days[0]] = series.extra["price"]
    return price


def _shortened(history: DemandHistory, days: int) -> DemandHistory:
    price = None if history.price is None else history.price[:-days]
    return replace(history, quantity=history.quantity[:-days], price=price)


def _last(history: DemandHistory, days: int) -> DemandHistory:
    price = None if history.price is None else history.price[-days:]
    start = history.end - timedelta(days=days - 1)
    return replace(history, start=start, quantity=history.quantity[-days:], price=price)


def calendar_of(histories: Sequence[DemandHistory]) -> Calendar:
    """Two holidays a year, and a fair that was held twice and is to come."""
    first, end = min(each.start for each in histories), max(each.end for each in histories)
    years = range(first.year - 1, end.year + 3)
    dates = ((12, 25, "Christmas"), (7, 4, "Independence Day"))
    holidays = {date(year, month, day): name for year in years for month, day, name in dates}
    fairs = tuple(
        KnownEvent("Fair", end + timedelta(days=away), end + timedelta(days=away + 2)) for away in (-200, -90, 10)
    )
    return Calendar(holidays, (*fairs, KnownEvent("Sale", end + timedelta(days=5), end + timedelta(days=6), 40.0)))


if __name__ == "__main__":
    main()
