"""Texts whose quotation marks are anything but right: read in time in proportion to their size, or refused."""

from __future__ import annotations

import time

import pytest

from domain.shared.csv.errors import BrokenLinesError
from domain.shared.csv.records import MAX_BROKEN_LINES, records_of
from domain.shared.csv.text import lines_of

SHAPES = {
    "each line opens a cell": lambda size: 'a,"b\n' * size,
    "open at a line's end whatever came before": lambda size: 'x"y,"z\n' * size,
    "open, and nothing closes it": lambda size: 'a,"b\n' + "c,d\n" * size,
    "open again and again, far apart": lambda size: ('a,"b\n' + "c,d\n" * 100) * (size // 100),
    "nothing but marks": lambda size: '"' * (5 * size) + "\n",
    "lines of marks": lambda size: '"""\n' * size,
    "long lines": lambda size: ("x" * 1000 + ',"\n') * (size // 200),
    "whole cells of many lines": lambda size: ('a,"' + "\n" * 40 + '"\n') * (size // 40),
}


def work(text: str, block: int) -> float:
    """Return the processor time of reading a text, or of refusing it."""
    begun = time.process_time()
    try:
        for _ in records_of(lines_of([text.encode()], block=block), ",", {0}):
            pass
    except BrokenLinesError:
        pass
    return time.process_time() - begun


@pytest.mark.parametrize("block", [1 << 16, 4 << 20])
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_about_twice_the_time(shape, block):
    make = SHAPES[shape]
    size = 60_000
    once, twice = (min(work(make(times * size), block) for _ in range(2)) for times in (1, 2))
    assert twice < 3 * once + 0.3
    assert twice < 4


@pytest.mark.parametrize("lines", [MAX_BROKEN_LINES, MAX_BROKEN_LINES + 1])
def test_a_text_of_too_many_broken_lines_is_refused_with_one_of_them(lines):
    text = "c,d\n" + "\n".join(['a,"b\n' + "c,d\n" * 60] * lines)
    if lines <= MAX_BROKEN_LINES:
        found = list(records_of(lines_of([text.encode()], block=1 << 16), ","))
        assert sum(len(batch.broken) for batch in found) == lines
    else:
        with pytest.raises(BrokenLinesError, match="line"):
            list(records_of(lines_of([text.encode()], block=1 << 16), ","))
