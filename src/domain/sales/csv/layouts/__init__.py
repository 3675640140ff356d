"""The exports that load as they come, a module a program, and tables of any other program.

This package holds the only lists of column names of sales: ``docs/sales-files.md`` and the API's description are made
of them. A layout is a module that registers itself; its name below makes it known.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from domain.sales.csv.layouts import (  # noqa: F401  # each registers itself
    amazon,
    bigcommerce,
    clover,
    ebay,
    erpnext,
    etsy,
    frepple,
    lightspeed,
    magento,
    odoo,
    quickbooks,
    shopify,
    square,
    toast,
    woocommerce,
    xero,
)
from domain.sales.csv.layouts.base import REGISTERED, REQUIRED, ROLES, Layout
from domain.sales.csv.layouts.table import PLAIN
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The exports that are known by their columns.
EXPORTS: Final = tuple(sorted(REGISTERED.values(), key=lambda layout: layout.name))
LAYOUTS: Final = {layout.name: layout for layout in (*EXPORTS, PLAIN)}

#: The roles that go by any table's names where a layout says nothing of them; amounts of money do not.
_ANY_NAME: Final = ("name", "category", "location")

#: All names that a header may hold, for finding it.
ALL_ALIASES: Final = {
    role: tuple(dict.fromkeys(chain.from_iterable(layout.aliases.get(role, ()) for layout in LAYOUTS.values())))
    for role in ROLES
}


def aliases_of(layout: Layout) -> dict[str, Sequence[str]]:
    """Return a layout's column names by role; what it needs and what only describes goes by any table's names, too."""
    if layout is PLAIN:
        return dict(PLAIN.aliases)
    further: dict[str, Sequence[str]] = {role: PLAIN.aliases[role] for role in _ANY_NAME}
    needed = {role: (*layout.aliases[role], *PLAIN.aliases[role]) for role in REQUIRED}
    return further | dict(layout.aliases) | needed


def layout_of(names: Sequence[str]) -> Layout:
    """Return the layout of a file with these columns: the one that knows most of them."""
    normal = frozenset(map(normal_name, names))
    return max(EXPORTS, key=lambda layout: layout.known_of(normal)) if _is_export(normal) else PLAIN


def _is_export(names: frozenset[str]) -> bool:
    return any(layout.known_of(names) for layout in EXPORTS)
