"""Recommendations that are recalled: the same as computed anew, whatever has changed in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.replenishment.position import planning_day
from domain.replenishment.recommending import memory
from domain.replenishment.recommending.memory import RememberedRecommendations
from domain.replenishment.recommending.recommend import recommend
from testing.demand_series import TODAY, poisson_forecast, sales_of
from testing.replenishment import stocked

COUNTED = {"stock_as_of": TODAY - timedelta(days=5)}


def test_what_has_not_changed_is_not_computed_again():
    remembered = RememberedRecommendations()
    first = remembered.recommend(stocked(**COUNTED), poisson_forecast(), sales_of([10.0] * 30), TODAY)
    assert remembered.recommend(stocked(**COUNTED), poisson_forecast(), sales_of([10.0] * 30), TODAY) is first


@pytest.mark.parametrize(
    "change",
    [
        {"product": stocked(**COUNTED, on_hand=Decimal(7))},
        {"product": stocked(**COUNTED, name="Ground beans")},
        {"product": stocked(**COUNTED, service_level=Decimal("0.99"))},
        {"sales": sales_of([10.0] * 29 + [12.0])},
        {"today": TODAY + timedelta(days=1)},
        {"forecast": replace(poisson_forecast(), cumulative=poisson_forecast().cumulative * 1.1)},
        {"forecast": replace(poisson_forecast(), cumulative_mean=poisson_forecast().cumulative_mean * 1.1)},
        {"forecast": replace(poisson_forecast(), mean=poisson_forecast().mean * 1.1)},
        {"forecast": replace(poisson_forecast(), start=poisson_forecast().start - timedelta(days=1))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_is_seen_at_once(change):
    remembered = RememberedRecommendations()
    given = {
        "product": stocked(**COUNTED),
        "forecast": poisson_forecast(),
        "sales": sales_of([10.0] * 30),
        "today": TODAY,
    }
    first = remembered.recommend(**given)
    given |= change
    second = remembered.recommend(**given)
    plan = planning_day(given["product"], given["forecast"], given["sales"], given["today"])
    assert second is not first
    assert second == recommend(given["product"], given["forecast"], plan)
    assert remembered.recommend(**given) is second


def test_no_more_is_kept_than_there_is_room_for(monkeypatch):
    remembered = RememberedRecommendations(capacity=2)
    given = [(stocked(f"SKU-{number}"), poisson_forecast(product_id=f"SKU-{number}")) for number in range(3)]
    for product, forecast in given:
        remembered.recommend(product, forecast, None, TODAY)
    computed = []

    def counted(product, forecast, plan, supply):
        computed.append(product.product_id)
        return recommend(product, forecast, plan, supply)

    monkeypatch.setattr(memory, "recommend", counted)
    for product, forecast in given:
        remembered.recommend(product, forecast, None, TODAY)
    assert computed == ["SKU-2"]
