"""Prices move a forecast only where they have moved demand lately."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.api import forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import ending

DAYS = 300


ELASTICITY = -2.5


def promoted(response: list[float], product: int = 0) -> DemandHistory:
    """Return a product with a week of 30 % off every 40 days; ``response``: its elasticity in each promotion."""
    price = np.full(DAYS, 10.0)
    rate = np.full(DAYS, 30.0)
    for at, elasticity in zip(range(20, DAYS, 40), response, strict=True):
        price[at : at + 7] = 7.0
        rate[at : at + 7] *= 0.7**elasticity
    values = np.random.default_rng(product).poisson(rate).astype(float)
    return ending(values, f"P{product}", price=price, future_price=np.array([7.0] * 7 + [10.0] * 7))


def moved_by_price(histories: list[DemandHistory]) -> list[tuple[float | None, float]]:
    """Return each product's elasticity, and the forecast of the promoted week over that of the one after it."""
    made = forecast_batch(histories, 14, Calendar(), backtest=False)
    return [(each.evidence.price_elasticity, float(each.mean[:7].mean() / each.mean[7:].mean())) for each in made]


def test_a_response_that_lasted_is_used():
    for elasticity, moved in moved_by_price([promoted([ELASTICITY] * 7, product) for product in range(3)]):
        assert elasticity == pytest.approx(ELASTICITY, abs=0.6)
        assert moved == pytest.approx(0.7**ELASTICITY, rel=0.25)


def test_a_response_that_is_gone_in_the_last_fifth_of_the_history_is_not_used():
    """The last promotion, the only one in the last fifth, sold less than an ordinary week."""
    gone = [ELASTICITY] * 6 + [1.0]
    for elasticity, moved in moved_by_price([promoted(gone, product) for product in range(3)]):
        assert elasticity is None
        assert moved == pytest.approx(1.0, abs=0.05)


def test_each_product_is_judged_by_itself():
    lasting, gone = moved_by_price([promoted([ELASTICITY] * 7, 0), promoted([ELASTICITY] * 6 + [1.0], 1)])
    assert lasting[0] == pytest.approx(ELASTICITY, abs=0.6)
    assert gone[0] is None


def test_a_known_promotion_price_raises_demand() -> None:
    rng = np.random.default_rng(0)
    histories = []
    for i in range(8):
        price = np.full(300, 10.0)
        for at in range(20, 300, 40):
            price[at : at + 7] = 7.0
        rate = 20 * (price / 10) ** -2.5
        values = rng.poisson(rate).astype(float)
        histories.append(ending(values, f"P{i}", price=price, future_price=np.array([7.0] * 7 + [10.0] * 7)))

    forecast = forecast_batch(histories, 14, Calendar())[0]

    assert forecast.evidence.price_elasticity == pytest.approx(-2.5, abs=0.6)
    assert forecast.mean[:7].mean() / forecast.mean[7:].mean() == pytest.approx(0.7**-2.5, rel=0.25)
    assert forecast.evidence.promotion_effect == pytest.approx(0.7**-2.5, rel=0.25)


@pytest.mark.parametrize(("change", "since"), [(1.3, 35), (1.3, 60), (0.75, 40), (0.75, 80)])
def test_a_lasting_change_of_price_moves_demand_once_and_for_good(change: float, since: int) -> None:
    """Neither what a day sells nor what a promotion does depends on how long ago the usual price changed."""
    price = np.full(DAYS, 10.0)
    for at in range(20, DAYS, 40):
        price[at : at + 7] = 7.0
    price[-since:] *= change
    histories = []
    for i in range(8):
        values = np.random.default_rng(i).poisson(60 * (price / 10) ** ELASTICITY).astype(float)
        ahead = np.array([7.0] * 7 + [10.0] * 7) * change
        histories.append(ending(values, f"P{i}", price=price, future_price=ahead))

    made = forecast_batch(histories, 14, Calendar(), backtest=False)

    usual = 60 * change**ELASTICITY
    assert np.mean([each.mean[7:].mean() for each in made]) == pytest.approx(usual, rel=0.08)
    assert np.mean([each.mean[:7].mean() for each in made]) == pytest.approx(usual * 0.7**ELASTICITY, rel=0.12)
