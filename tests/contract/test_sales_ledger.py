"""One suite for the sales ledger's fake and its DynamoDB adapter, with the histories that are kept beside the rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import boto3
import numpy as np
import pytest
from botocore.exceptions import ClientError

from adapters.dynamodb import keys
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.products.traces import DynamoTraces, sales_items
from adapters.dynamodb.sales.catalogue import DynamoSalesCatalogue
from adapters.dynamodb.sales.histories import DynamoSalesHistories
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.ledger import DynamoSalesLedger
from adapters.dynamodb.sales.rows import typed_rows
from adapters.dynamodb.table import Table
from domain.sales.additions import DaySales, Outcome, recorded
from domain.sales.loading.checkpoint import Sizes, Stores, upload_key
from domain.sales.models import UploadOptions
from domain.sales.ports import DaysToRecord, ProductToCreate
from domain.sales.service.ingest import IngestService
from domain.sales.service.uploads import UploadService
from domain.shared.csv.numbers import EMPTY, MICRO
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.sales import (
    FakeSalesCatalogue,
    FakeSalesHistories,
    FakeSalesLedger,
    FakeUploadFiles,
    FakeUploadRecords,
)
from testing.fakes.system import FakeClock, FakeIds
from testing.products import NOW, product

START = date(2026, 1, 1)


class OnFakes:
    def __init__(self):
        self.catalogue = FakeSalesCatalogue("SKU-1", "SKU-2")
        self.now = NOW
        self.ledger = FakeSalesLedger(self.catalogue, lambda: self.now)
        self.histories = FakeSalesHistories(self.ledger)

    def remove(self, product_id):
        del self.catalogue.kept[product_id]


class OnDynamo:
    def __init__(self, environment):
        client = boto3.client("dynamodb")
        self.table = Table(client, environment["SALES_TABLE"], sleep=lambda _: None)
        self.products_table = products_table = Table(client, environment["PRODUCTS_TABLE"])
        self.products = DynamoProductRepository(products_table)
        for product_id in ("SKU-1", "SKU-2"):
            self.products.add(product(product_id, category="Coffee", name=f"Name of {product_id}"))
        self.catalogue = DynamoSalesCatalogue(self.products)
        self.now = NOW
        self.ledger = DynamoSalesLedger(self.table, products_table, lambda: self.now)
        self.histories = DynamoSalesHistories(SalesHistoryReader(self.table))

    def remove(self, product_id):
        removal = self.products.begin_removal(product_id, None, "a removal")
        DynamoTraces(self.table, sales_items, self.products_table).purge(product_id, removal)
        self.products.end_removal(product_id, removal)


@pytest.fixture(params=["fake", "dynamodb"])
def kept(request):
    return OnFakes() if request.param == "fake" else OnDynamo(request.getfixturevalue("aws"))


@pytest.fixture
def dynamo(aws):
    return OnDynamo(aws)


def days(kept, product_id="SKU-1", quantities=(1, 2, 3), start=START, price=2.5):
    known = kept.catalogue.get_many([product_id])[product_id]
    return made(known, quantities, start, price)


def made(known, quantities, start=START, price=2.5):
    quantity = np.array([int(value * MICRO) for value in quantities], dtype=np.int64)
    money = np.full(quantity.shape, EMPTY) if price is None else np.full(quantity.shape, int(price * MICRO))
    return DaysToRecord(
        known,
        np.arange(start.toordinal(), start.toordinal() + len(quantities), dtype=np.int32),
        quantity,
        money if price is None else (quantity * price).astype(np.int64),
        money,
    )


def rows(kept, product_id="SKU-1", **limits):
    arguments = {"first": None, "last": None, "limit": 500, "after": None} | limits
    return kept.ledger.days(kept.catalogue.get_many([product_id])[product_id], *arguments.values())


def vanished(told):
    """Return the products of which nothing is kept, by what became of each day."""
    return {product_id for product_id, outcomes in told.items() if Outcome.UNKNOWN_PRODUCT in outcomes}


def agree(kept, product_id="SKU-1"):
    """Check that the history says what the rows say."""
    items = rows(kept, product_id).items
    history = kept.histories.read(product_id)
    if not items:
        assert history is None
        return
    assert (history.start, history.end) == (items[0].day, items[-1].day)
    assert history.product_days == len(items)
    by_day = {row.day: row for row in items}
    for index in range(history.quantity.size):
        row = by_day.get(history.start + timedelta(days=index))
        for column, value in (
            (history.quantity, row and row.quantity_sold),
            (history.revenue, row and row.revenue),
            (history.price, row and row.price),
        ):
            assert np.isnan(column[index]) if value is None else column[index] == float(value)
    assert history.total_units == sum(row.quantity_sold for row in items)
    assert history.total_revenue == sum(row.revenue or 0 for row in items)


def test_what_was_recorded_is_read_back_exactly(kept):
    assert kept.ledger.record([days(kept, quantities=(1.25, 0, 7))], "u1", NOW) == {"SKU-1": [Outcome.ADDED] * 3}
    found = rows(kept).items
    assert [(row.day, row.quantity_sold, row.revenue, row.price) for row in found] == [
        (START, Decimal("1.25"), Decimal("3.125"), Decimal("2.5")),
        (START + timedelta(days=1), 0, 0, Decimal("2.5")),
        (START + timedelta(days=2), 7, Decimal("17.5"), Decimal("2.5")),
    ]
    assert {row.created_at for row in found} == {NOW}
    agree(kept)


def test_unknown_money_stays_unknown(kept):
    kept.ledger.record([days(kept, price=None)], "u1", NOW)
    assert {(row.revenue, row.price) for row in rows(kept).items} == {(None, None)}
    agree(kept)


def test_a_later_record_replaces_its_days_only(kept):
    kept.ledger.record([days(kept, quantities=(1, 2, 3, 4))], "u1", NOW)
    kept.ledger.record([days(kept, quantities=(9,), start=START + timedelta(days=2))], "u2", NOW)
    kept.ledger.record([days(kept, quantities=(5,), start=START - timedelta(days=40))], "u3", NOW)
    assert [int(row.quantity_sold) for row in rows(kept).items] == [5, 1, 2, 9, 4]
    agree(kept)


def test_recording_again_changes_nothing(kept):
    for _ in range(2):
        kept.ledger.record([days(kept), days(kept, "SKU-2", (4,))], "u1", NOW)
    assert [int(row.quantity_sold) for row in rows(kept).items] == [1, 2, 3]
    agree(kept)
    agree(kept, "SKU-2")


def test_pages_follow_each_other(kept):
    kept.ledger.record([days(kept, quantities=range(1, 8))], "u1", NOW)
    first = rows(kept, limit=3)
    second = rows(kept, limit=3, after=first.next_position)
    third = rows(kept, limit=3, after=second.next_position)
    assert [[int(row.quantity_sold) for row in page.items] for page in (first, second, third)] == [
        [1, 2, 3],
        [4, 5, 6],
        [7],
    ]
    assert third.next_position is None
    inside = rows(kept, first=START + timedelta(days=1), last=START + timedelta(days=2))
    assert [int(row.quantity_sold) for row in inside.items] == [2, 3]


def test_days_of_a_product_that_vanished_are_not_kept(kept):
    gone, stays = days(kept), days(kept, "SKU-2", (4,))
    kept.remove("SKU-1")
    assert vanished(kept.ledger.record([gone, stays], "u1", NOW)) == {"SKU-1"}
    assert kept.ledger.days(gone.product, None, None, 500, None).items == ()
    assert kept.histories.read("SKU-1") is None
    assert [int(row.quantity_sold) for row in rows(kept, "SKU-2").items] == [4]
    agree(kept, "SKU-2")


def test_a_product_made_anew_under_the_same_id_is_another_one(kept):
    old = days(kept)
    kept.remove("SKU-1")
    kept.catalogue.create([ProductToCreate("SKU-1", "Another", "Tea", Decimal(1))], NOW + timedelta(days=1))
    assert vanished(kept.ledger.record([old], "u1", NOW)) == {"SKU-1"}
    assert rows(kept).items == ()


def stored_days(kept):
    """Put a day of every kind there may be when an upload that began at ``NOW`` comes to write; returns them in order.

    They differ in the upload that replaced the day, or first added to it, and when, and in when it was added to last.
    """
    times = [NOW + timedelta(minutes=minutes) for minutes in (-1, 0, 1, 300)]
    kinds = [
        DaySales(MICRO, EMPTY, EMPTY, upload_id, created_at, added_at, only_added)
        for upload_id in ("u1", "aa", "zz")
        for created_at in times
        for added_at in (None, *times)
        for only_added in (False, True)
        if not only_added or added_at is not None
    ]
    product = kept.catalogue.get_many(["SKU-1"])["SKU-1"]
    kept.ledger.record([days(kept, quantities=[1] * len(kinds), price=None)], "u0", NOW - timedelta(days=1))
    for number, day in enumerate(kinds):
        key = START + timedelta(days=number)
        if isinstance(kept, OnFakes):
            kept.ledger.kept["SKU-1", key] = day
            continue
        item = kept.table.get(keys.sales_day("SKU-1", key))
        told = {"upload_id": day.upload_id, "created_at": day.created_at.isoformat()}
        told |= {"added_at": day.added_at and day.added_at.isoformat(), "only_added": day.only_added or None}
        kept.table.put(item | told | {"product_created_at": product.created_at.isoformat()})
    return kinds


def test_an_upload_that_is_late_leaves_what_was_written_since_and_replaces_the_rest(kept):
    kept.now = now = NOW + timedelta(minutes=60)
    kinds = stored_days(kept)
    expected = [recorded(day, "u1", NOW, now) or Outcome.ADDED for day in kinds]
    told = kept.ledger.record([days(kept, quantities=[7] * len(kinds))], "u1", NOW)
    assert told == {"SKU-1": expected}
    assert set(expected) == {Outcome.ADDED, Outcome.SUPERSEDED}
    is_left = [recorded(day, "u1", NOW, now) is not None for day in kinds]
    assert [row.quantity_sold == 1 for row in rows(kept).items] == is_left
    agree(kept)


def test_an_upload_that_is_late_meets_a_later_one_at_the_very_last_moment(dynamo, monkeypatch):
    later = [days(dynamo, quantities=[9], start=START + timedelta(days=2))]
    before_transaction(dynamo, monkeypatch, lambda: dynamo.ledger.record(later, "u2", NOW), 1)
    told = dynamo.ledger.record([days(dynamo, quantities=[1] * 5)], "u1", NOW - timedelta(hours=1))
    assert told["SKU-1"] == [Outcome.ADDED, Outcome.ADDED, Outcome.SUPERSEDED, Outcome.ADDED, Outcome.ADDED]
    assert [int(row.quantity_sold) for row in rows(dynamo).items] == [1, 1, 9, 1, 1]
    agree(dynamo)


def test_histories_of_many_products_come_at_once(kept):
    kept.ledger.record([days(kept), days(kept, "SKU-2", (4, 5))], "u1", NOW)
    found = {history.product_id: history.product_days for history in kept.histories.read_many(["SKU-1", "SKU-2", "X"])}
    assert found == {"SKU-1": 3, "SKU-2": 2}


def test_creating_products_is_repeatable_and_changes_none(kept):
    new = [ProductToCreate("SKU-1", "Changed", "Tea", Decimal(1)), ProductToCreate("NEW", "New", "Tea", Decimal(2))]
    for _ in range(2):
        found = kept.catalogue.create(new, NOW)
    assert found["SKU-1"].name == "Name of SKU-1"
    assert (found["NEW"].category, found["NEW"].created_at) == ("Tea", NOW)
    assert [each.product_id for each in kept.catalogue.listing(None)] == ["NEW", "SKU-1", "SKU-2"]
    assert [each.product_id for each in kept.catalogue.listing("Tea")] == ["NEW"]


def before_transaction(kept, monkeypatch, act, number=1):
    """Let someone else act just before the ``number``-th transaction of the ledger, and not before its own ones."""
    client = kept.table.client
    original, left = client.transact_write_items, [number]

    def transact(**request):
        left[0] -= 1
        if left[0] == 0:
            act()
        return original(**request)

    monkeypatch.setattr(client, "transact_write_items", transact)


def rows_alone(kept, quantities, product_id="SKU-1", start=START):
    """Write rows without their history, as an upload of an earlier release left them when it was killed."""
    for item in typed_rows(days(kept, product_id, quantities, start), "dead", NOW):
        kept.table.client.put_item(TableName=kept.table.name, Item=item)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_history_overtaken_by_another_upload_is_put_anew(dynamo, monkeypatch, number):
    """Between the reading of a history and its writing another upload comes to its end."""
    dynamo.ledger.record([days(dynamo, quantities=[1] * 250)], "u0", NOW)
    other = [days(dynamo, quantities=[7] * 5, start=START + timedelta(days=248))]
    before_transaction(dynamo, monkeypatch, lambda: dynamo.ledger.record(other, "u2", NOW), number)
    dynamo.ledger.record([days(dynamo, quantities=[5] * 250)], "u1", NOW)
    found = [int(row.quantity_sold) for row in rows(dynamo).items]
    assert found[:248] + found[250:] == [5] * 248 + [7] * 3
    assert set(found[248:250]) <= {5, 7}
    agree(dynamo)


@pytest.mark.parametrize("number", range(1, 5))
def test_rows_and_history_agree_wherever_an_upload_dies(dynamo, monkeypatch, number):
    dynamo.ledger.record([days(dynamo, quantities=[1] * 40), days(dynamo, "SKU-2", [1])], "u0", NOW)
    work = [days(dynamo, quantities=[2] * 250, start=START + timedelta(days=20)), days(dynamo, "SKU-2", [2] * 9)]

    def dying():
        raise RuntimeError

    with monkeypatch.context() as patched:
        before_transaction(dynamo, patched, dying, number)
        with pytest.raises(RuntimeError):
            dynamo.ledger.record(work, "u1", NOW)
    agree(dynamo)
    agree(dynamo, "SKU-2")
    dynamo.ledger.record(work, "u1", NOW)
    assert sum(int(row.quantity_sold) for row in rows(dynamo).items) == 20 + 500
    agree(dynamo)


def test_rows_that_an_earlier_release_left_without_a_history_are_in_the_next_one(dynamo):
    rows_alone(dynamo, (1, 2, 3))
    dynamo.ledger.record([days(dynamo, quantities=(9,), start=START + timedelta(days=9))], "u2", NOW)
    assert len(rows(dynamo).items) == 4
    agree(dynamo)


def test_a_history_that_an_earlier_release_left_behind_its_rows_is_made_anew(dynamo):
    dynamo.ledger.record([days(dynamo)], "u1", NOW)
    dynamo.table.update(keys.history("SKU-1"), "REMOVE #in_step")
    rows_alone(dynamo, (7, 8), start=START + timedelta(days=2))
    dynamo.ledger.record([days(dynamo, quantities=(9,), start=START + timedelta(days=9))], "u2", NOW)
    assert [int(row.quantity_sold) for row in rows(dynamo).items] == [1, 2, 7, 8, 9]
    agree(dynamo)


def test_rows_left_for_a_removed_product_are_not_sales_of_the_next_one_of_its_id(dynamo):
    """An upload of an earlier release died behind its rows while the product was removed."""
    left = list(typed_rows(days(dynamo), "dead", NOW))
    dynamo.remove("SKU-1")
    for item in left:
        dynamo.table.client.put_item(TableName=dynamo.table.name, Item=item)
    dynamo.catalogue.create([ProductToCreate("SKU-1", "Another", "Tea", Decimal(1))], NOW + timedelta(days=1))
    assert len(list(dynamo.table.query("SALES#SKU-1"))) == 3
    assert rows(dynamo).items == ()
    dynamo.ledger.record([days(dynamo, quantities=(9,), start=START + timedelta(days=2))], "u2", NOW)
    assert [(row.day, int(row.quantity_sold)) for row in rows(dynamo).items] == [(START + timedelta(days=2), 9)]
    agree(dynamo)
    dynamo.remove("SKU-1")
    assert list(dynamo.table.query("SALES#SKU-1")) == []


def test_products_of_one_file_share_transactions_and_a_product_of_many_days_takes_several(dynamo, monkeypatch):
    known = [dynamo.catalogue.create([ProductToCreate(f"P-{n}", "P", "Tea", Decimal(1))], NOW) for n in range(40)]
    sizes = []
    original = dynamo.table.client.transact_write_items
    monkeypatch.setattr(
        dynamo.table.client,
        "transact_write_items",
        lambda **request: (sizes.append(len(request["TransactItems"])), original(**request)),
    )
    dynamo.ledger.record([made(found[f"P-{n}"], [3]) for n, found in enumerate(known)], "u1", NOW)
    assert sorted(sizes) == [21, 99]
    sizes.clear()
    dynamo.ledger.record([made(found[f"P-{n}"], [4]) for n, found in enumerate(known)], "u1", NOW)
    assert sorted(sizes) == [14, 66]  # each history says that its product is there
    sizes.clear()
    dynamo.ledger.record([days(dynamo, quantities=[2] * 200)], "u2", NOW)
    assert sizes == [100, 99, 5]
    agree(dynamo)
    agree(dynamo, "P-33")


def test_uploads_at_once_end_in_one_of_their_orders(dynamo):
    """Many at once, all over the same days: each day is one upload's, and the history says the same as the rows."""
    uploads = [
        [days(dynamo, quantities=[value] * 12), days(dynamo, "SKU-2", [value] * 12, price=value)]
        for value in range(1, 7)
    ]
    with ThreadPoolExecutor(4) as pool:
        gone = list(pool.map(lambda work: dynamo.ledger.record(work, f"u{id(work)}", NOW), uploads))
    assert [vanished(told) for told in gone] == [set()] * 6
    for product_id in ("SKU-1", "SKU-2"):
        found = rows(dynamo, product_id).items
        assert len(found) == 12
        assert all(row.revenue == row.quantity_sold * row.price for row in found)
        agree(dynamo, product_id)


def test_transactions_that_conflict_or_are_throttled_lose_nothing(dynamo, monkeypatch):
    client = dynamo.table.client
    original, calls = client.transact_write_items, [0]

    def reluctant(**request):
        calls[0] += 1
        if calls[0] % 3:
            code = ("TransactionConflict", "ThrottlingError")[calls[0] % 3 - 1]
            reasons = [{"Code": code}, *({"Code": "None"} for _ in request["TransactItems"][1:])]
            error = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
            raise ClientError(error, "TransactWriteItems")
        return original(**request)

    monkeypatch.setattr(client, "transact_write_items", reluctant)
    dynamo.ledger.record([days(dynamo, quantities=range(1, 151))], "u1", NOW)
    assert calls[0] == 6
    assert len(rows(dynamo).items) == 150
    agree(dynamo)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removal_at_the_same_time_leaves_nothing_behind(dynamo, monkeypatch, number):
    """The product is removed before any of the transactions that its days take."""
    before_transaction(dynamo, monkeypatch, lambda: dynamo.remove("SKU-1"), number)
    work = [days(dynamo, quantities=[1] * 250), days(dynamo, "SKU-2", (4,))]
    assert vanished(dynamo.ledger.record(work, "u1", NOW)) == {"SKU-1"}
    assert list(dynamo.table.query("SALES#SKU-1")) == []
    agree(dynamo, "SKU-2")


@pytest.mark.parametrize("number", range(4))
def test_what_is_written_at_any_call_of_a_removal_goes_with_it(dynamo, monkeypatch, number):
    """Nothing is written behind a removal's back once it has looked which rows there are."""
    dynamo.ledger.record([days(dynamo, quantities=[1] * 150)], "u1", NOW)
    late = days(dynamo, start=START - timedelta(days=9), quantities=[5, 5])
    told = []

    def write():
        monkeypatch.undo()
        told.append(dynamo.ledger.record([late], "u2", NOW))

    calls = iter(range(100))
    for name in ("query", "transact_write_items"):
        original = getattr(dynamo.table.client, name)

        def patched(*, original=original, **request):
            if next(calls) == number:
                write()
            return original(**request)

        monkeypatch.setattr(dynamo.table.client, name, patched)
    dynamo.remove("SKU-1")
    assert len(told) == 1
    partition = keys.sales("SKU-1")
    assert [item["SK"] for item in dynamo.table.query(partition, consistent=True)] == []


def test_a_late_writing_about_a_product_is_not_taken_for_one_about_its_successor(dynamo):
    dynamo.ledger.record([days(dynamo)], "u1", NOW)
    late = days(dynamo, quantities=[9, 9, 9])
    read = dynamo.ledger.histories([late.product])
    dynamo.remove("SKU-1")
    dynamo.products.add(replace(product("SKU-1"), created_at=NOW + timedelta(seconds=1)))
    own = days(dynamo, quantities=[4, 4])
    dynamo.ledger.record([own], "u3", NOW)
    assert vanished(dynamo.ledger.record([late], "u2", NOW, read)) == {"SKU-1"}
    assert [row.quantity_sold for row in rows(dynamo).items] == [4, 4]
    agree(dynamo)


def test_a_removal_beside_products_that_share_a_transaction_costs_the_others_nothing(dynamo, monkeypatch):
    before_transaction(dynamo, monkeypatch, lambda: dynamo.remove("SKU-1"))
    assert vanished(dynamo.ledger.record([days(dynamo), days(dynamo, "SKU-2", (4,))], "u1", NOW)) == {"SKU-1"}
    assert list(dynamo.table.query("SALES#SKU-1")) == []
    assert [int(row.quantity_sold) for row in rows(dynamo, "SKU-2").items] == [4]
    agree(dynamo, "SKU-2")


def test_rows_are_read_only_where_someone_else_wrote_since_the_upload_began(dynamo, monkeypatch):
    """Else every upload would pay for the few that are late."""
    asked = []
    original = dynamo.table.get_many
    monkeypatch.setattr(
        dynamo.table, "get_many", lambda wanted, **how: original(asked.append(wanted := [*wanted]) or wanted, **how)
    )
    dynamo.ledger.record([days(dynamo, quantities=[1] * 250)], "u1", NOW)
    dynamo.now = NOW + timedelta(minutes=1)
    dynamo.ledger.record([days(dynamo, quantities=[2] * 250)], "u2", NOW)
    assert {len(wanted) for wanted in asked} == {1}, "the history alone"
    dynamo.ledger.record([days(dynamo, quantities=[3] * 5)], "u3", NOW)
    assert len(asked[-1]) == 5
    assert [int(row.quantity_sold) for row in rows(dynamo).items[:6]] == [3, 3, 3, 3, 3, 2]


class Reads:
    """The products whose histories are read from the table, each as often as it is read."""

    def __init__(self, kept, monkeypatch):
        self.asked = []
        original = kept.table.client.batch_get_item

        def batch_get_item(**request):
            wanted = request["RequestItems"].get(kept.table.name, {"Keys": []})["Keys"]
            self.asked += [key["PK"]["S"] for key in wanted if key["SK"]["S"] == "HISTORY"]
            return original(**request)

        monkeypatch.setattr(kept.table.client, "batch_get_item", batch_get_item)

    def take(self):
        found = sorted(each.removeprefix("SALES#") for each in self.asked)
        self.asked.clear()
        return found


def services(kept):
    """Return the services of sales on the tables, with files and records in memory."""
    files, records, clock = FakeUploadFiles(), FakeUploadRecords(), FakeClock()
    stores = Stores(kept.catalogue, kept.ledger, records, files, FakeImportMappings())
    sizes = Sizes(block=2_000, segment=4_000, partition=4_000, run=60)
    return UploadService(stores, clock, FakeIds()), IngestService(stores, clock, FakeIds(), sizes), files


def file_of(product_ids, count, quantity):
    days_ = [(START + timedelta(days=number)).isoformat() for number in range(count)]
    rows_ = [f"{day},{product_id},{quantity}" for product_id in product_ids for day in days_]
    return "\n".join(["date,sku,qty", *rows_]).encode()


@pytest.mark.parametrize("how", ["inline", "storage"])
def test_an_upload_reads_each_history_once_to_say_what_it_replaces_and_to_replace_it(dynamo, monkeypatch, how):
    """Products that share transactions, and one whose days take several."""
    uploads, ingestion, files = services(dynamo)
    uploads.upload(None, file_of(["SKU-1"], 250, 1) + b"\n2026-03-01,SKU-2,1", UploadOptions())
    reads = Reads(dynamo, monkeypatch)
    data = file_of(["SKU-1"], 250, 2) + b"\n2026-03-01,SKU-2,2"
    if how == "inline":
        report = uploads.upload(None, data, UploadOptions())
    else:
        ticket = uploads.announce("s.csv", UploadOptions())
        files.kept[upload_key(ticket.upload_id, "s.csv")] = data
        ingestion.ingest(ticket.upload_id, lambda: True)
        report = uploads.report(ticket.upload_id)
    assert reads.take() == ["SKU-1", "SKU-2"]
    assert (report.overwrites.product_days, report.overwrites.units_before, report.overwrites.units_after) == (
        251,
        251,
        502,
    )
    agree(dynamo)
    agree(dynamo, "SKU-2")
    assert {int(row.quantity_sold) for row in rows(dynamo).items} == {2}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_history_that_another_upload_puts_after_it_was_compared_is_read_again(dynamo, monkeypatch, number):
    uploads, _, _ = services(dynamo)
    uploads.upload(None, file_of(["SKU-1"], 250, 1), UploadOptions())
    other = [days(dynamo, quantities=[7] * 5, start=START + timedelta(days=248))]
    before_transaction(dynamo, monkeypatch, lambda: dynamo.ledger.record(other, "u2", NOW), number)
    reads = Reads(dynamo, monkeypatch)
    uploads.upload(None, file_of(["SKU-1"], 250, 5), UploadOptions())
    assert reads.take() == ["SKU-1"] * 3, "once, by the other upload, and once more"
    assert len(rows(dynamo).items) == 253
    agree(dynamo)


def test_a_product_made_anew_after_its_history_was_compared_takes_nothing_over(dynamo):
    dynamo.ledger.record([days(dynamo)], "u1", NOW)
    old = days(dynamo, quantities=(9,))
    before = dynamo.ledger.histories([old.product])
    dynamo.remove("SKU-1")
    dynamo.catalogue.create([ProductToCreate("SKU-1", "Another", "Tea", Decimal(1))], NOW + timedelta(days=1))
    dynamo.ledger.record([days(dynamo, quantities=(4,))], "u2", NOW + timedelta(days=1))
    assert vanished(dynamo.ledger.record([old], "u3", NOW + timedelta(days=2), before)) == {"SKU-1"}
    assert [int(row.quantity_sold) for row in rows(dynamo).items] == [4]
    agree(dynamo)


def test_histories_are_those_of_products_with_rows(kept):
    kept.ledger.record([days(kept)], "u1", NOW)
    found = kept.ledger.histories(kept.catalogue.get_many(["SKU-1", "SKU-2"]).values())
    assert {name: history.product_days for name, history in found.items()} == {"SKU-1": 3}
