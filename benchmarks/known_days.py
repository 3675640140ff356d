"""What knowing the days ahead is worth: Rossmann's open, promo and school days as the product is told of them.

    python -m benchmarks.known_days [--windows 3] [--tuning]

Every series is read and forecast as a product is, once without a calendar and once with it: closed days are closures,
promotions and school holidays are entries of one name, and public holidays are those of the country. Nothing else is
fed to the engine. E3, statsforecast's mean of three models on the same series, is read from the last full run of
``benchmarks.accuracy``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from adapters.calendars.holidays import PublicHolidays
from benchmarks.datasets import DATA_SETS, ROOT, Split, split
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

    from benchmarks.frames import Floats
    from domain.forecasting.models.known_days import EventKind

#: First day of the competition's data; the file's own dates are moved by some years, its steps are days.
FIRST: Final = date(2013, 1, 1).toordinal()
COUNTRY: Final = "DE"
SHOWN: Final = ("rmsse", "wape", "sql", "bias", "cover_80", "cover_95")
#: Column of the data, the value that marks a day, and the entry that such days are.
ENTRIES: Final[tuple[tuple[str, float, str, EventKind], ...]] = (
    ("open", 0.0, "Closed", "closure"),
    ("promo", 1.0, "Promotion", "promotion"),
    ("school", 1.0, "School holidays", "event"),
)


@dataclass(frozen=True, eq=False)
class Known:
    """Histories as the product reads them, and the calendar as the shop would have kept it."""

    histories: list[DemandHistory]
    calendar: Calendar


def known(held: Split, *, told: bool) -> Known:
    """Return the series of a split as products, with the calendar ``told`` or with holidays alone."""
    events = tuple(_events(held)) if told else ()
    raw = [
        DemandHistory(
            series.unique_id,
            "all",
            date.fromordinal(FIRST + series.first_step),
            np.maximum(series.y, 0),
            recorded=np.isfinite(series.y),
        )
        for series in held.past
    ]
    holidays = holidays_around(PublicHolidays(COUNTRY), raw, held.actual.shape[1])
    return Known([with_known_days(each, events) for each in raw], Calendar(holidays, events))


def _events(held: Split) -> Iterator[KnownEvent]:
    """Yield the entries: days in a row are one, and series with the same days share one."""
    for column, value, name, kind in ENTRIES:
        concerned: defaultdict[tuple[date, date], list[str]] = defaultdict(list)
        for series, ahead in zip(held.past, held.extra[column], strict=True):
            marked = np.concatenate([series.extra[column], ahead]) == value
            for first, last in _runs(marked):
                start = date.fromordinal(FIRST + series.first_step)
                concerned[start + timedelta(days=first), start + timedelta(days=last)].append(series.unique_id)
        for (start, end), ids in sorted(concerned.items()):
            yield KnownEvent(name, start, end, kind=kind, product_ids=frozenset(ids))


def _runs(marked: Floats) -> Iterable[tuple[int, int]]:
    """Return the first and the last position of each run of marks."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)


def forecast(made: Known, horizon: int) -> tuple[Floats, Floats]:
    """Return means (N, H) and quantiles (N, H, Q) as a forecast of the product would give them."""
    profile = fit_profile(made.histories, made.calendar)
    means, quantiles = [], []
    for each, history in zip(
        forecast_batch(made.histories, horizon, made.calendar, profile=profile), made.histories, strict=True
    ):
        events = made.calendar.concerning(history.product_id, history.category)
        demand, _ = apply_known_days(DemandDistribution.of(each).first_days(horizon), each, events)
        means.append(demand.mean)
        quantiles.append(demand.quantiles)
    return np.array(means), np.array(quantiles)


def measure(windows_back: int) -> dict[str, Mapping[str, float]]:
    """Return the scores without and with the calendar."""
    data_set = next(each for each in DATA_SETS if each.name == "rossmann")
    held = split(data_set, None, windows_back=windows_back, extra=tuple(column for column, *_ in ENTRIES))
    found: dict[str, Mapping[str, float]] = {}
    for name, told in (("without", False), ("with", True)):
        mean, quantiles = forecast(known(held, told=told), data_set.horizon)
        found[name] = score(held.past, held.actual, mean, quantiles[..., AT_JUDGED]).rounded()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--windows", type=int, default=1, help="windows, the last one first")
    parser.add_argument("--tuning", action="store_true", help="leave the last window out")
    asked = parser.parse_args()
    report = json.loads((ROOT / "benchmarks" / "results" / "accuracy.json").read_text())
    peer = report["sets"]["rossmann"]["models"].get("E3", {})
    print(f"E3 in the last window: WAPE {peer.get('wape')}, SQL {peer.get('sql')}")
    for back in range(int(asked.tuning), int(asked.tuning) + asked.windows):
        for name, scores in measure(back).items():
            told = "  ".join(f"{key} {scores[key]:.3f}" for key in SHOWN)
            print(f"{back} windows back, {name:8}{told}", flush=True)


if __name__ == "__main__":
    main()
