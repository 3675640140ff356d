"""Layouts: the columns of one program's export, and the meaning of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.sales.csv.standing.meaning import Says
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The roles whose cells are amounts; ``discount`` is what a line's price was lowered by in all, ``refunded_quantity``
#: and ``refunded_amount`` are what came back of a line that stands as it was sold.
AMOUNTS: Final = ("quantity_sold", "price", "revenue", "discount", "refunded_quantity", "refunded_amount")
REQUIRED: Final = ("date", "product_id", "quantity_sold")
#: The roles that every report names, and those that it names where a column plays them.
REPORTED: Final = ("date", "product_id", "quantity_sold", "price", "revenue", "name", "category")
FURTHER: Final = ("currency", "discount", "refunded_quantity", "refunded_amount", "location", "status")
ROLES: Final = REPORTED + FURTHER


@dataclass(frozen=True)
class Layout:
    """Layout of one kind of file.

    Parameters
    ----------
    name
        For people.
    signatures
        Sets of columns (normalised); a file that has all of one of them is of this kind.
    aliases
        Column names by role, best first.
    statuses
        What this program means by words of a column, where that is not what they mean in general; by column. Columns
        named here count whatever else they hold (:mod:`domain.sales.csv.standing`).
    order
        The column with the order's id, when rows of one order repeat what belongs to the order as blanks.
    repeated
        The columns that are blank in such rows.
    complete
        The column of :attr:`repeated` that the order's own row always fills.
    goods
        The column that every line of goods fills; a row with neither it nor a product's id sums up its order.
    rows_are_units
        Whether a row without a quantity is one unit.
    note
        What else is to be known of it, for the documentation.
    """

    name: str
    signatures: tuple[frozenset[str], ...] = ()
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    statuses: Mapping[str, Mapping[str, Says]] = field(default_factory=dict)
    order: str | None = None
    repeated: tuple[str, ...] = ()
    complete: str | None = None
    goods: str | None = None
    rows_are_units: bool = False
    note: str = ""

    def known_of(self, names: frozenset[str]) -> int:
        """Return how many columns the largest signature has that is among these, 0 when none is."""
        return max((len(signature) for signature in self.signatures if signature <= names), default=0)


#: The layouts of programs by name, filled by :func:`register`.
REGISTERED: dict[str, Layout] = {}


def register(layout: Layout) -> Layout:
    """Make a layout known; returns it."""
    REGISTERED[layout.name] = layout
    return layout


def columns(*names: str) -> frozenset[str]:
    """Return a signature: column names as the program writes them, normalised."""
    return frozenset(map(normal_name, names))


def named(**roles: str) -> dict[str, tuple[str, ...]]:
    """Return aliases by role: names as the program writes them, separated by ``|``, best first."""
    return {role: tuple(map(normal_name, names.split("|"))) for role, names in roles.items()}


def meaning(**told: str) -> dict[str, Says]:
    """Return words by what they say: ``meaning(no_sale="pending, trash", sale="on hold")``."""
    return {
        normal_name(word) if word != "*" else word: Says[name.upper()]
        for name, listed in told.items()
        for word in map(str.strip, listed.split(","))
    }
