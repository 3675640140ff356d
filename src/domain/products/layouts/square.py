"""Square's export of the item library: a row a variation, a column of stock a location."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.products.layouts.base import CatalogueLayout, RowReader
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONLY_ONE: Final = frozenset({"", "regular"})
_QUANTITY: Final = "current quantity "


class _ItemRows(RowReader):
    """Variations, each called after its item and itself unless it is the only one."""

    def fill(self, cells: list[str]) -> bool:
        name, variation = self._at["item name"], self.cell(cells, "variation name")
        if name < len(cells) and variation.casefold() not in _ONLY_ONE:
            cells[name] = f"{cells[name].strip()} - {variation}"
        return any(cells)


def _locations(names: Sequence[str]) -> list[int]:
    return [index for index, name in enumerate(names) if normal_name(name).startswith(_QUANTITY)]


ITEMS: Final = CatalogueLayout(
    "Square items",
    (frozenset({"token", "item name", "variation name", "sku"}),),
    {"category": ("category", "categories", "reporting category")},
    _ItemRows,
    _locations,
)
