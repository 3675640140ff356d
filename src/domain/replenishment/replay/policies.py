"""Stock levels of the replayed policies: the recommended one, a plain min/max, and the curve's service levels.

Only what was sold before a day is used to decide on it. The recommended policy reads its levels from forecasts that are
made again and again along the way.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.replenishment.demand import widened
from domain.replenishment.replay.case import WARM_UP_DAYS
from domain.replenishment.replay.simulation import ceil_units
from domain.shared import quantiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.replenishment.ports import DemandForecaster
    from domain.replenishment.replay.case import ReplayCase
    from domain.shared.arrays import FloatArray, IntArray

#: Service levels of the curve.
CURVE: Final = (0.5, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99)
#: The plain policy: min is the trailing mean over the protection period and this share of the lead time's once more.
MIN_MAX_SAFETY: Final = 0.5
TRAILING_DAYS: Final = 56
#: How far demand drifts from a forecast in a day, relative to its level, and how far it may be followed.
DRIFT: Final = 0.01
LARGEST_FACTOR: Final = 4.0
#: Rows of the policies: the recommended one, the min/max, then the curve.
RECOMMENDED: Final = 0
MIN_MAX: Final = 1
FIRST_OF_CURVE: Final = 2
#: Added to a min: the policy orders at it too, and not only below.
AT_OR_BELOW: Final = 1e-6


class PolicyLevels:
    """The recommended policy at its own and at the curve's service levels, and the min/max; policies in that order."""

    def __init__(
        self, case: ReplayCase, forecaster: DemandForecaster, refit_days: int, in_time: Callable[[], bool]
    ) -> None:
        self._case = case
        self._forecaster = forecaster
        self._refit_days = refit_days
        self._in_time = in_time
        self._own = np.array([float(product.service_level) for product in case.products])
        self._lead_std = np.array([float(product.lead_time_std_days) for product in case.products])
        items = case.items
        self._protection = items.lead_time + items.review_period
        self._sums = running_sums(case)
        self._fitted_on = -1
        self._means = np.zeros((0, 0))
        self._values = np.zeros((0, 0, 0))
        self.fits = 0

    def __call__(self, day: int, reviewed: IntArray) -> tuple[FloatArray, FloatArray]:
        if self._fitted_on < 0 or (day - self._fitted_on >= self._refit_days and self._in_time()):
            self._fit(day)
        recommended = self._order_up_to(day, reviewed)
        low, high = min_max(self._case, self._sums, day, reviewed)
        trigger = np.vstack([recommended[:1], low[None] + AT_OR_BELOW, recommended[1:]])
        return trigger, np.vstack([recommended[:1], high[None], recommended[1:]])

    def _fit(self, day: int) -> None:
        horizon = int(self._protection.max()) + self._refit_days
        as_of = self._case.first_date + timedelta(days=day - 1)
        self._means, self._values = self._forecaster.cumulative(self._case.products, self._case.sales, as_of, horizon)
        self._fitted_on = day
        self.fits += 1

    def _order_up_to(self, day: int, reviewed: IntArray) -> FloatArray:
        """Return S = Q(tau, L + R) for the products' own level first, then the curve's; shape (1 + levels, n).

        With a forecast some days old, the mean is that of the window itself, the deviations from it are those of a
        window of the same length at the forecast's start, and both follow the level of what was sold since.
        """
        levels, length = self._forecaster.levels, self._protection[reviewed]
        offset = min(day - self._fitted_on, self._refit_days)
        means = self._means[reviewed, offset + length - 1]
        factor = np.ones(reviewed.size)
        if offset:
            means = means - self._means[reviewed, offset - 1]
            factor = self._level_since(day, offset, reviewed)
        deviations = self._values[reviewed, length - 1] - self._means[reviewed, length - 1][:, None]
        means = means * factor
        values = np.maximum(means[:, None] + deviations * factor[:, None], 0.0)
        extra = means / length * self._lead_std[reviewed]
        if extra.any():
            values = np.maximum(np.where(extra[:, None] > 0, widened(levels, values, means, extra), values), 0.0)
        own = self._own[reviewed]
        first = np.empty(reviewed.size)
        for level in np.unique(own).tolist():
            chosen = own == level
            first[chosen] = quantiles.quantile(levels, values[chosen], level)
        rows = [first, *(quantiles.quantile(levels, values, level) for level in CURVE)]
        return ceil_units(np.vstack(rows), self._case.whole[reviewed])

    def _level_since(self, day: int, offset: int, reviewed: IntArray) -> FloatArray:
        """Return by which factor sales since the forecast differ from it, shrunk by how much of that is chance; (n,).

        A Kalman gain (Harvey 1989): the level is taken to drift by DRIFT a day, and the ratio of some days' sales to
        their forecast F to vary by phi/F, phi the ratio of variance to mean of daily sales so far.
        """
        window = min(offset, TRAILING_DAYS // 2)
        today = day + WARM_UP_DAYS
        sold = self._sums[reviewed, today] - self._sums[reviewed, today - window]
        forecast = self._means[reviewed, offset - 1]
        if offset > window:
            forecast = forecast - self._means[reviewed, offset - window - 1]
        daily = self._case.known[reviewed, today - TRAILING_DAYS : today]
        average = daily.mean(axis=1)
        dispersion = np.where(average > 0, daily.var(axis=1) / np.maximum(average, 1e-9), 1.0)
        drift = (DRIFT * offset) ** 2
        gain = drift / (drift + np.maximum(dispersion, 0.1) / np.maximum(forecast, 1e-9))
        ratio = np.where(forecast > 0, sold / np.maximum(forecast, 1e-9), 1.0)
        return np.asarray(np.clip(1 + gain * (ratio - 1), 1 / LARGEST_FACTOR, LARGEST_FACTOR))


def running_sums(case: ReplayCase) -> FloatArray:
    """Return the units known to be sold before each day, shape (N, days + 1)."""
    return np.concatenate([np.zeros((len(case.products), 1)), np.cumsum(case.known, axis=1)], axis=1)


def min_max(
    case: ReplayCase, sums: FloatArray, day: int, reviewed: IntArray, safety: float = MIN_MAX_SAFETY
) -> tuple[FloatArray, FloatArray]:
    """Return min and max from the trailing mean: L + R + ``safety`` times L days of it, and R days more; (n,) each.

    ``sums`` are the case's :func:`running_sums`.
    """
    today = day + WARM_UP_DAYS
    daily = (sums[reviewed, today] - sums[reviewed, today - TRAILING_DAYS]) / TRAILING_DAYS
    lead, review = case.items.lead_time[reviewed], case.items.review_period[reviewed]
    low = daily * (lead + review + safety * lead)
    whole = case.whole[reviewed]
    return ceil_units(low, whole), ceil_units(low + daily * review, whole)
