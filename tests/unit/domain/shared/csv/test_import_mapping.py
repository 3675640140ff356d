"""Uploads take the options that are kept for their header: the same answer by every way, or a refusal with words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.products.catalogue_import import CatalogueImport
from domain.products.removal import ProductRemovals
from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from domain.sales.service.mappings import MappingService
from domain.shared.csv.import_mapping import FileKind, fingerprint
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from domain.shared.csv.text import Encoding
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeUploadFiles
from testing.fakes.system import FakeClock, FakeIds
from testing.products import product
from testing.sales import ADD, CREATE, Shop

NAMES = ["Wann", "Wer", "Wieviel", "Kohle"]
FILE = "Wann;Wer;Wieviel;Kohle\n03.04.2026;A/1;1.234;2.468\n05.04.2026;B;2;3\n"
SAID = ReadingOptions(
    columns={"date": "Wann", "product_id": "Wer", "quantity_sold": "Wieviel", "revenue": "Kohle"},
    date_format="DD/MM/YYYY",
    decimal_mark=",",
    sku_map={"A/1": "SKU-1"},
)
SOLD = {("SKU-1", "2026-04-03"): ("1234", "2468", "2"), ("B", "2026-04-05"): ("2", "3", "1.5")}
WAYS = pytest.mark.parametrize("way", ["inline", "tried", "storage", "a run a step"])


@pytest.fixture
def shop():
    return Shop()


def keep(shop, header, options, kind=FileKind.SALES):
    return MappingService(shop.mappings, shop.clock).keep(kind, header, options)


def load(shop, data, way, options=CREATE):
    """Return the report of a file, and the code of what it was refused for."""
    data = data.encode() if isinstance(data, str) else data
    if way in {"inline", "tried"}:
        try:
            return shop.upload(data, replace(options, dry_run=way == "tried")), None
        except UnusableUploadError as error:
            return error.report, error.cause.code
    upload_id = shop.arrive(data, options)
    while shop.ingest(upload_id, lambda: way == "storage") is Outcome.CONTINUE:
        pass
    report = shop.uploads.report(upload_id)
    return report, "mapping-does-not-fit" if "import mapping" in (report.failure or "") else None


@WAYS
def test_a_file_of_a_known_header_is_read_as_if_its_call_had_said_so(shop, way):
    kept = keep(shop, NAMES, SAID)
    report, _ = load(shop, FILE, way)
    assert report.read_as.mapping_id == kept.mapping_id
    assert (report.rows_accepted, report.rows_rejected) == (2, 0)
    assert shop.sold() == ({} if way == "tried" else SOLD)
    said = Shop()
    other, _ = load(said, FILE, way, replace(CREATE, **{name: getattr(SAID, name) for name in SAIDS}))
    assert replace(report, upload_id="", read_as=None) == replace(other, upload_id="", read_as=None)
    assert replace(report.read_as, mapping_id=None) == other.read_as


SAIDS = ("columns", "date_format", "decimal_mark", "sku_map")


@WAYS
@pytest.mark.parametrize(
    "data",
    [
        "Sales of April\n\n" + FILE,
        "\ufeff" + FILE.replace("\n", "\r\n"),
        FILE.replace(";", "\t"),
        "\ufeff" + FILE,
        "WIEVIEL;kohle;Wann;Wer;\n1.234;2.468;03.04.2026;A/1;\n2;3;05.04.2026;B;\n",
        FILE.encode("utf-16"),
    ],
    ids=["titles", "Excel", "tabs", "a byte order mark", "another order", "UTF-16"],
)
def test_a_header_is_known_in_every_dress(shop, way, data):
    keep(shop, NAMES, SAID)
    report, _ = load(shop, data, way)
    assert report.read_as.mapping_id is not None
    assert shop.sold() == ({} if way == "tried" else SOLD)


@WAYS
@pytest.mark.parametrize("encoding", [Encoding.WINDOWS_1252, Encoding.MAC_ROMAN])
def test_a_header_is_known_in_every_encoding(shop, way, encoding):
    names = ["Tag", "Ware", "Größe", "Stück"]
    keep(shop, names, ReadingOptions(columns={"quantity_sold": "Größe", "product_id": "Ware"}, encoding=encoding))
    report, _ = load(shop, "Tag,Ware,Größe,Stück\n2026-04-03,B,2,9\n".encode(encoding), way)
    assert report.read_as.mapping_id is not None
    assert report.read_as.encoding == encoding
    assert shop.sold() == ({} if way == "tried" else {("B", "2026-04-03"): ("2", None, None)})


@WAYS
@pytest.mark.parametrize(
    "own", [{"date_format": "MM/DD/YYYY"}, {"decimal_mark": "."}, {"sku_map": {"B": "C"}}, {"time_zone": "UTC"}]
)
def test_a_call_with_a_word_of_its_own_leaves_the_mapping_aside(shop, way, own):
    keep(shop, ["date", "sku", "qty"], ReadingOptions(date_format="DD/MM/YYYY", decimal_mark=","))
    data = "date,sku,qty\n2026-04-03,B,1.5\n"
    report, _ = load(shop, data, way, replace(CREATE, **own))
    assert report.read_as.mapping_id is None
    assert report.rows_accepted == 1


@WAYS
@pytest.mark.parametrize("header", [[*NAMES, "More"], NAMES[:3]])
def test_another_header_is_another_file(shop, way, header):
    keep(shop, header, ReadingOptions(date_format="DD/MM/YYYY"))
    keep(shop, ["Wann", "Wer", "Wieviel", "Kohle"], SAID, FileKind.PRODUCTS)
    report, code = load(shop, FILE, way)
    assert report.status is UploadStatus.FAILED
    assert code in {None, "missing-column"}
    assert report.read_as.mapping_id is None


MISFITS = {
    "date": (ReadingOptions(date_format="DD/MM/YYYY"), "04/25/2026,B,1,2"),
    "two orders": (ReadingOptions(date_format="DD/MM/YYYY"), "25/04/2026,B,1,2\n04/26/2026,B,1,2"),
    "serial": (ReadingOptions(date_format="DD/MM/YYYY"), "46000,B,1,2"),
    "not serial": (ReadingOptions(date_format="EXCEL"), "04/25/2026,B,1,2"),
    "comma": (ReadingOptions(decimal_mark=","), "2026-04-03,B,1,2.55"),
    "comma later": (ReadingOptions(decimal_mark=","), "2026-04-03,B,1,2\n" * 90 + "2026-04-04,B,1.25,3"),
    "point": (ReadingOptions(decimal_mark="."), '2026-04-03,B,1,"2,55"'),
    "currency": (ReadingOptions(currency="USD"), "2026-04-03,B,1,2 €"),
    "UTF-8": (ReadingOptions(encoding=Encoding.WINDOWS_1252), "2026-04-03,Grün,1,2"),
    "mac": (ReadingOptions(encoding=Encoding.MAC_ROMAN), "2026-04-03,Grün,1,2".encode("cp1252")),
}


@WAYS
@pytest.mark.parametrize("misfit", MISFITS)
def test_a_file_that_proves_something_else_is_refused_and_never_misread(shop, way, misfit):
    options, rows = MISFITS[misfit]
    kept = keep(shop, ["date", "sku", "qty", "price"], options)
    rows = rows.encode() if isinstance(rows, str) else rows
    report, code = load(shop, b"date,sku,qty,price\n" + rows + b"\n", way)
    assert (report.status, code) == (UploadStatus.FAILED, "mapping-does-not-fit")
    assert report.read_as.mapping_id == kept.mapping_id
    assert kept.mapping_id in (report.failure or kept.mapping_id)
    assert shop.sold() == {}


@WAYS
def test_a_currency_in_the_name_of_a_column_contradicts_too(way):
    shop = Shop(currency="EUR")
    keep(shop, ["date", "sku", "qty", "price USD"], ReadingOptions(currency="EUR"))
    _, code = load(shop, "date,sku,qty,price USD\n2026-04-03,B,1,2\n", way)
    assert code == "mapping-does-not-fit"


@WAYS
@pytest.mark.parametrize("day", ["03/04/2026", "2026-04-03", "3 Apr 2026"])
def test_what_proves_nothing_else_is_read_as_the_mapping_says(shop, way, day):
    keep(shop, ["date", "sku", "qty"], ReadingOptions(date_format="DD/MM/YYYY", decimal_mark=","))
    report, _ = load(shop, f"date;sku;qty\n{day};B;1.500\n", way)
    assert report.rows_accepted == 1
    assert shop.sold() == ({} if way == "tried" else {("B", "2026-04-03"): ("1500", None, None)})


def test_a_file_that_is_sent_again_is_read_by_the_mapping_that_there_is_then(shop):
    kept = keep(shop, ["date", "sku", "qty"], ReadingOptions(date_format="MM/DD/YYYY"))
    upload_id = shop.arrive(b"date,sku,qty\n25/04/2026,B,1\n", CREATE)
    shop.ingest(upload_id)
    assert shop.uploads.report(upload_id).status is UploadStatus.FAILED
    MappingService(shop.mappings, shop.clock).remove(kept.mapping_id)
    key = next(key for key in shop.files.kept if upload_id in key)
    shop.files.kept[key] = b"date,sku,qty\n25/04/2026,B,2\n"
    shop.ingest(upload_id)
    report = shop.uploads.report(upload_id)
    assert (report.status, report.read_as.mapping_id) == (UploadStatus.COMPLETED, None)
    assert shop.sold() == {("B", "2026-04-25"): ("2", None, None)}


def test_an_addition_that_is_sent_again_is_the_same_one_whatever_became_of_the_mapping(shop):
    adding = replace(ADD, on_unknown_product=CREATE.on_unknown_product)
    keep(shop, NAMES, SAID)
    first = shop.upload(FILE, adding, repeat_id="till-1")
    keep(shop, NAMES, replace(SAID, decimal_mark="."))
    assert shop.upload(FILE, adding, repeat_id="till-1") == first
    assert shop.sold() == SOLD


def test_corrected_rows_are_read_as_their_upload_was(shop):
    keep(shop, NAMES, SAID)
    report = shop.upload(FILE.replace("05.04.2026", "35.04.2026"), CREATE)
    assert report.rows_rejected == 1
    rejected = shop.files.kept[report.rejected_rows_key].decode()
    again = shop.upload(rejected.replace("35.04.2026", "05.04.2026"), CREATE)
    assert (again.rows_accepted, again.read_as.mapping_id) == (1, None)
    assert shop.sold() == SOLD


@pytest.fixture
def imports():
    products, mappings = FakeProductRepository(product("SKU-1")), FakeImportMappings()
    removals = ProductRemovals(products, (), FakeIds())
    files, batches = FakeUploadFiles(), FakeProductBatches(products)
    return CatalogueImport(batches, removals, files, mappings, FakeClock(), FakeIds(), "USD"), mappings, products


STOCK = "Ware;Bestand;Gezählt\nSKU-1;1.500;03.04.2026\n"
STOCK_SAID = ReadingOptions(
    columns={"product_id": "Ware", "on_hand": "Bestand", "stock_as_of": "Gezählt"},
    date_format="DD/MM/YYYY",
    decimal_mark=",",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_catalogue_file_of_a_known_header_is_read_by_its_mapping(imports, encoding):
    catalogue, mappings, products = imports
    kept = MappingService(mappings, FakeClock()).keep(FileKind.PRODUCTS, ["Ware", "Bestand", "Gezählt"], STOCK_SAID)
    report = catalogue.upload(STOCK.encode(encoding))
    assert report.read_as.mapping_id == kept.mapping_id
    details = products.get("SKU-1").details
    assert (details.on_hand, details.stock_as_of.isoformat()) == (1500, "2026-04-03")


def test_a_catalogue_file_that_proves_something_else_is_refused(imports):
    catalogue, mappings, products = imports
    kept = MappingService(mappings, FakeClock()).keep(FileKind.PRODUCTS, ["Ware", "Bestand", "Gezählt"], STOCK_SAID)
    before = products.get("SKU-1")
    for wrong in (STOCK.replace("1.500", "1.5"), STOCK.replace("03.04", "03/25").replace(".2026", "/2026")):
        with pytest.raises(UnusableUploadError) as refused:
            catalogue.upload(wrong.encode())
        assert refused.value.cause.code == "mapping-does-not-fit"
        assert refused.value.report.read_as.mapping_id == kept.mapping_id
    assert products.get("SKU-1") == before


def test_a_catalogue_call_with_a_word_of_its_own_leaves_the_mapping_aside(imports):
    catalogue, mappings, _ = imports
    MappingService(mappings, FakeClock()).keep(FileKind.PRODUCTS, ["sku", "stock"], ReadingOptions(decimal_mark=","))
    report = catalogue.upload(b"sku,stock\nSKU-1,1.5\n", ReadingOptions(decimal_mark="."))
    assert report.read_as.mapping_id is None


def test_headers_are_told_apart_by_their_names_alone():
    assert fingerprint(FileKind.SALES, ["a", "B "]) == fingerprint(FileKind.SALES, ["b", "A", ""])
    told = {fingerprint(kind, names) for kind in FileKind for names in (["a"], ["a", "a"], ["ab"], ["a", "b"])}
    assert len(told) == 8


@pytest.mark.parametrize("way", ["inline", "storage"])
def test_uploads_without_mappings_are_as_before(shop, way):
    report, _ = load(shop, "date,sku,qty\n2026-04-03,B,1\n", way, UploadOptions(CREATE.on_unknown_product))
    assert report.read_as.mapping_id is None
