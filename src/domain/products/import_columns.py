"""The columns of a catalogue file: what each may say, and the names it goes by.

This is the only list of them; the tables in ``docs/sales-files.md`` and the API's description are made of it.
"""

from __future__ import annotations

from typing import Final

LAYOUT: Final = "table"
#: Column names by field, best first, in the normalised form.
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "product_id": (
        "product id",
        "sku",
        "item id",
        "variant sku",
        "product sku",
        "item sku",
        "seller sku",
        "product code",
    ),
    "name": ("name", "product name", "item name", "title", "item"),
    "category": ("category", "product category", "department", "product type", "type"),
    "current_price": ("current price", "price", "selling price", "variant price", "unit price"),
    "status": ("status",),
    "unit_cost": ("unit cost", "cost", "cost per item", "purchase price"),
    "on_hand": (
        "on hand",
        "stock",
        "stock level",
        "quantity on hand",
        "inventory",
        "in stock",
        "available",
        "quantity",
    ),
    "on_order": ("on order", "incoming", "ordered"),
    "stock_as_of": ("stock as of", "counted on", "stock date"),
    "lead_time_days": ("lead time days", "lead time"),
    "lead_time_std_days": ("lead time std days",),
    "review_period_days": ("review period days", "review period"),
    "service_level": ("service level",),
    "min_order_quantity": ("min order quantity", "minimum order quantity", "moq"),
    "order_multiple": ("order multiple", "pack size", "case pack"),
    "supersedes": ("supersedes", "replaces", "predecessor"),
}
ROLES: Final = tuple(ALIASES)
REQUIRED: Final = ("product_id",)
