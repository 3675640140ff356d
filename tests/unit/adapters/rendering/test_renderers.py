"""Files that open: texts stay texts, numbers stay numbers, charts are there, and a CSV loads back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from pypdf import PdfReader

from adapters.rendering.csv import CsvRenderer
from adapters.rendering.pdf import MAX_ROWS, PdfRenderer
from adapters.rendering.xlsx import XlsxRenderer
from domain.shared.csv.formulas import restored
from domain.shared.documents import Chart, Column, DataTable, Document

COLUMNS = (
    Column("product_id", "Product", width=10),
    Column("name", "Name", width=10),
    Column("on_hand", "In stock", "number", width=5),
    Column("current_price", "Price", "money", width=5),
    Column("service_level", "Service", "percent", width=5),
    Column("stock_as_of", "Counted on", "date", width=5),
    Column("hidden", "Not on paper"),
)
FORMULAS = ('=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\t=1", "'=1")
NASTY = (*FORMULAS, "https://example.com", "0012", "<b>&", "Größe 😀")


def document(names=NASTY, rows=1):
    cells = tuple(
        (f"SKU-{at}", name, Decimal("12.50"), Decimal(5), Decimal("0.95"), date(2026, 11, 20), None)
        for at, name in enumerate(names * rows)
    )
    chart = Chart("Units", "bar", tuple(names[:3]), (("Units", (1.0, 2.0, 3.0)),))
    lines = Chart("Lines", "line", ("a", "b"), (("One", (1.0, 2.0)), ("Two", (2.0, 1.0))))
    return Document(
        "Title & more",
        "A shop",
        (("Products", "3"),),
        DataTable("Rows", COLUMNS, cells),
        (),
        (chart, lines),
        ("Note.",),
    )


def test_a_csv_loads_back_as_it_was():
    content = CsvRenderer().render(document())
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [restored(row["name"]) for row in rows] == list(NASTY)
    assert rows[0] == {
        "product_id": "SKU-0",
        "name": "'" + NASTY[0],
        "on_hand": "12.5",
        "current_price": "5",
        "service_level": "0.95",
        "stock_as_of": "2026-11-20",
        "hidden": "",
    }
    assert not any(row["name"].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)


def test_a_workbook_keeps_types_and_runs_nothing():
    book = openpyxl.load_workbook(io.BytesIO(XlsxRenderer().render(document())))
    assert book.sheetnames == ["Overview", "Chart data", "Rows"]
    assert len(book["Overview"]._charts) == 2
    sheet = book["Rows"]
    assert [cell.value for cell in sheet["B"][1:]] == list(NASTY)
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in sheet["B"])
    assert sheet["C2"].value == 12.5
    assert sheet["E2"].number_format == "0.0%"
    assert sheet["F2"].value.date() == date(2026, 11, 20)
    assert sheet["G2"].value is None
    assert sheet.freeze_panes == "B2"


def test_a_pdf_shows_the_important_rows_and_says_what_it_leaves_out():
    reader = PdfReader(io.BytesIO(PdfRenderer().render(document(rows=60))))
    text = "".join(page.extract_text() for page in reader.pages)
    assert reader.metadata.title == "Title & more"
    assert "SKU-0" in text
    assert f"SKU-{MAX_ROWS - 1}" in text
    assert f"SKU-{MAX_ROWS}" not in text
    assert "100 more are in the CSV and XLSX files." in text
    assert "Not on paper" not in text
    assert "<b>&" in text


@pytest.mark.parametrize("renderer", [CsvRenderer(), XlsxRenderer(), PdfRenderer()])
def test_an_empty_report_is_still_a_file(renderer):
    empty = Document("Nothing", "No products", (("Products", "0"),), DataTable("Rows", COLUMNS, ()))
    assert renderer.render(empty)


NAMES = {
    "Latin": "Crème brûlée",
    "Cyrillic": "Чёрный чай",
    "Greek": "Καφές",
    "Polish": "Żółty",
    "Japanese": "抹茶ラテ",
    "Chinese": "绿茶",
    "Korean": "녹차",
}


def listing(name):
    """Return a document with one row, of a product of this name."""
    table = DataTable("Rows", (Column("name", "Name", width=10),), ((name,),))
    return Document("Title", "A shop", (("Products", "1"),), table)


def text_of(made):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(PdfRenderer().render(made))).pages)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_pdf_shows_names_of_other_scripts(name):
    made = replace(listing(name), parties=(("Supplier", f"{name}\nLane 1"),), facts=(("Name", name),))
    told = text_of(made)
    assert told.count(name) == 3
    assert "question mark" not in told


@pytest.mark.parametrize("name", ["قهوة", "קפה", "😀"])
def test_a_pdf_that_cannot_show_a_name_says_so(name):
    told = text_of(listing(name))
    assert "?" * len(name) in told
    assert "A question mark stands for characters that this file has no font for" in told


def test_texts_that_matter_whole_go_on_in_further_lines():
    long = "-".join(f"PART{number:02d}" for number in range(12))
    cut = DataTable("Rows", (Column("sku", "SKU", width=1), Column("rest", "Rest", width=12)), ((long, "x"),))
    whole = replace(cut, columns=(replace(cut.columns[0], whole=True), cut.columns[1]))
    assert "PART11" not in text_of(replace(document(), main=cut))
    assert "PART11" in "".join(text_of(replace(document(), main=whole)).split())


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("quantity", Decimal("0.125"), "0.125"),
        ("quantity", Decimal(1240), "1,240"),
        ("price", Decimal("0.335"), "0.335"),
        ("price", Decimal(2), "2.00"),
        ("price", Decimal("1240.5"), "1,240.50"),
    ],
)
def test_exact_numbers_are_never_rounded_on_paper(kind, value, printed):
    table = DataTable("Rows", (Column("value", "Value", kind, width=1),), ((value,),))
    assert printed in text_of(replace(document(), main=table)).split()


def test_addresses_stand_in_the_overview_of_a_workbook():
    made = replace(document(), parties=(("Supplier", "The Roaster\n=1 Lane"),))
    book = openpyxl.load_workbook(io.BytesIO(XlsxRenderer().render(made)))
    values = [[cell.value for cell in row[:2]] for row in book["Overview"]["A1:B8"]]
    assert ["Supplier", "The Roaster\n=1 Lane"] in values
