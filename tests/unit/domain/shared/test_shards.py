"""Shards: rows are as what is stored makes them, whatever is told of changes, how often, when, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.shared import shards
from domain.shared.errors import UnavailableError
from domain.shared.shards import SHARDS, ShardKeeper, by_shard, kept_rows, shard_of
from testing.demand_series import TODAY
from testing.fakes.shards import TRIES, FakeShards
from testing.fakes.system import FakeClock

#: Three products of one shard, and one of another.
NAMES = [f"P{n}" for n in range(2000)]
TOGETHER = [name for name in NAMES if shard_of(name) == shard_of("P0")][:3]
APART = next(name for name in NAMES if shard_of(name) != shard_of("P0"))
PRODUCTS = [*TOGETHER, APART]


class Figure(NamedTuple):
    product_id: str
    day: date
    value: int


class Shop:
    """What is stored of products, one number each, and the keeper of its rows.

    ``meanwhile`` is done, one thing each time, after a shard was read and the rows were made, before they are written.
    """

    def __init__(self):
        self.stored = {}
        self.clock = FakeClock()
        self.store = FakeShards()
        self.keeper = ShardKeeper(self.store, self.make, self.clock)
        self.meanwhile = []

    def make(self, product_ids):
        made = self.rows_of(product_ids)
        if self.meanwhile:
            self.meanwhile.pop(0)()
        return made

    def rows_of(self, product_ids):
        day = self.clock.now().date()
        return {key: Figure(key, day, self.stored[key]) for key in product_ids if key in self.stored}

    def make_current(self, has_time=lambda: True):
        return self.keeper.make_current(list(self.stored), has_time)

    def change(self, product_id, value):
        if value is None:
            self.stored.pop(product_id, None)
        else:
            self.stored[product_id] = value


@pytest.fixture
def shop():
    return Shop()


CHANGES = st.lists(st.tuples(st.sampled_from(PRODUCTS), st.none() | st.integers(0, 3)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(CHANGES, st.data())
def test_rows_are_those_of_what_is_stored_however_changes_are_told(changes, data):
    """Records come twice, in any order, together or one by one; other runs and the rebuild come between any two."""
    shop = Shop()
    told = []
    for product_id, value in changes:
        shop.change(product_id, value)
        told += [product_id] * data.draw(st.integers(1, 2))
    late = data.draw(st.lists(st.tuples(st.sampled_from(PRODUCTS), st.integers(0, 3)), max_size=3))

    def another_run(product_id, value):
        shop.change(product_id, value)
        shop.keeper.refresh([product_id])

    shop.meanwhile = [lambda each=each: another_run(*each) for each in late]
    if data.draw(st.booleans()):
        shop.meanwhile.insert(0, shop.make_current)
    batches = data.draw(st.permutations(told))
    while batches:
        size = data.draw(st.integers(1, len(batches)))
        shop.keeper.refresh(batches[:size])
        batches = batches[size:]
    shop.make_current()
    for run in list(shop.meanwhile):
        run()
    assert shop.store.rows() == shop.rows_of(PRODUCTS)


def test_a_record_that_comes_twice_makes_the_same_row(shop):
    shop.change("P0", 1)
    shop.keeper.refresh(["P0"])
    before = shop.store.rows()
    shop.keeper.refresh(["P0", "P0"])
    assert shop.store.rows() == before == shop.rows_of(["P0"])


def test_an_older_row_is_never_written_over_a_newer(shop):
    shop.change("P0", 1)

    def a_faster_run():
        shop.change("P0", 2)
        shop.keeper.refresh(["P0"])

    shop.meanwhile = [a_faster_run]
    shop.keeper.refresh(["P0"])
    assert shop.store.rows()["P0"].value == 2


def test_two_runs_on_one_shard_both_find_their_way(shop):
    first, second, _ = TOGETHER
    shop.change(first, 1)
    shop.change(second, 1)
    shop.meanwhile = [lambda: shop.keeper.refresh([second])]
    shop.keeper.refresh([first])
    assert set(shop.store.rows()) == {first, second}


def test_a_product_that_is_removed_while_its_row_is_made_has_none_in_the_end(shop):
    shop.change("P0", 1)
    shop.meanwhile = [lambda: shop.change("P0", None)]
    shop.keeper.refresh(["P0"])
    assert "P0" in shop.store.rows()
    shop.keeper.refresh(["P0"])
    assert shop.store.rows() == {}


def test_a_shard_that_others_keep_writing_is_left_to_another_try(shop):
    shop.change("P0", 1)

    def another_run():
        shop.store.write(replace(shop.store.read([shard_of("P0")])[shard_of("P0")], version=len(bumps) + 1))
        bumps.append(1)

    bumps = []
    shop.meanwhile = [another_run] * TRIES
    with pytest.raises(UnavailableError):
        shop.keeper.refresh(["P0"])
    assert shop.store.rows() == {}


def test_only_shards_of_named_products_are_written(shop):
    for product_id in PRODUCTS:
        shop.change(product_id, 1)
    shop.keeper.refresh(TOGETHER)
    assert shop.store.written == [shard_of("P0")]


def test_nothing_is_listed_before_every_shard_is_whole(shop):
    shop.change("P0", 1)
    assert kept_rows(shop.store) is None
    assert not shop.keeper.refresh(["P0"])
    assert kept_rows(shop.store) is None
    assert not shop.make_current(lambda: False)
    assert kept_rows(shop.store) is None
    assert shop.make_current()
    assert [row.product_id for row in kept_rows(shop.store).rows] == ["P0"]
    assert shop.keeper.refresh(["P0"])


def test_what_was_made_before_time_was_up_is_not_made_again(shop, monkeypatch):
    monkeypatch.setattr(shards, "ROWS_AT_ONCE", 1)
    shop.change("P0", 1)
    shop.change(APART, 1)
    asked = iter([True])
    assert not shop.make_current(lambda: next(asked, False))
    done = list(shop.store.written)
    assert 0 < len(done) < SHARDS
    assert kept_rows(shop.store) is None
    assert shop.make_current()
    assert sorted(shop.store.written) == list(range(SHARDS))
    assert len(kept_rows(shop.store).rows) == 2


def test_two_makers_at_once_share_the_work(shop):
    for product_id in PRODUCTS:
        shop.change(product_id, 1)
    read = shop.store.read

    def and_another_maker(numbers, **options):
        shop.store.read = read
        found = read(numbers, **options)
        shop.make_current()
        return found

    shop.store.read = and_another_maker
    assert shop.make_current()
    assert sorted(shop.store.written) == list(range(SHARDS))


def test_an_empty_shop_has_an_empty_list(shop):
    assert shop.make_current()
    assert kept_rows(shop.store).rows == ()
    assert kept_rows(shop.store).as_of == shop.clock.now()


def test_shards_of_today_are_left_alone_and_those_of_yesterday_made_anew(shop):
    shop.change("P0", 1)
    shop.change(APART, 1)
    shop.make_current()
    shop.store.written.clear()
    shop.make_current()
    assert shop.store.written == []
    shop.clock.advance(days=1)
    shop.keeper.refresh([APART])
    assert kept_rows(shop.store).day == TODAY
    shop.store.written.clear()
    shop.make_current()
    assert shop.store.written == [shard_of("P0")]
    assert kept_rows(shop.store).day == TODAY + timedelta(days=1)


def test_rows_are_as_of_the_last_writing_of_the_oldest_day(shop):
    shop.change("P0", 1)
    shop.change(APART, 1)
    shop.make_current()
    written = shop.clock.now()
    shop.clock.advance(hours=2)
    shop.keeper.refresh([APART])
    assert kept_rows(shop.store).as_of == shop.clock.now() > written
    shop.clock.advance(days=1)
    before = kept_rows(shop.store).as_of
    shop.keeper.refresh([APART])
    assert kept_rows(shop.store).as_of == written < before


def test_a_row_of_a_product_that_is_gone_goes_when_its_shard_is_made_anew(shop):
    shop.change("P0", 1)
    shop.make_current()
    shop.change("P0", None)
    shop.clock.advance(days=1)
    shop.make_current()
    assert shop.store.rows() == {}


def test_a_large_shard_is_made_in_parts_and_is_whole_after_the_last(shop, monkeypatch):
    monkeypatch.setattr(shards, "ROWS_AT_ONCE", 2)
    for product_id in TOGETHER:
        shop.change(product_id, 1)
    whole = []
    shop.meanwhile = [lambda: None, lambda: whole.append(shop.store.read([shard_of("P0")])[shard_of("P0")].is_whole)]
    shop.make_current()
    assert whole == [False]
    assert set(shop.store.rows()) == set(TOGETHER)


@settings(max_examples=25, deadline=None)
@given(CHANGES, CHANGES, st.sets(st.integers(0, 12)))
def test_the_comparison_names_exactly_the_rows_that_records_were_lost_of_and_mends_them(before, after, lost):
    shop = Shop()
    for product_id, value in before:
        shop.change(product_id, value)
    shop.make_current()
    for number, (product_id, value) in enumerate(after):
        shop.change(product_id, value)
        if number not in lost:
            shop.keeper.refresh([product_id])
    have, should = shop.store.rows(), shop.rows_of(PRODUCTS)
    wrong = {key for key in PRODUCTS if have.get(key) != should.get(key)}
    found = [key for n in range(SHARDS) for key in shop.keeper.mend(n, list(shop.stored), lambda: None)]
    assert sorted(found) == sorted(wrong)
    assert shop.store.rows() == should


def test_a_row_that_is_only_on_its_way_is_not_wrong(shop):
    shop.change("P0", 1)
    shop.make_current()
    shop.change("P0", 2)
    assert shop.keeper.mend(shard_of("P0"), ["P0"], lambda: shop.keeper.refresh(["P0"])) == ()


def test_nothing_is_waited_for_where_all_rows_are_right(shop):
    shop.change("P0", 1)
    shop.make_current()
    shop.store.written.clear()
    assert shop.keeper.mend(shard_of("P0"), ["P0"], lambda: pytest.fail("waited")) == ()
    assert shop.store.written == []


def test_products_are_spread_over_all_shards_evenly():
    groups = by_shard(f"SKU-{n:05d}" for n in range(6400))
    assert set(groups) == set(range(SHARDS))
    assert max(map(len, groups.values())) < 150


def test_a_product_stays_in_its_shard_from_release_to_release():
    assert [shard_of(key) for key in ("SKU-1", "ñandú", "")] == [52, 22, 0]
