"""Rejected rows that come back corrected: each counted once, in the upload that it is of, and refused by name else."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sales.loading import corrections
from domain.sales.loading.run import Outcome
from domain.sales.models import UploadMode, UploadOptions
from domain.shared.csv.report import UnusableUploadError
from domain.shared.csv.text import Encoding
from testing.sales import ADD, CREATE, Shop

HEADER = "date,sku,quantity,price,note\n"
FILE = HEADER + (
    "2026-01-01,SKU-1,5,2,\n"
    "2026-01-01,SKU-1,x,2,\n"  # line 3
    "2026-01-01,SKU-1,y,2,\n"  # line 4
    "2026-01-02,SKU-2,1,4,\n"
    "2026-02-30,SKU-2,2,4,\n"  # line 6
)
SUM = {
    ("SKU-1", "2026-01-01"): ("12", "24", "2"),
    ("SKU-2", "2026-01-02"): ("1", "4", "4"),
    ("SKU-2", "2026-01-03"): ("2", "8", "4"),
}


def rejected(shop, report):
    """Return the file of rejected rows as text."""
    return shop.files.kept[report.rejected_rows_key].decode()


def corrected(text):
    return text.replace(",x,", ",3,").replace(",y,", ",4,").replace("2026-02-30", "2026-01-03")


@pytest.fixture
def shop():
    return Shop()


def later(shop):
    shop.clock.advance(minutes=1)
    return shop


def test_rejected_rows_carry_their_upload_and_line(shop):
    report = shop.upload(FILE)
    rows = list(csv.DictReader(io.StringIO(rejected(shop, report))))
    assert [(row["_upload"], row["_line"], row["quantity"]) for row in rows] == [
        (report.upload_id, "3", "x"),
        (report.upload_id, "4", "y"),
        (report.upload_id, "6", "2"),
    ]


def test_every_kind_of_rejected_row_has_them_in_the_last_two_cells(shop):
    """Rows that are broken, too long, too short, of no product, returned too often or lost are all rejected."""
    text = "date,sku,quantity\n2026-01-01,SKU-1,3,50\n2026-01-01,NO,1\n2026-01-01\n2026-01-01,SKU-1,-1\n"
    text += '2026-01-05,SKU-2,1\n2026-01-01,"SKU-1,7\n' + "\n" * 60 + "2026-01-01,SKU-1,x\n"
    upload_id = shop.arrive(text.encode())
    shop.ingest(upload_id, lambda: False)
    del shop.catalogue.kept["SKU-2"]
    while shop.ingest(upload_id, lambda: True) is Outcome.CONTINUE:
        pass
    with_header = list(csv.reader(io.StringIO(rejected(shop, shop.uploads.report(upload_id)))))
    assert with_header[0] == ["date", "sku", "quantity", "_upload", "_line"]
    assert {row[-2] for row in with_header[1:]} == {upload_id}
    assert sorted(int(row[-1]) for row in with_header[1:]) == [2, 3, 4, 5, 6, 7, 68]
    assert {len(row) for row in with_header} == {5, 6}


@pytest.mark.parametrize("way", ["request", "storage"])
def test_corrected_rows_are_added_to_their_days_once_however_often_they_are_sent(shop, way):
    first = shop.upload(FILE)
    for attempt in range(3):
        text = corrected(rejected(shop, first))
        if way == "request":
            report = later(shop).upload(text)
        else:
            upload_id = later(shop).arrive(text.encode())
            shop.ingest(upload_id)
            report = shop.uploads.report(upload_id)
        assert shop.sold() == SUM, attempt
        assert (report.rows_accepted, report.rows_rejected) == (3, 0)
        assert report.product_days_written == (0 if attempt else 2)
        codes = {notice.code for notice in report.warnings} - {"date_format"}
        assert codes == ({"already_counted"} if attempt else {"corrections_added"})
    assert report.read_as.unused_columns == ("note",)


@pytest.mark.parametrize("way", ["request", "storage", "dry run"])
def test_a_corrected_line_that_stands_in_a_file_twice_counts_once_and_is_said_to(shop, way):
    first = shop.upload(FILE)
    text = corrected(rejected(shop, first))
    text += text.split("\r\n", 1)[1] + text.splitlines()[1] + "\r\n"
    if way == "storage":
        upload_id = later(shop).arrive(text.encode())
        shop.ingest(upload_id)
        report = shop.uploads.report(upload_id)
    else:
        report = later(shop).upload(text, UploadOptions(dry_run=way == "dry run"))
    told = {notice.code: notice.detail for notice in report.warnings}
    assert (report.rows_accepted, report.rows_rejected, report.product_days_written) == (7, 0, 2)
    assert told["corrections_added"].startswith("3 rows added")
    assert told["already_counted"].startswith("4 rows stood in the file twice or had been added before")
    if way != "dry run":
        assert shop.sold() == SUM


def test_rows_that_are_still_wrong_come_back_with_their_first_upload_and_line(shop):
    first = shop.upload(FILE)
    second = later(shop).upload(rejected(shop, first).replace(",x,", ",3,"))
    assert (second.rows_accepted, second.rows_rejected) == (1, 2)
    third = later(shop).upload(corrected(rejected(shop, second)))
    assert third.rows_accepted == 2
    assert shop.sold() == SUM
    with pytest.raises(UnusableUploadError):
        later(shop).upload(corrected(rejected(shop, first)).replace(",3,2,", ",9,2,").split("\n2026-01-01,SKU-1,4")[0])
    assert shop.sold() == SUM


@pytest.mark.parametrize("mode", list(UploadMode))
def test_what_a_file_of_corrections_does_is_not_up_to_its_mode(shop, mode):
    first = shop.upload(FILE)
    later(shop).upload(corrected(rejected(shop, first)), UploadOptions(mode=mode))
    assert shop.sold() == SUM


def test_rows_rejected_from_an_upload_that_added_are_added(shop):
    shop.upload(HEADER + "2026-01-01,SKU-1,10,2,\n")
    first = later(shop).upload(FILE, ADD, repeat_id="r1")
    later(shop).upload(corrected(rejected(shop, first)))
    assert shop.sold()["SKU-1", "2026-01-01"] == ("22", "44", "2")


def test_items_are_corrected_like_rows(shop):
    items = [{"product_id": "SKU-1", "date": "2026-01-01", "quantity_sold": value} for value in ("x", 5)]
    first = shop.uploads.take(items, UploadOptions())
    text = rejected(shop, first)
    assert text.splitlines()[1].endswith(f"{first.upload_id},0")
    for _ in range(2):
        later(shop).upload(text.replace(",x,", ",3,"))
        assert shop.sold() == {("SKU-1", "2026-01-01"): ("8", None, None)}


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        (lambda text, _: text.replace(",3\r", ",5\r"), "_line", "not_rejected"),
        (lambda text, _: text.replace(",3\r", ",999999999999\r"), "_line", "not_rejected"),
        (lambda text, _: text.replace(",3\r", ",-3\r"), "_line", "not_rejected"),
        (lambda text, _: text.replace(",3\r", ",\r"), "_line", "not_rejected"),
        (lambda text, _: text.replace(",3\r", ",three\r"), "_line", "not_rejected"),
        (lambda text, first: text.replace(first + ",3\r", "nonsense,3\r"), "_upload", "unknown_upload"),
        (lambda text, first: text.replace(first + ",3\r", ",3\r"), "_upload", "unknown_upload"),
    ],
)
def test_rows_that_were_never_rejected_are_refused_by_name_and_stop_no_other(shop, change, column, code):
    first = shop.upload(FILE)
    report = later(shop).upload(change(corrected(rejected(shop, first)), first.upload_id))
    assert [(error.line, error.column, error.code) for error in report.errors] == [(2, column, code)]
    assert "_line" in report.errors[0].detail
    assert shop.sold() == SUM | {("SKU-1", "2026-01-01"): ("9", "18", "2")}


def test_rows_of_an_upload_that_rejected_none_are_refused(shop):
    whole = shop.upload(HEADER + "2026-01-01,SKU-1,5,2,\n")
    with pytest.raises(UnusableUploadError) as raised:
        later(shop).upload(HEADER.strip() + f",_upload,_line\n2026-01-01,SKU-1,3,2,,{whole.upload_id},2\n")
    assert [error.code for error in raised.value.report.errors] == ["not_rejected"]


def test_rows_of_too_many_uploads_are_refused_and_the_others_counted(shop, monkeypatch):
    monkeypatch.setattr(corrections, "MAX_UPLOADS", 2)
    days = ("2026-01-01", "2026-02-01", "2026-03-01")
    parts = [rejected(shop, later(shop).upload(HEADER + f"{day},SKU-1,5,2,\n{day},SKU-1,x,2,\n")) for day in days]
    text = parts[0] + "".join(part.split("\r\n", 1)[1] for part in parts[1:])
    report = later(shop).upload(text.replace(",x,", ",3,"))
    assert [(error.line, error.code) for error in report.errors] == [(4, "too_many_uploads")]
    assert "by themselves" in report.errors[0].detail
    assert [shop.sold()["SKU-1", day][0] for day in days] == ["8", "8", "5"]


def test_a_rejected_row_too_long_to_be_read_hides_no_other(shop):
    long = "z" * 140_000
    first = shop.upload(HEADER + f"2026-01-01,SKU-1,y,2,{long}\n2026-01-01,SKU-1,x,2,\n2026-01-01,SKU-1,5,2,\n")
    row = rejected(shop, first).splitlines()[-1]
    assert row.endswith(f"{first.upload_id},3")
    later(shop).upload(HEADER.strip() + ",_upload,_line\n" + row.replace(",x,", ",3,") + "\n")
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "8"


@pytest.mark.parametrize(("mode", "replaces"), [(UploadMode.REPLACE, True), (UploadMode.ADD, False)])
def test_what_rows_belong_to_replaces_or_adds_as_their_upload_did(shop, mode, replaces):
    report = shop.upload(FILE, UploadOptions(mode=mode), repeat_id="r1")
    origin = corrections.origin_of(shop.records.get(report.upload_id))
    assert (origin.upload_id, origin.replaces) == (report.upload_id, replaces)


def test_rows_of_an_upload_whose_rejected_rows_are_gone_are_refused(shop):
    first = shop.upload(FILE)
    text = corrected(rejected(shop, first))
    del shop.files.kept[first.rejected_rows_key]
    with pytest.raises(UnusableUploadError) as raised:
        later(shop).upload(text)
    assert {error.code for error in raised.value.report.errors} == {"unknown_upload"}


@pytest.mark.parametrize("column", ["_upload", "_line"])
def test_one_of_the_two_columns_without_the_other_is_refused(shop, column):
    """Its rows would replace what their days hold, good rows of the first upload among it."""
    first = shop.upload(FILE)
    before, text = shop.sold(), corrected(rejected(shop, first)).replace(column, "x")
    with pytest.raises(UnusableUploadError) as raised:
        shop.upload(text)
    assert raised.value.cause.code == "incomplete-corrections"
    upload_id = shop.arrive(text.encode())
    shop.ingest(upload_id)
    assert "_upload and _line" in shop.uploads.report(upload_id).failure
    assert shop.sold() == before


def test_a_day_that_a_later_upload_replaced_is_left_alone_and_the_row_refused(shop):
    first = shop.upload(FILE)
    later(shop).upload(HEADER + "2026-01-01,SKU-1,100,2,\n")
    report = later(shop).upload(corrected(rejected(shop, first)))
    assert [(error.line, error.code) for error in report.errors] == [(2, "superseded"), (3, "superseded")]
    assert (report.rows_accepted, report.rows_rejected) == (1, 2)
    assert shop.sold()["SKU-1", "2026-01-01"] == ("100", "200", "2")
    again = rejected(shop, report)
    traced = sorted(row[-2:] for row in list(csv.reader(io.StringIO(again)))[1:])
    assert traced == [[first.upload_id, "3"], [first.upload_id, "4"]]
    with pytest.raises(UnusableUploadError):
        later(shop).upload(again)


def test_rows_of_several_uploads_in_one_file(shop):
    one, two = shop.upload(FILE), later(shop).upload(FILE.replace("2026-01", "2026-03"))
    text = corrected(rejected(shop, one)) + corrected(rejected(shop, two)).split("\r\n", 1)[1].replace(
        "2026-01-03", "2026-03-03"
    )
    later(shop).upload(text)
    assert shop.sold() == SUM | {(name, day.replace("-01-", "-03-")): value for (name, day), value in SUM.items()}


def test_a_return_is_taken_from_its_day_as_it_stands(shop):
    first = shop.upload(HEADER + "2026-01-01,SKU-1,5,2,\n2026-01-01,SKU-1,x,2,\n2026-01-01,SKU-1,y,2,\n")
    report = later(shop).upload(rejected(shop, first).replace(",x,", ",-2,").replace(",y,", ",-9,"))
    assert [(error.line, error.code) for error in report.errors] == [(3, "return_exceeds_sales")]
    assert shop.sold() == {("SKU-1", "2026-01-01"): ("3", "6", "2")}


def test_a_file_of_corrections_is_read_as_the_first_file_was(shop):
    """By themselves these rows say neither which is the month nor what the comma is."""
    text = "Tag;Artikel;Menge;Preis\n13.01.2026;SKU-1;1,5;2\n01.02.2026;SKU-1;x;2,50\n"
    options = UploadOptions(
        columns={"date": "Tag", "product_id": "Artikel", "quantity_sold": "Menge", "price": "Preis"}
    )
    first = shop.upload(text, options)
    later(shop).upload(rejected(shop, first).replace(";x;", ";1,250;"))
    assert shop.sold()["SKU-1", "2026-02-01"] == ("1.25", "3.125", "2.5")


def test_columns_that_were_renamed_or_added_are_found_by_name(shop):
    text = "Tag,sku,Stück,name\n2026-01-01,SKU-1,1,Größe\n2026-01-01,SKU-1,x,Größe\n"
    options = UploadOptions(columns={"date": "Tag", "quantity_sold": "Stück"}, encoding=Encoding.WINDOWS_1252)
    first = shop.upload(text.encode("cp1252"), options)
    back = shop.files.kept[first.rejected_rows_key].decode("cp1252").replace(",x,", ",2,")
    later(shop).upload(back.replace("Stück", "quantity").replace("name", "name,seen by").replace("Größe", "Größe,me"))
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "3"
    later(shop).upload(back.encode("cp1252"))
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "3"


def test_the_callers_word_beats_what_the_first_file_was_read_as(shop):
    first = shop.upload("date,sku,quantity\n13/01/2026,SKU-1,1\n02/01/2026,SKU-1,x\n")
    text = rejected(shop, first).replace(",x,", ",2,")
    later(shop).upload(text, UploadOptions(date_format="MM/DD/YYYY"))
    assert ("SKU-1", "2026-02-01") in shop.sold()


def test_a_product_that_a_corrected_row_brings_is_created(shop):
    first = shop.upload(HEADER + "2026-01-01,SKU-1,1,2,\n2026-01-01,NEW,2,2,\n")
    later(shop).upload(rejected(shop, first), CREATE)
    assert shop.sold()["NEW", "2026-01-01"] == ("2", "4", "2")


@pytest.mark.parametrize("where", ["ledger", "records", "files"])
@pytest.mark.parametrize("way", ["request", "storage"])
def test_corrections_that_die_anywhere_and_are_sent_again_count_once(where, way):
    for point in range(1, 40):
        shop = Shop()
        first = shop.upload(FILE)
        text = corrected(rejected(shop, first))
        upload_id = later(shop).arrive(text.encode()) if way == "storage" else None
        getattr(shop, where).fail_at = getattr(shop, where).calls_so_far() + point
        try:
            shop.ingest(upload_id) if upload_id else shop.upload(text)
        except RuntimeError:
            shop.clock.advance(minutes=30)
            shop.ingest(upload_id) if upload_id else shop.upload(text)
        else:
            break
        assert shop.sold() == SUM, point
    assert shop.sold() == SUM


def test_a_large_file_of_corrections_is_loaded_from_storage_in_portions(shop):
    """Its rows take many segments, partitions and runs, which one request takes at once."""
    lines = [
        f"2026-{1 + number % 10:02d}-{1 + number % 27:02d},SKU-{1 + number % 2},x,2,{number}" for number in range(600)
    ]
    first = shop.upload(HEADER + "2026-01-01,SKU-1,1,2,\n" + "\n".join(lines))
    upload_id = later(shop).arrive(rejected(shop, first).replace(",x,", ",1,").encode())
    runs = 0
    while shop.ingest(upload_id, lambda: False) is Outcome.CONTINUE:
        runs += 1
    assert runs > 10
    report = shop.uploads.report(upload_id)
    assert (report.rows_accepted, report.rows_rejected) == (600, 0)
    assert report.product_days_written == len({line.split(",x,")[0] for line in lines})
    assert sum(Decimal(quantity) for quantity, *_ in shop.sold().values()) == 601


cells = st.sampled_from(["1", "2", "3", "x", "-1", "", "1.5"])
rows_ = st.lists(st.tuples(st.sampled_from(["SKU-1", "SKU-2"]), st.integers(1, 2), cells), min_size=1, max_size=6)


@given(rows_, st.lists(st.tuples(st.sets(st.integers(0, 9)), st.integers(1, 3)), max_size=4))
def test_however_rows_are_corrected_in_parts_the_end_is_that_of_a_file_that_was_right_at_once(rows, rounds):
    shop, right = Shop(), Shop()
    text = "date,sku,quantity\n" + "".join(f"2026-01-0{day},{name},{cell}\n" for name, day, cell in rows)
    try:
        first = shop.upload(text)
    except UnusableUploadError as error:
        first = error.report
    fixed = {}
    bad = list(csv.reader(io.StringIO(rejected(shop, first))))[1:] if first.rejected_rows_key else []
    for chosen, value in rounds:
        part = [row for place, row in enumerate(bad) if place in chosen]
        for row in part:
            fixed.setdefault(int(row[-1]), str(value))
        lines = [",".join([*row[:2], str(value), *row[-2:]]) for row in part]
        if part:
            with suppress(UnusableUploadError):  # all of them were counted before, with other amounts
                later(shop).upload("\n".join(["date,sku,quantity,_upload,_line", *lines]))
    open_ = {int(row[-1]) for row in bad} - fixed.keys()
    whole = [
        f"2026-01-0{day},{name},{fixed.get(line, cell)}\n"
        for line, (name, day, cell) in enumerate(rows, 2)
        if line not in open_
    ]
    if whole:
        right.upload("date,sku,quantity\n" + "".join(whole))
    assert shop.sold() == right.sold()


def test_a_file_that_names_uploads_without_end_costs_a_few_hundred_reads(shop):
    asked = []
    get = shop.records.get
    shop.records.get = lambda upload_id: (asked.append(upload_id), get(upload_id))[1]
    rows = "".join(f"2026-01-01,SKU-1,1,2,,u{number},3\n" for number in range(5_000))
    with suppress(UnusableUploadError):
        shop.upload("date,sku,quantity,price,note,_upload,_line\n" + rows)
    assert len(asked) < 400
