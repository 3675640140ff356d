"""Rows split at their delimiters are those that the csv module reads, or are left to it."""

from __future__ import annotations

import csv
from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.shared.csv.even_rows import EvenRows, column_of, have_width
from domain.shared.csv.records import records_of
from domain.shared.csv.text import lines_of

LONG = csv.field_size_limit()
CELLS = st.sampled_from(["", "a", "12", " b ", "ü", '"', 'x"y', '"q"', '"a\n,b"', "'", "\0", "€ 1", "1\u20282"])
TEXTS = st.lists(st.lists(CELLS, min_size=0, max_size=4).map(",".join), max_size=6).map("\n".join)
EVEN = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).map(",".join), max_size=6).map("\n".join)
)


def lines(text):
    return lines_of([text.encode()])


def read(text, block=1 << 22):
    return [astuple(records) for records in records_of(lines_of([text.encode()], block=block), ",", {0})]


def told(found):
    return [(list(numbers), list(rows), *rest) for numbers, rows, *rest in found]


@settings(max_examples=300)
@given(TEXTS | EVEN)
def test_records_are_those_of_the_csv_module(text):
    fast = told(read(text))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(EvenRows, "split", classmethod(lambda *_: None))
        assert fast == told(read(text))


@pytest.mark.parametrize("text", ["a,b\nc,d\n", "a,b\nc,d", "a,\n,\n", "a,b\r\nc,d\r\n"])
def test_plain_lines_of_one_width_are_not_read_by_the_csv_module(text):
    (block,) = lines(text)
    rows = EvenRows.split(block, ",")
    assert list(rows) == list(csv.reader(block.texts))
    assert [rows[index] for index in range(len(rows))] == list(rows) == rows[:]
    assert rows[-1] == list(rows)[-1]
    with pytest.raises(IndexError):
        rows[len(rows)]


@pytest.mark.parametrize(
    "text",
    [
        "a\nb\n",
        "a,b\nc\n",
        "a,b\n\n",
        'a,"b"\n',
        "a,b\nc,d,e\n",
        f"a,{'b' * LONG}\n",
        f"a,b\na,{'b' * (LONG + 9)}\nc,d\n",
    ],
    ids=["one column", "a short line", "a blank line", "quotes", "a long line", "a long cell", "a longer cell"],
)
def test_other_lines_are_left_to_the_csv_module(text):
    (block,) = lines(text)
    assert EvenRows.split(block, ",") is None


@pytest.mark.parametrize("shift", range(0, LONG, LONG // 7))
def test_a_cell_that_the_csv_module_refuses_is_never_taken(shift):
    (block,) = lines("a,b\n" * (shift // 4) + f"a,{'b' * (LONG + 1)}\n" + "a,b\n" * 9)
    assert EvenRows.split(block, ",") is None


def test_a_column_is_the_same_of_split_rows_and_of_lists():
    (block,) = lines("a,b\nc,d\n")
    rows = EvenRows.split(block, ",")
    for index in range(3):
        assert column_of(rows, index) == column_of(list(rows), index)
    assert column_of([["a"], ["b", "c"]], 1) == ["c"]
    assert (have_width(rows, 2), have_width(rows, 3), have_width(list(rows), 2), have_width([["a"], []], 1)) == (
        True,
        False,
        True,
        False,
    )


def test_a_row_that_is_changed_leaves_the_others_as_they_are():
    (block,) = lines("a,b\nc,d\n")
    rows = EvenRows.split(block, ",")
    rows[0][0] = "x"
    assert rows[0] == ["a", "b"]
