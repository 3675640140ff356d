"""What knowing the days ahead is worth: what shops of two data sets knew, as the product is told of it.

    python -m benchmarks.known_days [--windows 3] [--tuning] [--set rossmann|dominick_oj]

Every series is read and forecast as a product is, once without a calendar and once with it. Rossmann's closed days are
closures, its promotions and school holidays entries of one name, and public holidays those of the country. Orange
juice's deals and features are entries of one name each, and its prices those of the weeks, past and planned; a week is
a total on its last day, as shops report them. Nothing else is fed to the engine. E3, statsforecast's mean of three
models on the same series, is read from the last full run of ``benchmarks.accuracy``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from adapters.calendars.holidays import PublicHolidays
from benchmarks.datasets import ROOT, Split, by_name, split
from benchmarks.measures import AT_JUDGED, score
from domain.forecasting.adjustment.known_days import apply_known_days
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.inputs.holidays import holidays_around
from domain.forecasting.inputs.known_days import with_known_days
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.known_days import Calendar, KnownEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.frames import Floats, Series
    from domain.forecasting.models.known_days import EventKind

SHOWN: Final = ("rmsse", "wape", "sql", "bias", "cover_80", "cover_95")


@dataclass(frozen=True)
class Told:
    """What is known of one data set's days.

    Parameters
    ----------
    first
        Day of the data's first step; the file's own dates are moved by some years.
    days
        Days of a step: seven where a week is a total on its last day.
    country
        Whose public holidays count.
    entries
        Column of the data, the value that marks a step, and the entry that such steps are.
    price
        Column of the price, where there is one.
    """

    first: int
    days: int
    country: str
    entries: tuple[tuple[str, float, str, EventKind], ...]
    price: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that are read."""
        return (*(column for column, *_ in self.entries), *([self.price] if self.price else []))

    def day(self, step: int) -> date:
        """Return the day of a step, the last one of a week."""
        return date.fromordinal(self.first + self.days * (step + 1) - 1)


SETS: Final = {
    "rossmann": Told(
        date(2013, 1, 1).toordinal(),
        1,
        "DE",
        (
            ("open", 0.0, "Closed", "closure"),
            ("promo", 1.0, "Promotion", "promotion"),
            ("school", 1.0, "School holidays", "event"),
        ),
    ),
    "dominick_oj": Told(
        date(1990, 6, 14).toordinal(),
        7,
        "US",
        (("deal", 1.0, "Deal", "promotion"), ("feat", 1.0, "Feature", "promotion")),
        "price",
    ),
}


@dataclass(frozen=True, eq=False)
class Known:
    """Histories as the product reads them, and the calendar as the shop would have kept it."""

    histories: list[DemandHistory]
    calendar: Calendar


def known(held: Split, about: Told, *, told: bool) -> Known:
    """Return the series of a split as products, with the calendar ``told`` or with holidays alone."""
    events = tuple(_events(held, about)) if told else ()
    raw = [_history(series, about, position, held) for position, series in enumerate(held.past)]
    holidays = holidays_around(PublicHolidays(about.country), raw, held.actual.shape[1] * about.days)
    if about.price and not told:
        raw = [replace(each, price=None, future_price=None) for each in raw]
    return Known([with_known_days(each, events) for each in raw], Calendar(holidays, events))


def _history(series: Series, about: Told, position: int, held: Split) -> DemandHistory:
    """Return a series by days, its steps' totals on their last days and nothing on the others."""
    start = about.day(series.first_step) - timedelta(days=about.days - 1)
    price = ahead = None
    if about.price:
        price = np.repeat(series.extra[about.price], about.days)
        ahead = np.repeat(held.extra[about.price][position], about.days)
    return DemandHistory(
        series.unique_id,
        "all",
        start,
        np.maximum(_on_last_days(series.y, about.days), 0),
        recorded=_on_last_days(np.isfinite(series.y), about.days) > 0,
        price=price,
        future_price=ahead,
    )


def _on_last_days(steps: Floats, days: int) -> Floats:
    by_day = np.zeros((steps.size, days))
    by_day[:, -1] = steps
    return by_day.ravel()


def _events(held: Split, about: Told) -> Iterator[KnownEvent]:
    """Yield the entries: steps in a row are one, and series with the same days share one."""
    for column, value, name, kind in about.entries:
        concerned: defaultdict[tuple[date, date], list[str]] = defaultdict(list)
        for series, ahead in zip(held.past, held.extra[column], strict=True):
            marked = np.concatenate([series.extra[column], ahead]) == value
            for first, last in _runs(marked):
                start = about.day(series.first_step + first) - timedelta(days=about.days - 1)
                concerned[start, about.day(series.first_step + last)].append(series.unique_id)
        for (start, end), ids in sorted(concerned.items()):
            yield KnownEvent(name, start, end, kind=kind, product_ids=frozenset(ids))


def _runs(marked: Floats) -> Iterable[tuple[int, int]]:
    """Return the first and the last position of each run of marks."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)


def forecast(made: Known, steps: int, days: int) -> tuple[Floats, Floats]:
    """Return means (N, H) and quantiles (N, H, Q) of steps as a forecast of the product would give them."""
    horizon = steps * days
    profile = fit_profile(made.histories, made.calendar)
    means, quantiles = [], []
    for each, history in zip(
        forecast_batch(made.histories, horizon, made.calendar, profile=profile), made.histories, strict=True
    ):
        events = made.calendar.concerning(history.product_id, history.category)
        demand, _ = apply_known_days(DemandDistribution.of(each).first_days(horizon), each, events)
        means.append(demand.mean[days - 1 :: days])
        quantiles.append(demand.quantiles[days - 1 :: days])
    return np.array(means), np.array(quantiles)


def measure(name: str, windows_back: int) -> dict[str, Mapping[str, float]]:
    """Return a data set's scores without and with the calendar."""
    data_set, about = by_name(name), SETS[name]
    held = split(data_set, None, windows_back=windows_back, extra=about.columns)
    found: dict[str, Mapping[str, float]] = {}
    for label, told in (("without", False), ("with", True)):
        mean, quantiles = forecast(known(held, about, told=told), data_set.horizon, about.days)
        found[label] = score(held.past, held.actual, mean, quantiles[..., AT_JUDGED]).rounded()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--windows", type=int, default=1, help="windows, the last one first")
    parser.add_argument("--tuning", action="store_true", help="leave the last window out")
    parser.add_argument("--set", choices=SETS, default="rossmann", help="data set")
    asked = parser.parse_args()
    report = json.loads((ROOT / "benchmarks" / "results" / "accuracy.json").read_text())
    peer = report["sets"][asked.set]["models"].get("E3", {})
    print(f"E3 in the last window: WAPE {peer.get('wape')}, SQL {peer.get('sql')}")
    for back in range(int(asked.tuning), int(asked.tuning) + asked.windows):
        for name, scores in measure(asked.set, back).items():
            told = "  ".join(f"{key} {scores[key]:.3f}" for key in SHOWN)
            print(f"{back} windows back, {name:8}{told}", flush=True)


if __name__ == "__main__":
    main()
