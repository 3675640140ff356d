"""Upkeep of partial sums: never older than what was seen, at once after little, noted after much, compared each day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import pytest

from domain.shared import partial_upkeep
from domain.shared.errors import UnavailableError
from domain.shared.partial_upkeep import PartialUpkeep
from domain.shared.partials import PartialKeeper, StaleShards, kept_figures
from domain.shared.shards import SHARDS, ShardKeeper, shard_of
from testing.fakes.partials import FakePartials, FakeStaleNotes
from testing.fakes.shards import TRIES, FakeShards
from testing.fakes.system import FakeClock

KEYS = [f"SKU-{n}" for n in range(200)]
A = KEYS[0]


@dataclass(frozen=True)
class Total:
    value: int = 0


class Listed(NamedTuple):
    product_id: str
    day: date


class Shop:
    """Products with a value each, of which partial sums of two kinds are kept."""

    def __init__(self):
        self.values = dict.fromkeys(KEYS, 1)
        self.clock, self.notes, self.rows = FakeClock(), FakeStaleNotes(), FakeShards()
        self.store = FakePartials("once", "twice")
        self.between = lambda: None
        self.paused = 0
        self.keeper = PartialKeeper(self.store, self.make, self.clock)
        self.row_keeper = ShardKeeper(self.rows, self.listed, self.clock)
        self.upkeep = PartialUpkeep([self.keeper], self.rows, self.notes, self.clock, self.pause)

    def listed(self, product_ids):
        return {key: Listed(key, self.clock.now().date()) for key in product_ids if key in self.values}

    def make(self, product_ids):
        total = sum(self.values.get(key, 0) for key in product_ids)
        self.between()
        return {"once": Total(total), "twice": Total(2 * total)}

    def pause(self):
        self.paused += 1

    def set_up(self):
        assert self.row_keeper.make_current(list(self.values), always)
        self.upkeep.run(always)
        return self

    def total(self, kind="once"):
        kept = kept_figures(self.store, self.notes, kind, self.clock, of_today=True)
        return kept and sum(figures.value for figures in kept.figures)

    def change(self, *keys, value=5):
        self.values |= dict.fromkeys(keys, value)
        self.row_keeper.refresh(keys)


@pytest.fixture
def shop():
    return Shop()


def always():
    return True


def never():
    return False


def test_there_are_no_sums_until_all_shards_have_theirs(shop):
    assert shop.total() is None
    shop.row_keeper.make_current(KEYS, always)
    assert not shop.upkeep.changed([A], lambda: len(shop.store.kept) < 20)
    assert shop.total() is None
    assert shop.upkeep.catch_up(always), "the rest was noted"
    assert (shop.total(), shop.total("twice")) == (200, 400)


def test_the_first_change_makes_the_sums_of_all_shards(shop):
    shop.row_keeper.make_current(KEYS, always)
    assert shop.upkeep.changed([A], always)
    assert (shop.total(), shop.notes.kept) == (200, StaleShards())


def test_a_few_changes_are_in_the_sums_at_once_and_touch_no_other_shard(shop):
    shop.set_up().change(A, KEYS[1])
    shop.store.written.clear()
    assert shop.upkeep.changed([A, KEYS[1]], always)
    assert (shop.total(), shop.total("twice")) == (208, 416)
    assert {number for _, number in shop.store.written} == {shard_of(A), shard_of(KEYS[1])}
    assert shop.notes.kept == StaleShards()


def test_a_product_that_comes_or_goes_is_in_the_sums(shop):
    shop.set_up().change("NEW", value=7)
    shop.upkeep.changed(["NEW"], always)
    assert shop.total() == 207
    del shop.values["NEW"]
    shop.row_keeper.refresh(["NEW"])
    shop.upkeep.changed(["NEW"], always)
    assert shop.total() == 200


def test_many_changes_are_noted_and_made_together_later(shop, monkeypatch):
    monkeypatch.setattr(partial_upkeep, "PRODUCTS_AT_ONCE", 10)
    shop.set_up().change(*KEYS)
    assert not shop.upkeep.changed(KEYS[:100], always)
    assert not shop.upkeep.changed(KEYS[100:], always)
    assert shop.total() == 200
    shop.clock.advance(minutes=1)
    assert shop.upkeep.catch_up(always)
    assert (shop.total(), shop.notes.kept.numbers) == (1000, frozenset())
    assert shop.store.written.count(("once", shard_of(A))) == 2


def test_what_there_was_no_time_for_stays_noted(shop):
    shop.set_up().change(A)
    shop.notes.add([shard_of(A)], shop.clock.now())
    assert not shop.upkeep.catch_up(never)
    assert shop.notes.kept.numbers == {shard_of(A)}
    assert shop.upkeep.catch_up(always)
    assert shop.total() == 204


def test_a_note_that_comes_while_sums_are_made_is_not_forgotten(shop):
    shop.set_up()
    shop.notes.add([3], shop.clock.now())
    shop.clock.advance(minutes=1)

    def noted():
        shop.between = lambda: None
        shop.notes.add([9], shop.clock.now())

    shop.between = noted
    began = shop.clock.now()
    assert shop.upkeep.catch_up(always)
    assert (shop.notes.kept.numbers, shop.notes.kept.since) == ({3, 9}, began)
    shop.upkeep.catch_up(always)
    assert (shop.notes.kept.numbers, shop.notes.kept.since) == (frozenset(), None)


def test_sums_are_not_made_of_a_shard_that_has_not_all_its_rows(shop):
    shop.set_up().change(A)
    number = shard_of(A)
    shop.rows.kept[number] = replace(shop.rows.kept[number], is_whole=False)
    assert not shop.upkeep.changed([A], always)
    assert not shop.upkeep.catch_up(always)
    assert shop.notes.kept.numbers == {number}
    shop.clock.advance(minutes=6)
    assert shop.total() is None, "too old to be told"


def test_older_sums_are_never_written_over_newer_ones(shop):
    shop.set_up()

    def faster():
        shop.between = lambda: None
        shop.values[A] = 5
        shop.keeper.make(shard_of(A), lambda _: [key for key in KEYS if shard_of(key) == shard_of(A)])

    shop.between = faster
    shop.upkeep.changed([A], always)
    assert (shop.total(), shop.total("twice")) == (204, 408)


def test_a_shard_that_others_keep_writing_is_told_to_be_tried_again(shop):
    shop.set_up()
    tries = []

    def others():
        tries.append(1)
        kept = shop.store.kept["once", shard_of(A)]
        shop.store.kept["once", shard_of(A)] = replace(kept, version=kept.version + 1)

    shop.between = others
    with pytest.raises(UnavailableError):
        shop.upkeep.changed([A], always)
    assert len(tries) == TRIES


def test_sums_of_another_day_are_made_anew(shop):
    shop.set_up()
    shop.clock.advance(days=1)
    shop.values = dict.fromkeys(KEYS, 2)
    shop.row_keeper.make_current(KEYS, always)
    assert shop.total() is None
    assert shop.upkeep.run(always) == ()
    assert shop.total() == 400


def test_a_change_that_none_told_of_is_mended_and_said_within_a_day(shop):
    shop.set_up()
    shop.values[A] = 5
    told = []
    for hour in range(24):
        shop.clock.time = shop.clock.time.replace(hour=hour)
        told += shop.upkeep.run(always)
    assert (told, shop.total(), shop.paused) == ([shard_of(A)], 204, 1)


def test_a_change_on_its_way_is_not_taken_for_a_wrong_one(shop):
    shop.set_up()
    shop.values[A] = 5

    def arrives():
        shop.paused += 1
        shop.upkeep.changed([A], always)

    upkeep = PartialUpkeep([shop.keeper], shop.rows, shop.notes, shop.clock, arrives)
    shop.clock.time = shop.clock.time.replace(hour=shard_of(A) % 24)
    assert (upkeep.run(always), shop.total(), shop.paused) == ((), 204, 1)


def test_every_shard_is_compared_once_a_day(shop, monkeypatch):
    shop.set_up()
    compared = []
    monkeypatch.setattr(shop.keeper, "mend", lambda number, *_: compared.append(number))
    for hour in range(24):
        shop.clock.time = shop.clock.time.replace(hour=hour)
        shop.upkeep.run(always)
    assert sorted(compared) == list(range(SHARDS))
