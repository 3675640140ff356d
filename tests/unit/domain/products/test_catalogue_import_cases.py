"""Shapes of catalogue and stock files and what is kept of them, as data: each file beside what it means.

``tests/data/catalogue/<case>.csv`` with ``<case>.json``: ``existing`` (ids), ``kept`` (fields by id), ``absent`` (ids),
``excluded``, ``errors``, ``warnings`` (codes) and ``layout`` where they are part of the case.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.products.catalogue_import import CatalogueImport
from domain.products.removal import ProductRemovals
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeUploadFiles
from testing.products import product

CASES = sorted((Path(__file__).parents[3] / "data" / "catalogue").glob("*.csv"))


def told(details, field):
    value = getattr(details, field)
    return value if value is None or isinstance(value, str) else float(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_catalogue_file_means_what_stands_beside_it(case, clock, ids):
    wanted = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    products = FakeProductRepository(*map(product, wanted["existing"]))
    removals = ProductRemovals(products, (), ids)
    imports = CatalogueImport(
        FakeProductBatches(products), removals, FakeUploadFiles(), FakeImportMappings(), clock, ids
    )
    report = imports.upload(case.read_bytes())
    for product_id, fields in wanted["kept"].items():
        details = products.get(product_id).details
        assert {field: told(details, field) for field in fields} == fields
    assert not FakeProductBatches(products).get_many(wanted.get("absent", ()))
    assert [[error.line, error.column, error.code] for error in report.errors] == wanted.get("errors", [])
    assert [[each.column, each.value, each.rows] for each in report.excluded] == wanted.get("excluded", [])
    assert sorted(notice.code for notice in report.warnings) == wanted["warnings"]
    assert report.read_as.layout == wanted.get("layout", "table")
    assert report.rows_received == report.rows_accepted + report.rows_rejected
