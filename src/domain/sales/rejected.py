"""Rejected rows as a file that can be corrected and loaded again.

It has the columns and the separator of the file they came from; cells that a spreadsheet would run as formulas are
neutralised, which reading them again undoes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from domain.shared.tabular.formulas import neutralised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.sales.plan import FilePlan

CONTENT_TYPE = "text/csv; charset=utf-8"


def rejected_header(plan: FilePlan) -> bytes:
    """Return the header line of a file of rejected rows."""
    return _lines([plan.header.names], plan.header.delimiter)


def rejected_lines(plan: FilePlan, rows: Iterable[Sequence[str]]) -> bytes:
    """Return rejected rows as lines."""
    return _lines(rows, plan.header.delimiter)


def _lines(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "surrogateescape")
