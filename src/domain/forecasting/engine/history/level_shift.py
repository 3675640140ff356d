"""A new level: what a product sold before its last weeks, which all sell far more or far less, says nothing of it.

Methods that weigh a year of days follow such a step too slowly, and their record at past origins cannot tell; read at
the new level, that past makes a few units a hundred times their noise. Such a product is as young as its level. It
takes weeks in a row, up to the last sale, that all lie beyond every one of the half year before, and far from them:
single peaks, promotions, seasons (whose factors are taken out first) and silence do not pass.

Source: Page (1954) "Continuous inspection schemes", for changes of level; the order statistics of exchangeable weeks
for how unlikely that is by chance (two weeks above 26: one in 378).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

WEEK = 7
BEFORE, LEAST_BEFORE = 26, 8
"""Weeks before a step that all must lie on the other side: looked at, and at least."""
AFTER, LEAST_AFTER = 9, 3
"""Weeks since the step, at most and at least: older steps are in every method's window."""
RATIO, CLEAR = 1.8, 1.5
"""Times that the new level is the old one's, and its nearest week the old level's nearest one, up or down, at least."""
LEAST_SALES = 20.0
"""Smallest amounts sold on either side, in all, for a level to be known."""


@dataclass(frozen=True, eq=False)
class Shifts:
    """Row at which the last level began, and its ratio to the one before, (N,); row 0 and ratio 1: no step."""

    start: Array
    ratio: Array

    @property
    def moved(self) -> Array:
        """The products that have a step."""
        found: Array = np.flatnonzero(self.ratio != 1)
        return found


def shifts(demand: Array, exposure: Array, unit: Array) -> Shifts:
    """Find the last step of each product.

    Parameters
    ----------
    demand
        (N, T), ``nan`` where unobserved.
    exposure
        Known factors on its days, (N, T).
    unit
        Smallest amount of each product, (N,).
    """
    count, rows = demand.shape
    weeks = min(rows // WEEK, BEFORE + AFTER)
    start, ratio = np.zeros(count, dtype=int), np.ones(count)
    if weeks < LEAST_BEFORE + LEAST_AFTER:
        return Shifts(start, ratio)
    silent = np.argmax((np.nan_to_num(demand) > 0)[:, ::-1], axis=1)
    at = np.arange(rows - weeks * WEEK, rows) - silent[:, None]
    demand, exposure = (np.take_along_axis(each, np.maximum(at, 0), axis=1) for each in (demand, exposure))
    seen = np.isfinite(demand) & (at >= 0)
    sold = np.where(seen, demand, 0.0).reshape(count, weeks, WEEK).sum(2)
    open_days = (seen * exposure).reshape(count, weeks, WEEK).sum(2)
    known = open_days > WEEK / 2
    rate = np.where(known, sold / np.maximum(open_days, 1e-9), np.nan)
    for after in range(LEAST_AFTER, min(AFTER, weeks - LEAST_BEFORE) + 1):
        old, new = rate[:, max(weeks - after - 1 - BEFORE, 0) : weeks - after - 1], rate[:, weeks - after :]
        found = _ratio(old, new, sold[:, :-after].sum(1) / unit, sold[:, -after:].sum(1) / unit)
        better = np.abs(np.log(found)) > np.abs(np.log(ratio)) + 1e-12
        start, ratio = np.where(better, rows - silent - after * WEEK, start), np.where(better, found, ratio)
    return Shifts(start, ratio)


def _ratio(old: Array, new: Array, sold_before: Array, sold_since: Array) -> Array:
    """New level over the old one where all weeks of one lie beyond all of the other, else 1, (N,)."""
    told = np.isfinite(new).all(1) & (np.isfinite(old).sum(1) >= LEAST_BEFORE)
    told &= (sold_before >= LEAST_SALES) & (sold_since >= LEAST_SALES)
    before, since = (np.where(told[:, None] & np.isfinite(part), part, np.nan) for part in (old, new))
    before, since = (np.where(told[:, None], part, 1.0) for part in (before, since))
    level, now = np.nanmedian(before, axis=1), np.nanmean(since, axis=1)
    up = (np.nanmin(since, axis=1) >= CLEAR * np.nanmax(before, axis=1)) & (now >= RATIO * level)
    down = (CLEAR * np.nanmax(since, axis=1) <= np.nanmin(before, axis=1)) & (level >= RATIO * now) & (now > 0)
    return np.where(told & (up | down) & (level > 0), now / np.maximum(level, 1e-9), 1.0)
