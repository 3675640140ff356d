"""Exports of orders without their lines, by their columns, and which export of the same program has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.sales.csv.layouts.base import columns
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADVICE: Final = (
    (
        columns("Order ID", "Order Status", "Product Details"),
        (
            "This is BigCommerce's default export, with all products of an order in one cell. Use a template with a row"
            " a product, and columns for its SKU, quantity and unit price."
        ),
    ),
    (
        columns("Order Date", "Order ID", "Order Total", "Payments Total", "Order Payment State"),
        "This is Clover's list of orders. Export the line items instead, which have a row for each item.",
    ),
    (
        columns("Sale Date", "Order ID", "Number of Items", "Order Value"),
        "This is Etsy's list of orders. Download Order Items instead, which has a row for each item.",
    ),
    (
        columns("Transaction ID", "Gross Sales", "Net Sales", "Card Entry Methods"),
        "This is Square's list of transactions. Export the item details instead, which have a row for each item.",
    ),
)


def advice_for(names: Sequence[str]) -> str:
    """Return which file to take in place of the one with these columns, nothing where none is known."""
    normal = frozenset(map(normal_name, names))
    return next((f" {advice}" for signature, advice in _ADVICE if signature <= normal), "")
