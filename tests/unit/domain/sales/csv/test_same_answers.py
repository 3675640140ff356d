"""A file has one answer however it comes: in a request, tried, from storage at once, and in pieces."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from domain.products.catalogue_import import CatalogueImport
from domain.products.removal import ProductRemovals
from domain.sales.loading.checkpoint import Sizes
from domain.sales.loading.run import Outcome
from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeSalesCatalogue, FakeUploadFiles
from testing.products import product
from testing.sales import SMALL, Shop, answers

DATA = Path(__file__).parents[4] / "data"
EVERY = sorted(path for path in (DATA / "sales").rglob("*") if path.suffix in {".csv", ".tsv", ".txt"})
CATALOGUES = sorted((DATA / "catalogue").glob("*.csv"))
#: A few rows at a time, of files that come a few bytes at a time, in runs of a few steps.
PIECES = Sizes(block=400, segment=900, partition=900, run=2)
OPTIONS = [
    UploadOptions(OnUnknownProduct.CREATE),
    UploadOptions(OnUnknownProduct.REJECT, decimal_mark=",", date_format="DD/MM/YYYY"),
]


def wanted_of(path):
    case = path.with_suffix(".json")
    return json.loads(case.read_text(encoding="utf-8")) if case.exists() else {}


def shop_of(wanted, sizes=SMALL, piece=1000):
    catalogue = FakeSalesCatalogue(*wanted.get("catalogue", ()))
    return Shop(catalogue=catalogue, currency=wanted.get("currency", "USD"), sizes=sizes, files=FakeUploadFiles(piece))


def told(report):
    """Return a report without what differs from upload to upload."""
    own = {"upload_id": "", "filename": None, "progress": None, "rejected_rows_key": None, "failure": None}
    return replace(report, dry_run=False, **own)


def in_a_request(shop, data, options):
    try:
        return shop.upload(data, options)
    except UnusableUploadError as error:
        return error.report


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_file_of_sales_has_one_answer_however_it_comes(path):
    wanted, data = wanted_of(path), path.read_bytes()
    options = UploadOptions(**{"on_unknown_product": OnUnknownProduct.CREATE} | wanted.get("options", {}))
    shop = shop_of(wanted)
    tried = in_a_request(shop, data, replace(options, dry_run=True))
    assert not shop.sold()
    report = in_a_request(shop, data, options)
    assert told(tried) == told(report)
    for sizes, piece, steps in ((SMALL, 1000, [True]), (PIECES, 7, [True, True, True, False])):
        stored = shop_of(wanted, sizes, piece)
        upload_id = stored.arrive(data, options)
        has_time = cycle(steps)
        while stored.ingest(upload_id, lambda has_time=has_time: next(has_time)) is Outcome.CONTINUE:
            pass
        assert told(stored.uploads.report(upload_id)) == told(report)
        assert stored.sold() == shop.sold()
        assert stored.catalogue.kept.keys() == shop.catalogue.kept.keys()


@pytest.mark.parametrize("currency", ["USD", "EUR"])
@pytest.mark.parametrize("options", OPTIONS, ids=["create", "told"])
@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_file_is_answered_in_the_same_way_in_one_request_and_from_storage(path, options, currency):
    inline, stored = answers(path.read_bytes(), options, currency)
    assert inline.report == stored.report
    assert inline.sold == stored.sold


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_file_that_is_only_tried_has_the_answer_of_one_that_is_kept(path, clock, ids):
    """Its rows are read whole, in a request: there is no other way in for it."""
    products = FakeProductRepository(*map(product, wanted_of(path)["existing"]))
    imports = CatalogueImport(
        FakeProductBatches(products),
        ProductRemovals(products, (), ids),
        FakeUploadFiles(),
        FakeImportMappings(),
        clock,
        ids,
    )
    tried = imports.upload(path.read_bytes(), dry_run=True)
    before = FakeProductBatches(products).get_many(wanted_of(path)["kept"])
    assert all(each.version == 1 for each in before.values())
    report = imports.upload(path.read_bytes())
    assert (told(tried), tried.dry_run) == (told(report), True)
    assert report.status is UploadStatus.COMPLETED
