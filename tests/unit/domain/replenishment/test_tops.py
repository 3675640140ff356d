"""Tops of shards: totals and first rows as all rows have them, as far as they tell, and never older than their rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.replenishment.models import Urgency
from domain.replenishment.row import WorklistRow
from domain.replenishment.tops import DEPTH, TOPS, ToppedShards, kept_top
from domain.replenishment.worklist import Worklist
from domain.shared.shards import SHARDS, Shard, by_shard
from testing.fakes.partials import FakePartials
from testing.fakes.shards import FakeShards

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
TODAY = NOW.date()
#: Ids that share three shards.
KEYS = sorted(key for number, some in by_shard(f"SKU-{n}" for n in range(600)).items() if number < 3 for key in some)
MONEY = st.none() | st.integers(0, 9).map(Decimal) | st.just(Decimal("1E+1"))
ROWS = st.builds(
    WorklistRow,
    product_id=st.sampled_from(KEYS),
    name=st.just("Beans"),
    category=st.just("Coffee"),
    supplier_id=st.none(),
    day=st.sampled_from([TODAY, date(2026, 11, 19)]),
    urgency=st.sampled_from(Urgency),
    borrowed=st.booleans(),
    snoozed=st.none() | st.just(date(2026, 12, 1)),
    stockout_date=st.none(),
    order_by_date=st.none(),
    days_of_cover=st.none(),
    stockout_probability=st.none(),
    recommended_order_quantity=st.none(),
    order_value=MONEY,
    value_at_risk=MONEY,
    excess_value=MONEY,
)


class Kept:
    def __init__(self, depth=DEPTH):
        self.rows, self.tops = FakeShards(), FakePartials(TOPS)
        self.shards = ToppedShards(self.rows, self.tops, depth)

    def write(self, *rows, version=1, written_at=NOW, numbers=range(SHARDS)):
        by_id = {row.product_id: row for row in rows}
        for number, some in ({number: [] for number in numbers} | by_shard(by_id)).items():
            own = {key: by_id[key] for key in some}
            shard = Shard(number=number, rows=own, version=version, is_whole=True, written_at=written_at)
            assert self.shards.write(shard)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, max_size=40, unique_by=lambda row: row.product_id), st.integers(1, 4))
def test_totals_and_the_first_products_are_those_of_all_rows(rows, depth):
    kept = Kept(depth)
    kept.write(*rows)
    top, whole = kept_top(kept.tops), Worklist.of(TODAY, rows)
    assert (top.totals, top.day) == (whole.totals, min((row.day for row in rows), default=None))
    assert top.as_of == NOW
    for urgency in (None, *Urgency):
        first, are_all = top.first(urgency)
        ordered = [row.product_id for row in whole.only(urgency)]
        assert [each.product_id for each in first] == ordered[: len(first)]
        assert are_all == (len(first) == len(ordered))
        assert len(first) >= min(depth, len(ordered))
    for group in whole.groups(0):
        assert top.by_urgency[group.urgency].totals == group.totals


def test_without_the_top_of_each_shard_there_is_none():
    kept = Kept()
    kept.write()
    del kept.tops.kept[TOPS, 5]
    assert kept_top(kept.tops) is None


def test_a_shard_that_has_not_all_its_rows_has_no_top():
    kept = Kept()
    assert kept.shards.write(Shard(number=0, rows={}, version=1, written_at=NOW))
    assert kept.tops.kept == {}


@pytest.fixture
def row():
    return WorklistRow(KEYS[0], "Beans", "Coffee", None, TODAY, Urgency.OK, False, *[None] * 9)


def test_a_top_that_comes_late_stays_behind_the_one_of_a_later_version(row, monkeypatch):
    """Another run writes the shard and its top between the two writes of this one."""
    kept = Kept()
    kept.write()
    (number,) = by_shard([row.product_id])
    shard = Shard(number=number, rows={}, version=2, is_whole=True, written_at=NOW)
    original = kept.tops.replace

    def overtaken(*arguments):
        monkeypatch.undo()
        assert kept.shards.write(replace(shard, rows={row.product_id: row}, version=3))
        original(*arguments)

    monkeypatch.setattr(kept.tops, "replace", overtaken)
    assert kept.shards.write(shard)
    assert kept_top(kept.tops).totals.products == 1


def test_a_writer_killed_before_its_top_is_made_good_by_its_repetition(row, monkeypatch):
    kept = Kept()
    kept.write()

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(kept.tops, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        kept.write(row, version=2, numbers=())
    monkeypatch.undo()
    assert kept_top(kept.tops).totals.products == 0
    kept.write(row, version=3, numbers=())
    assert kept_top(kept.tops).totals.products == 1


def test_a_shard_that_others_have_written_leaves_the_top_as_it_is(row):
    kept = Kept()
    kept.write(row)
    (number,) = by_shard([row.product_id])
    assert not kept.shards.write(Shard(number=number, rows={}, version=1, is_whole=True, written_at=NOW))
    assert kept_top(kept.tops).totals.products == 1


def test_as_of_is_the_last_writing_of_the_earliest_day(row):
    kept = Kept()
    kept.write(row._replace(day=date(2026, 11, 19)))
    other = row._replace(product_id=next(key for key in KEYS if by_shard([key]) != by_shard([KEYS[0]])))
    kept.write(other, version=2, written_at=NOW.replace(hour=9), numbers=())
    top = kept_top(kept.tops)
    assert (top.day, top.as_of) == (date(2026, 11, 19), NOW)
