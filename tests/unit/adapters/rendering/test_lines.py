"""Lines of exports: numbers that can be read in one way only, cells that no spreadsheet runs."""

from __future__ import annotations

import json

import pytest

from adapters.rendering.lines import CsvLines, JsonLines


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1.234, "1.2340"),
        (-12.345, "-12.3450"),
        (1234.567, "1234.567"),
        (1234, "1234"),
        (0.5, "0.5"),
        (0.000001, "0.000001"),
        (None, ""),
        ("1.234", "1.234"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ('a,"b"', '"a,""b"""'),
    ],
)
def test_a_cell_of_csv(cell, text):
    assert CsvLines(("x",)).lines([{"x": cell, "y": 1}]).decode() == (f"{text}\r\n" if text else '""\r\n')


def test_a_head_names_the_columns_for_spreadsheets_too():
    assert CsvLines(("a", "b")).head == b"\xef\xbb\xbfa,b\r\n"
    assert JsonLines().head == b""


def test_an_object_a_line_whatever_is_in_it():
    row = {"x": "a\nb é", "y": None, "z": 0.000001}
    (line,) = JsonLines().lines([row]).decode().splitlines()
    assert json.loads(line) == row
    assert json.loads(JsonLines(("y",)).lines([row])) == {"y": None}


def test_what_is_no_number_is_not_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        JsonLines().lines([{"x": float("nan")}])
