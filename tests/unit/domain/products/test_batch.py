"""Batches of products: each item by itself, in order, and the same when sent again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.products.batch import BatchItem, BatchResult, BatchService
from domain.products.errors import BusyProductError, IncompleteProductError
from domain.products.removal import ProductRemovals
from testing.fakes.products import FakeProductBatches, FakeProductRepository, FakeTraces
from testing.products import product

TEA = {"name": "Chai", "category": "Tea", "current_price": Decimal(3)}


@pytest.fixture
def products():
    return FakeProductRepository(product("SKU-1"), product("SKU-2"))


@pytest.fixture
def kept(products):
    return FakeProductBatches(products)


@pytest.fixture
def service(products, kept, clock, ids):
    return BatchService(kept, ProductRemovals(products, [FakeTraces()], ids), clock)


def results(outcomes):
    return [(outcome.product_id, outcome.result.value) for outcome in outcomes]


def test_each_item_is_created_changed_or_left_in_the_order_sent(service, products):
    items = [
        BatchItem("NEW", TEA),
        BatchItem("SKU-2", {"on_hand": Decimal(4)}),
        BatchItem("LESS", {"name": "No price"}),
        BatchItem("SKU-1", {"name": "Espresso beans"}),
    ]
    outcomes = service.keep(items)
    assert results(outcomes) == [("NEW", "created"), ("SKU-2", "updated"), ("LESS", "failed"), ("SKU-1", "unchanged")]
    assert isinstance(outcomes[2].error, IncompleteProductError)
    assert products.get("SKU-2").details.on_hand == 4
    assert products.get("SKU-1").version == 1


def test_a_batch_that_is_sent_again_changes_nothing(service, products):
    items = [BatchItem("NEW", TEA), BatchItem("SKU-1", {"on_hand": Decimal(4)})]
    service.keep(items)
    before = dict(products.kept)
    assert results(service.keep(items)) == [("NEW", "unchanged"), ("SKU-1", "unchanged")]
    assert products.kept == before


def test_items_about_one_product_follow_each_other(service, products):
    items = [
        BatchItem("NEW", TEA),
        BatchItem("NEW", {"on_hand": Decimal(9)}),
        BatchItem("NEW", {"on_hand": Decimal(2)}),
    ]
    assert results(service.keep(items)) == [("NEW", "created"), ("NEW", "updated"), ("NEW", "updated")]
    assert products.get("NEW").details.on_hand == 2


def test_another_writers_change_is_kept_beside(service, products, kept):
    def rival():
        products.replace(product("SKU-1", version=2, unit_cost=Decimal(1)))

    kept.before_keeping = rival
    assert results(service.keep([BatchItem("SKU-1", {"on_hand": Decimal(4)})])) == [("SKU-1", "updated")]
    details = products.get("SKU-1").details
    assert (details.unit_cost, details.on_hand) == (1, 4)


def test_a_product_that_others_keep_changing_fails_alone(service, kept, monkeypatch):
    keep = kept.keep
    monkeypatch.setattr(
        kept, "keep", lambda products: {"SKU-1"} | keep([each for each in products if each.product_id != "SKU-1"])
    )
    outcomes = service.keep([BatchItem("SKU-1", {"on_hand": Decimal(4)}), BatchItem("SKU-2", {"on_hand": Decimal(4)})])
    assert [outcome.result for outcome in outcomes] == [BatchResult.FAILED, BatchResult.UPDATED]
    assert isinstance(outcomes[0].error, BusyProductError)


def test_a_removal_left_half_done_is_finished_first(service, products):
    products.begin_removal("SKU-1", None, "removal")
    assert results(service.keep([BatchItem("SKU-1", TEA)])) == [("SKU-1", "created")]
    assert products.get("SKU-1").details.name == "Chai"
