"""Upkeep of rows: after changes, of suppliers' products, a comparison a day, and no more than there is time for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from domain.shared.shard_upkeep import ShardUpkeep, Upkept
from domain.shared.shards import SHARDS, ShardKeeper, kept_rows, shard_of
from testing.fakes.shards import FakeShards
from testing.fakes.system import FakeClock

PRODUCTS = {"A": "ACME", "B": "ACME", "C": None}


class Figure(NamedTuple):
    product_id: str
    day: date
    value: int


class Products:
    """Implements ``ProductIds``."""

    def all(self):
        return iter(PRODUCTS)

    def of_supplier(self, supplier_id):
        return (key for key, supplier in PRODUCTS.items() if supplier == supplier_id)


class Shop:
    def __init__(self):
        self.values = dict.fromkeys(PRODUCTS, 1)
        self.clock = FakeClock()
        self.stores = [FakeShards(), FakeShards()]
        self.paused = 0
        keepers = [ShardKeeper(store, self.make, self.clock) for store in self.stores]
        self.upkeep = ShardUpkeep(keepers, Products(), self.clock, self.pause)

    def make(self, product_ids):
        day = self.clock.now().date()
        return {key: Figure(key, day, self.values[key]) for key in product_ids}

    def pause(self):
        self.paused += 1

    def listed(self):
        return [{row.product_id: row.value for row in kept.rows} for kept in map(kept_rows, self.stores) if kept]


@pytest.fixture
def shop():
    return Shop()


def always():
    return True


def never():
    return False


def test_the_first_change_makes_all_of_a_worklist_that_is_not_there(shop):
    assert shop.upkeep.refresh(["A"], [], always) == 1
    assert shop.listed() == [{"A": 1, "B": 1, "C": 1}] * 2


def test_a_change_is_in_its_row_even_where_there_is_no_time_to_make_the_rest(shop):
    shop.upkeep.refresh(["A"], [], never)
    assert shop.listed() == []
    assert [set(store.rows()) for store in shop.stores] == [{"A"}] * 2


def test_a_change_makes_the_rows_it_names_and_no_others(shop):
    shop.upkeep.run(always)
    shop.values = dict.fromkeys(PRODUCTS, 2)
    assert shop.upkeep.refresh(["C", "C"], [], always) == 1
    assert shop.listed() == [{"A": 1, "B": 1, "C": 2}] * 2


def test_a_suppliers_terms_are_in_the_rows_of_all_its_products(shop):
    shop.upkeep.run(always)
    shop.values = dict.fromkeys(PRODUCTS, 2)
    assert shop.upkeep.refresh([], ["ACME", "NOBODY"], always) == 2
    assert shop.listed() == [{"A": 2, "B": 2, "C": 1}] * 2


def test_every_shard_is_compared_once_a_day(shop):
    shop.upkeep.run(always)
    compared = 0
    shop.values["B"] = 2  # and no record told of it
    mended = []
    for hour in range(24):
        shop.clock.time = shop.clock.time.replace(hour=hour)
        run = shop.upkeep.run(always)
        assert run.is_whole
        compared += run.compared
        mended += run.mended
        assert (run.mended == ("B",)) == (hour == shard_of("B") % 24)
    assert (compared, mended) == (2 * SHARDS, ["B"])
    assert shop.listed() == [{"A": 1, "B": 2, "C": 1}] * 2
    assert shop.paused == 2


def test_what_there_was_no_time_for_is_left_to_the_next_run(shop):
    assert shop.upkeep.run(never) == Upkept(compared=0, mended=(), is_whole=False)
    assert shop.listed() == []
    time = iter([True] * 2)
    assert shop.upkeep.run(lambda: next(time, False)) == Upkept(compared=0, mended=(), is_whole=False)
    assert shop.listed() == [{"A": 1, "B": 1, "C": 1}] * 2


def test_after_midnight_all_rows_are_made_for_the_new_day(shop):
    shop.upkeep.run(always)
    shop.clock.advance(days=1)
    shop.values = dict.fromkeys(PRODUCTS, 2)
    assert shop.upkeep.run(always).mended == ()
    assert shop.listed() == [{"A": 2, "B": 2, "C": 2}] * 2
