"""Shards in their items: every row as it was, one version after the other, and other forms as if never made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.dynamodb.changes import named
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.replenishment.rows import COLUMNS, worklist_shards
from adapters.dynamodb.table import Table
from adapters.dynamodb.typed import deserialize, serialize
from domain.replenishment.models import Urgency
from domain.replenishment.row import WorklistRow
from domain.shared.shards import Shard

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
AMOUNTS = st.none() | st.decimals(-(10**9), 10**9, places=3) | st.sampled_from([Decimal("1E+3"), Decimal("0.10")])
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
ROWS = st.builds(
    WorklistRow,
    product_id=st.sampled_from(["A", "ñ-1", "\U0001f375"]) | st.text(min_size=1, max_size=8),
    name=st.text(max_size=12),
    category=st.sampled_from(["Coffee", "Tea"]),
    supplier_id=st.none() | st.just("ACME"),
    day=st.just(date(2026, 11, 20)),
    urgency=st.sampled_from(Urgency),
    borrowed=st.booleans(),
    snoozed=DAYS,
    stockout_date=DAYS,
    order_by_date=DAYS,
    days_of_cover=AMOUNTS,
    stockout_probability=st.none() | st.floats(0, 1),
    recommended_order_quantity=AMOUNTS,
    order_value=AMOUNTS,
    value_at_risk=AMOUNTS,
    excess_value=AMOUNTS,
)


class OneTable(Table):
    """A table without DynamoDB that knows the two conditions that versions are written on."""

    def __init__(self):
        super().__init__(client=None, name="worklist")
        self.items = {}

    def get_many(self, wanted, *, consistent=False):
        return (deserialize(self.items[key]) for key in wanted if key in self.items)

    def put(self, item, condition=None, values=None):
        key = (item["PK"], item["SK"])
        kept = deserialize(self.items[key]) if key in self.items else None
        if condition == "attribute_not_exists(#PK)":
            holds = kept is None
        else:
            holds = kept is not None and kept["version"] == values[":before"]
        if not holds:
            raise ConditionFailedError
        self.items[key] = serialize(item)


def shard(*rows, version=1):
    by_id = {row.product_id: row for row in rows}
    return Shard(number=7, rows=by_id, version=version, is_whole=True, written_at=NOW)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=6))
def test_a_shard_is_read_as_it_was_written(rows):
    store = worklist_shards(OneTable())
    kept = shard(*rows)
    assert store.write(kept)
    assert store.read([7]) == {7: kept}


def test_columns_are_the_fields_of_a_row_in_their_order():
    assert tuple(COLUMNS) == WorklistRow._fields


def test_only_the_version_after_the_last_is_written():
    store = worklist_shards(OneTable())
    assert not store.write(shard(version=2))
    assert store.write(shard(version=1))
    assert not store.write(shard(version=1))
    assert not store.write(shard(version=3))
    assert store.write(shard(version=2))
    assert store.read([7])[7].version == 2


def test_a_shard_that_was_never_written_is_empty():
    assert worklist_shards(OneTable()).read([3]) == {3: Shard(number=3, rows={})}


def test_a_shard_of_another_form_is_as_if_never_made_and_is_made_again():
    table = OneTable()
    store = worklist_shards(table)
    store.write(shard())
    (key,) = table.items
    table.items[key] |= serialize({"form": 9})
    assert store.read([7]) == {7: Shard(number=7, rows={}, version=1)}
    assert store.write(replace(shard(), version=2))
    assert store.read([7])[7].is_whole


def test_rows_take_few_bytes():
    row = WorklistRow("A", "Name", "Tea", None, date(2026, 11, 20), Urgency.OK, False, *[None] * 9)
    table = OneTable()
    worklist_shards(table).write(shard(*(row._replace(product_id=f"SKU-{n:05d}") for n in range(1000))))
    (item,) = table.items.values()
    assert len(item["rows"]["B"]) < 8000


@pytest.mark.parametrize(
    ("key", "products", "suppliers"),
    [
        (("PRODUCT#A#1", "METADATA"), {"A#1"}, set()),
        (("SALES#A", "HISTORY"), {"A"}, set()),
        (("FORECAST#A", "LATEST"), {"A"}, set()),
        (("SNOOZED", "A"), {"A"}, set()),
        (("SUPPLIERS", "ACME"), set(), {"ACME"}),
        (("DELIVERIES#ACME", "2026-11-20#PO-1#r"), set(), {"ACME"}),
        (("PURCHASE_ORDERS", "PO-1"), set(), set()),
        (("SHOP", "STATE"), set(), set()),
        (("RECONCILIATION", "STATE"), set(), set()),
    ],
)
def test_a_record_names_the_product_or_the_supplier_whose_item_it_is_of(key, products, suppliers):
    record = {"dynamodb": {"Keys": {"PK": {"S": key[0]}, "SK": {"S": key[1]}}}}
    assert named([record, record]) == (products, suppliers)
