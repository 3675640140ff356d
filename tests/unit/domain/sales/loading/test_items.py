"""Sales as JSON items: the same rules and the same end as those of a file, and nothing guessed."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from testing.sales import ADD, CREATE, Shop

GOOD = {"product_id": "SKU-1", "date": "2026-01-05", "quantity_sold": 2}


def take(shop, *items, options=UploadOptions(), repeat_id=None):  # noqa: B008  # frozen
    """Send items as a request does: through JSON."""
    return shop.uploads.take(json.loads(json.dumps(items)), options, repeat_id)


def as_file(items):
    names = ("product_id", "date", "quantity_sold", "price", "revenue")
    rows = [",".join("" if item.get(name) is None else str(item[name]) for name in names) for item in items]
    return "\n".join([",".join(names), *rows])


def test_items_are_summed_and_written_and_the_report_counts_them():
    shop = Shop()
    report = take(shop, GOOD, GOOD | {"price": 2.5}, GOOD | {"product_id": "SKU-2", "revenue": 9.9})
    assert shop.sold() == {("SKU-1", "2026-01-05"): ("4", None, "2.5"), ("SKU-2", "2026-01-05"): ("2", "9.9", "4.95")}
    assert (report.rows_received, report.rows_accepted, report.product_days_written) == (3, 3, 2)
    assert report.read_as.layout == "json"
    assert shop.uploads.report(report.upload_id) == report


@pytest.mark.parametrize(
    ("item", "column", "code"),
    [
        ("text", None, "invalid_item"),
        (None, None, "invalid_item"),
        ([GOOD], None, "invalid_item"),
        (GOOD | {"qty": 1}, "qty", "unknown_member"),
        (GOOD | {"name": "x"}, "name", "unknown_member"),
        ({"date": "2026-01-05", "quantity_sold": 1}, "product_id", "missing_product"),
        (GOOD | {"product_id": ""}, "product_id", "missing_product"),
        (GOOD | {"product_id": None}, "product_id", "missing_product"),
        (GOOD | {"product_id": 7}, "product_id", "invalid_product_id"),
        (GOOD | {"product_id": "a b"}, "product_id", "invalid_product_id"),
        (GOOD | {"product_id": " SKU-1"}, "product_id", "invalid_product_id"),
        (GOOD | {"product_id": '="SKU-1"'}, "product_id", "invalid_product_id"),
        (GOOD | {"product_id": "'SKU-1"}, "product_id", "invalid_product_id"),
        (GOOD | {"product_id": "Total"}, "product_id", "invalid_product_id"),
        (GOOD | {"product_id": "SKU-9"}, "product_id", "unknown_product"),
        (GOOD | {"date": None}, "date", "missing_date"),
        (GOOD | {"date": "05.01.2026"}, "date", "invalid_date"),
        (GOOD | {"date": "2026-1-5"}, "date", "invalid_date"),
        (GOOD | {"date": "20260105"}, "date", "invalid_date"),
        (GOOD | {"date": "2026-01-05T10:00:00Z"}, "date", "invalid_date"),
        (GOOD | {"date": "2026-W01-1"}, "date", "invalid_date"),
        (GOOD | {"date": "2026-02-30"}, "date", "invalid_date"),
        (GOOD | {"date": 46027}, "date", "invalid_date"),
        (GOOD | {"date": "1989-12-31"}, "date", "date_too_old"),
        (GOOD | {"date": "2126-01-05"}, "date", "date_in_future"),
        ({"product_id": "SKU-1", "date": "2026-01-05"}, "quantity_sold", "missing_quantity"),
        (GOOD | {"quantity_sold": None}, "quantity_sold", "missing_quantity"),
        (GOOD | {"quantity_sold": "2"}, "quantity_sold", "not_a_number"),
        (GOOD | {"quantity_sold": True}, "quantity_sold", "not_a_number"),
        (GOOD | {"quantity_sold": [2]}, "quantity_sold", "not_a_number"),
        (GOOD | {"quantity_sold": float("nan")}, "quantity_sold", "not_a_number"),
        (GOOD | {"quantity_sold": float("inf")}, "quantity_sold", "out_of_range"),
        (GOOD | {"quantity_sold": 10**400}, "quantity_sold", "out_of_range"),
        (GOOD | {"quantity_sold": -3}, "quantity_sold", "return_exceeds_sales"),
        (GOOD | {"price": -1}, "price", "negative_price"),
        (GOOD | {"price": "2,50"}, "price", "not_a_number"),
        (GOOD | {"revenue": -1}, "revenue", "negative_revenue"),
        (GOOD | {"revenue": 1e12}, "revenue", "out_of_range"),
    ],
)
def test_what_is_wrong_with_an_item_is_named_and_stops_no_other(item, column, code):
    shop = Shop()
    other = GOOD | {"product_id": "SKU-2"}
    report = take(shop, other, item, other)
    assert [(error.line, error.column, error.code) for error in report.errors] == [(1, column, code)]
    assert (report.rows_received, report.rows_accepted, report.rows_rejected, report.rows_skipped) == (3, 2, 1, 0)
    assert shop.sold() == {("SKU-2", "2026-01-05"): ("4", None, None)}
    kept = shop.files.kept[report.rejected_rows_key].decode().splitlines()
    assert kept[0].startswith("product_id,date,quantity_sold,price,revenue")
    assert len(kept) == 2


def test_when_nothing_can_be_used_the_report_is_in_the_error():
    shop = Shop()
    with pytest.raises(UnusableUploadError) as raised:
        take(shop, GOOD | {"product_id": "NO"}, {})
    assert (raised.value.report.status, raised.value.report.rows_rejected) == (UploadStatus.FAILED, 2)
    assert shop.sold() == {}


def test_a_return_reduces_its_day():
    shop = Shop()
    take(shop, GOOD | {"price": 2}, GOOD | {"quantity_sold": -1, "price": 2})
    assert shop.sold() == {("SKU-1", "2026-01-05"): ("1", "2", "2")}


def test_options_are_those_of_files():
    shop = Shop()
    take(shop, GOOD | {"product_id": "NEW", "price": 3}, options=CREATE)
    assert (shop.catalogue.kept["NEW"].name, shop.catalogue.prices["NEW"]) == ("NEW", "3")
    dry = UploadOptions(OnUnknownProduct.REJECT, dry_run=True)
    before = shop.sold()
    assert take(shop, GOOD, options=dry).product_days_written == 1
    for _ in range(2):
        take(shop, GOOD, options=ADD, repeat_id="r1")
    take(shop, GOOD, options=ADD, repeat_id="r2")
    assert shop.sold() == before | {("SKU-1", "2026-01-05"): ("4", None, None)}


whole = st.integers(-50, 10**9)
exact = st.integers(0, 10**15).map(lambda micro: float(Decimal(micro) / 10**6))
items_ = st.lists(
    st.fixed_dictionaries(
        {
            "product_id": st.sampled_from(["SKU-1", "SKU-2", "SKU-3"]),
            "date": st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 11, 20)).map(str),
            "quantity_sold": st.one_of(whole, exact),
        },
        optional={"price": st.one_of(st.none(), exact), "revenue": st.one_of(st.none(), exact)},
    ),
    min_size=1,
    max_size=8,
)


@given(items_)
def test_items_end_as_the_same_rows_in_a_file_do(items):
    of_items, of_file = Shop(), Shop()
    ends = []
    for send in (
        lambda: take(of_items, *items),
        lambda: of_file.upload(as_file(items), UploadOptions(date_format="YYYY-MM-DD", decimal_mark=".")),
    ):
        try:
            report = send()
        except UnusableUploadError as error:
            report = error.report
        counts = (report.rows_accepted, report.rows_rejected, report.product_days_written, report.first_date)
        ends.append((*counts, [error.code for error in report.errors]))
    assert ends[0] == ends[1]
    assert of_items.sold() == of_file.sold()


@given(st.integers(-(10**15), 10**15))
def test_numbers_are_exact_to_the_millionth(micro):
    shop, value = Shop(), Decimal(micro) / 10**6
    text = f'[{{"product_id": "SKU-1", "date": "2026-01-05", "quantity_sold": 1000000000, "revenue": {abs(value):f}}}]'
    shop.uploads.take(json.loads(text), UploadOptions(mode=UploadMode.REPLACE))
    assert Decimal(shop.sold()["SKU-1", "2026-01-05"][1]) == abs(value)


def test_an_item_without_a_product_shows_no_value_and_one_that_is_none_shows_what_it_is():
    shop = Shop()
    items = [{"date": "2026-01-05", "quantity_sold": 1}, "all of it", GOOD | {"product_id": "total"}, GOOD]
    report = shop.uploads.take(items, UploadOptions())
    missing, no_item, total = report.errors
    assert (missing.column, missing.value, missing.code) == ("product_id", None, "missing_product")
    assert (no_item.value, total.value) == ("all of it", "total")
    assert "Choose another id" in total.detail
    assert all(error.detail for error in report.errors)
    assert "all of it" in shop.files.kept[report.rejected_rows_key].decode()
