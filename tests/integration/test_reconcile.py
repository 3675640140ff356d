"""The nightly check as a whole, on moto: what was taken apart is mended and said, the rest is left alone."""

from __future__ import annotations

import boto3
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.table import Table
from domain.sales.service import reconciliation
from handlers.products.container import container as products
from handlers.sales.container import container as sales
from handlers.sales.reconcile import handler
from testing.rest import LambdaContext
from tests.faults.conftest import shop

__all__ = ["shop"]


class Patient(LambdaContext):
    """A context with all its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 900_000


class Hurried(LambdaContext):
    """A context with hardly any time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 1_000


@pytest.fixture
def table(shop):
    return Table(boto3.client("dynamodb"), shop.environment["SALES_TABLE"])


DAMAGE = {
    "history lost": lambda table: table.delete(keys.history("SKU-1")),
    "row lost": lambda table: table.delete(("SALES#SKU-1", "DATE#2026-10-02")),
    "row changed": lambda table: table.update(
        ("SALES#SKU-1", "DATE#2026-10-02"), "SET #quantity_sold = :wrong", {":wrong": 999}
    ),
    "row from nowhere": lambda table: table.put(
        {"PK": "SALES#SKU-1", "SK": "DATE#2026-01-02", "date": "2026-01-02", "product_id": "SKU-1", "quantity_sold": 3}
        | {"created_at": "2026-11-20T00:00:00+00:00", "upload_id": "x"}
    ),
    "totals changed": lambda table: table.update(keys.history("SKU-1"), "SET #total_units = :wrong", {":wrong": 1}),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_history_that_is_not_what_its_rows_are_is_mended_and_said(shop, table, damage, logs):
    DAMAGE[damage](table)
    told = handler({}, Patient())
    assert told == {
        "removals_finished": 0,
        "orders_settled": 0,
        "histories_checked": 2,
        "histories_mended": 1,
        "is_whole": True,
    }
    assert [line["product_id"] for line in logs() if line["message"] == "history mended"] == ["SKU-1"]
    rows = shop.send("GET", "/sales-data/SKU-1", query={"limit": "500"}).json["items"]
    weeks = shop.send("GET", "/sales-data/SKU-1", query={"granularity": "week", "limit": "500"}).json["items"]
    assert sum(row["quantity_sold"] for row in rows) == sum(week["quantity_sold"] for week in weeks)
    summary = shop.send("GET", "/sales-data/summary").json
    assert (summary["product_days"], summary["total_units"]) == (len(rows), sum(row["quantity_sold"] for row in rows))
    assert handler({}, Patient())["histories_mended"] == 0


def test_nothing_is_written_where_all_is_well(shop):
    before = shop.items(but=())
    assert handler({}, Patient())["histories_mended"] == 0
    after = [item for item in shop.items(but=()) if item["PK"]["S"] != "RECONCILIATION"]
    assert after == before


def test_a_run_short_of_time_ends_and_the_next_one_goes_on_behind_it(shop, monkeypatch):
    monkeypatch.setattr(reconciliation, "PRODUCTS_AT_ONCE", 1)
    first, second = handler({}, Hurried()), handler({}, Patient())
    assert [(told["histories_checked"], told["is_whole"]) for told in (first, second)] == [(1, False), (1, True)]
    assert handler({}, Patient())["histories_checked"] == 2


def test_a_removal_left_half_done_is_ended(shop):
    products.products().begin_removal("SKU-1", None, "killed")
    assert shop.send("GET", "/products/SKU-1").status == 404
    told = handler({}, Patient())
    assert (told["removals_finished"], told["histories_checked"]) == (1, 1)
    assert [item for item in shop.items() if item["PK"]["S"].endswith("#SKU-1")] == []
    assert handler({}, Patient())["removals_finished"] == 0


def test_an_upload_that_comes_in_between_is_no_difference(shop, monkeypatch):
    ledger = sales.ledger()
    transactions = ledger._transactions
    read, left = transactions.rows, [True]

    def overtaken(product):
        if left and left.pop():
            row = "date,product_id,quantity_sold\n2026-11-19,SKU-1,77\n"
            assert shop.upload(row).status == 200
        return read(product)

    monkeypatch.setattr(transactions, "rows", overtaken)
    assert handler({}, Patient())["histories_mended"] == 0
