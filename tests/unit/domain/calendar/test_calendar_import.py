"""Files of calendar entries on fakes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.calendar import calendar_import
from domain.calendar.calendar_import import CalendarImport, TooManyEntriesError
from domain.calendar.entry_rows import EntryRow
from domain.calendar.models import EntryKind, Scope
from domain.calendar.service import CalendarService
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import UnusableUploadError
from testing.fakes.calendar import FakeEntryRepository, FakeKnownProducts, FakeRejectedFiles
from testing.fakes.system import FakeClock, FakeIds


class Shop:
    def __init__(self):
        self.entries, self.files = FakeEntryRepository(), FakeRejectedFiles()
        products, ids = FakeKnownProducts(SKU_1="Tea", SKU_2="Tea", SKU_3="Coffee"), FakeIds()
        service = CalendarService(self.entries, products, FakeClock(), ids)
        self.imports = CalendarImport(service, products, self.files, ids, "EUR")

    def upload(self, text, **options):
        dry_run = options.pop("dry_run", False)
        return self.imports.upload(text.encode(), ReadingOptions(**options), created_by="ana", dry_run=dry_run)

    @property
    def told(self):
        return [entry.details for entry in self.entries.all()]


@pytest.fixture
def shop():
    return Shop()


def test_a_row_says_everything_an_entry_holds(shop):
    report = shop.upload(
        "name,kind,start,end,product_id,category,expected_change_pct,price,note\n"
        "Fair,event,2026-12-04,2026-12-06,,Tea,30%,,both halls\n"
        "Sale,Promotion,2026-12-08,2026-12-09,SKU-1,,-5,3.99,\n"
        "Stocktaking,closure,2026-12-31,,,,,,\n"
    )
    fair, sale, closed = shop.told
    assert (fair.kind, fair.start, fair.end) == (EntryKind.EVENT, date(2026, 12, 4), date(2026, 12, 6))
    assert (fair.scope, fair.expected_change_pct, fair.note) == (Scope(category="Tea"), Decimal(30), "both halls")
    assert (sale.kind, sale.price, sale.expected_change_pct) == (EntryKind.PROMOTION, Decimal("3.99"), Decimal(-5))
    assert (closed.start, closed.end, closed.scope) == (date(2026, 12, 31), date(2026, 12, 31), Scope(everything=True))
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (3, 3, 0)
    assert (report.first_date, report.last_date) == (date(2026, 12, 4), date(2026, 12, 31))
    assert [notice.code for notice in report.warnings] == ["whole_shop"]
    assert report.read_as.columns["expected_change_pct"] == "expected_change_pct"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_any_encoding_that_spreadsheets_write_says_the_same(shop, encoding):
    text = "name;kind;start;end;product_id\nFête à Zürich;event;2026-12-04;2026-12-06;SKU-1\n"
    mark = "\ufeff" if encoding.endswith("e") else ""
    shop.imports.upload((mark + text).encode(encoding), ReadingOptions(), created_by="ana", dry_run=False)
    (entry,) = shop.told
    assert (entry.name, entry.start, entry.scope) == ("Fête à Zürich", date(2026, 12, 4), Scope(product_ids=("SKU-1",)))


def test_rows_that_differ_in_their_product_alone_are_one_entry(shop):
    rows = "".join(f"Empty,stockout,2026-11-{day},SKU-{sku}\n" for day in (1, 2) for sku in (1, 2))
    report = shop.upload("name,kind,start,sku\n" + rows)
    assert [details.scope for details in shop.told] == [Scope(product_ids=("SKU-1", "SKU-2"))] * 2
    assert report.products_touched == 2
    assert [notice.code for notice in report.warnings] == ["joined"]


def test_sending_a_file_again_changes_nothing_and_a_new_one_what_it_says(shop):
    text = "name,start,category,expected change,note\nFair,2026-12-04,Tea,30,x\n"
    shop.upload(text)
    before = shop.entries.all()
    shop.upload(text)
    assert shop.entries.all() == before
    shop.upload("name,start,category,expected change,note\nfair,2026-12-04,Tea,40,\n")
    (entry,) = shop.entries.all()
    assert (entry.details.expected_change_pct, entry.details.note, entry.version) == (Decimal(40), "x", 2)


def test_bad_rows_are_named_and_kept_and_good_ones_taken(shop):
    report = shop.upload(
        "name,kind,start,end,sku,category,change pct,price\n"
        "Good,,2026-12-04,,,,,\n"
        ",,2026-12-04,,,,,\n"
        "A,party,2026-12-04,,,,,\n"
        "B,,2026-13-04,,,,,\n"
        "C,,,,,,,\n"
        "D,,2026-12-04,2026-12-01,,,,\n"
        "E,,2026-12-04,,SKU-9,,,\n"
        "F,,2026-12-04,,SKU-1,Tea,,\n"
        "G,,2026-12-04,,,,lots,\n"
        "H,closure,2026-12-04,,,,5,\n"
        "I,price,2026-12-04,,,,,\n"
        "J,,2026-12-04,,bad id,,,\n"
    )
    assert [(error.line, error.column, error.code) for error in report.errors] == [
        (3, "name", "invalid_text"),
        (4, "kind", "invalid_kind"),
        (5, "start", "invalid_date"),
        (6, "start", "missing_start"),
        (7, "end", "before_start"),
        (8, "sku", "unknown_product"),
        (9, "category", "two_scopes"),
        (10, "change pct", "not_a_number"),
        (11, "change pct", "not_of_this_kind"),
        (12, "price", "missing"),
        (13, "sku", "invalid_product_id"),
    ]
    assert [details.name for details in shop.told] == ["Good"]
    (rejected,) = shop.files.kept.values()
    assert rejected.count(b"\r\n") == 12


def test_a_dry_run_keeps_nothing(shop):
    report = shop.upload("name,start\nFair,2026-12-04\nBad,never\n", dry_run=True)
    assert (report.dry_run, report.rows_accepted, report.rows_rejected) == (True, 1, 1)
    assert not shop.entries.kept
    assert not shop.files.kept


def test_days_of_a_form_that_is_not_settled_are_refused_and_the_callers_word_settles_it(shop):
    text = "name,start\nFair,04/05/2026\n"
    with pytest.raises(UnusableUploadError):
        shop.upload(text)
    shop.upload(text, date_format="DD/MM/YYYY")
    assert shop.told[0].start == date(2026, 5, 4)


def test_amounts_follow_the_files_own_marks_and_another_currency_is_refused(shop):
    shop.upload("name;kind;start;change pct;price\nSale;promotion;2026-12-04;12,5;3,99 €\n")
    assert (shop.told[0].expected_change_pct, shop.told[0].price) == (Decimal("12.5"), Decimal("3.99"))
    with pytest.raises(UnusableUploadError) as error:
        shop.upload("name,kind,start,price\nSale,promotion,2026-12-04,$3.99\n")
    assert error.value.cause.code == "other-currency"


@pytest.mark.parametrize("text", ["", "name,start\n", "start\n2026-12-04\n", "name,start\nA,never\n"])
def test_a_file_of_which_nothing_can_be_used_is_refused_with_its_report(shop, text):
    with pytest.raises(UnusableUploadError) as error:
        shop.upload(text)
    assert error.value.report.status == "failed"


def test_more_than_one_request_takes_is_refused_before_anything_is_written(shop, monkeypatch):
    monkeypatch.setattr(calendar_import, "MAX_ENTRIES", 2)
    with pytest.raises(TooManyEntriesError, match="3 entries"):
        shop.upload("name,start\nA,2026-12-04\nB,2026-12-04\nC,2026-12-04\n")
    assert not shop.entries.kept


def test_rows_of_unknown_products_are_told_apart_without_comparing_rows(shop, monkeypatch):
    monkeypatch.setattr(EntryRow, "__eq__", lambda *_: pytest.fail("each row was compared with the others"))
    known = "".join(f"Fair {day},2026-12-{day:02d},SKU-1\n" for day in range(1, 29))
    unknown = "".join(f"Fair {day},2026-12-{day:02d},SKU-9\n" for day in range(1, 29))
    report = shop.upload("name,start,product_id\n" + known + unknown)
    assert (report.rows_accepted, report.rows_rejected) == (28, 28)
    assert {error.code for error in report.errors} == {"unknown_product"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_categories_that_no_product_has_are_named_with_what_may_be_meant(shop, dry_run):
    report = shop.upload("name,start,category\nFair,2026-12-04,tea\nSale,2026-12-05,Tea\n", dry_run=dry_run)
    assert [(each.code, each.detail) for each in report.warnings] == [
        ("unknown_category", "No product has the category 'tea'. Is 'Tea' meant?")
    ]
