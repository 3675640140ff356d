"""Shopify's export of products: a row a variant or picture; what is of the product stands in its first row only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYOUT: Final = "Shopify products"
INVENTORY: Final = "Shopify inventory"
_SIGNATURE: Final = frozenset({"handle", "title", "variant sku", "variant price"})
_INVENTORY: Final = frozenset({"handle", "title", "sku", "location", "option1 name"})
_REPEATED: Final = ("title", "product category", "type", "status", "published")
_NO_OPTION: Final = frozenset({"", "default title", "default"})


def layout_of(names: Sequence[str]) -> str | None:
    """Return the name of the Shopify export that has these columns, ``None`` for another file."""
    normal = set(map(normal_name, names))
    if normal >= _SIGNATURE:
        return LAYOUT
    return INVENTORY if normal >= _INVENTORY else None


class ProductRows:
    """Fills in what rows of variants leave blank, row after row.

    Parameters
    ----------
    names
        The header's.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._at = {normal_name(name): index for index, name in enumerate(names)}
        self._first: dict[str, list[str]] = {}

    def fill(self, cells: list[str]) -> bool:
        """Fill one row in place; returns whether it is a product or variant at all, not a picture."""
        if not (self._cell(cells, "variant sku") or self._cell(cells, "variant price")):
            return False
        handle = self._cell(cells, "handle")
        if self._cell(cells, "title"):
            self._first[handle] = list(cells)
        first = self._first.get(handle, [])
        for name in _REPEATED:
            index = self._at.get(name)
            if index is not None and index < len(first):
                cells[index] = cells[index] or first[index]
        self._take_type(cells)
        self._name_variant(cells)
        return True

    def _take_type(self, cells: list[str]) -> None:
        """Let the shop's own type of product stand for a category of Shopify's that is not given."""
        category = self._at.get("product category")
        if category is not None:
            cells[category] = cells[category] or self._cell(cells, "type")

    def _name_variant(self, cells: list[str]) -> None:
        options = [self._cell(cells, f"option{number} value") for number in (1, 2, 3)]
        told = [option for option in options if option.casefold() not in _NO_OPTION]
        title = self._at["title"]
        if told and cells[title]:
            cells[title] = f"{cells[title]} - {' / '.join(told)}"

    def _cell(self, cells: list[str], name: str) -> str:
        index = self._at.get(name)
        return cells[index].strip() if index is not None and index < len(cells) else ""
