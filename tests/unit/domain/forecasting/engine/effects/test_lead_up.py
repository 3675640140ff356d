"""What leads up to a holiday on a moving date comes back with it, as far back as it was seen to reach."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.engine.effects.lead_up import candidates, reaching, weeks_before
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar

EASTER = {2023: date(2023, 4, 9), 2024: date(2024, 3, 31), 2025: date(2025, 4, 20), 2026: date(2026, 4, 5)}
HOLIDAYS = {
    **{day - timedelta(days=2): "Good Friday" for day in EASTER.values()},
    **{day + timedelta(days=1): "Easter Monday" for day in EASTER.values()},
    **{date(year, 12, 25): "Christmas Day" for year in EASTER},
    **{date(year, 5, 1): "May Day" for year in EASTER},
}
END = date(2026, 3, 10)
LEVEL = 20


def product(number: int, lead: int, peak: float, years: float, level: float = LEVEL) -> DemandHistory:
    """A product that sells ``peak`` times as much on the ``lead`` days before Easter Sunday."""
    days = int(365 * years)
    start = END - timedelta(days=days - 1)
    before = np.array([[(day - start).days - at for at in range(days)] for day in EASTER.values()])
    leading = ((before >= 0) & (before <= lead)).any(0)
    sold = np.random.default_rng(number).poisson(level * np.where(leading, peak, 1.0))
    return DemandHistory(f"P{number}", "c", start, sold.astype(float))


def wanted(lead: int, peak: float) -> float:
    """Expected sum of the 28 days after the end."""
    ahead = [(EASTER[2026] - END).days - 1 - day for day in range(28)]
    return float(sum(LEVEL * (peak if 0 <= before <= lead else 1) for before in ahead))


@pytest.mark.parametrize("share", [1.0, 0.3])
@pytest.mark.parametrize("years", [2.2, 3.1])
@pytest.mark.parametrize(("lead", "peak"), [(21, 3.0), (24, 1.8), (14, 2.5), (10, 4.0)])
def test_the_weeks_before_easter_come_back_and_flat_products_stay_flat(
    lead: int, peak: float, years: float, share: float
) -> None:
    peaking = int(20 * share)
    shop = [product(i, lead, peak, years) if i < peaking else product(i, 0, 1.0, years) for i in range(20)]

    made = forecast_batch(shop, 28, Calendar(HOLIDAYS))

    totals = [float(each.mean.sum()) for each in made]
    assert np.mean(totals[:peaking]) == pytest.approx(wanted(lead, peak), rel=0.1)
    if peaking < 20:
        assert np.mean(totals[peaking:]) == pytest.approx(28 * LEVEL, rel=0.05)
    effects = made[0].evidence.holiday_effects
    week = float(np.mean([peak if before <= lead else 1.0 for before in range(6, 13)]))  # days before Easter Sunday
    assert effects["the week before Good Friday"] == pytest.approx(week, rel=0.15)


@pytest.mark.parametrize("level", [0.5, 4.0, 60.0])
def test_a_shop_without_a_lead_up_learns_none(level: float) -> None:
    shop = [product(i, 0, 1.0, 3.1, level) for i in range(20)]

    with_holidays = forecast_batch(shop, 28, Calendar(HOLIDAYS))
    without = forecast_batch(shop, 28, Calendar())

    total = sum(float(each.mean.sum()) for each in with_holidays)
    assert total == pytest.approx(sum(float(each.mean.sum()) for each in without), rel=0.04)


def test_holidays_that_move_by_weeks_have_a_lead_up_and_only_the_first_of_a_season() -> None:
    ascension = {day + timedelta(days=39): "Ascension Day" for day in EASTER.values()}
    monday = {day + timedelta(days=50): "Whit Monday" for day in EASTER.values()}
    thanksgiving = {date(2023, 11, 23): "T", date(2024, 11, 28): "T", date(2025, 11, 27): "T"}
    observed = {date(2021, 12, 31): "N", date(2023, 1, 2): "N", date(2026, 1, 3): "N"}
    twice_a_year = {date(2024, 1, 1): "X", date(2024, 6, 1): "X", date(2025, 3, 1): "X"}

    found = candidates({**HOLIDAYS, **ascension, **monday, **thanksgiving, **observed, **twice_a_year})

    assert list(found) == ["Good Friday", "Ascension Day"]
    assert found["Good Friday"] == [day - timedelta(days=2) for day in EASTER.values()]


def test_weeks_are_whole_and_leave_days_near_other_holidays_alone() -> None:
    taken = {
        "Good Friday|-3": [(EASTER[2025] - timedelta(days=5)).toordinal()],
        "Eve|0": [date(2025, 4, 1).toordinal()],
    }

    found = weeks_before(HOLIDAYS, taken, date(2025, 1, 1), date(2025, 12, 31))

    friday = EASTER[2025] - timedelta(days=2)
    weeks = [[date.fromordinal(each) for each in days] for days in found.values()]
    assert list(found) == ["Good Friday|-10", "Good Friday|-17", "Good Friday|-24"]
    assert weeks[0] == [friday - timedelta(days=back) for back in range(10, 3, -1)]
    assert weeks[1] == [friday - timedelta(days=back) for back in range(17, 10, -1) if back != 17]
    assert len({day for days in weeks for day in days}) == 20


def test_a_lead_up_reaches_as_far_as_its_weeks_follow_each_other() -> None:
    assert reaching(["E|-10", "E|-17", "F|-17", "G|-10", "G|-24", "H|0", "H|-3"]) == {"E|-10", "E|-17", "G|-10"}
