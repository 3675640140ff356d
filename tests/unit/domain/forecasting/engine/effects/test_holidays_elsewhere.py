"""Holidays of categories that are sold elsewhere: learned by name over the products that have them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine.effects.combine import effects_of, fit_effects
from domain.forecasting.engine.effects.group import Group
from domain.forecasting.models.known_days import Calendar

DAYS, END = 760, date(2026, 11, 1)
FIRST = END - timedelta(days=DAYS)
LIFT = 3.0
MOVING = {date(2024, 12, 5): "Fair", date(2025, 9, 20): "Fair", date(2026, 11, 6): "Fair"}
"""Twice in the past of the shop, once in the coming days, on other days each year."""


def shop(at_home: int, elsewhere: int, days_at_home: dict[date, str], level: float = 4.0) -> Group:
    """Products that sell ``LIFT`` times as much on the holidays of their own."""
    random = np.random.default_rng(3)
    demand = []
    for product in range(at_home + elsewhere):
        rate = np.full(DAYS, level)
        for day in days_at_home if product < at_home else MOVING:
            if day < END:
                rate[(day - FIRST).days] *= LIFT
        demand.append(random.poisson(rate).astype(float))
    return Group(np.array(demand), ("Tea",) * at_home + ("Bier",) * elsewhere, END)


def alone(demand: np.ndarray, shop_knows: object) -> float:
    """Return the factor of the coming fair on one product, forecast as the product is: with what its shop knows."""
    group = Group(demand[None], ("Bier",), END)
    made = effects_of(group, 10, Calendar(MOVING), shop_knows)  # type: ignore[arg-type]
    return 1.0 if made is None else float(made.factors[0, DAYS + 5])


def test_a_slow_product_gets_what_the_others_of_its_country_showed() -> None:
    group = shop(20, 20, {})
    known = fit_effects(group, Calendar({}, elsewhere={"Bier": MOVING}))
    assert known.special_days.factors["Fair|0"] == pytest.approx(LIFT, abs=0.5)
    silent = np.random.default_rng(9).poisson(4, 300).astype(float)
    never_had = np.concatenate([np.full(DAYS - 300, np.nan), silent])
    never_had[(date(2025, 9, 20) - FIRST).days] = np.nan
    assert alone(never_had, known) == pytest.approx(LIFT, abs=0.6)
    # With the shop's own holidays alone nothing is known of the fair, and a product this young knows nothing itself.
    assert alone(never_had, fit_effects(group, Calendar({}))) == pytest.approx(1.0, abs=0.1)


def test_products_of_the_shops_country_are_not_moved_by_it() -> None:
    group = shop(20, 20, {})
    calendar = Calendar({}, elsewhere={"Bier": MOVING})
    made = effects_of(group, 10, calendar, fit_effects(group, calendar))
    assert made is not None
    assert made.factors[:20, DAYS + 5] == pytest.approx(np.ones(20), abs=0.15)
    assert made.factors[20:, DAYS + 5].mean() == pytest.approx(LIFT, abs=0.4)


def test_a_holiday_of_one_name_is_learned_on_the_dates_of_each_country() -> None:
    """As Mother's Day is on one day in Britain and on another in America."""
    at_home = {day + timedelta(days=40): name for day, name in MOVING.items()}
    group = shop(20, 3, at_home)
    calendar = Calendar(at_home, elsewhere={"Bier": MOVING})
    known = fit_effects(group, calendar)
    assert known.special_days.factors["Fair|0"] == pytest.approx(LIFT, abs=0.4)
    assert alone(group.demand[-1], known) == pytest.approx(LIFT, abs=0.8)
