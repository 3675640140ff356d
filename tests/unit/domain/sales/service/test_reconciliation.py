"""The nightly comparison goes through the whole catalogue, in as many nights as it takes, and begins again."""

from __future__ import annotations

import pytest

from domain.sales.service.reconciliation import PRODUCTS_AT_ONCE, Reconciled, ReconciliationService
from testing.fakes.sales import FakeReconciliationPlace, FakeSalesCatalogue, FakeSalesLedger

COUNT = 2 * PRODUCTS_AT_ONCE + 7
IDS = [f"SKU-{number:04}" for number in range(COUNT)]


@pytest.fixture
def ledger():
    return FakeSalesLedger(FakeSalesCatalogue())


@pytest.fixture
def place():
    return FakeReconciliationPlace()


@pytest.fixture
def service(ledger, place):
    return ReconciliationService(FakeSalesCatalogue(*IDS), ledger, place)


def always():
    return True


def never():
    return False


def test_a_night_with_time_checks_every_product_and_names_what_it_mended(service, ledger, place):
    ledger.apart = {IDS[-1], IDS[0], IDS[PRODUCTS_AT_ONCE], "REMOVED"}
    assert service.run(always) == Reconciled(COUNT, (IDS[0], IDS[PRODUCTS_AT_ONCE], IDS[-1]), is_whole=True)
    assert place.read() is None, "the next night begins at the beginning"
    assert service.run(always).mended == ()


def test_nights_without_time_go_on_where_the_last_one_ended(service, ledger, place):
    ledger.apart = {IDS[0], IDS[-1]}
    nights = [service.run(never) for _ in range(3)]
    assert [night.checked for night in nights] == [PRODUCTS_AT_ONCE, PRODUCTS_AT_ONCE, 7]
    assert [night.mended for night in nights] == [(IDS[0],), (), (IDS[-1],)]
    assert not any(night.is_whole for night in nights)
    assert place.read() == IDS[-1]
    assert service.run(never) == Reconciled(0, (), is_whole=True), "nothing is left behind the last product"
    assert service.run(never).checked == PRODUCTS_AT_ONCE


def test_a_run_that_dies_is_repeated_from_the_last_portion_that_was_compared(service, ledger, place, monkeypatch):
    compare, seen = ledger.reconcile, []

    def dying(products):
        seen.append(products[0].product_id)
        if len(seen) == 2:
            raise RuntimeError("the power failed")
        return compare(products)

    monkeypatch.setattr(ledger, "reconcile", dying)
    with pytest.raises(RuntimeError):
        service.run(always)
    assert place.read() == IDS[PRODUCTS_AT_ONCE - 1]
    assert service.run(always).is_whole
    assert seen == [IDS[0], IDS[PRODUCTS_AT_ONCE], IDS[PRODUCTS_AT_ONCE], IDS[2 * PRODUCTS_AT_ONCE]]


def test_an_empty_catalogue_is_whole(ledger, place):
    assert ReconciliationService(FakeSalesCatalogue(), ledger, place).run(never) == Reconciled(0, (), is_whole=True)
