"""What the upload service gives out beside a report: names, addresses and how long they are good for."""

from __future__ import annotations

import pytest

from domain.sales.models import UploadOptions
from domain.sales.service.uploads import ADDRESS_VALID, MAX_ANNOUNCED_BYTES
from domain.shared.csv.report import UploadStatus
from testing.sales import CREATE, Shop

GOOD_AND_BAD = "date,sku,qty\n2026-01-05,SKU-1,3\n2026-01-05,SKU-1,many\n"


@pytest.mark.parametrize(
    ("name", "rejected"),
    [
        ("sales.csv", "rejected-sales.csv"),
        ("till 1/May.csv.gz", "rejected-May.csv"),
        (None, "rejected-sales.csv"),
        ("C:\\exports\\week 7.csv", "rejected-week_7.csv"),
    ],
)
def test_rejected_rows_are_fetched_under_the_files_own_name(name, rejected):
    shop = Shop()
    report = shop.upload(GOOD_AND_BAD, name=name)
    address = shop.uploads.rejected_rows_url(report)
    assert report.rejected_rows_key in address
    assert address.endswith(f"?as={rejected}")


def test_without_rejected_rows_there_is_no_address():
    shop = Shop()
    report = shop.upload("date,sku,qty\n2026-01-05,SKU-1,3\n")
    assert shop.uploads.rejected_rows_url(report) is None


@pytest.mark.parametrize(
    ("name", "kind"), [("may.csv", "text/csv"), ("may.csv.gz", "application/gzip"), ("MAY.GZ", "application/gzip")]
)
def test_an_announced_file_may_be_sent_for_a_while_as_what_its_name_says(name, kind):
    shop = Shop()
    ticket = shop.uploads.announce(name, CREATE)
    assert (ticket.method, ticket.headers) == ("PUT", {"Content-Type": kind})
    assert ticket.upload_url.endswith(f"/{ticket.upload_id}/{name}")
    assert ticket.expires_at == shop.clock.now() + ADDRESS_VALID
    assert ticket.max_bytes == MAX_ANNOUNCED_BYTES
    waiting = shop.uploads.report(ticket.upload_id)
    assert (waiting.status, waiting.filename, waiting.progress) == (UploadStatus.PENDING, name, 0.0)
    assert shop.records.get(ticket.upload_id).options == CREATE


def test_a_dry_run_says_what_would_be_and_keeps_nothing():
    shop = Shop()
    tried = shop.upload(GOOD_AND_BAD, UploadOptions(dry_run=True))
    assert (shop.sold(), shop.files.kept, shop.records.kept) == ({}, {}, {})
    done = shop.upload(GOOD_AND_BAD)
    same = ("status", "rows_received", "rows_accepted", "rows_rejected", "product_days_written", "errors", "read_as")
    for field in same:
        assert getattr(tried, field) == getattr(done, field), field
    assert (tried.dry_run, done.dry_run) == (True, False)
