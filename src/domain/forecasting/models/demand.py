"""Inputs and outputs of the forecasting engine.

Plain values only: demand histories and a calendar in, forecasts with quantiles and evidence out; the backtest that
comes with a forecast is in ``backtest``. Nothing here computes a forecast (that is the engine's) or knows where the
numbers come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.models.known_days import AppliedEvent
    from domain.shared.arrays import BoolArray, FloatArray

type DemandPattern = Literal["smooth", "intermittent", "erratic", "lumpy", "new"]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _same_length(name: str, array: NDArray[np.generic] | None, length: int) -> None:
    if array is not None and array.shape != (length,):
        raise ValueError(f"{name} must have shape ({length},), not {array.shape}")


@dataclass(frozen=True, eq=False)
class DemandHistory:
    """Daily sales of one product, without gaps in the days.

    Attributes
    ----------
    product_id, category
        Identity, and the group whose patterns the product may borrow (``None`` or ``""``: no category).
    start
        Date of ``quantity[0]``; ``quantity[t]`` belongs to ``start + t`` days.
    quantity
        Units sold a day, shape (T,). ``0``: open but nothing sold or none recorded. ``nan``: not observed
        (closed, or the data of the day is missing), which is never read as zero. T may be 0.
    price
        Price of the day, ``nan`` where unknown; or ``None``.
    stockout
        True on days on which the product is known to have been out of stock: what was sold
        then is not demand.
    predecessor
        The product this one replaces, whose demand speaks for the days before ``start``.
    recorded
        True on days that someone reported, be it a zero; a ``0`` of another day was filled in. ``None``: not known,
        days with sales are taken for them.
    future_price
        Known prices of the days after the history's end (any length, the last one is held); ``None``: the
        last known price goes on.
    """

    product_id: str
    category: str | None
    start: date
    quantity: FloatArray
    price: FloatArray | None = None
    stockout: BoolArray | None = None
    predecessor: DemandHistory | None = None
    future_price: FloatArray | None = None
    recorded: BoolArray | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together and quantities that cannot be sales."""
        if self.quantity.ndim != 1:
            raise ValueError("quantity must have one dimension")
        length = self.quantity.shape[0]
        _same_length("price", self.price, length)
        _same_length("stockout", self.stockout, length)
        _same_length("recorded", self.recorded, length)
        if bool(np.any(self.quantity < 0)) or bool(np.any(np.isinf(self.quantity))):
            raise ValueError("quantity must be finite and not negative (nan: not observed)")

    @property
    def end(self) -> date:
        """Last day of the history (the day before ``start`` when it is empty)."""
        return self.start + timedelta(days=self.quantity.shape[0] - 1)


@dataclass(frozen=True)
class UnusualDay:
    """A day too far from all others to be demand; ``used_as``: what was read instead, ``None``: nothing."""

    date: date
    quantity: float
    used_as: float | None = None


@dataclass(frozen=True)
class HistorySummary:
    """Summary of a product's history: first and last observed day, how many, and days that were not taken as sold.

    Attributes
    ----------
    suspected_stockout_dates
        Days without sales that were read as out of stock.
    unusual_days
        Spikes that were left out.
    stopped_probability
        How likely it is that the product is no longer sold, 0..1, after a long silence.
    borrowed
        Whether the forecast rests on other products' sales because there are none of its own.
    """

    first_date: date | None
    last_date: date | None
    days: int
    selling_days: int
    suspected_stockout_dates: tuple[date, ...] = ()
    unusual_days: tuple[UnusualDay, ...] = ()
    stopped_probability: float = 0.0
    borrowed: bool = False


@dataclass(frozen=True)
class Evidence:
    """Named numbers the forecast rests on, for an explanation to cite.

    Attributes
    ----------
    level
        Units a day at the end of the history, season removed.
    trend_per_week
        Units a day by which the forecast level changes in a week.
    weekday_profile, yearly_profile
        Factors by ``mon``..``sun`` and ``jan``..``dec`` (mean about 1); empty when no such season is used.
    time_of_year
        Factor of the forecast's days over the last four weeks by the yearly profile alone; ``None`` without one.
    holiday_effects, event_effects
        Factor by name (1.4: 40% more than an ordinary such day).
    price_elasticity
        Percent change of demand for one percent change of price; ``None`` when it did not help out of sample.
    promotion_effect
        Factor on days with a reduced price; ``None`` when unknown.
    last_28_days_mean, last_year_same_period_mean
        Mean units a day observed lately, and in the forecast's days one year (52 weeks) earlier.
    """

    level: float | None = None
    trend_per_week: float | None = None
    weekday_profile: Mapping[str, float] = field(default_factory=dict)
    yearly_profile: Mapping[str, float] = field(default_factory=dict)
    time_of_year: float | None = None
    holiday_effects: Mapping[str, float] = field(default_factory=dict)
    event_effects: Mapping[str, float] = field(default_factory=dict)
    price_elasticity: float | None = None
    promotion_effect: float | None = None
    last_28_days_mean: float | None = None
    last_year_same_period_mean: float | None = None

    def named(self) -> dict[str, float]:
        """Every known number under the flat name that a citation uses, e.g. ``weekday_profile.sat``."""
        flat: dict[str, float] = {}
        for name, value in vars(self).items():
            if isinstance(value, Mapping):
                flat.update({f"{name}.{key}": float(item) for key, item in value.items()})
            elif value is not None:
                flat[name] = float(value)
        return flat


@dataclass(frozen=True, eq=False)
class EngineForecast:
    """The forecast of one product for the H days from ``start`` on.

    Attributes
    ----------
    mean, quantiles
        Expected units of each day, shape (H,), and their quantiles at ``QUANTILE_LEVELS``, shape (H, Q).
    cumulative_mean, cumulative
        The same of the SUM of the first k days, k = 1..H. Daily quantiles do not add: a total over a window
        that starts at the first day is read here.
    no_forecast_reason
        Set when there is nothing to forecast from; all arrays then have no rows.
    time_of_year, year_ago
        Day by day, what ``evidence`` sums up: the yearly profile's factor over the last four weeks, and the units sold
        52 weeks earlier (``nan`` where unknown), shapes (H,); ``None`` without a yearly profile or a year of sales.
    failed_methods
        Forecasting methods that failed and were left out, and why.
    events
        What became of the calendar's entries on the forecast's days; ``None``: the method knows nothing of them.
    events_ahead
        What they come to where that is not in the numbers: those of totals, which days have to get by themselves.
    """

    product_id: str
    start: date
    mean: FloatArray
    quantiles: FloatArray
    cumulative_mean: FloatArray
    cumulative: FloatArray
    demand_pattern: DemandPattern
    method: str
    history: HistorySummary
    backtest: Backtest | None = None
    evidence: Evidence = field(default_factory=Evidence)
    no_forecast_reason: str | None = None
    time_of_year: FloatArray | None = None
    year_ago: FloatArray | None = None
    failed_methods: Mapping[str, str] = field(default_factory=dict)
    events: tuple[AppliedEvent, ...] | None = None
    events_ahead: tuple[AppliedEvent, ...] | None = None

    def evidence_of(self, days: int) -> Evidence:
        """Return the evidence for the first ``days`` days alone."""
        coming, before = (
            None if daily is None else mean_of_known(daily[:days]) for daily in (self.time_of_year, self.year_ago)
        )
        return replace(self.evidence, time_of_year=coming, last_year_same_period_mean=before)

    @property
    def has_forecast(self) -> bool:
        """True when there is a forecast at all."""
        return self.no_forecast_reason is None

    def quantile(self, level: float) -> FloatArray:
        """Quantile of each day at any level between 0 and 1, shape (H,), interpolated."""
        return interpolate_quantile(self.quantiles, level)

    def cumulative_quantile(self, level: float) -> FloatArray:
        """Quantile of the sum of the first k days at any level, shape (H,)."""
        return interpolate_quantile(self.cumulative, level)


def mean_of_known(values: FloatArray) -> float | None:
    """Mean of the values that are not ``nan``; ``None`` when there are none."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else None


def interpolate_quantile(quantiles: FloatArray, level: float) -> FloatArray:
    """Quantiles at one ``level`` from an array whose last axis follows ``QUANTILE_LEVELS``."""
    if not 0 < level < 1:
        raise ValueError("level must lie between 0 and 1")
    grid = np.asarray(QUANTILE_LEVELS)
    right = int(np.clip(np.searchsorted(grid, level), 1, len(grid) - 1))
    share = float(np.clip((level - grid[right - 1]) / (grid[right] - grid[right - 1]), 0.0, 1.0))
    result: FloatArray = quantiles[..., right - 1] * (1 - share) + quantiles[..., right] * share
    return result
