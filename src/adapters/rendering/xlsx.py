"""Documents as Excel workbooks, with XlsxWriter: an overview with charts, then a sheet for each table.

Texts are written as texts, never as formulas or links, whatever they start with.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.shared.documents import Cell, Chart, DataTable, Document

_FORMATS = {
    "number": "#,##0.##",
    "quantity": "General",
    "money": "#,##0.00",
    "price": "#,##0.00####",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
    "text": "@",
}
_MIN_WIDTH, _MAX_WIDTH = 9, 60
_ROWS_FOR_WIDTH = 200
_CHART_ROWS = 18
_COLOUR = "#1f6f8b"
#: Sheets hold at most 31 characters of a name, without these.
_SHEET_NAME_LENGTH = 31


class XlsxRenderer:
    """Implements :class:`domain.reporting.ports.ReportRenderer`."""

    def render(self, document: Document) -> bytes:
        """Return the document as a workbook."""
        import xlsxwriter  # on first use: only reports need it

        target = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(target, options) as book:
            book.set_properties({"title": document.title, "subject": document.subtitle, "author": "Stockcast"})
            styles = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
            styles["heading"] = book.add_format({"bold": True, "bg_color": _COLOUR, "font_color": "white"})
            styles["title"] = book.add_format({"bold": True, "font_size": 16})
            styles["wrapped"] = book.add_format({"text_wrap": True, "valign": "top"})
            overview = book.add_worksheet("Overview")
            data = book.add_worksheet("Chart data")
            for table in (document.main, *document.tables):
                _write_table(book.add_worksheet(table.name[:_SHEET_NAME_LENGTH]), table, styles)
            row = _write_overview(overview, document, styles)
            _write_charts(book, overview, data, document.charts, row)
            data.hide()
        return target.getvalue()


def _write_overview(sheet: Any, document: Document, styles: dict[str, Any]) -> int:
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 24)
    sheet.write_string(0, 0, document.title, styles["title"])
    sheet.write_string(1, 0, document.subtitle)
    row = 3
    for label, value in (*document.parties, *document.facts):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, value, styles["wrapped"])
        row += 1
    for note in document.notes:
        row += 1
        sheet.merge_range(row, 0, row, 6, note, styles["wrapped"])
    return row + 2


def _write_table(sheet: Any, table: DataTable, styles: dict[str, Any]) -> None:
    for position, column in enumerate(table.columns):
        sheet.write_string(0, position, column.title, styles["heading"])
        longest = max((len(str(row[position] or "")) for row in table.rows[:_ROWS_FOR_WIDTH]), default=0)
        width = min(max(longest, len(column.title), _MIN_WIDTH) + 1, _MAX_WIDTH)
        sheet.set_column(position, position, width)
    kinds = [styles[column.kind] for column in table.columns]
    for number, row in enumerate(table.rows, start=1):
        for position, cell in enumerate(row):
            _write_cell(sheet, number, position, cell, kinds[position])
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, style)
    else:
        sheet.write_number(row, column, float(cell) if isinstance(cell, Decimal) else cell, style)


def _write_charts(book: Any, sheet: Any, data: Any, charts: tuple[Chart, ...], row: int) -> None:
    column = 0
    for chart in charts:
        if not chart.labels:
            continue
        drawn = book.add_chart({"type": "column" if chart.kind == "bar" else "line"})
        data.write_column(1, column, chart.labels)
        last = len(chart.labels)
        for offset, (name, values) in enumerate(chart.series, start=1):
            data.write_string(0, column + offset, name)
            data.write_column(1, column + offset, values)
            drawn.add_series(
                {
                    "name": ["Chart data", 0, column + offset],
                    "categories": ["Chart data", 1, column, last, column],
                    "values": ["Chart data", 1, column + offset, last, column + offset],
                    **({"fill": {"color": _COLOUR}} if len(chart.series) == 1 else {}),
                }
            )
        drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
        drawn.set_size({"width": 760, "height": 340})
        if len(chart.series) == 1:
            drawn.set_legend({"none": True})
        sheet.insert_chart(row, 0, drawn)
        row += _CHART_ROWS
        column += len(chart.series) + 1
