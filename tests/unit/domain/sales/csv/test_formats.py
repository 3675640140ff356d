"""The files that shops really export, each written by hand, and what they mean."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.errors import NotATextFileError, UnsupportedEncodingError
from domain.shared.csv.formulas import neutralised
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from domain.shared.csv.text import Encoding
from testing.sales import CREATE, Shop

FILES = Path(__file__).parents[4] / "data" / "sales"


@pytest.fixture
def shop():
    return Shop()


def codes(report):
    return [notice.code for notice in report.warnings]


def test_shopify_orders_repeat_blank_fields_and_hold_orders_that_are_no_sales(shop):
    report = shop.upload((FILES / "shopify_orders.csv").read_bytes(), CREATE)
    assert shop.sold() == {
        ("00017", "2026-03-01"): ("2", "29.9", "14.95"),
        ("00017", "2026-03-02"): ("2", "29.9", "14.95"),
        ("FP-100", "2026-03-01"): ("2", "20", "10"),
    }
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (8, 7, 1)
    assert [(error.line, error.code) for error in report.errors] == [(9, "missing_product")]
    assert codes(report) == ["no_sale"]
    assert "3 rows" in report.warnings[0].detail
    assert shop.catalogue.kept["00017"].name == "Espresso beans, 1 kg"


def test_an_order_late_in_the_evening_belongs_to_the_shops_own_day(shop):
    shop.upload("Created at,sku,quantity\n2026-03-01T23:55:09-05:00,SKU-1,1\n2026-03-01 00:05:00 +0900,SKU-2,1\n")
    assert set(shop.sold()) == {("SKU-1", "2026-03-01"), ("SKU-2", "2026-03-01")}


def test_square_items_have_money_with_signs_and_refunds_that_reduce_their_day(shop):
    report = shop.upload((FILES / "square_items.csv").read_bytes(), CREATE)
    assert shop.sold() == {
        ("DR-001", "2026-03-14"): ("2", "7.5", "3.75"),
        ("BN-1000", "2026-03-15"): ("1", "1024.5", "1024.5"),
    }
    assert (report.rows_received, report.rows_rejected) == (5, 1)
    assert [(error.line, error.column, error.code) for error in report.errors] == [(6, "Qty", "return_exceeds_sales")]
    assert shop.catalogue.kept["DR-001"].category == "Drinks"


def test_amazon_orders_are_separated_by_tabs_and_priced_by_the_line(shop):
    report = shop.upload((FILES / "amazon_all_orders.txt").read_bytes(), CREATE)
    assert shop.sold() == {
        ("KT-17", "2026-03-01"): ("2", "59.98", "29.99"),
        ("0042", "2026-03-02"): ("4", None, None),
    }
    assert (report.rows_received, report.rows_accepted) == (4, 4)
    assert codes(report) == ["no_sale", "utc_days"]
    assert shop.catalogue.kept["KT-17"].name == 'Kettle, 1.7 "litre"'


def test_semicolons_decimal_commas_a_byte_order_mark_and_totals():
    shop = Shop(currency="EUR")
    report = shop.upload((FILES / "semicolons.csv").read_bytes(), CREATE)
    assert shop.sold() == {
        ("0001", "2026-01-31"): ("1234.5", "2469", "2"),
        ("0001", "2026-02-01"): ("2.25", "4.5", "2"),
        ("0002", "2026-02-02"): ("3", None, None),
    }
    assert (report.rows_received, report.rows_skipped) == (3, 2)
    assert codes(report) == ["totals_skipped"]


@pytest.mark.parametrize("name", ["forecast_style.tsv", "nixtla_style.csv"])
def test_the_fields_own_column_names_are_known(shop, name):
    report = shop.upload((FILES / name).read_bytes(), CREATE)
    assert report.rows_rejected == 0
    assert shop.sold()["A-1", "2026-01-01"][0] == "3"


def test_every_kind_of_trouble_is_named_and_the_rest_is_taken(shop):
    report = shop.upload((FILES / "trouble.csv").read_bytes())
    assert [(error.line, error.column, error.code) for error in report.errors] == [
        (5, "quantity_sold", "return_exceeds_sales"),
        (6, "date", "invalid_date"),
        (7, "product_id", "missing_product"),
        (8, "product_id", "unknown_product"),
        (9, "quantity_sold", "missing_quantity"),
        (10, "quantity_sold", "not_a_number"),
        (11, "price", "negative_price"),
        (12, "date", "date_in_future"),
        (13, "date", "date_too_old"),
        (14, "product_id", "invalid_product_id"),
        (15, None, "too_many_columns"),
        (16, "quantity_sold", "out_of_range"),
        (17, "product_id", "invalid_product_id"),
        (18, None, "unclosed_quote"),
    ]
    assert all(error.detail.endswith(".") for error in report.errors)
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (16, 2, 14)
    assert codes(report) == ["titles_skipped", "totals_skipped"]
    assert shop.sold() == {("SKU-1", "2026-01-01"): ("3", "7.5", "2.5"), ("SKU-1", "2026-01-03"): ("4", "10", "2.5")}


def test_rejected_rows_can_be_corrected_and_loaded_again(shop):
    report = shop.upload((FILES / "trouble.csv").read_bytes())
    rejected = shop.files.kept[report.rejected_rows_key].decode()
    assert rejected.splitlines()[0] == "date,product_id,quantity_sold,price,_upload,_line"
    assert "'=SKU-1" in rejected
    assert len(rejected.splitlines()) == 15
    again = shop.upload(rejected.replace("-5,2.50", "5,2.50").replace("2026-02-30", "2026-02-28"))
    assert (again.rows_received, again.rows_accepted) == (14, 2)
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "8", "three were sold by a row that was right"


def test_line_ends_of_every_kind(shop):
    for ends in ("\n", "\r\n", "\r"):
        report = shop.upload(ends.join(["date,sku,qty", "2026-01-01,SKU-1,1", "x,SKU-1,1", "2026-01-02,SKU-1,2"]))
        assert report.rows_accepted == 2
        assert report.errors[0].line == 3


def test_utf_32_is_refused_by_name(shop):
    with pytest.raises(UnsupportedEncodingError, match="UTF-32"):
        shop.upload("date,sku,qty\n2026-01-01,SKU-1,1\n".encode("utf-32"))


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0", bytes(range(32))])
def test_binary_files_are_refused(shop, head):
    with pytest.raises(NotATextFileError):
        shop.upload(head + b"date,sku,qty")


def test_bytes_that_are_not_utf8_spoil_their_row_only(shop):
    options = UploadOptions(OnUnknownProduct.CREATE, encoding=Encoding.UTF_8)
    report = shop.upload(b"date,sku,qty,note\n2026-01-01,SKU-1,1,caf\xe9\n2026-01-02,SK\xdc-1,1,x\n", options)
    assert [(error.line, error.code) for error in report.errors] == [(3, "not_utf8")]
    assert report.rows_accepted == 1
    assert b"SK\xdc-1" in shop.files.kept[report.rejected_rows_key]


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (("13/02/2026", "01/02/2026"), "2026-02-01"),
        (("02/13/2026", "01/02/2026"), "2026-01-02"),
        (("2026/02/13", "2026/01/02"), "2026-01-02"),
        (("20260213", "20260102"), "2026-01-02"),
        (("13.02.26", "02.01.26"), "2026-01-02"),
        (("13 Feb 2026", "2 January 2026"), "2026-01-02"),
        (("Feb 13, 2026", "Jan 2, 2026"), "2026-01-02"),
        (("13-Feb-26", "2-Jan-26"), "2026-01-02"),
        (("02/13/2026 11:59 PM", "01/02/2026 1:00 AM"), "2026-01-02"),
        (("2026-02-13T10:00:00.000Z", "2026-01-02T23:00:00-08:00"), "2026-01-02"),
    ],
)
def test_one_date_format_is_decided_per_file(shop, dates, day):
    rows = "".join(f'"{text}",SKU-1,1\n' for text in dates)
    shop.upload("date,sku,qty\n" + rows)
    assert ("SKU-1", day) in shop.sold()
    assert len(shop.sold()) == 2


def test_ambiguous_dates_are_refused_with_the_parameter_that_settles_it(shop):
    text = "date,sku,qty\n01/02/2026,SKU-1,1\n03/04/2026,SKU-1,1\n"
    with pytest.raises(UnusableUploadError, match="date_format=DD/MM/YYYY") as raised:
        shop.upload(text)
    assert raised.value.cause.fields[0].code == "ambiguous_date"
    shop.upload(text, UploadOptions(date_format="MM/DD/YYYY"))
    assert set(shop.sold()) == {("SKU-1", "2026-01-02"), ("SKU-1", "2026-03-04")}
    shop.ledger.rows.clear()
    shop.upload(text, UploadOptions(date_format="%d/%m/%Y"))
    assert set(shop.sold()) == {("SKU-1", "2026-02-01"), ("SKU-1", "2026-04-03")}


def test_evidence_late_in_the_file_counts(shop):
    rows = "".join(f"{number % 12 + 1:02d}/{number % 11 + 1:02d}/2026,SKU-1,1\n" for number in range(30_000))
    report = shop.upload("date,sku,qty\n" + rows + "31/12/2025,SKU-1,1\n")
    assert ("SKU-1", "2025-12-31") in shop.sold()
    assert report.rows_received == 30_001


def test_a_day_that_a_file_of_other_days_does_not_settle_is_an_error_of_its_row(shop):
    report = shop.upload("date,sku,qty\n2026-01-02,SKU-1,1\n2026-01-03,SKU-1,1\n11/01/2026,SKU-1,1\n")
    assert [(error.line, error.code) for error in report.errors] == [(4, "invalid_date")]


def test_an_unknown_date_format_is_refused(shop):
    with pytest.raises(UnusableUploadError) as raised:
        shop.upload("date,sku,qty\n2026-01-02,SKU-1,1\n", UploadOptions(date_format="stardate"))
    assert raised.value.cause.code == "invalid-date-format"


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("12", "12"),
        ("12.50", "12.5"),
        ('"1,234.5"', "1234.5"),
        ("1e2", "100"),
        (" 7 ", "7"),
        ("+3", "3"),
        ("'+3", "3"),
        ('="4"', "4"),
        ("0.3333333333333", "0.333333"),
    ],
)
def test_numbers_as_people_write_them(shop, cell, quantity):
    shop.upload(f"date,sku,qty\n2026-01-01,SKU-1,{cell}\n2026-01-02,SKU-2,0.5\n")
    assert shop.sold()["SKU-1", "2026-01-01"][0] == quantity


@pytest.mark.parametrize("cell", ["1_000", "²", "0x10", "inf", "1.2.3", "1 2", "12abc", "1 23 456"])
def test_what_is_no_number_is_not_guessed(shop, cell):
    report = shop.upload(f'date,sku,qty\n2026-01-01,SKU-2,0.5\n2026-01-01,SKU-1,"{cell}"\n')
    assert [error.code for error in report.errors] == ["not_a_number"]


def test_leading_zeros_are_part_of_a_sku(shop):
    shop.upload('date,sku,qty\n2026-01-01,0007,1\n2026-01-01,7,2\n2026-01-01,"=""007""",3\n', CREATE)
    assert {product for product, _ in shop.sold()} == {"0007", "7", "007"}


@pytest.mark.parametrize(
    ("columns", "sold"),
    [
        ("2,5,", ("2", "10", "5")),
        ("2,,10", ("2", "10", "5")),
        ("3,,10", ("3", "10", "3.3333")),
        ("2,,", ("2", None, None)),
        ("0,,", ("0", "0", None)),
        ("2,5,9", ("2", "9", "5")),
    ],
)
def test_the_missing_one_of_price_and_revenue_is_derived(shop, columns, sold):
    shop.upload(f"date,sku,qty,price,revenue\n2026-01-01,SKU-1,{columns}\n")
    assert shop.sold()["SKU-1", "2026-01-01"] == sold


def test_rows_of_one_product_and_day_are_summed_and_a_later_upload_replaces_them(shop):
    shop.upload("date,sku,qty,price\n2026-01-01,SKU-1,2,4\n2026-01-01,SKU-1,2,6\n")
    assert shop.sold()["SKU-1", "2026-01-01"] == ("4", "20", "5")
    shop.upload("date,sku,qty,price\n2026-01-01,SKU-1,1,7\n")
    assert shop.sold()["SKU-1", "2026-01-01"] == ("1", "7", "7")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "@SUM(A1)", "+1 dollar", "a\x07b", "x" * 201])
def test_names_that_could_do_harm_create_no_product(shop, name):
    report = shop.upload(f'date,sku,qty,name\n2026-01-01,NEW,1,"{name}"\n2026-01-01,SKU-1,1,"{name}"\n', CREATE)
    assert [(error.line, error.column, error.code) for error in report.errors] == [(2, "name", "unsafe_name")]
    assert "NEW" not in shop.catalogue.kept


@pytest.mark.parametrize("name", ["=cmd", "@home", "+1 dollar", "-", "'=quoted"])
def test_a_name_that_an_export_has_made_harmless_is_restored(shop, name):
    written = neutralised(name, numbers=True)
    report = shop.upload(f"date,sku,qty,name,category\n2026-01-01,NEW,1,{written},{written}\n", CREATE)
    assert report.errors == ()
    assert (shop.catalogue.kept["NEW"].name, shop.catalogue.kept["NEW"].category) == (name, name)


def test_a_created_product_takes_its_name_category_and_price_from_its_first_row(shop):
    report = shop.upload(
        "date,sku,qty,name,category,revenue\n2026-01-01,NEW,2,Thing,Things,9\n2026-01-02,NEW,1,Other,Others,5\n",
        UploadOptions(OnUnknownProduct.CREATE),
    )
    made = shop.catalogue.kept["NEW"]
    assert (report.products_created, made.name, made.category) == (1, "Thing", "Things")
    assert shop.catalogue.prices["NEW"] == "4.5"


@pytest.mark.parametrize(
    ("price", "revenue", "qty", "told"),
    [
        ("3.25", "9", "2", "3.25"),
        ("", "9", "2", "4.5"),
        ("", "10", "3", "3.3333"),
        ("", "0.17", "8", "0.0212"),
        ("", "0", "3", "0"),
        ("", "", "3", "0"),
        ("", "5", "0", "0"),
    ],
)
def test_a_created_product_costs_what_its_first_row_took_for_a_unit(shop, price, revenue, qty, told):
    shop.upload(f"date,sku,qty,price,revenue\n2026-01-01,NEW,{qty},{price},{revenue}\n2026-01-02,NEW,1,8,8\n", CREATE)
    assert shop.catalogue.prices["NEW"] == told


def test_a_dry_run_reports_the_same_and_writes_nothing(shop):
    text = (FILES / "trouble.csv").read_text() + "2026-01-09,NEW,1,1\n"
    options = UploadOptions(OnUnknownProduct.CREATE, dry_run=True)
    tried = shop.upload(text, options)
    assert not shop.sold()
    assert not shop.files.kept
    assert not shop.records.kept
    assert "NEW" not in shop.catalogue.kept
    done = shop.upload(text, CREATE)
    for name in ("rows_received", "rows_accepted", "rows_rejected", "product_days_written", "products_touched"):
        assert getattr(tried, name) == getattr(done, name)
    assert (tried.products_created, tried.errors, tried.warnings) == (done.products_created, done.errors, done.warnings)


def test_a_stray_quote_does_not_swallow_what_follows(shop):
    rows = ["date,sku,qty"] + [f"2026-01-{day:02d},SKU-1,1" for day in range(1, 29)]
    rows[5] = '2026-01-05,"SKU-1,1'
    report = shop.upload("\n".join(rows * 4))
    assert report.rows_received == report.rows_accepted + report.rows_rejected
    assert report.rows_accepted + report.rows_rejected == 4 * 28
    assert report.rows_skipped == 3  # the header once more
    assert len(shop.sold()) == 27


def test_gzip_inside_is_not_expected_here_but_named(shop):
    with pytest.raises(NotATextFileError, match="compressed"):
        shop.upload(gzip.compress(b"date"))


def test_a_file_that_takes_too_long_is_ended_in_the_background_with_the_same_result(shop):
    lines = [f"2026-01-{day:02d},P-{product:04d},{day}" for product in range(400) for day in range(1, 31)]
    text = "date,sku,qty\n" + "\n".join([*lines, "2026-02-01,bad id,1"])
    report = shop.uploads.upload("sales.csv", text.encode(), CREATE, lambda: not shop.sold())
    assert (report.status, report.progress, report.product_days_written) == (UploadStatus.PROCESSING, 0, 0)
    assert 0 < len(shop.sold()) < 12_000
    shop.ingest(report.upload_id)
    ended = shop.uploads.report(report.upload_id)
    assert (ended.status, ended.rows_accepted, ended.rows_rejected) == (UploadStatus.COMPLETED, 12_000, 1)
    assert (ended.product_days_written, ended.products_created) == (12_000, 400)
    assert len(shop.sold()) == 12_000
