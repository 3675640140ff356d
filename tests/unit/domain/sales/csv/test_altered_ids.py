"""Ids that a spreadsheet changed, on every way in: undone where the plain id is known, else named, never guessed."""

from __future__ import annotations

import pytest

from domain.products.catalogue_import import CatalogueImport
from domain.products.removal import ProductRemovals
from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UnusableUploadError
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeSalesCatalogue, FakeUploadFiles
from testing.fakes.system import FakeClock, FakeIds
from testing.products import product
from testing.sales import Shop

#: What stands in the file, what else it holds, what the catalogue has, the product it is (None: none), what is said.
CASES = [
    ("'00123", [], ["00123"], "00123", "plain_ids"),
    ("00123'", [], ["00123"], "00123", "plain_ids"),
    ("\u201900123", [], ["00123"], "00123", "plain_ids"),
    ("'TEA-1", [], [], "TEA-1", "altered_ids"),
    ("'TEA-1", ["TEA-1"], [], "TEA-1", "plain_ids"),
    ("12345.0", [], ["12345"], "12345", "plain_ids"),
    ("12345.00", [], ["12345"], "12345", "plain_ids"),
    ("12345,0", [], ["12345"], "12345", "plain_ids"),
    ("'12345.0", [], ["12345"], "12345", "plain_ids"),
    ("12345.0", ["12345"], [], "12345", "plain_ids"),
    ("12345.0", [], ["12345.0", "12345"], "12345.0", None),
    ("12345.0", [], [], "12345.0", "altered_ids"),
    ("12345,0", [], [], "12345", "altered_ids"),
    ("1.23457E+12", [], ["1234567890123"], None, "damaged_id"),
    ("1,23457E+12", [], [], None, "damaged_id"),
    ("1E+12", [], [], None, "damaged_id"),
    ("1.23457E12", [], [], None, "damaged_id"),
    ("1.2E12", [], ["1.2E12"], "1.2E12", None),
    ("10E5", [], ["10E5"], "10E5", None),
    ("123", [], ["00123"], None, "similar_product"),
    ("4006381333931", [], ["04006381333931"], None, "similar_product"),
    ("00123", [], ["123"], None, "similar_product"),
    ("12345", [], ["12345.0"], None, "similar_product"),
    ("sku-1", [], ["SKU-1"], None, "similar_product"),
    ("SKU-1", [], ["sku-1"], None, "similar_product"),
    ("TEA-GREEN", [], ["Tea-green"], None, "similar_product"),
    ("sku-1", ["SKU-1"], [], "sku-1", "similar_products"),
    ("123", ["00123"], [], "123", "similar_products"),
    ("  SKU-1 ", [], ["SKU-1"], "SKU-1", None),
    ("\u00a0SKU-1\u00a0", [], ["SKU-1"], "SKU-1", None),
    ("\u200bSKU-1\ufeff", [], ["SKU-1"], "SKU-1", None),
    ('="00123"', [], ["00123"], "00123", None),
    ("SKU 1", [], ["SKU-1"], None, "invalid_product_id"),
    ("A/12", [], [], None, "invalid_product_id"),
]
WAYS = ["inline", "storage", "catalogue"]


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def load(way, text, others, known, **options):
    """Return the products that something was kept of, and the codes of what was said."""
    if way == "catalogue":
        return load_catalogue(text, others, known, **options)
    shop = Shop(catalogue=FakeSalesCatalogue(*known))
    rows = [f"2026-01-{day:02},{quoted(each)},{day}" for day, each in enumerate([text, *others, "FILLER"], start=1)]
    data = "\n".join(["date,sku,qty", *rows]).encode()
    options = UploadOptions(OnUnknownProduct.CREATE, **options)
    if way == "inline":
        report = shop.upload(data, options)
    else:
        upload_id = shop.arrive(data, options)
        shop.ingest(upload_id)
        report = shop.uploads.report(upload_id)
    return {product_id for product_id, day in shop.sold() if day == "2026-01-01"}, said(report)


def load_catalogue(text, others, known, **options):
    products = FakeProductRepository(*map(product, known))
    removals = ProductRemovals(products, (), FakeIds())
    files, mappings = FakeUploadFiles(), FakeImportMappings()
    imports = CatalogueImport(FakeProductBatches(products), removals, files, mappings, FakeClock(), FakeIds())
    rows = [f"{quoted(each)},Name,Tea,{price}" for price, each in enumerate([text, *others, "FILLER"], start=5)]
    report = imports.upload("\n".join(["sku,name,category,price", *rows]).encode(), ReadingOptions(**options))
    return {each.product_id for each in products.kept.values() if each.details.current_price == 5}, said(report)


def said(report):
    assert report.rows_accepted + report.rows_rejected == report.rows_received
    return {error.code for error in report.errors} | {notice.code for notice in report.warnings}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("text", "others", "known", "product_id", "code"), CASES)
def test_an_id_is_the_product_it_surely_is_or_it_is_said(way, text, others, known, product_id, code):
    if way == "catalogue" and "'" in text and others:
        others = []  # of two rows of one product the later one wins
        code = "altered_ids"
    if way == "catalogue" and text == "12345.0" and others:
        return
    kept, codes = load(way, text, others, known)
    assert kept == ({product_id} if product_id else set())
    assert codes == ({code} if code else set())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", ["A/12", "1.23457E+12", "'00123", "tea 1", "sku-1", "123"])
def test_a_mapped_id_is_the_product_that_the_caller_says(way, text):
    assert load(way, text, [], ["SKU-1", "00123"], sku_map={text: "SKU-1"}) == ({"SKU-1"}, set())


@pytest.mark.parametrize(("how", "sound"), [("inline", 40_000), ("storage", 4_000)])
def test_an_id_that_looks_altered_far_down_a_file_is_read_by_all_of_it(how, sound):
    shop = Shop(catalogue=FakeSalesCatalogue("12345", "12345.5"))
    rows = ["date,sku,qty", *["2026-01-01,12345,1"] * sound, "2026-01-01,12345.0,1", "2026-01-02,12345.5,3"]
    data = "\n".join(rows).encode()
    if how == "inline":
        shop.upload(data)
    else:
        shop.ingest(shop.arrive(data))
    assert {key: sold[0] for key, sold in shop.sold().items()} == {
        ("12345", "2026-01-01"): str(sound + 1),
        ("12345.5", "2026-01-02"): "3",
    }


def test_with_reject_a_row_says_which_product_it_may_be():
    report = Shop().upload("date,sku,qty\n2026-01-01,sku-1,1\n2026-01-01,SKU-2,1\n")
    assert [(error.line, error.code) for error in report.errors] == [(2, "unknown_product")]
    assert "'SKU-1'" in report.errors[0].detail
    assert "sku_map" in report.errors[0].detail


@pytest.mark.parametrize(
    ("product_id", "kept", "code"),
    [
        ("12345.0", "12345", "plain_ids"),
        ("1.23457E+12", None, "damaged_id"),
        ("sku-1", None, "similar_product"),
        ("123", None, "similar_product"),
        ("A/12", "SKU-1", None),
    ],
)
def test_ids_of_items_go_by_the_same_rules(product_id, kept, code):
    shop = Shop(catalogue=FakeSalesCatalogue("SKU-1", "12345", "00123"))
    items = [{"product_id": product_id, "date": "2026-01-05", "quantity_sold": 2}]
    try:
        report = shop.uploads.take(items, UploadOptions(OnUnknownProduct.CREATE, sku_map={"A/12": "SKU-1"}))
    except UnusableUploadError as error:
        report = error.report
    assert {product_id for product_id, _ in shop.sold()} == ({kept} if kept else set())
    assert said(report) == ({code} if code else set())


def test_looking_for_similar_products_ends_where_there_are_none():
    asked = []

    class Counting(FakeSalesCatalogue):
        def get_many(self, product_ids):
            listed = list(product_ids)
            asked.extend(listed)
            return super().get_many(listed)

    shop = Shop(catalogue=Counting("SKU-1"))
    rows = "".join(f"2026-01-01,{number},1\n" for number in range(10_000, 30_000))
    shop.upload(f"date,sku,qty\n2026-01-01,SKU-1,1\n{rows}")
    assert len(asked) < 20_000 + 20_000 + 500 * 16
