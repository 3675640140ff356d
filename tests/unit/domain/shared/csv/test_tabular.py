"""Text files in pieces: lines, records, compression, numbers, dates and formulas, at their edges."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.csv.columns import find_columns, find_header
from domain.shared.csv.compression import gunzip, gunzipped
from domain.shared.csv.dates import DateFormat, date_format_from
from domain.shared.csv.errors import (
    BrokenCompressionError,
    ExpandsTooFarError,
    InvalidDateFormatError,
)
from domain.shared.csv.formulas import is_formula, neutralised, restored
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import (
    EMPTY,
    FAULTY,
    NOT_A_NUMBER,
    TOO_LARGE,
    parse_amount,
    to_decimal,
    to_text,
)
from domain.shared.csv.records import records_of
from domain.shared.csv.text import MAX_LINE_LENGTH, lines_of

LINE_TEXT = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)

CELLS = st.text(alphabet='ab",;\n', max_size=5)


def split(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(st.lists(LINE_TEXT, max_size=20), st.sampled_from(["\n", "\r\n"]), st.integers(1, 30), st.integers(1, 60))
def test_lines_are_the_same_however_the_bytes_come(lines, end, piece, block):
    data = end.join([*lines, ""]).encode()
    found = list(lines_of(split(data, piece), block=block))
    texts = [text for each in found for text in each.texts]
    if texts and texts[0] != (lines[0] if lines else None):
        assert "\ufeff" + texts[0] == lines[0]  # a byte order mark at the very start is dropped
        texts[0] = lines[0]
    assert texts == lines
    assert [each.first for each in found] == [
        1 + sum(len(e.texts) for e in found[:index]) for index in range(len(found))
    ]
    assert not found or found[-1].end == len(data)


@given(
    st.lists(st.lists(st.text(alphabet='ab",;\n', max_size=5), min_size=2, max_size=3), max_size=15), st.integers(1, 40)
)
def test_records_are_what_the_csv_module_wrote_however_the_blocks_fall(rows, block):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    data = text.getvalue().encode()
    found = list(records_of(lines_of(split(data, 7), block=block), ","))
    assert [row for each in found for row in each.rows] == rows
    assert not [broken for each in found for broken in each.broken]


@given(
    st.lists(st.lists(st.text(alphabet='ab",\n', max_size=4), min_size=1, max_size=3), max_size=12), st.integers(1, 40)
)
def test_reading_can_be_resumed_behind_any_batch(rows, block):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    data = text.getvalue().encode()
    whole = list(records_of(lines_of([data]), ","))
    expected = [pair for each in whole for pair in zip(each.lines, each.rows, strict=True)]
    done, before = 0, []
    for batch in records_of(lines_of(split(data, 5), block=block), ","):
        before += zip(batch.lines, batch.rows, strict=True)
        rest = lines_of([data[batch.end :]], first=batch.next_line, offset=batch.end)
        after = [pair for each in records_of(rest, ",") for pair in zip(each.lines, each.rows, strict=True)]
        assert before + after == expected
        done = batch.end
    assert done == len(data)


@given(st.text(alphabet='ab",\n', max_size=60))
def test_no_line_is_lost_whatever_the_quotes(text):
    found = list(records_of(lines_of([text.encode()]), ",", {0}))
    seen = sum(len(row) for each in found for row in each.rows) + sum(len(each.broken) for each in found)
    blank = sum(each.blank for each in found)
    lines = text.split("\n") if text else []
    assert seen + blank >= 1 or not lines
    letters = "".join(cell for each in found for row in each.rows for cell in row)
    letters += "".join(broken.text for each in found for broken in each.broken)
    assert sorted(char for char in letters if char in "ab") == sorted(char for char in text if char in "ab")


def test_a_line_without_an_end_is_cut_and_does_not_fill_the_memory():
    pieces = (b"x" * 1_000_000 for _ in range(40))
    found = list(lines_of(pieces))
    assert sum(len(text) for each in found for text in each.texts) <= 2 * MAX_LINE_LENGTH + 5_000_000


def test_a_cell_longer_than_the_reader_takes_is_an_error_of_its_line():
    text = "a,b\n" + "x" * 200_000 + ",1\nc,d\n"
    (found,) = records_of(lines_of([text.encode()]), ",")
    assert found.rows == [["a", "b"], ["c", "d"]]
    assert [(broken.line, broken.code) for broken in found.broken] == [(2, "cell_too_long")]


@given(st.binary(max_size=5000), st.integers(1, 500))
def test_gzip_comes_back_however_the_bytes_come(data, piece):
    packed = gzip.compress(data)
    assert b"".join(gunzipped(split(packed, piece), 10**6)) == data
    assert gunzip(packed + gzip.compress(data) + b"\0" * 9, 10**6) == data + data
    with pytest.raises(BrokenCompressionError):
        gunzip(packed[:-1], 10**6)


def test_a_bomb_is_not_decompressed():
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    assert len(gunzip(bomb, 10**6)) < 60_000
    with pytest.raises(ExpandsTooFarError):
        gunzip(gzip.compress(b"\0" * 50_000_000), 10**6)
    with pytest.raises(BrokenCompressionError):
        gunzip(b"no gzip at all", 10)


@given(st.decimals(-(10**9), 10**9, places=6, allow_nan=False))
def test_amounts_survive_as_text(value):
    micro = int(value * 10**6)
    assert to_decimal(micro) == value
    assert parse_amount(to_text(micro)) == micro
    assert parse_amount(to_text(micro).replace(".", ","), ",") == micro


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("$8.00", ".", 8_000_000),
        ("-$8.00", ".", -8_000_000),
        ("$-8.00", ".", -8_000_000),
        ("($8.00)", ".", -8_000_000),
        ("8,00 €", ",", 8_000_000),
        ("EUR 8", ",", 8_000_000),
        ("1.234,5", ",", 1_234_500_000),
        ("1'234.5", ".", 1_234_500_000),
        ("1 234,5", ",", 1_234_500_000),
        ("12-", ".", -12_000_000),
        ("\u22123", ".", -3_000_000),
        (".5", ".", 500_000),
        ("5.", ".", 5_000_000),
        ("", ".", EMPTY),
        ("N/A", ".", EMPTY),
        ("--5", ".", NOT_A_NUMBER),
        ("(-5)", ".", NOT_A_NUMBER),
        ("1,23", ".", NOT_A_NUMBER),
        ("1.23", ",", NOT_A_NUMBER),
        ("12,34,567", ".", 1_234_567_000_000),
        ("1.23.456", ",", NOT_A_NUMBER),
        ("1e99", ".", TOO_LARGE),
        ("9" * 50, ".", NOT_A_NUMBER),
        ("1000000000.000001", ".", TOO_LARGE),
    ],
)
def test_amounts_as_people_write_them(text, mark, value):
    assert parse_amount(text, mark, money=True) == value


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_not(text):
    value = parse_amount(text)
    assert value < FAULTY or abs(value) <= 10**15


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from(["ymd", "dmy", "mdy"]))
def test_days_survive_as_text(day, order):
    form = DateFormat(order)
    assert form.ordinal(form.text(day.toordinal())) == day.toordinal()


@pytest.mark.parametrize(
    "text", ["", "2026-13-01", "2026-02-30", "2026-1-1x", "26-01-01", "45000", "today", "2026-01/02"]
)
def test_what_is_no_day(text):
    assert DateFormat("ymd").ordinal(text) == NO_DAY


@pytest.mark.parametrize(
    ("value", "order"),
    [("DD/MM/YYYY", "dmy"), ("%m/%d/%Y", "mdy"), ("yyyy-mm-dd", "ymd"), ("dmy", "dmy"), ("TT.MM.JJJJ", "dmy")],
)
def test_names_of_date_formats(value, order):
    assert date_format_from(value).order == order


@pytest.mark.parametrize("value", ["", "DD/MM", "YYYY-DD-MM", "nonsense", "MM/MM/YYYY"])
def test_what_is_no_date_format(value):
    with pytest.raises(InvalidDateFormatError):
        date_format_from(value)


@given(st.text(max_size=20))
def test_neutralised_cells_are_harmless_and_come_back(text):
    safe = neutralised(text)
    assert not is_formula(safe)
    if not text.startswith(("'", '="')):
        assert restored(safe) == text


def test_numbers_stay_numbers():
    for text in ("-3", "+4.5", "-1,234.50", "12%"):
        assert neutralised(text) == text
    for text in ("=1+1", "-3+cmd", "@x", "+A1", "\t=1", "-"):
        assert neutralised(text) == "'" + text


def test_the_header_is_found_below_titles_and_by_the_best_separator():
    aliases = {"date": ("date", "day"), "sku": ("sku",)}
    header = find_header(["Report", "", "from shop; all", "Day;SKU;a,b", "1;2;3"], aliases)
    assert (header.delimiter, header.names, header.lines, header.titles) == (";", ("Day", "SKU", "a,b"), 4, 2)
    assert find_columns(header, aliases) == {"date": 0, "sku": 1}


def test_an_alias_named_first_wins():
    header = find_header(["day,date,sku"], {"date": ("date", "day"), "sku": ("sku",)})
    assert find_columns(header, {"date": ("date", "day")}) == {"date": 1}
