"""Days in whole files: one form a file, proven by it, told by the caller, or asked for."""

# ruff: noqa: RUF001  # names and digits of other scripts
from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.date_evidence import DateEvidence
from domain.shared.csv.dates import DateFormat
from domain.shared.csv.errors import AmbiguousDatesError
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.report import UploadStatus
from testing.sales import answer


def table(*cells):
    return "\n".join(["date;sku;qty", *(f"{cell};SKU-{row};1" for row, cell in enumerate(cells))])


def days(found):
    return [day for _, day in sorted(found.sold, key=lambda key: int(key[0][4:]))]


def told(date_format):
    return UploadOptions(OnUnknownProduct.CREATE, date_format=date_format)


@pytest.mark.parametrize(
    ("cells", "expected", "said"),
    [
        (["2026-11-02", "2026/11/03", "20261104"], ["2026-11-02", "2026-11-03", "2026-11-04"], "YYYY-MM-DD"),
        (["13/10/2026", "9/10/2026"], ["2026-10-13", "2026-10-09"], "DD/MM/YYYY"),
        (["10/13/2026", "9/10/2026"], ["2026-10-13", "2026-09-10"], "MM/DD/YYYY"),
        (["02.11.2026", "01.10.2026"], ["2026-11-02", "2026-10-01"], "DD/MM/YYYY"),
        (["02.11.26", "1.10.26"], ["2026-11-02", "2026-10-01"], "DD/MM/YYYY"),
        (["02.13.2026", "01.10.2026"], ["2026-02-13", "2026-01-10"], "MM/DD/YYYY"),
        (["11/14/26 11:32 AM", "11/5/26 1:05 PM"], ["2026-11-14", "2026-11-05"], "MM/DD/YYYY"),
        (["28/10/26", "11/10/26"], ["2026-10-28", "2026-10-11"], "DD/MM/YYYY"),
        (["9/10/26", "13/10/26"], ["2026-10-09", "2026-10-13"], "DD/MM/YYYY"),
        (["26/10/9", "26/10/13"], ["2026-10-09", "2026-10-13"], "YY-MM-DD"),
        (["03/03/2026", "04/04/2026"], ["2026-03-03", "2026-04-04"], "DD/MM/YYYY"),
        (["Nov-02-26", "Oct-13-26"], ["2026-11-02", "2026-10-13"], None),
        (["02-Nov-26", "13-Oct-2026"], ["2026-11-02", "2026-10-13"], None),
        (["Nov 2, 2026", "October 13th, 2026 10:05 PM"], ["2026-11-02", "2026-10-13"], None),
        (["2. November 2026", "13. Okt. 2026", "1. März 2026"], ["2026-11-02", "2026-10-13", "2026-03-01"], None),
        (["2 nov. 2026", "13 févr. 2026", "1er août 2026"], ["2026-11-02", "2026-02-13", "2026-08-01"], None),
        (["2 de noviembre de 2026", "13 ene 2026"], ["2026-11-02", "2026-01-13"], None),
        (["2 novembre 2026", "13 gen 2026"], ["2026-11-02", "2026-01-13"], None),
        (["2 november 2026", "13 mrt. 2026"], ["2026-11-02", "2026-03-13"], None),
        (["2 de novembro de 2026", "13 de fev. de 2026"], ["2026-11-02", "2026-02-13"], None),
        (["2 listopada 2026", "13 sierpnia 2026"], ["2026-11-02", "2026-08-13"], None),
        (["2. listopada 2026.", "13. srpnja 2026."], ["2026-10-02", "2026-07-13"], None),
        (["2026. nov. 2.", "2026. október 13."], ["2026-11-02", "2026-10-13"], None),
        (["2026년 11월 2일", "2026年10月13日"], ["2026-11-02", "2026-10-13"], "YYYY-MM-DD"),
        (["२०२६-११-०२", "٢٠٢٦-١٠-١٣"], ["2026-11-02", "2026-10-13"], "YYYY-MM-DD"),
        (["46328", "46308.75"], ["2026-11-02", "2026-10-13"], "EXCEL"),
        (["1793577600", "1791936000.5"], ["2026-11-02", "2026-10-14"], "EPOCH"),
        (["1793577600000", "1791936000123"], ["2026-11-02", "2026-10-14"], "EPOCH_MS"),
        (["2026-W45", "2026W42-2"], ["2026-11-02", "2026-10-13"], "YYYY-Www"),
    ],
)
def test_a_column_of_days_is_read_by_the_one_form_that_fits_it(cells, expected, said):
    found = answer(table(*cells))
    assert (days(found), found.codes) == (expected, [])
    assert found.report.read_as.date_format == said


@pytest.mark.parametrize(
    "cells",
    [
        ["01/02/2026", "03/04/2026"],
        ["01-02-2026", "01.02.2026"],
        ["13/10/26", "14/10/26"],
        ["26/10/13", "26/10/14"],
        ["11/10/12"],
        ["13. 10. 26", "14. 10. 26"],
        ["2 lis 2026", "3 lip 2026"],
    ],
)
def test_days_that_may_be_others_refuse_the_file(cells):
    found = answer(table(*cells))
    assert (found.report.status, found.sold) == (UploadStatus.FAILED, {})
    assert f"'{cells[0]}'" in found.report.failure


@pytest.mark.parametrize(
    ("date_format", "expected"),
    [
        ("DD/MM/YYYY", "2026-02-11"),
        ("MM/DD/YYYY", "2026-11-02"),
        ("YY-MM-DD", "2011-02-26"),
        ("%y/%m/%d", "2011-02-26"),
    ],
)
def test_the_callers_word_settles_them(date_format, expected):
    assert days(answer(table("11/02/26"), told(date_format))) == [expected]


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (["13/10/2026", "10/16/2026", "9/10/2026"], ["13/10/2026", "10/16/2026"]),
        (["13.10.2026", "10.16.2026"], ["13.10.2026", "10.16.2026"]),
        (["13/10/26", "10/16/26"], ["13/10/26", "10/16/26"]),
        (["46328", "1793577600"], ["46328", "1793577600"]),
    ],
)
def test_two_forms_proven_in_one_file_refuse_it_naming_both(cells, named):
    found = answer(table(*cells))
    assert (found.report.status, found.sold) == (UploadStatus.FAILED, {})
    assert all(f"'{cell}'" in found.report.failure for cell in named)


def test_rows_of_the_other_order_are_rejected_where_the_caller_names_one():
    found = answer(table("13/10/2026", "10/16/2026", "9/10/2026"), told("DD/MM/YYYY"))
    assert (days(found), found.codes) == (["2026-10-13", "2026-10-09"], ["invalid_date"])


def test_days_that_no_order_can_confuse_stand_beside_any_other():
    found = answer(table("13/10/2026", "2026-11-02", "9/10/2026", "4 May 2026"))
    assert days(found) == ["2026-10-13", "2026-11-02", "2026-10-09", "2026-05-04"]


@pytest.mark.parametrize("cell", ["46328", "1793577600", "2026-W45", "1793577600000"])
def test_numbers_are_days_only_where_the_whole_column_is_of_that_kind(cell):
    found = answer(table("2026-11-02", cell))
    assert (days(found), found.codes) == (["2026-11-02"], ["invalid_date"])


@pytest.mark.parametrize(
    "cell", ["2026-11", "Nov 2026", "02112026", "261102", "123", "12/2026", "2026-W60", "2 Foo 2026", "32 Nov 2026"]
)
def test_what_is_no_day_is_an_error_of_its_row(cell):
    found = answer(table("2026-11-02", cell))
    assert (days(found), found.codes) == (["2026-11-02"], ["invalid_date"])


@pytest.mark.parametrize(("last", "second"), [("31/12/2025", "2026-02-01"), ("12/31/2025", "2026-01-02")])
def test_the_last_row_of_a_long_file_still_decides(last, second):
    cells = ["01/02/2026"] * 15_000 + [last]
    assert days(answer(table(*cells)))[1] == second


ANY_DAY = st.dates(date(2000, 1, 1), date(2026, 11, 20))
STYLES = st.sampled_from(
    ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d.%m.%y", "%m/%d/%y", "%d-%b-%y", "%b %d, %Y", "%y/%m/%d", "%d. %m. %y"]
)


@given(st.lists(ANY_DAY, min_size=1, max_size=8), STYLES)
def test_days_come_back_as_written_or_are_refused(meant, style):
    evidence = DateEvidence()
    evidence.add_all(day.strftime(style) for day in meant)
    try:
        form = evidence.format(final=True)
    except AmbiguousDatesError:
        return
    assert [form.ordinal(day.strftime(style)) for day in meant] == [day.toordinal() for day in meant]


@given(st.integers(0, 400_000_000))
def test_stamps_are_days_in_utc(seconds):
    moment = datetime(1995, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001  # UTC by construction
    stamp = int((moment - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001
    assert DateFormat("epoch").ordinal(str(stamp)) == moment.toordinal()
    assert DateFormat("epoch_ms").ordinal(f"{stamp}999") == moment.toordinal()


@given(st.text(max_size=25))
def test_any_text_is_a_day_or_not(text):
    evidence = DateEvidence()
    evidence.add(text)
    for order in ("ymd", "dmy", "mdy", "yymd", "week", "serial", "epoch", "epoch_ms"):
        assert DateFormat(order).ordinal(text) >= NO_DAY
