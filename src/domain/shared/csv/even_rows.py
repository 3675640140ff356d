"""Rows of one width, kept as one list of cells: no list a row is made until somebody looks at it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Self, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.shared.csv.text import Lines


class EvenRows(Sequence[list[str]]):
    """Rows of one width; each that is looked at is a list of its own.

    Parameters
    ----------
    cells
        The cells of all rows, one after the other, each row with one more behind it that is none of its own.
    width
        Cells of a row.
    """

    def __init__(self, cells: list[str], width: int) -> None:
        self.width = width
        self._cells = cells
        self._step = width + 1

    @classmethod
    def split(cls, lines: Lines, delimiter: str) -> Self | None:
        """Return lines as rows; ``None`` where the csv module is needed, or lines differ in their number of cells.

        That is where there is any quotation mark, a line without delimiters (it may be blank), or one so long that a
        cell of it may be longer than that module allows.
        """
        text, count = lines.text, lines.count
        width = text[: text.find("\n")].count(delimiter) + 1
        if width == 1 or '"' in text or _may_be_too_long(text):
            return None
        cells = text.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
        cells.pop()  # what is behind the last line
        step = width + 1
        if len(cells) != step * count or cells[width::step].count("\n") != count:
            return None
        return cls(cells, width)

    def column(self, index: int) -> list[str]:
        """Return a column's cells; none of a column that the rows are too short for."""
        return self._cells[index :: self._step] if index < self.width else []

    def __len__(self) -> int:
        return len(self._cells) // self._step

    @overload
    def __getitem__(self, index: int) -> list[str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[str]]: ...
    def __getitem__(self, index: int | slice) -> list[str] | list[list[str]]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        start = range(0, len(self._cells), self._step)[index]
        return self._cells[start : start + self.width]

    def __iter__(self) -> Iterator[list[str]]:
        cells, width = self._cells, self.width
        return (cells[start : start + width] for start in range(0, len(cells), self._step))


def _may_be_too_long(text: str) -> bool:
    """Tell whether some line may be longer than a cell may be: it then fills a window of half that length."""
    window = csv.field_size_limit() // 2
    return any(text.find("\n", at, at + window) < 0 for at in range(0, len(text) - window + 1, window))


def have_width(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Tell whether all rows are of one width."""
    return rows.width == width if isinstance(rows, EvenRows) else set(map(len, rows)) <= {width}


def column_of(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    """Return a column's cells, of those rows that are wide enough to have one."""
    if isinstance(rows, EvenRows):
        return rows.column(index)
    try:
        return list(map(itemgetter(index), rows))
    except IndexError:
        return [row[index] for row in rows if index < len(row)]
