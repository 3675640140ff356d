"""Documents as PDF, with ReportLab: facts, charts, then tables on landscape A4.

Paper is for reading: only columns with a width are printed, and of very long tables only the first rows, which are the
important ones; the last line says how many are left out and that other formats hold them.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from adapters.rendering.scripts import is_plain, is_whole, markup
from domain.shared.words import exact, exact_price, money, number, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.shared.documents import Cell, Chart, Column, DataTable, Document

MAX_ROWS = 500
_COLOUR, _PALE = "#1f6f8b", "#eef4f6"
_MARGIN = 36
_CHART_HEIGHT = 190
_LABEL_LENGTH = 14
_NOT_WHOLE = "A question mark stands for characters that this file has no font for; the CSV and XLSX files have them."


class PdfRenderer:
    """Implements :class:`domain.reporting.ports.ReportRenderer`."""

    def render(self, document: Document) -> bytes:
        """Return the document as PDF."""
        from reportlab.lib.pagesizes import A4, landscape  # on first use: only reports need it
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

        target = io.BytesIO()
        page = SimpleDocTemplate(
            target,
            pagesize=landscape(A4),
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=document.title,
            subject=document.subtitle,
            author="Stockcast",
            lang="en",
        )
        styles = getSampleStyleSheet()
        parts: list[Any] = [
            Paragraph(markup(document.title), styles["Title"]),
            Paragraph(markup(document.subtitle), styles["Normal"]),
            Spacer(1, 12),
            *_parties(document, page.width, styles),
            _facts(document, page.width, styles),
            Spacer(1, 12),
        ]
        parts += [_chart(chart, page.width) for chart in document.charts if chart.labels]
        for table in (document.main, *document.tables):
            parts += _table(table, page.width, styles)
        parts += [Paragraph(markup(note), styles["Italic"]) for note in document.notes]
        if not all(map(is_whole, _texts(document))):
            parts.append(Paragraph(_NOT_WHOLE, styles["Italic"]))
        page.build(parts, onFirstPage=_footer, onLaterPages=_footer)
        return target.getvalue()


def _footer(canvas: Any, page: Any) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(page.pagesize[0] - _MARGIN, _MARGIN / 2, f"Page {canvas.getPageNumber()}")
    canvas.restoreState()


def _texts(document: Document) -> Iterator[str]:
    """Return the texts of a document that are of the shop's making."""
    yield document.subtitle
    yield from (text for pair in (*document.parties, *document.facts) for text in pair)
    for table in (document.main, *document.tables):
        printed = [position for position, column in enumerate(table.columns) if column.width]
        for row in table.rows[:MAX_ROWS]:
            yield from (cell for position in printed if isinstance(cell := row[position], str))


def _parties(document: Document, width: float, styles: Any) -> list[Any]:
    """Return who a document is from and to, side by side."""
    from reportlab.platypus import Paragraph, Spacer, Table

    if not document.parties:
        return []
    cells = [
        Paragraph(f"<b>{markup(label)}</b><br/>{markup(text)}", styles["Normal"]) for label, text in document.parties
    ]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return [Table([cells], colWidths=width / len(cells), style=style), Spacer(1, 12)]


def _facts(document: Document, width: float, styles: Any) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table

    labels, told = zip(*document.facts, strict=True)
    values = [text if is_plain(text) else Paragraph(markup(text), styles["Heading4"]) for text in told]
    style: list[Any] = [
        ("FONT", (0, 1), (-1, 1), "Helvetica-Bold", 13),
        ("FONTSIZE", (0, 0), (-1, 0), 8),
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(_PALE)),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 8),
    ]
    return Table([labels, values], colWidths=width / len(labels), style=style)


def _chart(chart: Chart, width: float) -> Any:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.graphics.shapes import Drawing, String
    from reportlab.lib.colors import HexColor

    drawing = Drawing(width, _CHART_HEIGHT)
    drawn: Any = VerticalBarChart() if chart.kind == "bar" else HorizontalLineChart()
    drawn.x, drawn.y, drawn.width, drawn.height = 60, 45, width - 80, _CHART_HEIGHT - 75
    drawn.data = [list(values) for _, values in chart.series]
    drawn.categoryAxis.categoryNames = [label[:_LABEL_LENGTH] for label in chart.labels]
    drawn.categoryAxis.labels.fontSize = 7
    drawn.categoryAxis.labels.angle = 25 if len(chart.labels) > 8 else 0
    drawn.categoryAxis.labels.boxAnchor = "ne" if len(chart.labels) > 8 else "n"
    drawn.valueAxis.labels.fontSize = 7
    drawn.valueAxis.labelTextFormat = number
    drawn.valueAxis.valueMin = 0
    if chart.kind == "bar":
        drawn.bars[0].fillColor = HexColor(_COLOUR)
        drawn.bars[0].strokeColor = None
    drawing.add(drawn)
    drawing.add(String(0, _CHART_HEIGHT - 15, chart.title, fontName="Helvetica-Bold", fontSize=11))
    return drawing


def _table(table: DataTable, width: float, styles: Any) -> list[Any]:
    from reportlab.platypus import LongTable, Paragraph, Spacer

    shown = [(position, column) for position, column in enumerate(table.columns) if column.width]
    if not shown or not table.rows:
        return []
    columns = [column for _, column in shown]
    unit = width / sum(column.width for column in columns)
    widths = [unit * column.width for column in columns]
    drawn = LongTable(_rows(table, shown, unit, styles), colWidths=widths, repeatRows=1, style=_table_style(columns))
    parts: list[Any] = [Paragraph(markup(table.name), styles["Heading2"]), drawn, Spacer(1, 8)]
    if (left := len(table.rows) - MAX_ROWS) > 0:
        parts.append(Paragraph(f"{number(left)} more are in the CSV and XLSX files.", styles["Italic"]))
    return parts


def _rows(table: DataTable, shown: list[tuple[int, Column]], unit: float, styles: Any) -> list[list[Any]]:
    write = [(position, _writer(column, unit * column.width, _cell_style(styles))) for position, column in shown]
    rows: list[list[Any]] = [[text(row[position]) for position, text in write] for row in table.rows[:MAX_ROWS]]
    return [[column.title for _, column in shown], *rows]


def _table_style(shown: list[Column]) -> list[Any]:
    from reportlab.lib.colors import HexColor, white

    return [
        ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 7.5),
        ("FONT", (0, 1), (-1, -1), "Helvetica", 7.5),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(_COLOUR)),
        ("TEXTCOLOR", (0, 0), (-1, 0), white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, HexColor(_PALE)]),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        *(("ALIGN", (at, 0), (at, -1), "RIGHT") for at, column in enumerate(shown) if column.kind != "text"),
    ]


def _cell_style(styles: Any) -> Any:
    return styles["Normal"].clone("cell", fontSize=7.5, leading=9)


def _writer(column: Column, width: float, style: Any) -> Callable[[Cell], Any]:
    """Return how a column's cells are written: shortened to what fits on its line, unless all of it matters."""
    from reportlab.platypus import Paragraph

    room = max(int(width / 3.9), 4)

    def text(cell: Cell) -> Any:
        if cell is None:
            return ""
        if isinstance(cell, date):
            return cell.isoformat()
        if isinstance(cell, int | float | Decimal):
            return _number(cell, column.kind)
        plain = cell.replace("_", " ") if column.key == "urgency" else cell
        if len(plain) > room and not column.whole:
            plain = f"{plain[: room - 1]}…"
        return plain if len(plain) <= room and is_plain(plain) else Paragraph(markup(plain), style)

    return text


def _number(value: Decimal | float, kind: str) -> str:
    if kind == "money":
        return money(value)
    if kind == "price":
        return exact_price(Decimal(value))
    if kind == "quantity":
        return exact(Decimal(value))
    if kind == "percent":
        return percent(value)
    return number(value)
