"""How a file was read, as its report says it, and a caller's word on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.sales.loading.checkpoint import FORM
from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from domain.shared.csv.text import Encoding
from testing.sales import CREATE, Shop

FILES = Path(__file__).parents[4] / "data" / "sales"


@pytest.fixture
def shop():
    return Shop()


def refused(shop, text, options=None):
    with pytest.raises(UnusableUploadError) as raised:
        shop.upload(text, options)
    return raised.value


def columns(read_as):
    return {role: name for role, name in read_as.columns.items() if name is not None}


@pytest.mark.parametrize(
    ("name", "layout", "delimiter", "found", "date_format", "mark"),
    [
        (
            "shopify_orders.csv",
            "Shopify orders",
            ",",
            {
                "date": "Created at",
                "product_id": "Lineitem sku",
                "quantity_sold": "Lineitem quantity",
                "price": "Lineitem price",
                "name": "Lineitem name",
            },
            "YYYY-MM-DD",
            ".",
        ),
        (
            "square_items.csv",
            "Square items",
            ",",
            {
                "date": "Date",
                "product_id": "SKU",
                "quantity_sold": "Qty",
                "revenue": "Net Sales",
                "name": "Item",
                "category": "Category",
            },
            "MM/DD/YYYY",
            ".",
        ),
        (
            "amazon_all_orders.txt",
            "Amazon all orders",
            "\t",
            {
                "date": "purchase-date",
                "product_id": "sku",
                "quantity_sold": "quantity",
                "revenue": "item-price",
                "name": "product-name",
            },
            "YYYY-MM-DD",
            ".",
        ),
        (
            "semicolons.csv",
            "table",
            ";",
            {"date": "Date", "product_id": "Product ID", "quantity_sold": "Quantity", "revenue": "Revenue"},
            "DD/MM/YYYY",
            ",",
        ),
    ],
)
def test_the_report_names_layout_columns_and_marks(shop, name, layout, delimiter, found, date_format, mark):
    shop.uploads = Shop(currency="EUR" if name == "semicolons.csv" else "USD").uploads
    read_as = shop.upload((FILES / name).read_bytes(), CREATE).read_as
    assert (read_as.layout, read_as.encoding, read_as.delimiter) == (layout, "utf-8", delimiter)
    assert columns(read_as).items() >= found.items()
    assert list(read_as.columns)[:7] == ["date", "product_id", "quantity_sold", "price", "revenue", "name", "category"]
    assert (read_as.date_format, read_as.decimal_mark) == (date_format, mark)
    assert read_as.group_mark == {".": ",", ",": "."}[mark]


def test_columns_that_say_which_rows_count_are_not_unused(shop):
    unused = shop.upload((FILES / "shopify_orders.csv").read_bytes(), CREATE).read_as.unused_columns
    assert "Email" in unused
    assert not {"Name", "Financial Status", "Cancelled at", "Paid at", "Created at"} & set(unused)


def test_a_dry_run_and_a_file_from_storage_say_the_same(shop):
    text = "Day;SKU;Qty;Till\n31.01.2026;SKU-1;1,5;7\n"
    tried = shop.upload(text, UploadOptions(dry_run=True)).read_as
    assert tried.unused_columns == ("Till",)
    upload_id = shop.arrive(text.encode())
    assert shop.uploads.report(upload_id).read_as is None
    shop.ingest(upload_id)
    assert shop.uploads.report(upload_id).read_as == shop.upload(text).read_as == tried


def test_a_date_format_is_only_claimed_where_one_was_decided(shop):
    named = shop.upload("date,sku,qty\n13 Feb 2026,SKU-1,1\n").read_as
    assert named.date_format is None
    asked = shop.upload("date,sku,qty\n13 Feb 2026,SKU-1,1\n", UploadOptions(date_format="%d/%m/%Y")).read_as
    assert asked.date_format == "DD/MM/YYYY"


def test_columns_by_name_beat_what_was_recognised(shop):
    text = "date,Datum,sku,qty,Menge,price\n2026-01-01,2026-01-05,SKU-1,1,9,2\n"
    options = UploadOptions(columns={"date": "Datum", "quantity_sold": "MENGE", "price": None})
    report = shop.upload(text, options)
    assert shop.sold() == {("SKU-1", "2026-01-05"): ("9", None, None)}
    assert columns(report.read_as) == {"date": "Datum", "product_id": "sku", "quantity_sold": "Menge"}
    assert report.read_as.unused_columns == ("date", "qty", "price")


def test_a_header_of_unknown_names_is_found_by_the_names_that_were_passed(shop):
    text = "Umsatz 2026;;;;\n\nTag;Artikel;Anzahl\n05.01.2026;SKU-1;3\n"
    chosen = {"date": "Tag", "product_id": "Artikel", "quantity_sold": "Anzahl"}
    shop.upload(text, UploadOptions(columns=chosen))
    assert shop.sold() == {("SKU-1", "2026-01-05"): ("3", None, None)}


def test_a_file_in_storage_is_read_by_the_columns_that_it_was_announced_with(shop):
    options = UploadOptions(columns={"quantity_sold": "Menge"}, decimal_mark=",", encoding=Encoding.WINDOWS_1252)
    upload_id = shop.arrive("date;sku;Menge\n2026-01-01;SKU-1;1,234\n".encode("cp1252"), options)
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "1.234"
    read_as = shop.uploads.report(upload_id).read_as
    assert (read_as.columns["quantity_sold"], read_as.encoding) == ("Menge", "windows-1252")


def test_a_long_name_is_found_by_what_the_report_shows_of_it(shop):
    name = "Quantity of the article " * 10
    text = f"date,sku,{name}\n2026-01-01,SKU-1,3\n"
    shown = refused(shop, text).report.read_as.unused_columns[0]
    assert len(shown) == 100
    assert shop.upload(text, UploadOptions(columns={"quantity_sold": shown})).rows_accepted == 1


def test_a_column_that_is_not_there_is_refused_with_those_there_are(shop):
    error = refused(shop, "date,sku,qty\n2026-01-01,SKU-1,1\n", UploadOptions(columns={"price": "Preis"}))
    assert error.cause.code == "invalid-columns"
    assert "'Preis'" in error.detail
    (field,) = error.fields
    assert (field.pointer, field.code) == ("/query/columns/price", "unknown_column")
    assert field.detail.endswith("'date', 'sku', 'qty'")
    assert error.report.read_as.unused_columns == ("date", "sku", "qty")


def test_a_required_role_cannot_go_without_a_column(shop):
    error = refused(shop, "date,sku,qty\n2026-01-01,SKU-1,1\n", UploadOptions(columns={"quantity_sold": None}))
    assert (error.cause.code, error.fields[0].pointer) == ("missing-column", "/quantity_sold")


def test_one_of_two_columns_of_a_name_cannot_be_chosen(shop):
    error = refused(shop, "date,sku,n,n\n2026-01-01,SKU-1,1,2\n", UploadOptions(columns={"quantity_sold": "n"}))
    assert error.cause.code == "duplicate-column"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date,sku,Zahl\n2026-01-01,SKU-1,1\n", {"date": "date", "product_id": "sku"}),
        ("date,sku,qty\n", {"date": "date", "product_id": "sku", "quantity_sold": "qty"}),
        ("date,sku,qty\n01/02/2026,SKU-1,1\n", {"date": "date", "product_id": "sku", "quantity_sold": "qty"}),
    ],
)
def test_a_refused_file_says_how_far_it_was_understood(shop, text, found):
    read_as = refused(shop, text).report.read_as
    assert columns(read_as) == found
    assert (read_as.layout, read_as.delimiter, read_as.date_format, read_as.decimal_mark) == ("table", ",", None, None)
    upload_id = shop.arrive(text.encode())
    shop.ingest(upload_id)
    assert shop.uploads.report(upload_id).status is UploadStatus.FAILED
    assert shop.uploads.report(upload_id).read_as == read_as


def test_an_empty_file_was_read_as_nothing(shop):
    assert refused(shop, "").report.read_as is None


@pytest.mark.parametrize(("mark", "quantity"), [(".", "1234"), (",", "1.234")])
def test_the_decimal_mark_that_was_passed_is_used(shop, mark, quantity):
    report = shop.upload('date,sku,qty\n2026-01-01,SKU-1,"1,234"\n', UploadOptions(decimal_mark=mark))
    assert shop.sold()["SKU-1", "2026-01-01"][0] == quantity
    assert report.read_as.decimal_mark == mark


@pytest.mark.parametrize("encoding", [Encoding.WINDOWS_1252, Encoding.MAC_ROMAN])
def test_another_encoding_is_read_when_it_is_named_and_rejected_rows_keep_it(shop, encoding):
    options = UploadOptions(CREATE.on_unknown_product, encoding=encoding)
    rows = ["date,sku,qty,name", "2026-01-01,NEW,1,Café Größe", "2026-02-30,NEW-2,1,Thé"]
    report = shop.upload("\n".join(rows).encode(encoding), options)
    assert shop.catalogue.kept["NEW"].name == "Café Größe"
    assert report.read_as.encoding == encoding
    rejected = shop.files.kept[report.rejected_rows_key]
    assert "Thé" in rejected.decode(encoding)
    assert shop.upload(rejected.replace(b"-30", b"-20"), options).rows_accepted == 1
    assert shop.catalogue.kept["NEW-2"].name == "Thé"


def test_a_byte_that_is_no_character_of_the_named_encoding_spoils_its_row_only(shop):
    options = UploadOptions(encoding=Encoding.WINDOWS_1252)
    report = shop.upload(b"date,sku,qty\n2026-01-01,SKU\x81,1\n2026-01-01,SKU-1,1\n", options)
    assert [(error.line, error.code) for error in report.errors] == [(2, "not_utf8")]
    assert "windows-1252" in report.errors[0].detail
    assert b"SKU\x81" in shop.files.kept[report.rejected_rows_key]


def test_progress_that_was_kept_in_another_form_begins_the_file_again(shop):
    upload_id = shop.arrive(b"date,sku,qty\n" + b"2026-01-01,SKU-1,1\n" * 200)
    shop.ingest(upload_id, lambda: False)
    state = shop.records.kept[upload_id].state
    assert state["form"] == FORM
    state.clear()
    state.update(form=FORM - 1, offset=99)
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.uploads.report(upload_id).rows_accepted == 200
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "200"
