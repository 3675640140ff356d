"""CSV records from lines: the csv module's reading of quotes, without its losses.

A stray quotation mark makes a plain CSV reader swallow whatever follows into one cell. Here a record may span at most
:data:`MAX_RECORD_LINES` lines, and its keys (days, numbers, ids) may not span any; if a quote stays open for longer,
its line alone is at fault and reading goes on behind.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Self

from domain.shared.csv.errors import BrokenLinesError
from domain.shared.csv.even_rows import EvenRows
from domain.shared.csv.text import Lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

MAX_RECORD_LINES: Final = 50
MAX_RECORD_CHARACTERS: Final = 1 << 18
#: With more lines than this that are no records, the marks of a file mean something else than quotation.
MAX_BROKEN_LINES: Final = 1000


@dataclass(frozen=True)
class Broken:
    """A line that is no record."""

    line: int
    text: str
    code: str
    detail: str


@dataclass
class Records:
    """Some records of a file.

    Parameters
    ----------
    lines
        The line each record starts on, in step with ``rows``.
    rows
        The records' cells. Blank lines are left out and counted in ``blank``.
    next_line, end
        The line behind the last record, and how many bytes of the text are done with it.
    """

    lines: Sequence[int] = field(default_factory=list)
    rows: Sequence[list[str]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    blank: int = 0
    next_line: int = 1
    end: int = 0

    def add(self, row: list[str], line: int) -> None:
        """Keep one more record, or count it when it is a blank line."""
        if row:
            self.rows = self.rows if isinstance(self.rows, list) else list(self.rows)
            self.rows.append(row)
            self.lines = self.lines if isinstance(self.lines, list) else list(self.lines)
            self.lines.append(line)
        else:
            self.blank += 1


def records_of(blocks: Iterable[Lines], delimiter: str, keys: Collection[int] = ()) -> Iterator[Records]:
    """Yield the records of each block of lines; one that is still open at a block's end comes with the next block.

    ``keys`` are the columns whose cells never span lines.

    Raises
    ------
    BrokenLinesError
        Behind the records before the line at which it is too many.
    """
    waiting: Lines | None = None
    broken = 0
    for block in blocks:
        lines = block
        if waiting is not None:
            lines = Lines(waiting.first, waiting.text + block.text, block.end, waiting.raw + block.raw)
        records, used = _read(lines, delimiter, keys, final=False)
        waiting = None
        if used < lines.count:
            waiting = lines.behind(used)
            records.end -= len(waiting.raw)
        broken += len(records.broken)
        if broken > MAX_BROKEN_LINES:
            raise BrokenLinesError(records.broken[0].line, MAX_BROKEN_LINES)
        yield records
    if waiting is not None:
        yield _read(waiting, delimiter, keys, final=True)[0]


def _read(lines: Lines, delimiter: str, keys: Collection[int], *, final: bool) -> tuple[Records, int]:
    """Return the records, and how many of the lines they took."""
    used = 0
    records = _read_plain(lines, delimiter)
    if records is not None:
        return records, lines.count
    records = Records(end=lines.end)
    whole = False
    while not whole and used < lines.count:
        used, whole = _read_on(lines, used, delimiter, keys, records, final=final)
        if len(records.broken) > MAX_BROKEN_LINES:
            break
    records.next_line = lines.first + used
    return records, used


def _read_plain(lines: Lines, delimiter: str) -> Records | None:
    """Return the records of lines that are a record each, ``None`` when any quotation mark is not as it should be."""
    even = EvenRows.split(lines, delimiter)
    if even is not None:
        return Records(range(lines.first, lines.after), even, [], 0, lines.after, lines.end)
    try:
        rows = list(csv.reader(lines.texts, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    if len(rows) != len(lines.texts):
        return None
    numbers: Sequence[int] = range(lines.first, lines.first + len(rows))
    blank = rows.count([])
    if blank:
        numbers = [number for number, row in zip(numbers, rows, strict=True) if row]
        rows = [row for row in rows if row]
    return Records(numbers, rows, [], blank, lines.after, lines.end)


class _Feed:
    """Lines for a reader, from some position on, and for one record no more than a record may have.

    A record that goes on for longer costs those lines and no others, so that reading takes time in proportion to the
    text, whatever quotation marks it holds.
    """

    def __init__(self, texts: list[str], start: int) -> None:
        self.position = start
        self._texts = texts
        self.begin_record()

    def begin_record(self) -> None:
        """Let the next record begin here."""
        self._last = self.position + MAX_RECORD_LINES + 1
        self._characters = 0
        self.is_cut = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self.position >= len(self._texts):
            raise StopIteration
        self.is_cut = self.position >= self._last or self._characters > MAX_RECORD_CHARACTERS
        if self.is_cut:
            raise StopIteration
        text = self._texts[self.position]
        self.position += 1
        self._characters += len(text)
        return text + "\n"


def _read_on(
    lines: Lines, start: int, delimiter: str, keys: Collection[int], found: Records, *, final: bool
) -> tuple[int, bool]:
    """Read from line ``start`` to the first fault.

    Returns where to go on, and whether that is all there is to do: the end, or a record that waits for more lines.
    """
    texts = lines.texts
    feed = _Feed(texts, start)
    before = start
    try:
        for row in csv.reader(feed, delimiter=delimiter):
            after = feed.position
            if after - before > 1 or after == len(texts) or feed.is_cut:
                fault = _fault(row, texts[before:after], delimiter, keys, last=after == len(texts), cut=feed.is_cut)
                if fault == "waits" and not final:
                    return before, True
                if fault is not None:
                    return _give_up(lines, before, found, "unclosed_quote"), False
            found.add(row, lines.first + before)
            before = after
            feed.begin_record()
    except csv.Error:
        return _give_up(lines, before, found, "cell_too_long"), False
    return len(texts), True


def _fault(
    row: list[str], texts: list[str], delimiter: str, keys: Collection[int], *, last: bool, cut: bool
) -> Literal["waits", "open"] | None:
    """Say whether a record of several lines, or the last one, is whole, may become whole, or never will."""
    too_long = cut or len(texts) > MAX_RECORD_LINES
    if (last or too_long) and _is_open(texts, delimiter):
        return "open" if too_long else "waits"
    spans_keys = len(texts) > 1 and any("\n" in row[key] for key in keys if key < len(row))
    return "open" if spans_keys else None


def _is_open(texts: list[str], delimiter: str) -> bool:
    """Tell whether these lines, read as one record, end inside quotation marks."""
    try:
        for _ in csv.reader((text + "\n" for text in texts), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


_DETAILS: Final = {
    "unclosed_quote": 'A quotation mark opens in this line and does not close. Close it, or write it twice ("").',
    "cell_too_long": "A cell of this line has more than 131072 characters. Shorten it.",
}


def _give_up(lines: Lines, position: int, found: Records, code: str) -> int:
    found.broken.append(Broken(lines.first + position, lines.texts[position], code, _DETAILS[code]))
    return position + 1
