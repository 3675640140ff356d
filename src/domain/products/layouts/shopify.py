"""Shopify's exports of products, a row a variant or picture, and of stock, a row or a column a location."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.products.layouts.base import CatalogueLayout, RowReader
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_SKU: Final = ("variant sku", "sku")
_PRICE: Final = ("variant price", "price")
_HANDLE: Final = ("handle", "url handle")
_REPEATED: Final = ("title", "product category", "type", "status", "published")
_NO_OPTION: Final = frozenset({"", "default title", "default"})
_STOCK: Final = frozenset({"handle", "title", "sku", "option1 name"})
#: Columns of a stock file that are of the product; each other one is called after a location.
_OF_PRODUCT: Final = frozenset({"handle", "title", "sku", "hs code", "coo", "variant barcode", "barcode"})


class _ProductRows(RowReader):
    """Products, each with its first row's title, category and status; rows without id and price hold pictures."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._first: dict[str, list[str]] = {}

    def fill(self, cells: list[str]) -> bool:
        if not (self.cell(cells, *_SKU) or self.cell(cells, *_PRICE)):
            return False
        handle = self.cell(cells, *_HANDLE)
        if self.cell(cells, "title"):
            self._first[handle] = list(cells)
        first = self._first.get(handle, [])
        for name in _REPEATED:
            index = self.index(name)
            if index is not None and index < len(first):
                cells[index] = cells[index] or first[index]
        self._take_type(cells)
        self._name_variant(cells)
        return True

    def _take_type(self, cells: list[str]) -> None:
        """Let the shop's own type of product stand for a category of Shopify's that is not given."""
        category = self.index("product category")
        if category is not None:
            cells[category] = cells[category] or self.cell(cells, "type")

    def _name_variant(self, cells: list[str]) -> None:
        options = [self.cell(cells, f"option{number} value") for number in (1, 2, 3)]
        told = [option for option in options if option.casefold() not in _NO_OPTION]
        title = self._at["title"]
        if told and cells[title]:
            cells[title] = f"{cells[title]} - {' / '.join(told)}"


def _locations(names: Sequence[str]) -> list[int]:
    """Return the columns of locations in a file of available quantities alone, which has a column for each."""
    normal = list(map(normal_name, names))
    return [index for index, name in enumerate(normal) if name and name not in _OF_PRODUCT and name[:6] != "option"]


PRODUCTS: Final = CatalogueLayout(
    "Shopify products",
    (
        frozenset({"handle", "title", "variant sku", "variant price"}),
        frozenset({"url handle", "title", "sku", "price"}),
    ),
    rows=_ProductRows,
)
INVENTORY: Final = CatalogueLayout("Shopify inventory", (_STOCK | {"location"},))
AVAILABLE: Final = CatalogueLayout(
    "Shopify available stock", (_STOCK | {"coo"}, _STOCK | {"hs code"}), places=_locations
)
