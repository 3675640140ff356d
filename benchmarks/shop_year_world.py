"""A made-up shop of all kinds of products for the year's benchmark, and the truth behind what it sells.

Demand is drawn around a mean that is known here and to nobody else, so that bias is measured against the mean itself
and quantiles of sums against those of the very distribution that demand comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.scenario.world import WEEKDAY_SHAPE, units
from domain.forecasting.models.demand import DemandHistory

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.frames import Floats
    from domain.shared.arrays import BoolArray

    type Draw = np.random.Generator
    type Make = Callable[[Draw], Made]

START: Final = date(2025, 1, 6)
"""The first day that is forecast, a Monday."""
HISTORY_DAYS: Final = 400
WEEKS: Final = 52
AHEAD: Final = 28
EACH: Final = 5
"""Products of a kind."""
DAYS: Final = HISTORY_DAYS + 7 * WEEKS + AHEAD
DISPERSION: Final = (0.1, 1.0)
"""Variance over mean, less one."""
CATEGORIES: Final = ("Tea", "Coffee", "Cake", "Cups")
"""Each holds products of all kinds."""
WEATHER: Final = 0.1
"""Deviation of what moves the whole shop for a day, in logarithms."""
_FIRST: Final = START - timedelta(days=HISTORY_DAYS)


@dataclass(frozen=True, eq=False)
class Made:
    """One product's truth.

    Attributes
    ----------
    mean
        Expected demand a day without the shop's weather, (T,).
    excess
        Variance over mean of a day, less one; ``None``: orders of some units each, ``size`` on average.
    missing
        Days without stock, (T,); ``None``: it was never out.
    """

    mean: Floats
    excess: float | None = 0.5
    size: float = 1.0
    missing: BoolArray | None = None

    def demand(self, draw: Draw, weather: Floats) -> Floats:
        """Demand of the days, (…, T), in a weather of that shape."""
        mean = self.mean * weather
        if self.excess is None:
            orders = draw.poisson(mean / self.size)
            return np.where(orders > 0, orders + draw.negative_binomial(np.maximum(orders, 1), 1 / self.size), 0.0)
        return units(draw, mean, self.excess)


@dataclass(frozen=True, eq=False)
class MadeUpShop:
    """Products with what they sold, what was wanted, and the shop's weather."""

    products: tuple[Made, ...]
    wanted: Floats
    seed: int

    def kind(self, index: int) -> str:
        """Return the kind of a product."""
        return list(KINDS)[index // EACH]

    def histories(self, until: int) -> list[tuple[int, DemandHistory]]:
        """Return the products that have sold before a day, with their histories up to it."""
        found = []
        for index, product in enumerate(self.products):
            sold = np.array(self.wanted[index, :until])
            missing = product.missing[:until] if product.missing is not None else np.zeros(until, bool)
            sold[missing] = 0
            if not sold.any():
                continue
            first = int(np.argmax(sold > 0))
            start = _FIRST + timedelta(days=first)
            category = CATEGORIES[index % len(CATEGORIES)]
            history = DemandHistory(f"P{index:03d}", category, start, sold[first:], stockout=missing[first:])
            found.append((index, history))
        return found

    def upper(self, index: int, first: int, steps: int, level: float, paths: int = 400) -> float:
        """The quantile of a product's demand of ``steps`` days from a day on, by its own distribution."""
        draw = np.random.default_rng((self.seed, index, first, steps))
        product, days = self.products[index], slice(first, first + steps)
        part = replace(product, mean=product.mean[days])
        weather = np.exp(draw.normal(0, WEATHER, (paths, steps)))
        return float(np.quantile(part.demand(draw, weather).sum(1), level))


def made_up_shop(seed: int) -> MadeUpShop:
    """Draw a shop: :data:`EACH` products of every kind, in one weather."""
    draw = np.random.default_rng(seed)
    products = tuple(make(draw) for make in KINDS.values() for _ in range(EACH))
    weather = np.exp(draw.normal(0, WEATHER, DAYS))
    return MadeUpShop(products, np.array([product.demand(draw, weather) for product in products]), seed)


def _between(draw: Draw, low: float, high: float) -> float:
    return float(np.exp(draw.uniform(np.log(low), np.log(high))))


def _days() -> list[date]:
    return [_FIRST + timedelta(days=day) for day in range(DAYS)]


def _weekdays(draw: Draw) -> Floats:
    shape = WEEKDAY_SHAPE ** draw.uniform(0.5, 1.5)
    return np.array([shape[day.weekday()] for day in _days()]) / shape.mean()


def _scored(draw: Draw, low: float = 0.1, high: float = 0.9) -> int:
    """A day of the year that is forecast."""
    return HISTORY_DAYS + int(draw.uniform(low, high) * 7 * WEEKS)


def _steady(draw: Draw) -> Made:
    return Made(np.full(DAYS, _between(draw, 2, 40)), draw.uniform(*DISPERSION))


def _weekday(draw: Draw) -> Made:
    return Made(_between(draw, 2, 40) * _weekdays(draw), draw.uniform(*DISPERSION))


def _christmas(draw: Draw) -> Made:
    before = np.array([(date(day.year, 12, 24) - day).days for day in _days()])
    peak = np.where((before >= 0) & (before < 30), 1 + draw.uniform(1, 3) * (1 - before / 30), 1.0)
    return Made(_between(draw, 2, 40) * _weekdays(draw) * peak, draw.uniform(*DISPERSION))


def _summer(draw: Draw) -> Made:
    turn = np.array([day.timetuple().tm_yday for day in _days()]) / 365.25
    year = 1 + draw.uniform(0.4, 0.8) * np.cos(2 * np.pi * (turn - draw.uniform(0.5, 0.6)))
    return Made(_between(draw, 2, 40) * _weekdays(draw) * year, draw.uniform(*DISPERSION))


def _trend(draw: Draw) -> Made:
    growth = draw.uniform(0.2, 0.5) * draw.choice([-1, 1])
    return Made(
        _between(draw, 2, 40) * _weekdays(draw) * np.exp(growth * np.arange(DAYS) / 365), draw.uniform(*DISPERSION)
    )


def _step(draw: Draw) -> Made:
    mean = _between(draw, 2, 40) * _weekdays(draw)
    mean[_scored(draw) :] *= draw.choice([0.4, 2.0])
    return Made(mean, draw.uniform(*DISPERSION))


def _large(draw: Draw) -> Made:
    return Made(_between(draw, 200, 800) * _weekdays(draw), draw.uniform(1, 10))


def _slow(draw: Draw) -> Made:
    return Made(np.full(DAYS, _between(draw, 0.04, 0.4)), 0.2)


def _lumpy(draw: Draw) -> Made:
    return Made(np.full(DAYS, _between(draw, 0.5, 3)), None, draw.uniform(4, 12))


def _launched(draw: Draw) -> Made:
    mean = _between(draw, 1, 20) * _weekdays(draw)
    mean[: _scored(draw, 0.0, 0.8)] = 0
    return Made(mean, draw.uniform(*DISPERSION))


def _ended(draw: Draw) -> Made:
    mean = _between(draw, 1, 20) * _weekdays(draw)
    mean[_scored(draw, 0.2, 0.9) :] = 0
    return Made(mean, draw.uniform(*DISPERSION))


def _often_out(draw: Draw) -> Made:
    missing = np.zeros(DAYS, bool)
    for start in draw.integers(30, DAYS, 12):
        missing[start : start + int(draw.integers(3, 12))] = True
    return Made(_between(draw, 2, 40) * _weekdays(draw), draw.uniform(*DISPERSION), 1.0, missing)


KINDS: Final[dict[str, Make]] = {
    "steady": _steady,
    "weekdays": _weekday,
    "Christmas": _christmas,
    "summer": _summer,
    "trend": _trend,
    "step": _step,
    "hundreds a day": _large,
    "slow": _slow,
    "lumpy": _lumpy,
    "launched": _launched,
    "ended": _ended,
    "often out of stock": _often_out,
}
