"""The forecast summary as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.shared.documents import Cell, Chart, Column, DataTable, Document
from domain.shared.millionths import units
from domain.shared.notice import empty_category
from domain.shared.words import days, full_date, money, number, percent

if TYPE_CHECKING:
    from domain.reporting.summary.figures import DemandSums
    from domain.reporting.summary.forecast_summary import ListedForecasts, SummedForecasts
    from domain.reporting.summary.outlook import ProductOutlook

_LARGEST: Final = 15
_OUTLOOK_COLUMNS = (
    Column("product_id", "Product", width=10),
    Column("name", "Name", width=18),
    Column("category", "Category", width=10),
    Column("first_date", "From", "date"),
    Column("last_date", "Until", "date"),
    Column("predicted_demand", "Forecast", "number", width=8),
    Column("lower", "Low (10%)", "number", width=8),
    Column("upper", "High (90%)", "number", width=8),
    Column("previous_demand", "Sold before", "number", width=8),
    Column("predicted_revenue", "Revenue", "money", width=9),
    Column("wape", "Error (WAPE)", "percent", width=8),
    Column("demand_pattern", "Pattern"),
    Column("method", "Method"),
)


def summary_document(listed: ListedForecasts, currency: str) -> Document:
    """Return the forecast summary as a document, the largest products first."""
    summary, total, accuracy = listed.summary, listed.summary.demand.totals, listed.summary.checks.accuracy
    outlooks = sorted(listed.outlooks, key=lambda item: (-item.predicted_revenue, item.product.product_id))
    return Document(
        title="Demand forecast",
        subtitle=f"{summary.category or 'All categories'}, {days(summary.horizon_days)}, "
        f"{full_date(listed.today)}, amounts in {currency}",
        facts=(
            ("Products with a forecast", number(len(outlooks))),
            ("Units", number(round(total.predicted_demand))),
            ("Revenue at today's prices", money(total.predicted_revenue)),
            ("Error in backtests (WAPE)", _percent(accuracy.wape)),
            ("Better than repeating last week by", _percent(accuracy.skill_vs_naive)),
        ),
        main=DataTable("Products", _OUTLOOK_COLUMNS, tuple(map(_outlook_row, outlooks))),
        tables=(_months(summary), _categories(summary), _attention(summary)),
        charts=_charts(summary, currency),
        notes=(
            (
                "Low and high: demand lies between them 8 times in 10. For several products they are the sums of the "
                "products' own, which is cautious."
            ),
            *(notice.detail for notice in empty_category(summary.category, summary.checks.products)),
        ),
    )


def _months(summary: SummedForecasts) -> DataTable:
    return DataTable(
        "By month",
        (
            Column("month", "Month", width=8),
            Column("days", "Days", "number", width=6),
            Column("predicted_demand", "Forecast", "number", width=10),
            Column("lower", "Low", "number", width=10),
            Column("upper", "High", "number", width=10),
        ),
        tuple(
            (month, part.days, *(_units(units(value)) for value in (part.predicted_demand, part.lower, part.upper)))
            for month, part in sorted(summary.demand.months.items())
        ),
    )


def _categories(summary: SummedForecasts) -> DataTable:
    return DataTable(
        "By category",
        (
            Column("category", "Category", width=16),
            Column("products", "Products", "number", width=8),
            Column("predicted_demand", "Forecast", "number", width=10),
            Column("predicted_revenue", "Revenue", "money", width=10),
        ),
        tuple(
            (name, sums.products, _units(sums.predicted_demand), _revenue(sums))
            for name, sums in summary.demand.categories
        ),
    )


def _attention(summary: SummedForecasts) -> DataTable:
    return DataTable(
        "To look at",
        (Column("product_id", "Product", width=10), Column("code", "What"), Column("detail", "Detail", width=40)),
        tuple((note.product_id, note.code, note.detail) for note in summary.checks.attention),
    )


def _charts(summary: SummedForecasts, currency: str) -> tuple[Chart, ...]:
    months, categories = sorted(summary.demand.months.items()), summary.demand.categories[:_LARGEST]
    sold = tuple(_units(units(part.predicted_demand)) for _, part in months)
    revenue = tuple(_revenue(sums) for _, sums in categories)
    names = tuple(name for name, _ in categories)
    return (
        Chart("Units by month", "bar", tuple(month for month, _ in months), (("Forecast", sold),)),
        Chart(f"Revenue by category, {currency}", "bar", names, (("Revenue", revenue),)),
    )


def _revenue(sums: DemandSums) -> float:
    return round(sums.predicted_revenue, 2)


def _percent(share: float | None) -> str:
    return "unknown" if share is None else percent(share)


def _outlook_row(item: ProductOutlook) -> tuple[Cell, ...]:
    return (
        item.product.product_id,
        item.product.name,
        item.product.category,
        item.first_date,
        item.last_date,
        _units(item.predicted_demand),
        _units(item.lower),
        _units(item.upper),
        None if item.previous_demand is None else _units(item.previous_demand),
        round(item.predicted_revenue, 2),
        _share(item.accuracy.wape if item.accuracy else None),
        item.demand_pattern,
        item.method,
    )


def _units(value: float) -> float:
    return round(value, 2)


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
