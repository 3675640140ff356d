"""WooCommerce's export of products: variations take the categories of their parent, which is itself not sold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.products.layouts.base import CatalogueLayout, RowReader

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_SOLD: Final = frozenset({"variable", "grouped"})
_DRAFT: Final = "-1"
_SALE_DAYS: Final = ("date sale price starts", "date sale price ends")


class _ProductRows(RowReader):
    """Products, with the parent's category (named by ``id:12`` or SKU) and the price that is charged."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._categories: dict[str, str] = {}

    def fill(self, cells: list[str]) -> bool:
        self._inherit(cells)
        self._lower(cells)
        return any(cells)

    def _inherit(self, cells: list[str]) -> None:
        """Give a variation the first of its parent's categories."""
        at = self.index("categories")
        if at is None or at >= len(cells):
            return
        own = cells[at].strip() or self._categories.get(self.cell(cells, "parent"), "")
        cells[at] = own.split(",")[0].strip()
        for name in (f"id:{self.cell(cells, 'id')}", self.cell(cells, "sku")):
            self._categories[name] = cells[at]

    def _lower(self, cells: list[str]) -> None:
        at, lowered = self._at["regular price"], self.cell(cells, "sale price")
        if at < len(cells) and lowered and not any(self.cell(cells, day) for day in _SALE_DAYS):
            cells[at] = lowered

    def left_out_by(self, cells: list[str]) -> int | None:
        if _NOT_SOLD & {word.strip() for word in self.cell(cells, "type").split(",")}:
            return self.index("type")
        return self.index("published") if self.cell(cells, "published") == _DRAFT else None


PRODUCTS: Final = CatalogueLayout(
    "WooCommerce products",
    (frozenset({"id", "type", "sku", "name", "regular price"}),),
    {"category": ("categories",), "current_price": ("regular price",), "on_hand": ("stock",)},
    _ProductRows,
)
