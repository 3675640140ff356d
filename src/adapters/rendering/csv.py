"""Documents as CSV: the main table, one line a row, for programs and for loading back in.

UTF-8 with a byte order mark, which spreadsheets need to see it is UTF-8; column names are the API's own; numbers have
a decimal point whatever the reader's locale; what a spreadsheet would take for a formula is neutralised so that it can
be restored (:mod:`domain.shared.csv.formulas`).
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.shared.csv.formulas import neutralised

if TYPE_CHECKING:
    from domain.shared.documents import Cell, Document


class CsvRenderer:
    """Implements :class:`domain.reporting.ports.ReportRenderer`."""

    def render(self, document: Document) -> bytes:
        """Return the document's main table."""
        target = io.StringIO()
        writer = csv.writer(target)
        writer.writerow([column.key for column in document.main.columns])
        writer.writerows([cell_text(cell) for cell in row] for row in document.main.rows)
        return target.getvalue().encode("utf-8-sig")


def cell_text(cell: Cell) -> str:
    """Return a cell as it is written; no number has an exponent."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal | float):
        return f"{Decimal(str(cell)).normalize() + 0:f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return neutralised(cell, numbers=True) if isinstance(cell, str) else str(cell)
