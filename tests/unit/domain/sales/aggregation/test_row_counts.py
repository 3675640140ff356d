"""The report of a file: every row is counted once, and what was noticed of the rows is said with its number."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from domain.sales.aggregation import product_days
from domain.sales.aggregation.row_counts import Tally
from domain.sales.aggregation.standing_counts import StandingCounts
from domain.sales.csv.rows import ParsedRows
from domain.sales.loading.run import Outcome
from domain.shared.csv.report import RowError, UnusableUploadError
from testing.sales import CREATE, Shop, answer

DAY = "2026-01-01"


def table(*rows, more="", above=""):
    return f"{above}date,sku,quantity{more}\n" + "".join(f"{row}\n" for row in rows)


def in_one_request(text):
    try:
        return Shop().upload(text, CREATE)
    except UnusableUploadError as error:
        return error.report


def step_by_step(text):
    """Load a file from storage with no time for more than one step a run, so that counts are kept between steps."""
    shop = Shop()
    upload_id = shop.arrive(text.encode(), CREATE)
    while shop.ingest(upload_id, lambda: False) is Outcome.CONTINUE:
        pass
    return shop.uploads.report(upload_id)


HOW = pytest.mark.parametrize("load", [in_one_request, step_by_step])


def counts(report):
    return (report.rows_received, report.rows_accepted, report.rows_rejected, report.rows_skipped)


def said(report, code):
    return [notice.detail for notice in report.warnings if notice.code == code]


@HOW
def test_rows_days_and_products_are_counted(load):
    report = load(table("2026-01-03,A,1", "2026-01-05,B,2", "2026-01-03,A,4", "2026-01-01,A,x", "2026-01-04,C,1"))
    assert counts(report) == (5, 4, 1, 0)
    assert (report.product_days_written, report.products_touched, report.products_created) == (3, 3, 3)
    assert (report.first_date.isoformat(), report.last_date.isoformat()) == ("2026-01-03", "2026-01-05")


@HOW
def test_what_is_no_row_of_sales_is_skipped_and_said(load):
    text = table(
        "2026-01-03,A,1", "Notes about it", "2026-01-01,B,2", "", "Total,,3", "Grand Total,,3", above="My\nfile\n"
    )
    report = load(text)
    assert counts(report) == (2, 2, 0, 4)
    assert said(report, "titles_skipped") == ["2 lines above the header skipped."]
    assert said(report, "totals_skipped") == ["2 lines of totals skipped: sums are not sales."]
    assert said(report, "notes_skipped") == ["1 line of headings or remarks skipped, such as 'Notes about it'."]


@HOW
def test_only_so_many_errors_are_listed_first_lines_first_and_all_are_counted(load):
    report = load(table(*[f"{DAY},A,x"] * 150, f"{DAY},A,1"))
    assert counts(report) == (151, 1, 150, 0)
    assert [error.line for error in report.errors] == list(range(2, 2 + len(report.errors)))
    assert len(report.errors) == 100
    assert said(report, "date_format") == []


@HOW
def test_rejected_rows_come_back_with_the_order_of_their_days(load):
    report = load(table("13/01/2026,A,1", "02/01/2026,A,x"))
    assert said(report, "date_format") == [
        "Dates were read as DD/MM/YYYY; pass that as date_format with the rejected rows."
    ]
    assert said(load(table("13/01/2026,A,1")), "date_format") == []


@HOW
def test_statuses_are_counted_by_value(load):
    values = ["completed"] * 6 + ["cancelled"] * 2 + ["void"] * 3 + ["weird", "strange", "weird"]
    report = load(table(*(f"2026-01-{day:02},A,1,{value}" for day, value in enumerate(values, 1)), more=",status"))
    assert [(each.column, each.value, each.rows) for each in report.excluded] == [
        ("status", "void", 3),
        ("status", "cancelled", 2),
    ]
    assert counts(report) == (14, 14, 0, 0)
    assert report.product_days_written == 9
    assert said(report, "no_sale") == ["5 rows of cancelled, void or other orders that are no sales (table) left out."]
    (unknown,) = said(report, "unknown_status")
    assert "Column 'status' has values that are not known: 'weird', 'strange'. 3 rows count as sales;" in unknown


@HOW
def test_values_of_a_status_without_end_are_counted_together(load):
    report = load(table(*(f"{DAY},A,1,v{number}" for number in range(60)), more=",status"))
    (unknown,) = said(report, "unknown_status")
    assert "'v0', 'v1', 'v2', 'v3', others. 60 rows count as sales" in unknown


@HOW
def test_cells_that_cannot_be_read_are_named_one_by_one_and_then_counted(load):
    report = load(table(f"{DAY},A,1,abc", *[f"{DAY},A,1,def"] * 24, f"{DAY},A,x,ghi", more=",price"))
    cells = [notice for notice in report.warnings if notice.code == "unread_cell"]
    assert [(each.line, each.column, each.value) for each in cells[:3]] == [
        (2, "price", "abc"), (3, "price", "def"), (4, "price", "def"),
    ]  # fmt: skip
    assert [each.line for each in cells] == [*range(2, 22), None]
    assert all(each.detail.startswith("This is not a number. The row counts without it;") for each in cells[:-1])
    assert cells[-1].detail == "5 further cells cannot be read."


@HOW
@pytest.mark.parametrize(("stores", "named"), [(12, 10), (10, 10), (2, 2)])
def test_locations_that_are_summed_are_named(load, stores, named):
    report = load(table(*(f"{DAY},A,1,S{number:02}" for number in reversed(range(stores))), more=",store"))
    (detail,) = said(report, "locations_summed")
    others = " and others" if stores > named else ""
    assert (
        detail == f"The sales of several locations are summed: {', '.join(f"'S{n:02}'" for n in range(named))}{others}."
    )


@HOW
@pytest.mark.parametrize(
    ("offsets", "code", "named"),
    [
        (["Z"], "utc_days", "UTC"),
        (["+01:00"], None, ""),
        (["+01:00", "+02:00"], None, ""),  # summer and winter
        (["+01:00", "+02:00", "+03:00"], "mixed_time_zones", "(+01:00, +02:00, +03:00)"),
        (["+01:00", "Z"], "mixed_time_zones", "(+01:00, UTC)"),
    ],
)
def test_whose_days_they_are_is_said_where_it_may_be_another_shops(load, offsets, code, named):
    report = load(table(*(f"2026-01-01T10:00:00{offset},A,1" for offset in offsets)))
    found = [notice for notice in report.warnings if notice.code in {"utc_days", "mixed_time_zones"}]
    assert [notice.code for notice in found] == ([code] if code else [])
    assert all(named in notice.detail and "time_zone=" in notice.detail for notice in found)


@HOW
def test_why_nothing_of_a_file_counts_is_said_by_its_first_error(load):
    report = load(table(f"{DAY},A,x", f"{DAY},B,y"))
    assert report.failure is None or report.failure.startswith(
        "None of the 2 rows can be used. The first error, on line 2: This is not a number."
    )
    assert counts(report) == (2, 0, 2, 0)
    assert (report.first_date, report.last_date) == (None, None)


@HOW
def test_products_that_hardly_differ_are_said_to_have_become_two(load):
    report = load(table(f"{DAY},abc,1", f"{DAY},ABC,1", *(f"2026-01-{day:02},plain,1" for day in range(1, 29))))
    assert said(report, "similar_products") == [
        "'abc' and 'ABC' hardly differ, and became two products. If they are one, pass sku_map=."
    ]
    assert report.products_created == 3
    assert said(load(table(f"{DAY},abc,1")), "similar_products") == []


def test_a_file_of_which_nothing_counts_says_so():
    tally = Tally()
    assert tally.why_unusable() == "The file holds no rows of sales."
    tally.add_rejected([RowError(7, None, None, "b", "Bad."), RowError(3, None, None, "a", "Worse.")])
    assert tally.why_unusable() == "None of the 2 rows can be used. The first error, on line 3: Worse."


def test_rows_that_are_refused_later_are_accepted_no_more():
    tally = Tally(accepted=5, rejected=1)
    tally.refuse([RowError(4, None, None, "x", "")] * 2)
    assert (tally.accepted, tally.rejected, len(tally.errors)) == (3, 3, 2)


def test_counts_survive_storage():
    shop = Shop()
    upload_id = shop.arrive(table("2026-01-03,A,1,North", "2026-01-03,a,x,South", more=",store").encode(), CREATE)
    shop.ingest(upload_id, lambda: False)
    kept = shop.records.get(upload_id).state["tally"]
    assert Tally.from_json(json.loads(json.dumps(kept))).to_json() == kept
    assert json.loads(json.dumps(Tally().to_json())) == Tally.from_json(Tally().to_json()).to_json()


def test_a_file_that_is_read_piece_by_piece_is_reported_like_one_that_is_read_at_once():
    """Every kind of row stands in every piece, so that each count adds up over many of them."""
    values = ["completed", "cancelled", "weird", "strange"]
    parts = []
    for number in range(40):
        day = f"2026-01-{number % 28 + 1:02}"
        parts += [
            f"{day},P-{number % 7},{number % 5 + 2},{values[number % 4]},S{number % 12:02},2.50",
            f"{day},P-{number % 7},-1,completed,S01,abc",
            f"{day},P-{number % 7},x,completed,S01,1",
            "",
            "Total,,9,,,",
            f"Remark {number}",
        ]
    report = answer(table(*parts, more=",status,store,price")).report
    assert (report.rows_received, report.rows_rejected, report.rows_skipped) == (120, 50, 120)
    assert [each.rows for each in report.excluded] == [10]
    assert said(report, "totals_skipped") == ["40 lines of totals skipped: sums are not sales."]
    assert said(report, "notes_skipped") == ["40 lines of headings or remarks skipped, such as 'Remark 0'."]
    assert said(report, "unread_cell")[-1] == "20 further cells cannot be read."


def test_days_of_which_nothing_was_sold_are_not_the_first_or_last():
    """Neither a cancelled order nor a return makes its day one of the file's."""
    report = answer(
        table(
            "2026-01-01,A,1,cancelled",
            "2026-01-04,A,3,completed",
            "2026-01-02,A,-1,completed",
            "2026-01-06,A,2,completed",
            "2026-01-09,A,1,cancelled",
            "2026-01-08,A,-1,completed",
            more=",status",
        )
    ).report
    assert (report.first_date.isoformat(), report.last_date.isoformat()) == ("2026-01-04", "2026-01-06")


def test_a_file_in_another_encoding_says_so_by_a_code_of_its_own():
    report = Shop().upload(table(f"{DAY},B-1,1,Blåbær", more=",name").encode("cp1252"), CREATE)
    assert said(report, "encoding") == [
        "The file is not UTF-8. It was read as windows-1252, where its letters make sense."
    ]


def test_a_column_that_is_left_aside_is_named_with_what_it_holds_and_how_it_can_be_used():
    kinds = ["Tea", "Coffee", "Bread", "Cake", "Refund", "Water"] * 3
    report = answer(table(*(f"2026-01-{day:02},A,1,{kind}" for day, kind in enumerate(kinds, 1)), more=",type")).report
    (detail,) = said(report, "status_not_used")
    assert detail == (
        "Column 'type' holds 'Refund', but mostly other values: it is not taken to say which rows are sales, and "
        '3 such rows count as sales. If it does, pass columns={"status": "type"}.'
    )


def test_one_row_of_a_status_that_is_not_known_is_one_row():
    (unknown,) = said(
        answer(table(f"{DAY},A,1,completed", f"{DAY},A,2,weird", more=",status")).report, "unknown_status"
    )
    assert unknown.startswith("Column 'status' has values that are not known: 'weird'. 1 row counts as a sale;")


def test_fifty_values_of_a_column_are_told_apart_and_no_more():
    counts = StandingCounts()
    nothing = np.zeros(0, dtype=np.int64)
    for number in range(52):
        told = Counter({(1, f"v{number}"): 1, (11, "x"): 1})
        counts.add(ParsedRows([], *[nothing] * 8, excluded=told))
    told = counts.exclusions(["", "status", *[""] * 9, "type"])
    assert [each.rows for each in told if each.column == "status"] == [2, *[1] * 50]
    assert [(each.value, each.rows) for each in told if each.column == "type"] == [("x", 52)]


def test_product_days_that_are_refused_are_rows_refused_with_their_errors():
    tally = Tally(accepted=9, rejected=1)
    days = np.zeros(2, dtype=product_days.DAY)
    days["rows"] = [3, 2]
    tally.take_back(days, [RowError(4, None, None, "superseded", "")])
    assert (tally.accepted, tally.rejected, [error.code for error in tally.errors]) == (4, 6, ["superseded"])
