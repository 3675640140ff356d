"""Rejected rows as a file that can be corrected and loaded again.

It has the columns, the separator and the encoding of the file they came from; cells that a spreadsheet would run as
formulas are neutralised, which reading them again undoes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from domain.shared.csv.formulas import neutralised
from domain.shared.csv.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def content_type(encoding: Encoding) -> str:
    """Return the media type of rejected rows."""
    return f"text/csv; charset={encoding}"


def rejected_key(upload_id: str) -> str:
    """Return where an upload's rejected rows are kept."""
    return f"rejected/{upload_id}.csv"


def rejected_lines(rows: Iterable[Sequence[str]], delimiter: str, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """Return rows, the header's names among them, as the bytes of a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return text.getvalue().encode(encoding, "surrogateescape")
