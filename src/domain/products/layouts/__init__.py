"""Layouts of programs whose exports of products and stock are more than a table, found by their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.products.layouts import shopify, square, woocommerce
from domain.products.layouts.base import CatalogueLayout
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE: Final = CatalogueLayout("table")
#: The first one whose columns are there counts.
LAYOUTS: Final = (
    shopify.PRODUCTS,
    shopify.INVENTORY,
    shopify.AVAILABLE,
    woocommerce.PRODUCTS,
    square.ITEMS,
)


def layout_of(names: Sequence[str]) -> CatalogueLayout:
    """Return the layout of the file that has these columns, that of any table where no program is known by them."""
    normal = frozenset(map(normal_name, names))
    return next((each for each in LAYOUTS if any(signature <= normal for signature in each.signatures)), TABLE)
