"""A made-up shop whose products have every kind of history, forecast the way production does it.

Rows of sales go through ``demand_history``; the profile is learned from the same shop, stored and read back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from adapters.calendars.holidays import PublicHolidays
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.profile import codec
from domain.forecasting.inputs.demand_history import demand_history
from domain.forecasting.inputs.holidays import holidays_around
from domain.forecasting.models.catalogue import CatalogueEntry
from domain.forecasting.models.demand import DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar
from domain.shared.demand_series import PricedSales
from local import demo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.forecasting.engine.profile.model import ShopProfile

HORIZON, YEAR = 28, 365
PEAKS = {"black-friday", "advent"}
"""Products that are forecast a year ahead."""
type Rows = dict[date, float]


@dataclass(frozen=True)
class Setting:
    """What a shop is made with: the level a day, the day it is looked at, and how strong its peaks are.

    ``together``: the profile is learned from all of the products, else each is on its own; ``beside_demo``: the profile
    is that of the demo shop, whose Decembers are strong.
    """

    today: date = date(2026, 11, 27)
    level: float = 10.0
    december: float = 3.3
    black_friday: float = 8.0
    advent: float = 5.0
    pending: int = 2
    weekday: int = 5
    flat_days: int = 400
    step_days: int = 30
    gone_days: int = 200
    stockouts: tuple[int, ...] = (21, 22, 30, 45)
    spikes: tuple[int, ...] = (3, 10, 60)
    seed: int = 7
    together: bool = True
    beside_demo: bool = False

    @property
    def month(self) -> float:
        """Units of an ordinary month."""
        return 30 * self.level


@dataclass(frozen=True)
class Made:
    """Forecasts of a shop's products by name."""

    setting: Setting
    forecasts: Mapping[str, EngineForecast]

    def total(self, name: str) -> float:
        """The 28-day total."""
        return float(self.forecasts[name].cumulative_mean[HORIZON - 1])

    def days(self, name: str) -> dict[date, float]:
        """The mean of each day."""
        made = self.forecasts[name]
        return {made.start + timedelta(days=i): float(value) for i, value in enumerate(made.mean)}


@dataclass
class Shop:
    """Rows of sales by product, and counts of stock."""

    setting: Setting
    rows: dict[str, Rows] = field(default_factory=dict)
    on_hand: dict[str, float] = field(default_factory=dict)
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(7))

    def noisy(self, mean: float) -> float:
        """A day's sale: normal with the variance of a count, whole, never negative."""
        return float(max(0, round(self.rng.normal(mean, max(mean, 0) ** 0.5))))

    def daily(self, name: str, sold: Callable[[date, int], float], days: int) -> None:
        """Rows of the last ``days`` days before today; ``sold`` gets the day and its age."""
        today = self.setting.today
        self.rows[name] = {
            today - timedelta(days=age): sold(today - timedelta(days=age), age) for age in range(days, 0, -1)
        }

    def histories(self) -> list[DemandHistory]:
        """The products as the engine reads them."""
        last = self.setting.today - timedelta(days=1)
        return [
            demand_history(self._entry(name), priced_sales(rows), last, self.setting.today)
            for name, rows in self.rows.items()
        ]

    def _entry(self, name: str) -> CatalogueEntry:
        stock = self.on_hand.get(name)
        return CatalogueEntry(
            product_id=name,
            name=name,
            category=f"histories-{name}",
            current_price=4.5,
            on_hand=stock,
            stock_as_of=None if stock is None else self.setting.today,
        )

    def forecast(self) -> Made:
        """Forecasts of all products: beside each other with the shop's stored profile, or each on its own."""
        histories = self.histories()
        calendar = Calendar(holidays_around(PublicHolidays("US"), histories, YEAR))
        learned = fit_profile(histories, calendar) if self.setting.together else None
        if self.setting.beside_demo:
            learned = demo_profile(self.setting.today)
        stored = codec.decode(json.loads(json.dumps(codec.encode(learned)))) if learned else None
        found: dict[str, EngineForecast] = {}
        for horizon, names in ((HORIZON, set(self.rows) - PEAKS), (YEAR, PEAKS)):
            asked = [history for history in histories if history.product_id in names]
            groups = [asked] if stored else [[history] for history in asked]
            for group in groups:
                made = forecast_batch(group, horizon, calendar, profile=stored)
                found |= {each.product_id: each for each in made}
        return Made(self.setting, found)


@cache
def demo_profile(today: date) -> ShopProfile:
    """What the demo shop's products have in common."""
    last = today - timedelta(days=1)
    histories = []
    for item in demo.ITEMS:
        entry = CatalogueEntry(
            product_id=item.product_id, name=item.name, category=item.category, current_price=item.price
        )
        rows = {day: float(units) for day, units, _ in demo.sales(item, today)}
        if rows:
            histories.append(demand_history(entry, priced_sales(rows), last, today))
    return fit_profile(histories, Calendar(holidays_around(PublicHolidays("US"), histories, 0)))


def priced_sales(rows: Rows) -> PricedSales:
    """Rows as they are stored: a value a day, ``nan`` on days without a row."""
    start, end = min(rows), max(rows)
    quantity = np.full((end - start).days + 1, np.nan)
    for day, value in rows.items():
        quantity[(day - start).days] = value
    price = np.where(np.isfinite(quantity), 4.5, np.nan)
    return PricedSales(product_id="P", start=start, quantity=quantity, price=price)


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 22)


def days_in_month(day: date) -> int:
    """How many days the month has."""
    first = day.replace(day=1)
    return ((first + timedelta(days=32)).replace(day=1) - first).days


def month_amount(setting: Setting, day: date) -> float:
    """Units of the month that the day is in."""
    return setting.month * (setting.december if day.month == 12 else 1)


def _months(setting: Setting) -> list[date]:
    """First days of the 36 months before the one that runs."""
    now = setting.today.year * 12 + setting.today.month - 1
    return [date((now - back) // 12, (now - back) % 12 + 1, 1) for back in range(36, 0, -1)]


def every_kind(setting: Setting) -> Shop:
    """A shop with every kind of history."""
    shop = Shop(setting, rng=np.random.default_rng(setting.seed))
    b = setting.level
    _add_totals(shop)
    for age in setting.spikes:
        shop.daily(f"spike-{age}", lambda _, k, age=age: b * 1000 if k == age else shop.noisy(b), 420)
    shop.daily("one-weekday", lambda day, _: 3 * b if day.weekday() == setting.weekday else 0, 300)
    for days in setting.stockouts:
        shop.daily(f"stockout-{days}", lambda _, k, days=days: 0 if k <= days else shop.noisy(b), 420)
        shop.on_hand[f"stockout-{days}"] = 0
    peak = setting.black_friday
    shop.daily("black-friday", lambda day, _: shop.noisy(b * (peak if day == black_friday(day.year) else 1)), 1150)
    shop.daily("flat-year", lambda *_: shop.noisy(b), setting.flat_days)
    shop.daily("growth", lambda _, k: shop.noisy(b * (1 + (365 - min(k, 365)) / 365)), 500)
    shop.daily("step", lambda _, k: shop.noisy(b * (3 if k <= setting.step_days else 1)), 400)
    shop.daily("gone", lambda _, k: 0 if k <= setting.gone_days else shop.noisy(b), 700)
    shop.daily("kilos", lambda *_: round(max(0.0, float(shop.rng.normal(0.35, 0.1))), 3), 420)
    shop.daily("closed-sundays", lambda day, _: 0 if day.weekday() == 6 else shop.noisy(b), 400)
    advent = setting.advent
    shop.daily("advent", lambda day, _: shop.noisy(b * (advent if day.month == 12 and day.day <= 24 else 1)), 1150)
    shop.daily("control", lambda *_: shop.noisy(b), 420)
    return shop


def _add_totals(shop: Shop) -> None:
    """Totals of months stamped on the first or the last day, of weeks on Monday or Sunday, and weeks still to come."""
    setting = shop.setting
    months = _months(setting)
    shop.rows["month-first"] = {day: month_amount(setting, day) for day in months}
    shop.rows["month-last"] = {
        day + timedelta(days=days_in_month(day) - 1): month_amount(setting, day) for day in months
    }
    monday = setting.today - timedelta(days=setting.today.weekday())
    week = timedelta(days=7)
    shop.rows["week-monday"] = {monday - k * week: 7 * setting.level for k in range(90, 0, -1)}
    shop.rows["week-sunday"] = {monday - k * week + timedelta(days=6): 7 * setting.level for k in range(90, 0, -1)}
    shop.rows["week-pending"] = {
        monday - k * week + timedelta(days=6): 7 * setting.level for k in range(90, setting.pending, -1)
    }


@cache
def made(setting: Setting) -> Made:
    """Forecasts of the shop made with the setting."""
    return every_kind(setting).forecast()
