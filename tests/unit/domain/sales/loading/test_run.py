"""What happens to a file while it is loaded: it is replaced, its orders span batches, its products vanish."""

from __future__ import annotations

import gzip

import pytest

from domain.sales.errors import TooLongToTryError
from domain.sales.loading.checkpoint import upload_key
from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from domain.sales.service import uploads
from domain.shared.csv.report import UploadStatus
from testing.sales import CREATE, MEDIUM, Shop, answer

OLD = b"date,sku,quantity\n" + b"".join(b"2026-01-%02d,SKU-%d,1\n" % (day, 1 + day % 2) for day in range(1, 29))
NEW = b"date,sku,quantity\n2026-03-01,SKU-1,7\nbroken,SKU-1,1\n"


def steps(shop: Shop) -> int:
    """Return how many times loading ``OLD`` asks whether there is time."""
    asked = []
    shop.ingest(shop.arrive(OLD), lambda: asked.append(1) is None)
    return len(asked)


def load_while_replaced(at: int) -> tuple[Shop, str, list[Outcome]]:
    """Load ``OLD``, put ``NEW`` in its place at the step ``at``, and call again as often as is asked for."""
    shop = Shop()
    upload_id = shop.arrive(OLD)
    asked = []

    def replacing() -> bool:
        asked.append(1)
        if len(asked) == at:
            shop.files.kept[upload_key(upload_id, "sales.csv")] = NEW
        return True

    outcomes = [shop.ingest(upload_id, replacing)]
    while outcomes[-1] is Outcome.CONTINUE and len(outcomes) < 9:
        outcomes.append(shop.ingest(upload_id))
    return shop, upload_id, outcomes


@pytest.mark.parametrize("at", range(1, steps(Shop()) + 1))
def test_a_file_replaced_while_it_is_loaded_is_loaded_again_from_the_new_content(at):
    shop, upload_id, outcomes = load_while_replaced(at)
    assert outcomes == [Outcome.CONTINUE, Outcome.DONE]
    assert shop.sold()["SKU-1", "2026-03-01"][0] == "7"
    report = shop.uploads.report(upload_id)
    assert (report.status, report.rows_received, report.rows_rejected) == (UploadStatus.COMPLETED, 2, 1)


def test_a_file_removed_while_it_is_loaded_is_done():
    shop = Shop()
    upload_id = shop.arrive(OLD)
    at_last, asked = steps(Shop()), []

    def removing() -> bool:
        asked.append(1)
        if len(asked) == at_last:
            del shop.files.kept[upload_key(upload_id, "sales.csv")]
        return True

    assert shop.ingest(upload_id, removing) is Outcome.DONE
    assert shop.uploads.report(upload_id).rows_accepted == 28


SHOPIFY = "Name,Created at,Financial Status,Cancelled at,Lineitem sku,Lineitem name,Lineitem quantity,Lineitem price"


def orders(items: int) -> bytes:
    """Return an export of two orders of many items each, the first of them voided."""
    lines = [SHOPIFY]
    voided, paid = ("#1", "2026-01-05 10:00:00 +0000", "voided"), ("#2", "2026-02-06 11:30:00 +0000", "paid")
    for order, day, status in (voided, paid):
        lines.append(f"{order},{day},{status},,SKU-1,Beans,1,2.50")
        lines += [f"{order},,,,SKU-{1 + item % 2},Beans,1,2.50" for item in range(items - 1)]
    return "\n".join(lines).encode()


def assert_orders_kept_together(shop: Shop, report, items: int) -> None:
    """Check that all items of the second order are of its day, and that none of the voided one is sold."""
    assert (report.rows_accepted, report.rows_rejected) == (2 * items, 0)
    assert {day for _, day in shop.sold()} == {"2026-02-06"}
    assert sum(float(quantity) for quantity, *_ in shop.sold().values()) == items
    assert [notice.code for notice in report.warnings if notice.code == "no_sale"] == ["no_sale"]


@pytest.mark.parametrize("has_time", [True, False], ids=["one run", "a run a step"])
def test_an_order_of_a_shopify_file_goes_on_in_the_next_batch(has_time):
    items = 60
    shop = Shop()
    upload_id = shop.arrive(orders(items))
    outcome = Outcome.CONTINUE
    while outcome is Outcome.CONTINUE:
        outcome = shop.ingest(upload_id, lambda: has_time)
    assert outcome is Outcome.DONE
    assert_orders_kept_together(shop, shop.uploads.report(upload_id), items)


def test_an_order_of_a_shopify_file_in_one_request_goes_on_in_the_next_batch():
    items = 110_000  # 5.5 MB: more than is parsed at once
    shop = Shop()
    data = orders(items)
    assert len(data) > 5 << 20
    assert_orders_kept_together(shop, shop.upload(data), items)


VANISHING = b"date,sku,quantity\n" + b"2026-01-01,SKU-1,1\n" * 3 + b"2026-01-01,SKU-2,1\n" * 4 + b"2026-01-02,SKU-2,1\n"


def test_rows_of_a_product_that_vanishes_from_storage_are_counted_row_by_row():
    shop = Shop()
    upload_id = shop.arrive(VANISHING)
    shop.ingest(upload_id, lambda: False)
    del shop.catalogue.kept["SKU-2"]
    while shop.ingest(upload_id) is Outcome.CONTINUE:
        pass
    assert_counted_by_row(shop, shop.uploads.report(upload_id))


def test_rows_of_a_product_that_vanishes_during_a_request_are_counted_row_by_row(monkeypatch):
    shop = Shop()
    record = shop.ledger.record

    def removed_first(*args):
        shop.catalogue.kept.pop("SKU-2", None)
        return record(*args)

    monkeypatch.setattr(shop.ledger, "record", removed_first)
    assert_counted_by_row(shop, shop.upload(VANISHING, UploadOptions()))


def assert_counted_by_row(shop: Shop, report) -> None:
    """Check that five rows are rejected, though they make two product-days and as many errors."""
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (8, 3, 5)
    assert [(error.code, error.line) for error in report.errors] == [("unknown_product", 5), ("unknown_product", 9)]
    assert (report.product_days_written, report.products_touched) == (1, 1)
    assert set(shop.sold()) == {("SKU-1", "2026-01-01")}


def test_a_file_that_there_is_no_time_to_read_is_read_in_the_background():
    shop = Shop(sizes=MEDIUM)
    data = b"date,sku,quantity\n" + b"2026-01-05,SKU-1,1\n" * 120_000  # more than one step of reading
    report = shop.uploads.upload("sales.csv", data, UploadOptions(), lambda: False)
    assert (report.status, shop.sold()) == (UploadStatus.PROCESSING, {})
    assert shop.ingest(report.upload_id) is Outcome.DONE
    assert shop.sold()["SKU-1", "2026-01-05"][0] == "120000"
    assert shop.uploads.report(report.upload_id).rows_accepted == 120_000
    with pytest.raises(TooLongToTryError):
        shop.uploads.upload("sales.csv", data, UploadOptions(dry_run=True), lambda: False)


@pytest.mark.parametrize("looks", range(3))
def test_a_request_whose_time_is_over_before_any_of_its_runs_is_written_in_the_background(looks, monkeypatch):
    monkeypatch.setattr(uploads, "PRODUCT_DAYS_A_RUN", 1)
    shop, left = Shop(), iter([True] * looks)
    data = b"date,sku,quantity\n" + b"".join(b"2026-01-05,SKU-%d,4\n" % i for i in (1, 2))
    report = shop.uploads.upload("sales.csv", data, UploadOptions(), lambda: next(left, False))
    if looks < 2:  # before the first run and before the second
        assert report.status is UploadStatus.PROCESSING
        assert shop.ingest(report.upload_id) is Outcome.DONE
    assert shop.uploads.report(report.upload_id).status is UploadStatus.COMPLETED
    assert {row[0] for row in shop.sold().values()} == {"4"}
    assert len(shop.sold()) == 2


@pytest.mark.parametrize(
    ("data", "reason", "said"),
    [
        (b"date,sku,quantity\n01/02/2026,SKU-1,1\n", "date_format", {"quantity_sold": "quantity"}),
        (b"date,quantity\n2026-01-01,1\n", "product", {"date": "date"}),
    ],
)
def test_a_stored_file_that_cannot_be_read_says_which_it_is_and_how_far_it_was_understood(data, reason, said):
    shop = Shop()
    upload_id = shop.arrive(data)
    assert shop.ingest(upload_id) is Outcome.DONE
    report = shop.uploads.report(upload_id)
    assert (report.upload_id, report.status, report.filename) == (upload_id, UploadStatus.FAILED, "sales.csv")
    assert reason in report.failure
    assert said.items() <= report.read_as.columns.items()


def test_a_file_that_is_begun_again_is_loaded_in_as_many_parts():
    """Its last row tells that the day comes first, so all before it are read anew."""
    rows = [f"{1 + row % 12:02}/{1 + row // 12 % 12:02}/2025,SKU-{1 + row % 2},1" for row in range(288)]
    data = "date,sku,quantity\n" + "\n".join(rows) + "\n13/01/2025,SKU-1,1\n"
    sent = answer(data)
    assert sent.report.rows_accepted == 289
    assert sum(float(quantity) for quantity, *_ in sent.sold.values()) == 289
    assert ("SKU-1", "2025-01-13") in sent.sold


def test_a_product_that_a_stored_file_brings_is_created_as_it_says():
    shop = Shop()
    data = b"date,sku,quantity,price,name,category\n2026-01-01,NEW,2,3.50,Green tea,Tea\n"
    shop.ingest(shop.arrive(data, CREATE))
    made = shop.catalogue.kept["NEW"]
    assert (made.name, made.category) == ("Green tea", "Tea")


MANY = b"date,sku,quantity\n" + b"".join(
    b"2026-01-%02d,SKU-%d,%d\n" % (1 + row % 28, row % 40, 1 + row % 7) for row in range(600)
)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_file_that_is_read_a_step_a_run_is_loaded_whole_and_its_progress_never_goes_back(packed):
    at_once, shop = Shop(), Shop()
    at_once.upload(MANY, CREATE)
    data, name = (gzip.compress(MANY), "sales.csv.gz") if packed else (MANY, "sales.csv")
    upload_id = shop.arrive(data, CREATE, name)
    shares, outcome = [], Outcome.CONTINUE
    while outcome is Outcome.CONTINUE:
        outcome = shop.ingest(upload_id, lambda: False)
        shares.append(shop.uploads.report(upload_id).progress)
    assert shop.sold() == at_once.sold()
    assert shares == sorted(shares)
    assert (shares[0] > 0, shares[-1]) == (True, 1.0)
    assert len({share for share in shares if share <= 0.5}) > (0 if packed else 5)
    assert len({share for share in shares if 0.5 < share < 1}) > 2


def test_a_stored_file_of_nothing_fails_and_says_so():
    shop = Shop()
    upload_id = shop.arrive(b"")
    assert shop.ingest(upload_id) is Outcome.DONE
    report = shop.uploads.report(upload_id)
    assert (report.status, bool(report.failure)) == (UploadStatus.FAILED, True)


def test_a_run_without_time_leaves_its_file_to_anybody_at_once():
    shop = Shop()
    upload_id = shop.arrive(MANY, CREATE)
    assert shop.ingest(upload_id, lambda: False) is Outcome.CONTINUE
    record = shop.records.get(upload_id)
    assert (record.worker, record.leased_until) == (None, shop.clock.now())


def test_a_product_that_an_upload_creates_is_as_old_as_the_upload():
    shop = Shop()
    upload_id = shop.arrive(MANY, CREATE)
    shop.ingest(upload_id)
    assert shop.catalogue.kept["SKU-7"].created_at == shop.records.get(upload_id).created_at
    assert shop.uploads.report(upload_id).products_created == 38
