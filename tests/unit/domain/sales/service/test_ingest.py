"""Loading files from storage: the same result as one request's, whatever happens on the way."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.sales.errors import UploadNotFoundError
from domain.sales.loading.checkpoint import upload_key
from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from domain.sales.service.ingest import LEASE
from domain.shared.csv.rejected import rejected_key
from domain.shared.csv.report import UploadStatus
from testing.sales import CREATE, Shop

PRODUCTS = [f"SKU-{number}" for number in range(1, 20)]


def big_file(rows: int = 400, seed: int = 1) -> bytes:
    """Return a file whose product-days stand far apart, with something wrong here and there."""
    rng = random.Random(seed)  # noqa: S311  # test data, not a secret
    lines = ["date,sku,quantity,price,name"]
    for number in range(rows):
        product = rng.choice(PRODUCTS)
        lines.append(
            f"2026-{rng.randint(1, 2):02d}-{rng.randint(1, 28):02d},{product},{rng.randint(0, 9)},2.5,Nice {product}"
        )
        if number % 37 == 0:
            lines.append(f"2026-02-31,{product},1,2.5,x")
        if number % 53 == 0:
            lines.append(f"2026-01-01,NEW-{number % 5},2,2.5,New")
        if number % 71 == 0:
            lines.append(f'2026-01-01,{product},1,2.5,"two\nlines"')
    lines.append("Total,,999,,")
    return "\n".join(lines).encode()


@pytest.fixture
def shop():
    made = Shop()
    for product in PRODUCTS:
        made.catalogue.kept[product] = replace(made.catalogue.kept["SKU-1"], product_id=product)
    return made


def expected(options: UploadOptions) -> tuple[dict, dict, Shop]:
    """Return what one request makes of the same file."""
    plain = Shop()
    for product in PRODUCTS:
        plain.catalogue.kept[product] = replace(plain.catalogue.kept["SKU-1"], product_id=product)
    report = plain.upload(big_file(), options)
    return plain.sold(), counts(report), plain


def counts(report):
    return {
        name: getattr(report, name)
        for name in (
            "rows_received",
            "rows_accepted",
            "rows_rejected",
            "rows_skipped",
            "product_days_written",
            "products_touched",
            "products_created",
            "first_date",
            "last_date",
            "errors",
            "warnings",
            "errors_truncated",
            "read_as",
        )
    }


@pytest.mark.parametrize("options", [UploadOptions(), CREATE])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_from_storage_ends_like_the_same_file_in_one_request(shop, options, packed):
    sold, report, plain = expected(options)
    data = gzip.compress(big_file()) if packed else big_file()
    upload_id = shop.arrive(data, options)
    assert shop.ingest(upload_id) is Outcome.DONE
    ended = shop.uploads.report(upload_id)
    assert ended.status is UploadStatus.COMPLETED
    assert counts(ended) == report
    assert shop.sold() == sold
    assert ended.rows_received == ended.rows_accepted + ended.rows_rejected
    rejected = {key: value for key, value in plain.files.kept.items() if key.startswith("rejected/")}
    assert shop.files.kept[rejected_key(upload_id)] == next(iter(rejected.values()))
    assert {key: product.name for key, product in shop.catalogue.kept.items()} == {
        key: product.name for key, product in plain.catalogue.kept.items()
    }
    assert not [key for key in shop.files.kept if key.startswith("staging/")]


def test_a_run_that_has_no_time_goes_on_where_it_ended(shop):
    sold, report, _ = expected(CREATE)
    upload_id = shop.arrive(big_file(), CREATE)
    runs, shares = 0, []
    while shop.ingest(upload_id, lambda: False) is Outcome.CONTINUE:
        runs += 1
        shares.append(shop.uploads.report(upload_id).progress)
        assert shop.uploads.report(upload_id).status is UploadStatus.PROCESSING
    assert runs > 20
    assert shares == sorted(shares)
    assert shares[0] < 0.2
    assert counts(shop.uploads.report(upload_id)) == report
    assert shop.sold() == sold


@pytest.mark.parametrize("where", ["records", "files", "ledger"])
def test_a_crash_at_any_point_changes_nothing_in_the_end(where):
    sold, report, _ = expected(CREATE)
    point = 1
    while True:
        shop = Shop()
        for product in PRODUCTS:
            shop.catalogue.kept[product] = replace(shop.catalogue.kept["SKU-1"], product_id=product)
        upload_id = shop.arrive(big_file(), CREATE)
        getattr(shop, where).fail_at = getattr(shop, where).calls_so_far() + point
        try:
            shop.ingest(upload_id)
        except RuntimeError:
            shop.clock.advance(minutes=30)
            assert shop.ingest(upload_id) is Outcome.DONE
        else:
            break
        assert counts(shop.uploads.report(upload_id)) == report, point
        assert shop.sold() == sold, point
        point += 1 if point < 30 else 7
    assert point > 10


def test_a_worker_that_vanished_is_replaced_after_its_lease(shop):
    upload_id = shop.arrive(big_file())
    shop.ingest(upload_id, lambda: False)
    record = shop.records.get(upload_id)
    shop.records.kept[upload_id] = replace(
        record, worker="dead", leased_until=shop.clock.now() + timedelta(minutes=5), version=record.version + 1
    )
    assert shop.ingest(upload_id) is Outcome.NOTHING_TO_DO
    shop.clock.advance(hours=1)
    assert shop.ingest(upload_id) is Outcome.DONE


def test_the_same_word_twice_changes_nothing(shop):
    upload_id = shop.arrive(big_file())
    shop.ingest(upload_id)
    before, record = shop.sold(), shop.records.get(upload_id)
    assert shop.ingest(upload_id) is Outcome.NOTHING_TO_DO
    assert (shop.sold(), shop.records.get(upload_id)) == (before, record)


def test_the_same_file_again_changes_no_sales(shop):
    shop.ingest(shop.arrive(big_file()))
    before = shop.sold()
    again = shop.arrive(big_file())
    shop.ingest(again)
    assert shop.sold() == before
    assert shop.uploads.report(again).products_created == 0


def test_another_file_in_its_place_is_loaded_too(shop):
    upload_id = shop.arrive(b"date,sku,quantity\n2026-01-01,SKU-1,3\n")
    shop.ingest(upload_id)
    shop.files.kept[upload_key(upload_id, "sales.csv")] = b"date,sku,quantity\n2026-01-01,SKU-1,4\n"
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "4"


def test_a_file_that_changes_while_it_is_read_is_begun_again(shop):
    upload_id = shop.arrive(big_file())
    shop.ingest(upload_id, lambda: False)
    shop.files.kept[upload_key(upload_id, "sales.csv")] = b"date,sku,quantity\n2025-01-01,SKU-1,4\n"
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.sold() == {("SKU-1", "2025-01-01"): ("4", None, None)}
    assert shop.uploads.report(upload_id).rows_received == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"date,sku\n2026-01-01,SKU-1\n", "quantity"),
        (b"\xff\xfe\x00\x00d\x00\x00\x00", "UTF-32"),
        (b"\x1f\x8bbroken", "damaged"),
        (b"date,sku,quantity\n2026-01-01,NO,1\n", "None of the 1 rows"),
        (b"date,sku,quantity\n01/02/2026,SKU-1,1\n", "date_format"),
    ],
)
def test_an_unusable_file_fails_with_a_reason(shop, data, reason):
    upload_id = shop.arrive(data)
    assert shop.ingest(upload_id) is Outcome.DONE
    report = shop.uploads.report(upload_id)
    assert report.status is UploadStatus.FAILED
    assert reason in report.failure
    assert not shop.sold()


def test_a_product_removed_meanwhile_is_reported_and_its_rows_can_be_loaded_again(shop):
    upload_id = shop.arrive(b"when;sku;quantity;date\nx;SKU-1;1,5;31.01.2026\nx;SKU-2;2,25;01.02.2026\n")
    shop.ingest(upload_id, lambda: False)
    gone = shop.catalogue.kept.pop("SKU-2")
    shop.ingest(upload_id)
    report = shop.uploads.report(upload_id)
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (2, 1, 1)
    assert report.errors[0].code == "unknown_product"
    assert report.errors[0].line == 3
    assert ("SKU-2", "2026-02-01") not in shop.sold()
    shop.catalogue.kept["SKU-2"] = gone
    again = shop.upload(shop.files.kept[report.rejected_rows_key], UploadOptions(date_format="DD/MM/YYYY"))
    assert again.rows_accepted == 1
    assert shop.sold()["SKU-2", "2026-02-01"][0] == "2.25"


def test_a_file_that_never_was_announced_is_not_found(shop):
    with pytest.raises(UploadNotFoundError):
        shop.ingest("nothing")


def test_a_pending_upload_without_its_file_waits(shop):
    ticket = shop.uploads.announce("sales.csv", UploadOptions())
    assert shop.ingest(ticket.upload_id) is Outcome.NOTHING_TO_DO
    assert shop.uploads.report(ticket.upload_id).status is UploadStatus.PENDING


def test_giving_up_says_so(shop):
    upload_id = shop.arrive(big_file())
    shop.ingestion.give_up(upload_id, "It failed five times.")
    report = shop.uploads.report(upload_id)
    assert (report.status, report.failure) == (UploadStatus.FAILED, "It failed five times.")


@pytest.mark.parametrize("begun", [False, True])
def test_what_was_given_up_can_be_gone_on_with_when_the_cause_is_gone(shop, begun):
    upload_id = shop.arrive(big_file())
    if begun:
        shop.ingest(upload_id, lambda: False)
    shop.ingestion.give_up(upload_id, "It failed five times.")
    assert shop.ingest(upload_id) is Outcome.DONE
    report = shop.uploads.report(upload_id)
    assert (report.status, report.failure) == (UploadStatus.COMPLETED, None)
    assert counts(report) == expected(UploadOptions())[1]


def test_a_file_that_failed_is_read_again_when_it_is_sent_again_though_it_is_the_same(shop):
    data = b"date,sku,quantity\n2026-01-01,LATE,3\n"
    upload_id = shop.arrive(data)
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.uploads.report(upload_id).status is UploadStatus.FAILED
    shop.catalogue.kept["LATE"] = replace(shop.catalogue.kept["SKU-1"], product_id="LATE")
    assert shop.ingest(upload_id) is Outcome.NOTHING_TO_DO, "the same word of the same sending"
    shop.files.sendings[upload_key(upload_id, "sales.csv")] = 2
    assert shop.ingest(upload_id) is Outcome.DONE
    report = shop.uploads.report(upload_id)
    assert (report.status, report.failure, report.rows_accepted) == (UploadStatus.COMPLETED, None, 1)
    assert shop.sold()["LATE", "2026-01-01"][0] == "3"


def test_a_record_of_an_earlier_release_does_not_say_which_sending_it_read(shop):
    upload_id = shop.arrive(big_file())
    shop.ingest(upload_id)
    shop.records.kept[upload_id] = replace(shop.records.get(upload_id), sent=None)
    assert shop.ingest(upload_id) is Outcome.NOTHING_TO_DO


def test_a_file_whose_loading_is_cut_off_each_time_is_said_to_have_failed_until_it_goes_on(shop):
    upload_id = shop.arrive(big_file())
    shop.ingest(upload_id, lambda: False)
    assert shop.uploads.report(upload_id).status is UploadStatus.PROCESSING
    shop.clock.advance(minutes=29)
    assert shop.uploads.report(upload_id).status is UploadStatus.PROCESSING, "it waits for its next run, as it said"
    shop.clock.advance(minutes=1)
    waiting = shop.uploads.report(upload_id)
    assert (waiting.status, "not gone on" in waiting.failure) == (UploadStatus.FAILED, True)
    record = shop.records.get(upload_id)
    shop.records.kept[upload_id] = replace(
        record, worker="dead", leased_until=shop.clock.now() + timedelta(minutes=5), version=record.version + 1
    )
    shop.clock.advance(minutes=34)
    assert shop.uploads.report(upload_id).status is UploadStatus.PROCESSING, "it may still be tried again"
    shop.clock.advance(minutes=1)
    report = shop.uploads.report(upload_id)
    assert (report.status, "cut off" in report.failure) == (UploadStatus.FAILED, True)
    assert shop.ingest(upload_id) is Outcome.DONE
    assert shop.uploads.report(upload_id).status is UploadStatus.COMPLETED


def test_a_last_try_that_is_cut_off_has_failed_when_its_lease_is_over(shop):
    upload_id = shop.arrive(big_file())
    shop.ingest(upload_id, lambda: False)
    record = shop.records.get(upload_id)
    processing = replace(record.report, status=UploadStatus.PROCESSING)
    dead = replace(record, worker="dead", leased_until=shop.clock.now() + LEASE, report=processing)
    shop.records.kept[upload_id] = replace(dead, last_try=True)
    shop.clock.advance(minutes=5)
    assert shop.uploads.report(upload_id).status is UploadStatus.PROCESSING
    shop.clock.advance(minutes=1)
    report = shop.uploads.report(upload_id)
    assert (report.status, "Send the file again" in report.failure) == (UploadStatus.FAILED, True)


@pytest.mark.parametrize("fails_at", ["begin", "note"])
def test_every_record_under_way_says_when_it_is_to_be_heard_of(shop, fails_at):
    """Whatever is kept while a file is read, and wherever that stops, has an end that a reader can see."""
    upload_id = shop.arrive(big_file())
    kept = []
    replaced = shop.records.replace
    shop.records.replace = lambda record: (kept.append(record), replaced(record))
    shop.ingest(upload_id, (lambda: False) if fails_at == "begin" else (lambda: True))
    under_way = [record for record in kept if record.report.status is UploadStatus.PROCESSING]
    assert under_way
    assert all(record.leased_until is not None for record in under_way)


def test_a_file_that_is_gone_on_with_leaves_what_came_since(shop):
    """It is cut off after any number of steps, a later file replaces some of its days, and then it goes on."""
    later = "date,sku,quantity,price\n" + "".join(f"2026-01-{day:02d},SKU-1,{day},9\n" for day in range(1, 29))
    steps, refused = 0, set()
    while True:
        made = Shop()
        made.catalogue.kept |= shop.catalogue.kept
        upload_id, left = made.arrive(big_file()), steps
        while left and made.ingest(upload_id, lambda: False) is Outcome.CONTINUE:
            left -= 1
        if left:
            break
        made.clock.advance(minutes=1)
        made.upload(later)
        latest = {key: value for key, value in made.sold().items() if value[2] == "9"}
        made.clock.advance(minutes=1)
        while made.ingest(upload_id) is Outcome.CONTINUE:
            pass
        report = made.uploads.report(upload_id)
        assert len(latest) == 28
        assert latest.items() <= made.sold().items()
        superseded = sum(error.code == "superseded" for error in report.errors)
        refused.add(superseded)
        assert report.rows_received == report.rows_accepted + report.rows_rejected
        steps += 7
    assert len(refused) > 1, "some of it was written before the later file, all of it, or nothing"


@pytest.mark.parametrize("again", [False, True], ids=["late word", "a redrive"])
def test_a_file_counts_from_when_it_came_however_late_word_of_it_is(shop, again):
    """A queue that is slow, or a message that was put back, makes it no newer than files that came after it."""
    upload_id = shop.arrive(b"date,sku,quantity\n2026-01-01,SKU-1,5\n2026-01-02,SKU-1,5\n")
    if again:
        shop.ingestion.give_up(upload_id, "Storage did not answer.")
    shop.clock.advance(minutes=5)
    shop.upload("date,sku,quantity\n2026-01-01,SKU-1,9\n")
    shop.clock.advance(minutes=5)
    shop.ingest(upload_id)
    report = shop.uploads.report(upload_id)
    assert [(error.line, error.code) for error in report.errors] == [(2, "superseded")]
    assert report.overwrites.product_days == 0, "nothing that is left alone is said to be replaced"
    assert shop.files.kept[report.rejected_rows_key].decode().splitlines()[1].startswith("2026-01-01,SKU-1,5")
    assert {day: units for (_, day), (units, *_) in shop.sold().items()} == {"2026-01-01": "9", "2026-01-02": "5"}
    shop.clock.advance(minutes=5)
    key = upload_key(upload_id, "sales.csv")
    shop.files.came[key], shop.files.sendings[key] = shop.clock.now(), 2
    shop.ingest(upload_id)
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "5", "sent again, it is the latest"
