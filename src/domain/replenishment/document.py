"""Recommendations as a document.

The CSV begins with every column of a product under the API's own names, so that it can be edited in a spreadsheet and
loaded back with ``POST /products/upload``; what follows after them is not read there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.replenishment.models import WORST_FIRST, Urgency
from domain.replenishment.worklist import Sort, selection_notices
from domain.shared.documents import Cell, Chart, Column, DataTable, Document
from domain.shared.words import full_date, money, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.replenishment.models import Recommendation, Selection, StockedProduct
    from domain.replenishment.worklist import Worklist, WorklistTotals

URGENCY_WORDS: Final = {
    Urgency.STOCKED_OUT: "Out of stock",
    Urgency.EXPEDITE: "Expedite",
    Urgency.ORDER_NOW: "Order now",
    Urgency.ORDER_SOON: "Order soon",
    Urgency.OVERSTOCK: "Too much",
    Urgency.UNKNOWN_STOCK: "Stock unknown",
    Urgency.NO_FORECAST: "No forecast",
    Urgency.OK: "Enough",
}
_LARGEST: Final = 15

_PRODUCT_COLUMNS = (
    Column("product_id", "Product", width=9),
    Column("name", "Name", width=16),
    Column("category", "Category", width=9),
    Column("current_price", "Price", "money"),
    Column("status", "Status"),
    Column("unit_cost", "Unit cost", "money"),
    Column("on_hand", "In stock", "number", width=6),
    Column("on_order", "On order", "number", width=6),
    Column("stock_as_of", "Counted on", "date"),
    Column("lead_time_days", "Lead time, days", "number"),
    Column("lead_time_std_days", "Lead time ± days", "number"),
    Column("review_period_days", "Review period, days", "number"),
    Column("service_level", "Service level", "percent"),
    Column("min_order_quantity", "Minimum order", "number"),
    Column("order_multiple", "Pack size", "number"),
    Column("supersedes", "Supersedes"),
    Column("supplier_id", "Supplier"),
)
_RECOMMENDATION_COLUMNS = (
    Column("urgency", "Urgency", width=8),
    Column("recommended_order_quantity", "Order", "number", width=6),
    Column("order_by_date", "Order by", "date", width=7),
    Column("inbound", "Arrivals", width=12),
    Column("order_value", "Order value", "money"),
    Column("stockout_date", "Runs out", "date", width=7),
    Column("days_of_cover", "Cover, days", "number", width=6),
    Column("stockout_probability", "Risk of running out", "percent"),
    Column("expected_demand", "Expected demand", "number"),
    Column("safety_stock", "Safety stock", "number"),
    Column("reorder_point", "Reorder point", "number"),
    Column("order_up_to", "Order up to", "number", width=6),
    Column("fill_rate", "Fill rate", "percent"),
    Column("value_at_risk", "Value at risk", "money", width=7),
    Column("excess_units", "Excess units", "number"),
    Column("excess_value", "Excess value", "money", width=7),
    Column("reason", "Reason"),
    Column("snoozed", "Snoozed"),
)


def worklist_document(
    listed: Worklist[Recommendation],
    selection: Selection,
    urgency: Urgency | None,
    currency: str,
    sort: Sort = Sort.URGENCY,
    *,
    snoozed: bool = False,
) -> Document:
    """Return recommendations as a document, worst first unless another order is asked for."""
    chosen = listed.only(urgency, sort, snoozed=snoozed)
    totals = listed.totals
    return Document(
        title="What to order",
        subtitle=f"{_selected(selection)}, {full_date(listed.today)}, amounts in {currency}",
        facts=(
            ("Products", number(totals.products)),
            ("To order now", number(totals.by_urgency[Urgency.STOCKED_OUT] + totals.by_urgency[Urgency.ORDER_NOW])),
            ("Order value", money(totals.order_value)),
            ("Value at risk", money(totals.value_at_risk)),
            ("Tied up in excess", money(totals.excess_value)),
            ("Snoozed, not in these figures", number(totals.snoozed)),
        ),
        main=DataTable(
            "Recommendations", (*_PRODUCT_COLUMNS, *_RECOMMENDATION_COLUMNS), tuple(map(_recommendation_row, chosen))
        ),
        charts=(_urgencies(totals), _risks(chosen, currency)),
        notes=(
            "Order up to: what is needed until the next delivery but one, at the product's service level.",
            "Value at risk: units expected to be short before an order placed today can arrive, at the selling price.",
            *(notice.detail for notice in selection_notices(selection, totals)),
        ),
    )


def _selected(selection: Selection) -> str:
    """Say which products it is about."""
    narrower = (
        ("of supplier", selection.supplier_id),
        ("product", selection.product_id),
        ("named like", selection.text),
    )
    return ", ".join(
        [selection.category or "All categories", *(f"{words} {value}" for words, value in narrower if value)]
    )


def _urgencies(totals: WorklistTotals) -> Chart:
    counted = [level for level in WORST_FIRST if totals.by_urgency[level]]
    values = tuple(float(totals.by_urgency[level]) for level in counted)
    return Chart(
        "Products by urgency", "bar", tuple(URGENCY_WORDS[level] for level in counted), (("Products", values),)
    )


def _risks(chosen: Sequence[Recommendation], currency: str) -> Chart:
    risky = [(float(item.value_at_risk), item.product.product_id) for item in chosen if item.value_at_risk]
    risky.sort(key=lambda pair: -pair[0])
    values, labels = tuple(value for value, _ in risky[:_LARGEST]), tuple(name for _, name in risky[:_LARGEST])
    return Chart(f"Value at risk, {currency}", "bar", labels, (("Value at risk", values),))


def _product_cells(product: StockedProduct) -> tuple[Cell, ...]:
    return tuple(getattr(product, column.key) for column in _PRODUCT_COLUMNS)


def _recommendation_row(item: Recommendation) -> tuple[Cell, ...]:
    return (
        *_product_cells(item.product),
        item.urgency.value,
        item.recommended_order_quantity,
        item.order_by_date,
        arrivals(item) or None,
        item.order_value,
        item.stockout_date,
        item.days_of_cover,
        _share(item.stockout_probability),
        item.expected_demand,
        item.safety_stock,
        item.reorder_point,
        item.order_up_to,
        _share(item.fill_rate),
        item.value_at_risk,
        item.excess_units,
        item.excess_value,
        item.reason,
        _snooze(item),
    )


def arrivals(item: Recommendation) -> str:
    """Return what is on its way in words: ``40 on 2026-12-01 (PO-7)``, several separated by semicolons."""
    return "; ".join(
        f"{number(line.quantity)} on {line.expected_on.isoformat()}"
        + (f" ({line.purchase_order_id})" if line.purchase_order_id else "")
        for line in item.inbound
    )


def _snooze(item: Recommendation) -> str | None:
    return f"until {item.snoozed.until.isoformat()}: {item.snoozed.reason}" if item.snoozed else None


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
