"""Uploads that add to their days: in one request, put off and from storage; each counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.sales.errors import IdempotencyKeyRequiredError, UploadKeyReusedError
from domain.sales.loading.checkpoint import upload_key
from domain.sales.loading.run import Outcome
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.service import uploads
from domain.shared.csv.report import UnusableUploadError, UploadStatus
from testing.sales import ADD, Shop

HEADER = "date,sku,quantity,price\n"
BASE = HEADER + "2026-01-01,SKU-1,5,2\n2026-01-02,SKU-1,1,2\n"
MORE = HEADER + "2026-01-01,SKU-1,3,2\n2026-01-01,SKU-1,1,2\n2026-01-03,SKU-2,2,4\n2026-01-03,NO,1,1\n"
SUM = {
    ("SKU-1", "2026-01-01"): ("9", "18", "2"),
    ("SKU-1", "2026-01-02"): ("1", "2", "2"),
    ("SKU-2", "2026-01-03"): ("2", "8", "4"),
}


@pytest.fixture
def shop():
    made = Shop()
    made.upload(BASE)
    return made


def test_what_a_file_holds_is_added_to_its_days(shop):
    report = shop.upload(MORE, ADD, repeat_id="r1")
    assert shop.sold() == SUM
    assert (report.upload_id, report.status) == ("r1", UploadStatus.COMPLETED)
    assert (report.rows_accepted, report.rows_rejected, report.product_days_written) == (3, 1, 2)


def test_the_same_request_again_is_the_same_upload(shop):
    first = shop.upload(MORE, ADD, repeat_id="r1")
    shop.clock.advance(hours=30)
    assert shop.upload(MORE, ADD, repeat_id="r1") == first
    assert shop.sold() == SUM
    shop.upload(MORE, ADD, repeat_id="r2")
    assert shop.sold()["SKU-1", "2026-01-01"] == ("13", "26", "2")


def test_adding_without_anything_that_tells_a_repeat_is_refused(shop):
    before = shop.sold()
    with pytest.raises(IdempotencyKeyRequiredError) as raised:
        shop.upload(MORE, ADD)
    assert [field.code for field in raised.value.fields] == ["idempotency_key_required"]
    assert shop.sold() == before


def test_a_dry_run_of_adding_needs_no_key_and_keeps_nothing(shop):
    before = shop.sold()
    report = shop.upload(MORE, replace(ADD, dry_run=True))
    assert (report.rows_accepted, report.product_days_written) == (3, 2)
    assert shop.sold() == before


@pytest.mark.parametrize(
    "other",
    [
        {"text": MORE + "2026-01-04,SKU-1,1,1\n"},
        {"options": UploadOptions(OnUnknownProduct.CREATE, mode=UploadMode.ADD)},
    ],
)
def test_a_key_is_good_for_one_upload(shop, other):
    shop.upload(MORE, ADD, repeat_id="r1")
    with pytest.raises(UploadKeyReusedError):
        shop.upload(**({"text": MORE, "options": ADD} | other), repeat_id="r1")
    assert shop.sold() == SUM


def test_a_key_of_a_file_of_which_nothing_could_be_used_may_be_sent_with_the_mended_one(shop):
    with pytest.raises(UnusableUploadError):
        shop.upload(HEADER + "2026-01-03,NO,1,1\n", ADD, repeat_id="r1")
    assert shop.upload(MORE, ADD, repeat_id="r1").rows_accepted == 3
    assert shop.sold() == SUM


@pytest.mark.parametrize("where", ["ledger", "records", "files"])
def test_a_request_that_died_anywhere_and_is_sent_again_counts_once(shop, where):
    for point in range(1, 9):
        shop = Shop()
        shop.upload(BASE)
        getattr(shop, where).fail_at = getattr(shop, where).calls_so_far() + point
        try:
            shop.upload(MORE, ADD, repeat_id="r1")
        except RuntimeError:
            shop.clock.advance(minutes=1)
            shop.upload(MORE, ADD, repeat_id="r1")
            assert shop.sold() == SUM, point
        else:
            assert shop.sold() == SUM, point
            break
    assert point > 1


def test_other_sales_under_the_key_of_a_request_that_died_are_refused(shop):
    shop.ledger.fail_at = shop.ledger.calls + 2
    with pytest.raises(RuntimeError):
        shop.upload(MORE, ADD, repeat_id="r1")
    with pytest.raises(UploadKeyReusedError):
        shop.upload(MORE + "2026-01-04,SKU-1,1,1\n", ADD, repeat_id="r1")


@pytest.mark.parametrize("time", [0, 1, 99])
def test_what_is_put_off_is_added_once_with_what_was_added_before_it_was(shop, monkeypatch, time):
    monkeypatch.setattr(uploads, "PRODUCT_DAYS_A_RUN", 1)
    monkeypatch.setattr(uploads, "MAX_PRODUCT_DAYS_AT_ONCE", 20_000 if time else 1)
    asked = []
    report = shop.uploads.upload(
        "s.csv", MORE.encode(), ADD, lambda: asked.append(1) or len(asked) > time, repeat_id="r1"
    )
    assert report.status is UploadStatus.PROCESSING
    shop.clock.advance(minutes=1)
    again = shop.uploads.upload("s.csv", MORE.encode(), ADD, lambda: False, repeat_id="r1")
    assert again.upload_id == "r1"
    while shop.ingest("r1") is Outcome.CONTINUE:
        pass
    assert shop.sold() == SUM
    assert shop.uploads.report("r1").product_days_written == 2
    assert shop.upload(MORE, ADD, repeat_id="r1", name="s.csv").status is UploadStatus.COMPLETED
    assert shop.sold() == SUM


@pytest.mark.parametrize("where", ["ledger", "records", "files"])
def test_an_announced_file_is_added_once_whatever_happens_on_the_way(where):
    for point in range(1, 30):
        shop = Shop()
        shop.upload(BASE)
        upload_id = shop.arrive(MORE.encode(), ADD)
        getattr(shop, where).fail_at = getattr(shop, where).calls_so_far() + point
        try:
            shop.ingest(upload_id)
        except RuntimeError:
            shop.clock.advance(minutes=30)
            assert shop.ingest(upload_id) is Outcome.DONE
        else:
            break
        assert shop.sold() == SUM, point
        assert shop.ingest(upload_id) is Outcome.NOTHING_TO_DO
    assert point > 1
    assert shop.sold() == SUM


def test_another_file_at_the_same_address_adds_what_is_new_and_names_what_differs(shop):
    upload_id = shop.arrive(MORE.encode(), ADD)
    shop.ingest(upload_id)
    changed = HEADER + "2026-01-01,SKU-1,7,2\n2026-01-03,SKU-2,2,4\n2026-01-04,SKU-2,1,4\n"
    shop.files.kept[upload_key(upload_id, "sales.csv")] = changed.encode()
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.sold() == SUM | {("SKU-2", "2026-01-04"): ("1", "4", "4")}
    report = shop.uploads.report(upload_id)
    assert (report.rows_accepted, report.rows_rejected) == (2, 1)
    assert [(error.line, error.code) for error in report.errors] == [(2, "already_counted")]
    assert report.rejected_rows_key is None, "what counts already does not come back to be loaded once more"


def test_an_announced_file_counts_from_when_it_came():
    """A file that was announced before another one and came after it is the later one."""
    shop = Shop()
    ticket = shop.uploads.announce("sales.csv", UploadOptions())
    shop.clock.advance(hours=2)
    shop.upload(BASE)
    shop.clock.advance(hours=2)
    shop.files.kept[upload_key(ticket.upload_id, "sales.csv")] = MORE.encode()
    shop.ingest(ticket.upload_id)
    assert {row.created_at for row in shop.ledger.rows.values() if row.product_id == "SKU-2"} == {shop.clock.now()}


def test_a_request_that_adds_and_was_cut_off_says_so_after_a_minute(shop):
    shop.ledger.add = _cut_off
    with pytest.raises(KeyboardInterrupt):
        shop.upload(MORE, ADD, repeat_id="r1")
    del shop.ledger.add
    shop.clock.advance(seconds=59)
    assert shop.uploads.report("r1").status is UploadStatus.PROCESSING
    shop.clock.advance(seconds=1)
    report = shop.uploads.report("r1")
    assert (report.status, "Idempotency-Key" in report.failure) == (UploadStatus.FAILED, True)
    shop.upload(MORE, ADD, repeat_id="r1")
    assert (shop.uploads.report("r1").status, shop.sold()) == (UploadStatus.COMPLETED, SUM)


def test_a_file_put_off_that_never_arrives_says_so_after_half_an_hour(shop, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PRODUCT_DAYS_AT_ONCE", 1)
    shop.files.put = _cut_off
    with pytest.raises(KeyboardInterrupt):
        shop.upload(MORE, ADD, repeat_id="r1")
    shop.clock.advance(minutes=29)
    assert shop.uploads.report("r1").status is UploadStatus.PROCESSING
    shop.clock.advance(minutes=1)
    report = shop.uploads.report("r1")
    assert (report.status, "Send the file again" in report.failure) == (UploadStatus.FAILED, True)


def _cut_off(*_, **__):
    raise KeyboardInterrupt
