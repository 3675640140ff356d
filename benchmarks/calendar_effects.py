"""Recovery of events' effects on made-up shops: are they within their intervals as often as the intervals say?

    python -m benchmarks.calendar_effects [--shops 200]

Each shop has its own level of effect for a yearly fair that moves by some days, a promotion every few weeks with a dip
behind it, and an event that does nothing. Products and categories differ around the shop's effect, and so do occasions.
Printed are the share of shops whose true effect lies within the interval, the mean error, the share in which the effect
is applied, and how far products' own effects are off.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.engine.effects.combine import ShopEffects, effects_of, fit_effects
from domain.forecasting.engine.effects.group import Group
from domain.forecasting.models.known_days import Calendar, KnownEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.shared.arrays import FloatArray

START: Final = date(2026, 11, 20)
DAYS, AHEAD = 2 * 365, 28
PRODUCTS, CATEGORIES = 40, ("Tea", "Coffee", "Cake")
Z80, Z95 = 1.2816, 1.96
FAIR, PROMOTION, NOTHING = "fair", "promotion", "nothing"


@dataclass(frozen=True, eq=False)
class Shop:
    """A made-up shop: what it sold, its calendar, the true effects by name, and those on products to come."""

    group: Group
    calendar: Calendar
    effects: dict[str, float]
    dip: float
    own: FloatArray


def shop(seed: int) -> Shop:
    """Make a shop."""
    random = np.random.default_rng(seed)
    origin = START.toordinal() - DAYS
    days = np.arange(DAYS + AHEAD)
    level = np.exp(random.normal(1.5, 1.0, PRODUCTS))
    week = np.exp(random.normal(0, 0.2, 7))
    drift = np.exp(np.cumsum(random.normal(0, 0.01, (PRODUCTS, DAYS + AHEAD)), axis=1))
    common = np.exp(random.normal(0, 0.05, DAYS + AHEAD))
    mean = level[:, None] * drift * week[(origin + days) % 7] * common
    effects = {
        FAIR: float(np.exp(random.normal(0.3, 0.35))),
        PROMOTION: float(np.exp(random.normal(0.4, 0.2))),
        NOTHING: 1.0,
    }
    dip = float(random.uniform(0.6, 1.0))
    categories = tuple(CATEGORIES[product % len(CATEGORIES)] for product in range(PRODUCTS))
    own = np.exp(random.normal(0, 0.15, PRODUCTS) + random.normal(0, 0.1, len(CATEGORIES))[np.arange(PRODUCTS) % 3])
    events = [*_events(random)]
    for event in events:
        first, last = event.start.toordinal() - origin, event.end.toordinal() - origin
        occasion = float(np.exp(random.normal(0, 0.1))) if event.name != NOTHING else 1.0
        each = np.full(PRODUCTS, effects[event.name]) * (own if event.name != NOTHING else 1.0) * occasion
        mean[:, first : last + 1] *= each[:, None]
        if event.name == PROMOTION:
            mean[:, last + 1 : last + 8] *= dip
    demand = random.negative_binomial(8, 8 / (8 + mean)).astype(float)[:, :DAYS]
    ids = tuple(f"P{product}" for product in range(PRODUCTS))
    group = Group(demand, categories, START, None, ids)
    return Shop(group, Calendar(events=tuple(events)), effects, dip, own)


def _events(random: np.random.Generator) -> Iterator[KnownEvent]:
    for years in (2, 1, 0):
        first = START + timedelta(days=10 - 364 * years + int(random.integers(-9, 9)) * (years > 0))
        yield KnownEvent(FAIR, first, first + timedelta(days=3))
    for start in range(40, DAYS - 60, 61):
        first = START - timedelta(days=DAYS - start - int(random.integers(0, 14)))
        yield KnownEvent(PROMOTION, first, first + timedelta(days=5))
    for start in range(80, DAYS - 60, 97):
        first = START - timedelta(days=DAYS - start - int(random.integers(0, 5)))
        yield KnownEvent(NOTHING, first, first + timedelta(days=1))


def measure(seeds: range) -> dict[str, dict[str, float]]:
    """Return by name: coverage of the intervals at 80% and 95%, mean absolute error and bias of effects, and help."""
    rows: dict[str, list[tuple[float, float, float, float, float]]] = {name: [] for name in (FAIR, PROMOTION, NOTHING)}
    dips, own = [], []
    for seed in seeds:
        made = shop(seed)
        learned = fit_effects(made.group, made.calendar).events
        for name, found in rows.items():
            effect, truth = learned[name], made.effects[name] * (float(made.own.mean()) if name != NOTHING else 1.0)
            away = (effect.factor - truth) / np.sqrt(effect.variance)
            helps = float(effect.helps)
            found.append((abs(away) <= Z80, abs(away) <= Z95, abs(effect.factor - truth), effect.factor - truth, helps))
        dips.append((learned[PROMOTION].after, made.dip))
        applied = effects_of(made.group, AHEAD, made.calendar, ShopEffects(events=learned))
        assert applied is not None
        told = np.array([next(e.factor for e in each if e.event.name == FAIR) for each in applied.applied])
        each = made.effects[FAIR] * made.own
        own.append((np.abs(told - each).mean(), np.abs(learned[FAIR].factor - each).mean(), np.abs(1 - each).mean()))
    names = ("within 80%", "within 95%", "mean error", "bias", "applied")
    table = {name: dict(zip(names, np.mean(found, axis=0).tolist(), strict=True)) for name, found in rows.items()}
    table["dip after a promotion"] = {"mean error": float(np.abs(np.diff(dips, axis=1)).mean())}
    errors = np.mean(own, axis=0).tolist()
    table["products' own effects"] = dict(zip(("own", "shop's for all", "none"), errors, strict=True))
    return table


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shops", type=int, default=200)
    for name, values in measure(range(parser.parse_args().shops)).items():
        print(f"{name:24}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


if __name__ == "__main__":
    main()
