"""The exports that load as they come: which columns they have, and which of their rows are no sales.

This is the only list of column names: the tables in ``docs/sales-files.md`` and the API's description are made of it.

- **Shopify orders**: a row a line item; what belongs to the order stands in its first row only. Cancelled, voided and
  refunded orders are no sales. A partly refunded order counts in full: the export does not say which item came back.
- **Square items**: a row an item; refunds are rows with a negative quantity and reduce their day.
- **Amazon all-orders**: tab-separated, ``item-price`` is the line's total. Cancelled items are no sales.
- Anything else with a column for date, product and quantity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The roles whose cells are amounts.
AMOUNTS: Final = ("quantity_sold", "price", "revenue")
REQUIRED: Final = ("date", "product_id", "quantity_sold")

_PLAIN: Final[dict[str, tuple[str, ...]]] = {
    "date": (
        "date",
        "ds",
        "timestamp",
        "order date",
        "created at",
        "purchase date",
        "day",
        "sale date",
        "sales date",
        "transaction date",
        "invoice date",
    ),
    "product_id": (
        "product id",
        "sku",
        "item id",
        "unique id",
        "lineitem sku",
        "product sku",
        "item sku",
        "variant sku",
        "seller sku",
        "product code",
        "stock code",
    ),
    "quantity_sold": (
        "quantity sold",
        "quantity",
        "qty",
        "y",
        "demand",
        "units",
        "target value",
        "lineitem quantity",
        "units sold",
        "qty sold",
        "quantity purchased",
        "quantity ordered",
    ),
    "price": ("price", "lineitem price", "unit price", "item price", "selling price", "sell price"),
    "revenue": ("revenue", "net sales", "gross sales", "total sales", "sales amount", "line total", "turnover"),
    "name": ("name", "product name", "item name", "title", "product title", "item", "description"),
    "category": ("category", "product category", "department", "product type"),
}


@dataclass(frozen=True)
class Layout:
    """How one kind of file is read.

    Parameters
    ----------
    name
        For people.
    signature
        Columns (normalised) that only this kind has together.
    aliases
        Column names by role, best first.
    void_when
        By column: the values (lower case) of rows that are no sales; ``"*"`` stands for any value at all.
    returns
        Whether a negative quantity is a return, which reduces its day, rather than a mistake.
    order
        The column with the order's id, when rows of one order repeat what belongs to the order as blanks.
    repeated
        The columns that are blank in such rows.
    """

    name: str
    signature: frozenset[str] = frozenset()
    aliases: Mapping[str, Sequence[str]] = field(default_factory=lambda: _PLAIN)
    void_when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    returns: bool = False
    order: str | None = None
    repeated: tuple[str, ...] = ()


SHOPIFY: Final = Layout(
    "Shopify orders",
    frozenset({"lineitem quantity", "lineitem name"}),
    {
        "date": ("created at", "paid at"),
        "product_id": ("lineitem sku",),
        "quantity_sold": ("lineitem quantity",),
        "price": ("lineitem price",),
        "name": ("lineitem name",),
    },
    void_when={"financial status": frozenset({"refunded", "voided"}), "cancelled at": frozenset("*")},
    order="name",
    repeated=("created at", "paid at", "financial status", "cancelled at"),
)
SQUARE: Final = Layout(
    "Square items",
    frozenset({"item", "qty", "gross sales", "net sales"}),
    {
        "date": ("date",),
        "product_id": ("sku",),
        "quantity_sold": ("qty",),
        "revenue": ("net sales",),
        "name": ("item",),
        "category": ("category",),
    },
    returns=True,
)
AMAZON: Final = Layout(
    "Amazon all orders",
    frozenset({"amazon order id", "purchase date"}),
    {
        "date": ("purchase date",),
        "product_id": ("sku",),
        "quantity_sold": ("quantity", "quantity purchased"),
        "revenue": ("item price",),
        "name": ("product name",),
    },
    void_when={
        "order status": frozenset({"cancelled", "canceled"}),
        "item status": frozenset({"cancelled", "canceled"}),
    },
)
PLAIN: Final = Layout("table")
#: The exports that are known by their columns; a file is the first one whose signature it has.
EXPORTS: Final = (SHOPIFY, SQUARE, AMAZON)
LAYOUTS: Final = {layout.name: layout for layout in (*EXPORTS, PLAIN)}

#: What a column can be, in the API's words.
ROLES: Final = tuple(_PLAIN)
#: All names that a header may hold, for finding it.
ALL_ALIASES: Final = {
    role: tuple(dict.fromkeys(alias for layout in LAYOUTS.values() for alias in layout.aliases.get(role, ())))
    for role in ROLES
}


def layout_of(names: Sequence[str]) -> Layout:
    """Return the layout of a file with these columns."""
    normal = {normal_name(name) for name in names}
    return next((layout for layout in EXPORTS if layout.signature <= normal), PLAIN)
