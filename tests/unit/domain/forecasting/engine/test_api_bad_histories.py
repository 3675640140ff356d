"""A history that breaks the methods goes without a forecast; every other product of its batch keeps its own."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import ending, shop, weekly_pattern

PRODUCTS = 5


def good(product: int) -> DemandHistory:
    return ending(weekly_pattern(150, 10.0 + product, seed=product), f"P{product}")


def bad(product: int) -> DemandHistory:
    """Return a product whose coming prices are a table instead of a row, which no method can use."""
    history = good(product)
    prices = np.full(history.quantity.size, 5.0)
    return ending(history.quantity, history.product_id, price=prices, future_price=np.ones((2, 3)))


@pytest.fixture(scope="module")
def profile():
    return fit_profile(shop(12))


@pytest.mark.parametrize("broken", [{0}, {2}, {4}, {0, 4}, {1, 2, 3}], ids=str)
def test_only_the_broken_ones_go_without(broken, profile):
    histories = [bad(product) if product in broken else good(product) for product in range(PRODUCTS)]
    made = forecast_batch(histories, 14, Calendar(), profile=profile)
    assert [each.product_id for each in made] == [f"P{product}" for product in range(PRODUCTS)]
    for product, each in enumerate(made):
        if product not in broken:
            alone = forecast_batch([good(product)], 14, Calendar(), profile=profile)[0]
            np.testing.assert_allclose(each.mean, alone.mean, rtol=1e-4)
            assert each.backtest is not None
        else:
            assert each.backtest is None
