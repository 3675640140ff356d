"""Rows as lines of a large file, a few at a time: CSV for spreadsheets and for loading back in, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from adapters.rendering.csv import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: What could be a number with a mark of thousands, to whoever does not know that the mark is a decimal point.
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)


class CsvLines:
    """Implements :class:`domain.reporting.ports.ExportWriter` as :mod:`adapters.rendering.csv` writes tables.

    No number can be read in two ways: 1.234 is written 1.2340.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    @property
    def head(self) -> bytes:
        """Return the byte order mark and the names of the columns."""
        return f"{','.join(self._columns)}\r\n".encode("utf-8-sig")

    def lines(self, rows: Iterable[Mapping[str, Any]]) -> bytes:
        """Return a line a row."""
        target = io.StringIO()
        csv.writer(target).writerows([_text(row[name]) for name in self._columns] for row in rows)
        return target.getvalue().encode()


class JsonLines:
    """Implements :class:`domain.reporting.ports.ExportWriter`: an object a line, of these columns or of all."""

    head = b""

    def __init__(self, columns: Sequence[str] | None = None) -> None:
        self._columns = columns

    def lines(self, rows: Iterable[Mapping[str, Any]]) -> bytes:
        """Return a line a row."""
        return "".join(f"{_json(self._chosen(row))}\n" for row in rows).encode()

    def _chosen(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        return row if self._columns is None else {name: row[name] for name in self._columns}


def _text(cell: Any) -> str:
    text = cell_text(cell)
    return f"{text}0" if isinstance(cell, float) and _LIKE_THOUSANDS.fullmatch(text) else text


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
