"""A dry run's report is the real one's: over every file of the tests, sent in a request and put into storage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.sales.errors import TooLongToTryError
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.service import uploads
from domain.shared.csv.rejected import rejected_key
from domain.shared.csv.report import UnusableUploadError
from testing.sales import ADD, MEDIUM, Shop

FILES = Path(__file__).parents[4] / "data" / "sales"
EVERY = sorted(path for path in FILES.rglob("*") if path.suffix in {".csv", ".tsv", ".txt"})
HEADER = "date,sku,quantity,price,location\n"
STORED = HEADER + "2026-01-01,SKU-1,5,2,A\n2026-01-02,SKU-1,1,2,A\n2026-01-02,SKU-2,1,2,A\n"
REJECTED = STORED + "2026-01-01,SKU-1,x,2,A\n2026-01-03,NOBODY,7,2,A\n2026-01-02,SKU-2,-9,2,A\n"


def told(shop, data, options, repeat_id=None):
    """Return the report of an upload, also of one of which nothing can be used."""
    try:
        report = shop.upload(data, options, repeat_id=repeat_id)
    except UnusableUploadError as error:
        report = replace(error.report, failure=error.detail)
    return replace(report, upload_id="", rejected_rows_key=None, progress=1.0, dry_run=False, filename=None)


def stored(shop, data, options):
    upload_id = shop.arrive(data, options)
    shop.ingest(upload_id)
    return replace(
        shop.uploads.report(upload_id), upload_id="", rejected_rows_key=None, progress=1.0, dry_run=False, filename=None
    )


def assert_foreseen(make, data, options):
    """Compare a dry run with what the same file is answered in a request and from storage, in shops alike."""
    shop = make()
    before = shop.sold()
    foreseen = told(shop, data, replace(options, dry_run=True))
    assert shop.sold() == before
    assert foreseen == told(make(), data, options, "r1")
    assert foreseen == stored(make(), data, options)


@pytest.mark.parametrize("mode", UploadMode)
@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_dry_run_foresees_the_report_of_every_file(path, mode):
    data = path.read_bytes()

    def make():
        shop = Shop(sizes=MEDIUM)
        if len(data) < 20_000:  # it meets some of its own days
            told(shop, data, UploadOptions(OnUnknownProduct.CREATE))
            shop.clock.advance(hours=1)
        return shop

    assert_foreseen(make, data, UploadOptions(OnUnknownProduct.CREATE, mode=mode))


LINES = st.lists(
    st.tuples(
        st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-03", "soon"]),
        st.sampled_from(["SKU-1", "SKU-2", "NOBODY", "NEW", ""]),
        st.sampled_from(["1", "3", "-1", "-7", "900000000", "x"]),
        st.sampled_from(["2", "4.5", ""]),
        st.sampled_from(["A", "B"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(
    lines=LINES,
    before=LINES,
    mode=st.sampled_from(UploadMode),
    unknown=st.sampled_from(OnUnknownProduct),
)
def test_a_dry_run_foresees_any_rows_over_any_others(lines, before, mode, unknown):
    def text(rows):
        return (HEADER + "".join(",".join(row) + "\n" for row in rows)).encode()

    def make():
        shop = Shop()
        told(shop, text(before), UploadOptions())
        shop.clock.advance(hours=1)
        return shop

    assert_foreseen(make, text(lines), UploadOptions(unknown, mode=mode))


def corrections(shop):
    """Upload a file with rows that are rejected; return these as they come back, corrected."""
    report = shop.upload(REJECTED)
    shop.clock.advance(hours=1)
    rows = shop.files.kept[rejected_key(report.upload_id)]
    return rows.replace(b",x,", b",3,").replace(b"NOBODY", b"SKU-2").replace(b"-9", b"9")


def nothing(shop, corrected):
    """Leave everything as it is."""


def loaded_before(shop, corrected):
    shop.upload(corrected)


def replaced_since(shop, corrected):
    shop.upload(STORED)


MEANWHILE = {"nothing": nothing, "loaded before": loaded_before, "replaced since": replaced_since}
CHANGES = {
    "as they are": lambda rows: rows,
    "a line twice": lambda rows: rows + rows.splitlines(keepends=True)[-1],
    "another line": lambda rows: rows.replace(b",5\n", b",99\n").replace(b",5\r\n", b",99\r\n"),
    "another amount": lambda rows: rows.replace(b",3,", b",4,"),
    "returns": lambda rows: rows.replace(b",3,", b",-8,"),
    "an unknown product": lambda rows: rows.replace(b"SKU-2", b"WHO"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_a_dry_run_of_corrections_foresees_what_is_refused(meanwhile, change):
    corrected = {}

    def make():
        shop = Shop()
        corrected["rows"] = corrections(shop)
        MEANWHILE[meanwhile](shop, corrected["rows"])
        shop.clock.advance(hours=1)
        return shop

    make()
    assert_foreseen(make, CHANGES[change](corrected["rows"]), UploadOptions())


def test_the_refusals_are_there_to_be_foreseen():
    shop = Shop()
    rows = corrections(shop)
    replaced_since(shop, rows)
    assert {error.code for error in told(shop, rows, UploadOptions(dry_run=True)).errors} == {"superseded"}
    back = HEADER + "2026-01-01,SKU-1,-9,2,A\n2026-01-01,SKU-2,1,2,A\n"
    dry = told(shop, back.encode(), replace(ADD, dry_run=True))
    assert {error.code for error in dry.errors} == {"return_exceeds_sales"}


def test_a_dry_run_compares_everything_however_much_that_is():
    rows = 3_000
    text = "date,sku,quantity\n" + "".join(
        f"{2000 + day // 336}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d},SKU-1,2\n" for day in range(rows)
    )
    shop = Shop()
    shop.upload(text)
    assert shop.upload(text, UploadOptions(dry_run=True)).overwrites.product_days == rows


def test_a_dry_run_that_cannot_compare_everything_in_time_says_so(monkeypatch):
    monkeypatch.setattr(uploads, "PRODUCT_DAYS_A_RUN", 1)
    shop = Shop()
    with pytest.raises(TooLongToTryError):
        shop.uploads.upload("sales.csv", STORED.encode(), UploadOptions(dry_run=True), lambda: False)
    assert shop.sold() == {}
