"""The forecast summary as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reporting.attention import MAX_ATTENTION
from domain.reporting.documents import Cell, Chart, Column, DataTable, Document
from domain.reporting.words import days, full_date, number, percent

if TYPE_CHECKING:
    from domain.reporting.summarising import ForecastSummaryReport, ProductOutlook

_LARGEST: Final = 15
_OUTLOOK_COLUMNS = (
    Column("product_id", "Product", width=10),
    Column("name", "Name", width=18),
    Column("category", "Category", width=10),
    Column("first_date", "From", "date"),
    Column("last_date", "Until", "date"),
    Column("predicted_demand", "Forecast", "number", width=8),
    Column("lower", "Low (10 %)", "number", width=8),
    Column("upper", "High (90 %)", "number", width=8),
    Column("previous_demand", "Sold before", "number", width=8),
    Column("predicted_revenue", "Revenue", "money", width=9),
    Column("wape", "Error (WAPE)", "percent", width=8),
    Column("demand_pattern", "Pattern"),
    Column("method", "Method"),
)


def summary_document(summary: ForecastSummaryReport, currency: str) -> Document:
    """Return the forecast summary as a document, the largest products first."""
    outlooks = sorted(summary.outlooks, key=lambda item: (-item.revenue, item.product.product_id))
    months, accuracy = summary.months, summary.accuracy
    categories = list(summary.by_category.items())
    units = sum(item.mean for item in outlooks)
    return Document(
        title="Demand forecast",
        subtitle=f"{summary.category or 'All categories'}, {days(summary.horizon_days)}, "
        f"{full_date(summary.today)}, amounts in {currency}",
        facts=(
            ("Products with a forecast", number(len(outlooks))),
            ("Units", f"{units:,.0f}"),
            ("Revenue at today's prices", f"{sum(item.revenue for item in outlooks):,.2f}"),
            ("Error in backtests (WAPE)", "unknown" if accuracy.wape is None else percent(accuracy.wape)),
            ("Better than repeating last week by", "unknown" if accuracy.skill is None else percent(accuracy.skill)),
        ),
        main=DataTable("Products", _OUTLOOK_COLUMNS, tuple(map(_outlook_row, outlooks))),
        tables=(
            DataTable(
                "By month",
                (
                    Column("month", "Month", width=8),
                    Column("days", "Days", "number", width=6),
                    Column("predicted_demand", "Forecast", "number", width=10),
                    Column("lower", "Low", "number", width=10),
                    Column("upper", "High", "number", width=10),
                ),
                tuple(
                    (month, part.days, _units(part.mean), _units(part.lower), _units(part.upper))
                    for month, part in months.items()
                ),
            ),
            DataTable(
                "By category",
                (
                    Column("category", "Category", width=16),
                    Column("products", "Products", "number", width=8),
                    Column("predicted_demand", "Forecast", "number", width=10),
                    Column("predicted_revenue", "Revenue", "money", width=10),
                ),
                tuple(
                    (
                        name,
                        len(items),
                        _units(sum(item.mean for item in items)),
                        round(sum(item.revenue for item in items), 2),
                    )
                    for name, items in categories
                ),
            ),
            DataTable(
                "To look at",
                (
                    Column("product_id", "Product", width=10),
                    Column("code", "What"),
                    Column("detail", "Detail", width=40),
                ),
                tuple((note.product.product_id, note.code, note.detail) for note in summary.attention[:MAX_ATTENTION]),
            ),
        ),
        charts=(
            Chart(
                "Units by month",
                "bar",
                tuple(months),
                (("Forecast", tuple(_units(part.mean) for part in months.values())),),
            ),
            Chart(
                f"Revenue by category, {currency}",
                "bar",
                tuple(name for name, _ in categories[:_LARGEST]),
                (
                    (
                        "Revenue",
                        tuple(round(sum(item.revenue for item in items), 2) for _, items in categories[:_LARGEST]),
                    ),
                ),
            ),
        ),
        notes=(
            (
                "Low and high: demand lies between them 8 times in 10. For several products they are the sums of the "
                "products' own, which is cautious."
            ),
        ),
    )


def _outlook_row(item: ProductOutlook) -> tuple[Cell, ...]:
    accuracy = item.forecast.accuracy
    return (
        item.product.product_id,
        item.product.name,
        item.product.category,
        item.first_date,
        item.last_date,
        _units(item.mean),
        _units(item.lower),
        _units(item.upper),
        None if item.previous is None else _units(item.previous),
        round(item.revenue, 2),
        _share(accuracy.wape if accuracy else None),
        item.forecast.pattern,
        item.forecast.method,
    )


def _units(value: float) -> float:
    return round(value, 2)


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
