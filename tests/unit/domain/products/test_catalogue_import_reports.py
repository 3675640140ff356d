"""What a catalogue file's report and its refusals say, and the file of rows that were not taken."""

from __future__ import annotations

import pytest

from domain.products.catalogue_import import CatalogueImport
from domain.products.errors import ProductAlreadyExistsError, StaleProductError
from domain.products.removal import ProductRemovals
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.text import Encoding
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeUploadFiles
from testing.products import product


class Files(FakeUploadFiles):
    """Remembers as what each file was kept."""

    types: dict[str, str]

    def __init__(self):
        super().__init__()
        self.types = {}

    def put(self, key, data, content_type):
        self.types[key] = content_type
        super().put(key, data, content_type)


@pytest.fixture
def files():
    return Files()


@pytest.fixture
def upload(clock, ids, files):
    products = FakeProductRepository(product("SKU-1"), product("SKU-2"))
    removals = ProductRemovals(products, (), ids)
    return CatalogueImport(FakeProductBatches(products), removals, files, FakeImportMappings(), clock, ids).upload


@pytest.mark.parametrize("encoding", list(Encoding))
def test_rejected_rows_are_kept_in_the_files_own_encoding_or_utf_8_for_utf_16_and_say_so(upload, files, encoding):
    table = "sku,name,price\nSKU-1,Café,3\nSKU-2,Crème,-1\n"
    report = upload(table.encode(encoding), ReadingOptions(encoding=encoding))
    key = report.rejected_rows_key
    assert files.kept[key].decode(encoding.codec).splitlines() == ["sku,name,price", "SKU-2,Crème,-1"]
    media_type, _, charset = files.types[key].partition("; charset=")
    assert media_type == "text/csv"
    assert files.kept[key].decode(charset) == files.kept[key].decode(encoding.codec)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("SKU-1,3\nSKU-2,3\n", []),
        ("SKU-1,3\nSKU-1,4\n", ["1 row repeats a product; the later row wins."]),
        ("SKU-1,3\nSKU-1,4\nSKU-2,1\nSKU-2,2\n", ["2 rows repeat a product; the later row wins."]),
    ],
)
def test_rows_that_repeat_a_product_are_counted(upload, rows, told):
    report = upload(f"sku,price\n{rows}".encode())
    assert [(notice.code, notice.detail) for notice in report.warnings] == [
        ("repeated_products", text) for text in told
    ]


def test_a_new_product_is_told_what_it_needs_and_what_is_missing(upload):
    report = upload(b"sku,category\nSKU-1,Tea\nNEW,Tea\n")
    (error,) = report.errors
    assert (error.line, error.column, error.value, error.code) == (3, "sku", "NEW", "incomplete_product")
    assert error.detail == (
        "There is no such product yet; a new one needs name, category, current_price. Missing: name, current_price."
    )


def test_a_conflict_names_the_product_and_the_way_out():
    assert "'SKU-1' exists already. Use PUT" in ProductAlreadyExistsError("SKU-1").detail
    assert "'SKU-1' is no longer at version 3. Read it again" in StaleProductError("SKU-1", 3).detail


def test_every_line_that_is_no_record_and_every_blank_line_is_counted_up_to_the_files_end(upload):
    """A stray quotation mark before an id or a price takes its line with it; a name with a line break is one row."""
    report = upload(
        b'sku,name,price\n\n"SKU-9,Nine,9\nSKU-1,"Long\nname",3\nSKU-8,Eight,"8\nSKU-2,Two,4\n\nSKU-7,"Seven\n\n'
    )
    assert [(error.line, error.code) for error in report.errors] == [
        (3, "unclosed_quote"),
        (4, "control_character"),
        (6, "unclosed_quote"),
        (9, "unclosed_quote"),
    ]
    assert (report.rows_accepted, report.rows_skipped, report.products_touched) == (1, 3, 1)


@pytest.mark.parametrize("above", ["", "Stock list\n", "Stock list\nof,Friday\n\n"])
def test_a_header_is_found_by_the_callers_names_below_other_lines(upload, above):
    options = ReadingOptions(columns={"product_id": "Kennung", "current_price": "Betrag"})
    report = upload(f"{above}Kennung,Betrag\nSKU-1,3\nSKU-2,-3\n".encode(), options)
    (error,) = report.errors
    assert (error.line, error.column) == (above.count("\n") + 3, "Betrag")
    assert report.rows_accepted == 1
