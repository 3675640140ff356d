"""Refusals of product-days that were read, but not kept when they were to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.sales.additions import Outcome
from domain.sales.aggregation.product_days import price_of, revenue_of
from domain.shared.csv.numbers import EMPTY
from domain.shared.csv.rejected import trace_columns
from domain.shared.csv.report import RowError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan

_DETAILS: Final = {
    Outcome.UNKNOWN_PRODUCT: (
        "The product was removed while the file was being loaded, or its removal is not finished. Create it, which "
        "finishes that first, then load the rejected rows."
    ),
    Outcome.OTHER_AMOUNTS: "It was added before with another amount, day or product, and counts as it was then.",
    Outcome.SUPERSEDED: (
        "A later upload replaced this day or added to it, and its word counts. Load the day's sum if it is wrong."
    ),
    Outcome.BELOW_ZERO: "More came back than the day has sales. Take it from the day that it was sold on.",
    Outcome.TOO_LARGE: "The day's sum would be more than 4,000,000,000,000. Check it.",
}


def refused_errors(plan: FilePlan, products: Sequence[str], outcome: Outcome, days: DayRecords) -> list[RowError]:
    """Return an error for each product-day that was not kept."""
    column = plan.header.names[plan.roles["product_id"]]
    return [
        RowError(line, column, products[code], outcome.value, _DETAILS[outcome])
        for line, code in zip(days["line"].tolist(), days["product"].tolist(), strict=True)
    ]


def refused_rows(
    plan: FilePlan, products: Sequence[str], days: DayRecords, origins: Sequence[str]
) -> list[tuple[int, list[str]]]:
    """Return product-days as rows with the file's own columns, so that they can be loaded again, and their lines.

    Parameters
    ----------
    origins
        The uploads that the rows of a file of corrections are of.
    """
    rows = []
    trace = trace_columns(plan.header.names)
    columns = zip(
        days["product"].tolist(),
        days["day"].tolist(),
        days["quantity"].tolist(),
        revenue_of(days).tolist(),
        price_of(days).tolist(),
        strict=True,
    )
    for code, day, *amounts in columns:
        cells = [""] * len(plan.header.names)
        cells[plan.roles["product_id"]] = products[code]
        cells[plan.roles["date"]] = plan.conventions.dates.text(day)
        for role, amount in zip(("quantity_sold", "revenue", "price"), amounts, strict=True):
            if role in plan.roles and amount != EMPTY:
                cells[plan.roles[role]] = plan.conventions.amount_text(role, amount)
        rows.append(cells)
    if trace:
        for cells, origin, of_line in zip(rows, days["origin"].tolist(), days["of_line"].tolist(), strict=True):
            cells[trace[0]], cells[trace[1]] = origins[origin - 1], str(of_line)
    return list(zip(days["line"].tolist(), rows, strict=True))
