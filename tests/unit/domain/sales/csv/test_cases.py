"""Shapes of real exports and what they mean, as data: each file beside what is to be read of it.

``tests/data/sales/<kind>/<case>.csv`` (or ``.tsv``) with ``<case>.json``: ``sold`` (by product and day: quantity, or
quantity and revenue), ``excluded``, ``errors``, ``warnings`` (codes) and ``names`` (of products that the file brings)
where they are part of the case; ``refused`` (a code) where the file is; ``options`` as a caller passes them;
``catalogue`` (ids that exist); ``currency`` (the shop's).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from testing.fakes.sales import FakeSalesCatalogue
from testing.sales import Shop

FILES = Path(__file__).parents[4] / "data" / "sales"
CASES = sorted(path for path in FILES.glob("*/*") if path.suffix in {".csv", ".tsv"})


def read(case, how):
    """Return the report, the code of a refusal and what is kept, of a file read inline, from storage or tried."""
    wanted = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    catalogue = FakeSalesCatalogue(*wanted.get("catalogue", ()))
    shop = Shop(catalogue=catalogue, currency=wanted.get("currency", "USD"))
    options = {"on_unknown_product": OnUnknownProduct.CREATE} | wanted.get("options", {})
    data = case.read_bytes()
    if how == "storage":
        upload_id = shop.arrive(data, UploadOptions(**options))
        shop.ingest(upload_id)
        report = shop.uploads.report(upload_id)
        return wanted, report, None, shop
    try:
        return wanted, shop.upload(data, UploadOptions(**options, dry_run=how == "tried")), None, shop
    except UnusableUploadError as error:
        return wanted, error.report, (error.cause.code if error.cause else "unusable"), shop


def sold(shop):
    kept = {}
    for (product_id, day), row in shop.ledger.rows.items():
        amounts = [None if value is None else float(value) for value in (row.quantity_sold, row.revenue)]
        kept.setdefault(product_id, {})[day.isoformat()] = amounts
    return kept


def matches(kept, wanted):
    return kept.keys() == wanted.keys() and all(
        kept[key].keys() == days.keys()
        and all(
            kept[key][day] == amounts if isinstance(amounts, list) else kept[key][day][0] == amounts
            for day, amounts in days.items()
        )
        for key, days in wanted.items()
    )


@pytest.mark.parametrize("how", ["inline", "storage", "tried"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_a_file_means_what_stands_beside_it(case, how):
    wanted, report, code, shop = read(case, how)
    if "refused" in wanted:
        assert report.status is UploadStatus.FAILED
        assert code in {None, wanted["refused"]}
        assert not sold(shop)
        return
    if how == "tried":
        assert not sold(shop)
    else:
        assert matches(sold(shop), wanted["sold"]), (sold(shop), report)
    if "excluded" in wanted:
        told = sorted([each.column, each.value, each.rows] for each in report.excluded)
        assert told == sorted(wanted["excluded"])
    assert [[error.line, error.column, error.code] for error in report.errors] == wanted.get("errors", [])
    if "warnings" in wanted:
        assert sorted(notice.code for notice in report.warnings) == sorted(wanted["warnings"]), report.warnings
    if how != "tried":
        assert {key: shop.catalogue.kept[key].name for key in wanted.get("names", ())} == wanted.get("names", {})
    if "read_as" in wanted:
        told = report.read_as.columns | {"layout": report.read_as.layout, "time_zone": report.read_as.time_zone}
        assert told | wanted["read_as"] == told
    assert report.rows_received == report.rows_accepted + report.rows_rejected
    days = sum(map(len, wanted["sold"].values()))
    assert report.product_days_written == days


def test_every_case_says_what_is_to_be_read():
    assert all(case.with_suffix(".json").exists() for case in CASES)
