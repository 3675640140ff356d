"""Effects that stand together in the past: whatever they are put down to, what was seen of them is counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from domain.forecasting.engine.effects.combine import effects_of, fit_effects
from domain.forecasting.engine.effects.group import Group
from domain.forecasting.engine.effects.period_prices import events_and_prices
from domain.forecasting.engine.effects.periods import Reported
from domain.forecasting.models.known_days import Calendar, KnownEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.forecasting.engine.arrays import Array

FIRST = date(2024, 1, 1)
PRODUCTS = 8
CUT = float(np.log(0.75))
ELASTICITY = -2.5
SPAN = {1: 3, 7: 1}
"""Steps of an occasion, by days of a step."""
STEPS = {1: 420, 7: 112}
LEVEL = {1: 60.0, 7: 200.0}


@dataclass(frozen=True, eq=False)
class Drawn:
    """What was on by occasion: a deal, a feature, the log of the price over the usual one; and what they do."""

    deal: Array
    feature: Array
    price: Array
    deal_does: float = 1.5
    feature_does: float = 1.6
    elasticity: float = ELASTICITY

    @property
    def factor(self) -> Array:
        """The true factor by occasion."""
        found: Array = self.deal_does**self.deal * self.feature_does**self.feature
        return found * np.exp(self.elasticity * self.price)


def _always_at_a_price(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, 0 * on, on * CUT)


def _at_a_price_that_does_nothing(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, 0 * on, on * CUT, elasticity=0.0)


def _that_does_nothing_beside_its_price(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, 0 * on, on * CUT, deal_does=1.0)


def _at_prices_of_many_depths(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, 0 * on, on * np.log(random.uniform(0.6, 0.9, on.size)))


def _sometimes_at_a_price(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, 0 * on, CUT * (random.random(on.size) < np.where(on > 0, 0.6, 0.15)))


def _two_entries_always_together(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, on, 0 * on)


def _two_entries_always_at_a_price(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, on, on * CUT, 1.2, 1.2)


def _a_feature_only_in_deals(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, on * (random.random(on.size) < 0.4), on * CUT)


def _a_feature_only_in_deals_of_many_depths(on: Array, random: np.random.Generator) -> Drawn:
    return Drawn(on, on * (random.random(on.size) < 0.4), on * np.log(random.uniform(0.6, 0.9, on.size)))


KINDS: tuple[Callable[[Array, np.random.Generator], Drawn], ...] = (
    _always_at_a_price,
    _at_a_price_that_does_nothing,
    _that_does_nothing_beside_its_price,
    _at_prices_of_many_depths,
    _sometimes_at_a_price,
    _two_entries_always_together,
    _two_entries_always_at_a_price,
    _a_feature_only_in_deals,
    _a_feature_only_in_deals_of_many_depths,
)


@dataclass(frozen=True, eq=False)
class Shop:
    """Sales and log relative prices by step, the last step being still to come, and the calendar."""

    days: int
    sold: Array
    price: Array
    events: tuple[KnownEvent, ...]
    true: Array

    def found(self, *, told: bool = True) -> Array:
        """Factor of all that is known on the coming step, (N,); the price of it being ``told`` or not."""
        prices = 5 * np.exp(self.price)
        if not told:
            prices[:, -1] = 5.0
        return (self._by_day if self.days == 1 else self._by_week)(prices, told=told)

    def _by_day(self, prices: Array, *, told: bool) -> Array:
        steps = self.sold.shape[1]
        ids, planned = tuple(f"P{i}" for i in range(PRODUCTS)), (told,) * PRODUCTS
        group = Group(self.sold, ("Tea",) * PRODUCTS, FIRST + timedelta(days=steps), prices, ids, planned)
        calendar = Calendar(events=self.events)
        made = effects_of(group, 1, calendar, fit_effects(group, calendar))
        assert made is not None
        return made.factors[:, -1]

    def _by_week(self, prices: Array, *, told: bool) -> Array:
        steps = self.sold.shape[1]
        ends = np.tile(FIRST.toordinal() - 1 + 7 * np.arange(1, steps + 1), (PRODUCTS, 1))
        ids = [f"P{i}" for i in range(PRODUCTS)]
        reported = Reported(self.sold, ends - 7, ends, ids, ["Tea"] * PRODUCTS)
        start, planned = FIRST.toordinal() + 7 * steps, np.full(PRODUCTS, told)
        made = events_and_prices(reported, prices, self.events, {}, start, 7, planned=planned)
        events = [np.prod([each.factor for each in mine if each.applied]) for mine in made.events.coming]
        return made.coming[:, 0] * np.array(events)


def _shop(kind: Callable[[Array, np.random.Generator], Drawn], days: int, seed: int, without: int = 0) -> Shop:
    """Products with occasions of a kind, and one more to come; the last ``without`` have the prices and no entries."""
    random = np.random.default_rng(seed)
    span, steps = SPAN[days], STEPS[days]
    sold, prices, events, true = [], [], [], []
    for i in range(PRODUCTS):
        on = (random.random(steps // span + 1) < 0.3).astype(float)
        on[-1], on[-4:-1] = 1.0, 0.0
        drawn = kind(on, random)
        coming = Drawn(
            *(np.ones(1) * (each[on > 0] != 0).any() for each in (drawn.deal, drawn.feature)), np.full(1, CUT)
        )
        if not drawn.price[on > 0].any():
            coming = Drawn(coming.deal, coming.feature, np.zeros(1))
        coming = Drawn(coming.deal, coming.feature, coming.price, drawn.deal_does, drawn.feature_does, drawn.elasticity)
        true.append(coming.factor[0])
        factor, price = (np.repeat(each[:-1], span)[-steps:] for each in (drawn.factor, drawn.price))
        week = np.array([1, 0.9, 0.9, 1, 1.2, 1.5, 0.8])[np.arange(steps) % 7] if days == 1 else 1.0
        sold.append(random.poisson(LEVEL[days] * week * factor).astype(float))
        prices.append(np.concatenate([price, coming.price]))
        for name, marks, ahead in (("Deal", drawn.deal, coming.deal), ("Feature", drawn.feature, coming.feature)):
            past = np.repeat(marks[:-1], span)[-steps:] * (i < PRODUCTS - without)
            at = np.flatnonzero(np.diff(np.concatenate([[0], past, [0], ahead, [0]])))
            for first, last in zip(at[::2].tolist(), at[1::2].tolist(), strict=True):
                begin = first - (first > steps)
                until = last - (last > steps)
                start, end = FIRST + timedelta(days=begin * days), FIRST + timedelta(days=until * days - 1)
                events.append(KnownEvent(name, start, end, kind="promotion", product_ids=frozenset({f"P{i}"})))
    return Shop(days, np.array(sold), np.array(prices), tuple(events), np.array(true))


@pytest.mark.parametrize("days", [1, 7], ids=["daily", "weekly"])
@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__.strip("_") for kind in KINDS])
def test_what_was_seen_of_all_together_is_counted_once(
    kind: Callable[[Array, np.random.Generator], Drawn], days: int
) -> None:
    for seed in range(3):
        shop = _shop(kind, days, seed)
        away = shop.found() / shop.true
        assert away.mean() == pytest.approx(1.0, abs=0.06)
        assert away == pytest.approx(np.ones(PRODUCTS), abs=0.2)


@pytest.mark.parametrize("days", [1, 7], ids=["daily", "weekly"])
@pytest.mark.parametrize("kind", [_always_at_a_price, _two_entries_always_at_a_price])
def test_a_price_that_nobody_told_is_that_of_past_occasions_once(
    kind: Callable[[Array, np.random.Generator], Drawn], days: int
) -> None:
    """However many entries of the day were at reduced prices before."""
    for seed in range(3):
        shop = _shop(kind, days, seed)
        assert shop.found(told=False) == pytest.approx(shop.true, rel=0.2)


@pytest.mark.parametrize("days", [1, 7], ids=["daily", "weekly"])
@pytest.mark.parametrize("told", [True, False])
def test_a_product_that_never_had_the_entry_gets_what_it_does_beside_its_price(days: int, *, told: bool) -> None:
    """Half of the products had the prices without an entry: what is the price's, they tell."""
    shop = _shop(_that_does_nothing_beside_its_price, days, 0, without=PRODUCTS // 2)
    assert shop.found(told=told) == pytest.approx(shop.true, rel=0.2)
