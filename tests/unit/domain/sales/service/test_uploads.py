"""What the upload service gives out beside a report: names, addresses and how long they are good for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.sales.loading.checkpoint import upload_key
from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from domain.sales.ports import UploadRecord
from domain.sales.service.ingest import LEASE, report_of
from domain.sales.service.uploads import ADDRESS_VALID, MAX_ANNOUNCED_BYTES, REQUEST_LEASE
from domain.shared.csv.report import UploadReport, UploadStatus
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


@pytest.mark.parametrize(
    ("name", "kept"), [("week 7.csv.gz", "week_7.csv"), ("till.csv", "till.csv"), (None, "sales.csv")]
)
def test_a_file_that_is_put_off_waits_under_its_name_and_is_read_from_there(monkeypatch, name, kept):
    monkeypatch.setattr("domain.sales.service.uploads.MAX_PRODUCT_DAYS_AT_ONCE", 0)
    shop = Shop()
    report = shop.upload(GOOD_AND_BAD, name=name)
    record = shop.records.get(report.upload_id)
    assert record.key == upload_key(report.upload_id, kept)
    assert shop.files.kept[record.key] == GOOD_AND_BAD.encode()
    assert (report.status, report.progress, report.rows_accepted) == (UploadStatus.PROCESSING, 0.0, 1)
    assert (shop.sold(), record.leased_until) == ({}, shop.clock.now()), "anybody may begin at once"
    assert shop.ingest(report.upload_id) is Outcome.DONE
    assert shop.sold()["SKU-1", "2026-01-05"][0] == "3"
    assert shop.uploads.report(report.upload_id).filename == report.filename


ASKED = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ({"key": None, "leased_until": ASKED + REQUEST_LEASE}, 1),  # a request
        ({"key": None}, 6),  # one of an earlier release
        ({"key": "uploads/x", "leased_until": ASKED}, 30),  # a file that nobody has begun to read
        ({"key": "uploads/x"}, 36),
        ({"key": "uploads/x", "worker": "dead", "leased_until": ASKED + LEASE}, 36),
        ({"key": "uploads/x", "worker": "dead", "leased_until": ASKED + LEASE, "last_try": True}, 6),
    ],
)
def test_an_upload_that_nobody_goes_on_with_says_so_from_then_on(told, minutes):
    under_way = UploadReport(upload_id="U-1", status=UploadStatus.PROCESSING, filename="sales.csv")
    record = UploadRecord(upload_id="U-1", created_at=ASKED, options=UploadOptions(), report=under_way, **told)
    due = ASKED + timedelta(minutes=minutes)
    assert report_of(record, due - timedelta(microseconds=1)) == under_way
    late = report_of(record, due)
    assert (late.status, late.filename) == (UploadStatus.FAILED, "sales.csv")
    assert "Send" in late.failure
    done = replace(under_way, status=UploadStatus.COMPLETED)
    assert report_of(replace(record, report=done), due) == done
