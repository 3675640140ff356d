"""Products and stock levels by file: created, changed where the file says something, and every row accounted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.products.catalogue_import import MAX_PRODUCTS, CatalogueImport, TooManyProductsError
from domain.products.models import ProductStatus
from domain.products.removal import ProductRemovals
from domain.shared.csv.errors import NotATextFileError
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UnusableUploadError
from domain.shared.csv.text import Encoding
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeUploadFiles
from testing.products import product


class Catalogue:
    def __init__(self, clock, ids, *products):
        self.products = FakeProductRepository(*products)
        self.batches = FakeProductBatches(self.products)
        self.files = FakeUploadFiles()
        self.mappings = FakeImportMappings()
        removals = ProductRemovals(self.products, (), ids)
        self.imports = CatalogueImport(self.batches, removals, self.files, self.mappings, clock, ids)

    def upload(self, text, **options):
        return self.imports.upload(text.encode() if isinstance(text, str) else text, **options)


@pytest.fixture
def catalogue(clock, ids):
    return Catalogue(clock, ids, product("SKU-1"), product("SKU-2"))


def test_products_are_created_with_everything_the_file_says(catalogue):
    report = catalogue.upload(
        "sku;Name;Category;Price;Cost;On Hand;Lead time;MOQ;Pack size;Stock as of;Status;Supersedes\n"
        "007;Größe L;Shirts;19,90;7,5;12;14;24;12;31.10.2026;active;SKU-1\n"
    )
    assert (report.rows_received, report.rows_accepted, report.products_created) == (1, 1, 1)
    made = catalogue.products.get("007").details
    assert (made.name, made.category, made.current_price, made.unit_cost) == (
        "Größe L",
        "Shirts",
        Decimal("19.9"),
        Decimal("7.5"),
    )
    assert (made.on_hand, made.lead_time_days, made.min_order_quantity, made.order_multiple) == (12, 14, 24, 12)
    assert made.stock_as_of == date(2026, 10, 31)
    assert (made.status, made.supersedes) == (ProductStatus.ACTIVE, "SKU-1")


def test_a_file_of_stock_levels_changes_nothing_else(catalogue):
    before = catalogue.products.get("SKU-1")
    report = catalogue.upload("product_id,on_hand\nSKU-1,42\n")
    after = catalogue.products.get("SKU-1")
    assert (report.products_touched, report.products_created) == (1, 0)
    assert (after.details.on_hand, after.details.stock_as_of, after.version) == (42, date(2026, 11, 20), 2)
    assert after.details.name == before.details.name


def test_an_empty_cell_changes_nothing_and_the_same_file_again_neither(catalogue):
    catalogue.upload("product_id,on_hand,name\nSKU-1,42,\n")
    once = catalogue.products.get("SKU-1")
    catalogue.upload("product_id,on_hand,name\nSKU-1,42,\n")
    assert catalogue.products.get("SKU-1") == once
    assert once.details.name == "Espresso beans"


def test_later_rows_of_a_product_win_with_a_word(catalogue):
    report = catalogue.upload("sku,on_hand,on_order\nSKU-1,1,5\nSKU-1,2,\n")
    details = catalogue.products.get("SKU-1").details
    assert (details.on_hand, details.on_order) == (2, 5)
    assert [notice.code for notice in report.warnings] == ["repeated_products"]
    assert report.rows_accepted == 2


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("NEW,,,,,", "sku", "incomplete_product"),
        (",x,y,1,,", "sku", "missing_product"),
        ("a b,x,y,1,,", "sku", "invalid_product_id"),
        ("SKU-1,=cmd(),,,,", "name", "unsafe_name"),
        ("SKU-1,a\tb,,,,", "name", "control_character"),
        (f"SKU-1,{'x' * 201},,,,", "name", "too_long"),
        ("SKU-1,,,-1,,", "price", "negative_current_price"),
        ("SKU-1,,,,,999", "lead_time_days", "out_of_range"),
        ("SKU-1,,,,,1,7", None, "too_many_columns"),
        ('"SKU-1,,,,,1', None, "unclosed_quote"),
    ],
)
def test_a_bad_row_is_told_and_the_others_are_taken(catalogue, row, column, code):
    header = "sku,name,category,price,on_hand,lead_time_days"
    report = catalogue.upload(f"{header}\nSKU-2,Fine,,,,\n{row}\n")
    assert (report.rows_accepted, report.rows_rejected) == (1, 1)
    assert [(error.line, error.column, error.code) for error in report.errors] == [(3, column, code)]
    assert catalogue.products.get("SKU-2").details.name == "Fine"
    assert catalogue.products.get("SKU-1").version == 1
    assert catalogue.files.kept[report.rejected_rows_key].startswith(header.encode())


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("SKU-1,Beans,,#DIV/0!,7,", "price", "#DIV/0!"),
        ("SKU-1,Beans,,4.5,#REF!,", "on_hand", "#REF!"),
        ("SKU-1,Beans,,4.5,12 pcs,", "on_hand", "12 pcs"),
        ("SKU-1,Beans,,4.5,2000000000,", "on_hand", "2000000000"),
        ("SKU-1,Beans,,4.5,7,2.5", "lead_time_days", "2.5"),
    ],
)
def test_a_cell_that_cannot_be_read_changes_nothing_and_loses_nothing_else(catalogue, row, column, value):
    header = "sku,name,category,price,on_hand,lead_time_days"
    catalogue.upload(f"{header}\nSKU-1,,,3.25,40,5\n")
    report = catalogue.upload(f"{header}\n{row}\n")
    assert (report.rows_accepted, report.rows_rejected) == (1, 0)
    assert [(each.code, each.line, each.column, each.value) for each in report.warnings] == [
        ("unread_cell", 2, column, value)
    ]
    details = catalogue.products.get("SKU-1").details
    wanted = {"price": 4.5, "on_hand": 7, "lead_time_days": 5} | {"name": "Beans"}
    known = {"price": 3.25, "on_hand": 40, "lead_time_days": 5}
    wanted[column] = known[column]
    kept = (details.current_price, details.on_hand, details.lead_time_days, details.name)
    assert kept == tuple(wanted[name] for name in ("price", "on_hand", "lead_time_days", "name"))


def test_stock_of_which_one_place_cannot_be_read_stays_as_it_was(catalogue):
    catalogue.upload("sku,on_hand\nSKU-1,40\nSKU-2,1\n")
    report = catalogue.upload("sku,location,on_hand\nSKU-1,North,5\nSKU-1,South,#N/V\nSKU-2,North,2\nSKU-2,South,3\n")
    assert catalogue.products.get("SKU-1").details.on_hand == 40
    assert catalogue.products.get("SKU-2").details.on_hand == 5
    assert "unread_cell" in [each.code for each in report.warnings]


def test_a_new_product_needs_a_price_that_can_be_read(catalogue):
    report = catalogue.upload("sku,name,category,price\nNEW,Beans,Coffee,#DIV/0!\nSKU-1,,,2\n")
    assert [(error.line, error.code) for error in report.errors] == [(2, "incomplete_product")]


def test_rejected_rows_can_be_corrected_and_loaded(catalogue):
    report = catalogue.upload("sku,name,on_hand\nSKU-2,,1\nSKU-1,=1+1,\n")
    rejected = catalogue.files.kept[report.rejected_rows_key].decode()
    assert "'=1+1" in rejected
    assert catalogue.upload(rejected.replace("'=1+1", "Two")).rows_accepted == 1
    assert catalogue.products.get("SKU-1").details.name == "Two"


def test_a_dry_run_writes_nothing_and_reports_the_same(catalogue):
    text = "sku,name,category,price\nNEW,New,Shirts,5\nSKU-1,Changed,,\nbad id,,,\n"
    tried = catalogue.upload(text, dry_run=True)
    assert catalogue.products.get("SKU-1").version == 1
    assert "NEW" not in catalogue.products.kept
    assert not catalogue.files.kept
    done = catalogue.upload(text)
    for name in ("rows_received", "rows_accepted", "rows_rejected", "products_created", "products_touched", "errors"):
        assert getattr(tried, name) == getattr(done, name)


def test_a_change_in_between_is_not_lost(catalogue):
    def meanwhile():
        catalogue.products.kept["SKU-1"] = product("SKU-1", version=2, name="Renamed by another")

    catalogue.batches.before_keeping = meanwhile
    catalogue.upload("sku,on_hand\nSKU-1,9\n")
    kept = catalogue.products.get("SKU-1")
    assert (kept.details.name, kept.details.on_hand, kept.version) == ("Renamed by another", 9, 3)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "empty-file"),
        ("sku,name\n", "empty-file"),
        ("name,category\na,b\n", "missing-column"),
        ("sku,sku\na,b\n", "duplicate-column"),
        ("sku,stock_as_of\nSKU-1,01/02/2026\n", "ambiguous-dates"),
    ],
)
def test_an_unusable_file_says_why(catalogue, text, cause):
    with pytest.raises(UnusableUploadError) as raised:
        catalogue.upload(text)
    assert raised.value.cause.code == cause


def test_a_file_of_bad_rows_only_carries_its_report(catalogue):
    with pytest.raises(UnusableUploadError) as raised:
        catalogue.upload("sku,name\na b,x\n")
    assert raised.value.report.rows_rejected == 1


def test_binary_and_endless_files_are_refused(catalogue):
    with pytest.raises(NotATextFileError):
        catalogue.upload(b"PK\x03\x04workbook")
    rows = "".join(f"P-{number},1\n" for number in range(MAX_PRODUCTS + 1))
    with pytest.raises(TooManyProductsError):
        catalogue.upload("sku,on_hand\n" + rows)


def test_the_report_says_how_the_file_was_read(catalogue):
    report = catalogue.upload("SKU;Stock;Counted on;Shelf\nSKU-1;1,5;31.10.2026;4\n")
    told = report.read_as
    assert {role: name for role, name in told.columns.items() if name} == {
        "product_id": "SKU",
        "on_hand": "Stock",
        "stock_as_of": "Counted on",
    }
    assert (told.layout, told.encoding, told.delimiter, told.unused_columns) == ("table", "utf-8", ";", ("Shelf",))
    assert (told.date_format, told.decimal_mark, told.group_mark) == ("DD/MM/YYYY", ",", ".")


def test_what_a_file_does_not_hold_was_not_decided(catalogue):
    told = catalogue.upload("sku,name\nSKU-1,Beans\n").read_as
    assert (told.date_format, told.decimal_mark, told.group_mark) == (None, None, None)


def test_the_callers_word_beats_what_was_found(catalogue):
    text = 'sku,Bestand,stock,name\nSKU-1,"1,500",9,Größe\nSKU-2,2,9,=1+1\n'
    options = ReadingOptions(
        columns={"on_hand": "Bestand", "on_order": None}, decimal_mark=",", encoding=Encoding.WINDOWS_1252
    )
    report = catalogue.upload(text.encode("cp1252"), options=options)
    details = catalogue.products.get("SKU-1").details
    assert (details.on_hand, details.name) == (Decimal("1.5"), "Größe")
    assert report.read_as.columns["on_hand"] == "Bestand"
    assert catalogue.files.kept[report.rejected_rows_key].startswith("sku,Bestand".encode("cp1252"))


@pytest.mark.parametrize(
    ("text", "columns", "cause", "found"),
    [
        ("Artikel,stock\nSKU-1,1\n", {}, "missing-column", "stock"),
        ("sku,stock\nSKU-1,1\n", {"on_hand": "Bestand"}, "invalid-columns", None),
        ("sku,stock\nSKU-1,1\n", {"product_id": None}, "missing-column", "stock"),
    ],
)
def test_a_refused_file_says_how_far_it_was_understood(catalogue, text, columns, cause, found):
    with pytest.raises(UnusableUploadError) as raised:
        catalogue.upload(text, options=ReadingOptions(columns=columns))
    assert raised.value.cause.code == cause
    assert raised.value.report.read_as.columns["on_hand"] == found
