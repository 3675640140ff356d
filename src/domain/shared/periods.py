"""Periods that days are summed to: days, weeks and months."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray


class Granularity(StrEnum):
    """The periods that histories and forecasts are told in; weeks start on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def period_starts(days: NDArray[np.datetime64], granularity: Granularity) -> NDArray[np.datetime64]:
    """Return the first day of the period that each day is in, shape (n,) as ``days``."""
    if granularity is Granularity.MONTH:
        return days.astype("datetime64[M]").astype("datetime64[D]")
    if granularity is Granularity.WEEK:
        weekday = (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
        return days - weekday
    return days


def last_periods(day: date, granularity: Granularity, count: int) -> list[date]:
    """Return the first days of the last ``count`` periods, oldest first, the one that ``day`` is in included."""
    start = period_starts(np.array([day], "datetime64[D]"), granularity)[0]
    back = np.arange(1 - count, 1)
    if granularity is Granularity.MONTH:
        starts = start.astype("datetime64[M]") + back
    else:
        starts = start + back * (7 if granularity is Granularity.WEEK else 1)
    listed: list[date] = starts.astype("datetime64[D]").tolist()
    return listed
