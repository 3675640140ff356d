"""Rows of a catalogue file that are about one product, put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: The fields that are summed over places.
STOCK_LEVEL: Final = "on_hand"
STOCK: Final = (STOCK_LEVEL, "on_order")


@dataclass(frozen=True)
class CatalogueRow:
    """One row: the product it is about and what it says about it.

    ``places`` are fields that are summed by place, where the file says where; ``unread`` are fields whose cells cannot
    be read.
    """

    line: int
    cells: list[str]
    product_id: str
    values: dict[str, Any]
    places: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


def products_of(rows: list[CatalogueRow]) -> Iterator[tuple[str, list[CatalogueRow]]]:
    """Yield each product with its rows, in the file's order."""
    by_product: dict[str, list[CatalogueRow]] = {}
    for row in rows:
        by_product.setdefault(row.product_id, []).append(row)
    yield from by_product.items()


def combined(rows: Sequence[CatalogueRow]) -> dict[str, Any]:
    """Return what a product's rows say together: later ones win, and stock in several places is summed.

    Stock of which one cell cannot be read is not known, and left as it is.
    """
    values: dict[str, Any] = {}
    for row in rows:
        values |= row.values
    for role in STOCK:
        if found := _by_place(rows, role):
            values[role] = sum(found.values(), start=Decimal(0))
        if any(role in row.unread for row in rows):
            values.pop(role, None)
    return values


def _by_place(rows: Sequence[CatalogueRow], role: str) -> dict[str, Decimal]:
    """Return what the last row of each place says, of rows that say where."""
    return {place: said[role] for row in rows for place, said in row.places.items() if role in said}
