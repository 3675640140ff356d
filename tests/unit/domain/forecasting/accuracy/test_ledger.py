"""What the model proposed is scored once the days are sold, and decides whether it is heeded."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.accuracy.ledger import RUNS_TO_JUDGE_PRODUCT, RUNS_TO_JUDGE_SHOP
from domain.forecasting.models.accuracy import TrackRecord
from testing.advice import NOTES, advice, proposal
from testing.fakes.advice import FakeAdvisor
from testing.forecasting_world import World

SAID = advice(summary="Demand is steady.", drivers=(), proposals=(proposal(),))


def forecast_shop() -> World:
    shop = World(advisor=FakeAdvisor(SAID))
    shop.sell()
    shop.generate(notes=NOTES)
    return shop


def test_nothing_is_settled_before_its_days_are_sold():
    shop = forecast_shop()
    shop.sell_on("SKU-1", [10.0] * 10)
    shop.shop.note_last_date(shop.sales.sold["SKU-1"].end)
    assert shop.proposal_ledger.settle() == 0
    assert len(shop.ledger.opened) == 1


@pytest.mark.parametrize(("sold", "helped"), [(0.7, True), (1.0, False)])
def test_a_proposal_is_scored_against_the_statistical_forecast(sold, helped):
    shop = forecast_shop()
    expected = shop.forecasts.latest("SKU-1").layers.statistical
    shop.sell_on("SKU-1", np.round(expected[:20] * sold, 2))
    shop.shop.note_last_date(shop.sales.sold["SKU-1"].end)
    assert shop.proposal_ledger.settle() == 1
    assert shop.proposal_ledger.settle() == 0
    for product_id in ("SKU-1", None):
        record = shop.ledger.record("bedrock", product_id)
        assert record.proposals == 1
        assert (record.value_added > 0) is helped


def test_a_deleted_product_closes_its_proposals():
    shop = forecast_shop()
    shop.sell_on("SKU-1", [10.0] * 28)
    shop.shop.note_last_date(shop.sales.sold["SKU-1"].end)
    del shop.catalogue.kept["SKU-1"]
    assert shop.proposal_ledger.settle() == 1
    assert shop.ledger.record("bedrock").proposals == 0


@pytest.mark.parametrize(
    ("product_runs", "shop_runs", "saved", "heeded"),
    [
        (0, 0, 0.0, True),
        (RUNS_TO_JUDGE_PRODUCT - 1, RUNS_TO_JUDGE_SHOP - 1, -5.0, True),
        (RUNS_TO_JUDGE_PRODUCT, 0, -5.0, False),
        (RUNS_TO_JUDGE_PRODUCT, 0, 5.0, True),
        (0, RUNS_TO_JUDGE_SHOP, -5.0, False),
    ],
)
def test_a_record_is_judged_once_it_is_long_enough(product_runs, shop_runs, saved, heeded):
    shop = World()
    shop.ledger.records["bedrock", "SKU-1"] = TrackRecord("bedrock", product_runs, 10 + saved, 10, 50)
    shop.ledger.records["bedrock", None] = TrackRecord("bedrock", shop_runs, 10 + saved, 10, 50)
    assert shop.proposal_ledger.is_heeded("SKU-1") is heeded
