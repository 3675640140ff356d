"""Layouts: the columns of one program's export of products or stock, and the meaning of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class RowReader:
    """Rows of a file as its program means them, read in the file's order.

    Parameters
    ----------
    names
        The header's.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._at = {normal_name(name): index for index, name in enumerate(names)}

    def fill(self, cells: list[str]) -> bool:
        """Fill in place what a row leaves blank; returns whether the row is of a product at all."""
        return any(cells)

    def left_out_by(self, cells: list[str]) -> int | None:  # noqa: ARG002 -- in a plain table nothing is
        """Return the column by which a row is of no product that is sold, ``None`` for the others."""
        return None

    def cell(self, cells: list[str], *names: str) -> str:
        """Return the cell below the first of these columns that is there."""
        index = self.index(*names)
        return cells[index].strip() if index is not None and index < len(cells) else ""

    def index(self, *names: str) -> int | None:
        """Return the place of the first of these columns that is there."""
        return next((self._at[name] for name in names if name in self._at), None)


def _no_places(_: Sequence[str]) -> tuple[int, ...]:
    return ()


@dataclass(frozen=True)
class CatalogueLayout:
    """Layout of one kind of file.

    Parameters
    ----------
    name
        For people.
    signatures
        Sets of columns (normalised); a file that has all of one of them is of this kind.
    aliases
        Column names by role, best first, in place of those of any table.
    rows
        Makes the reader of rows of a header.
    places
        Finds the columns that each hold the stock of the place that they are called after.
    """

    name: str
    signatures: tuple[frozenset[str], ...] = ()
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: Callable[[Sequence[str]], RowReader] = RowReader
    places: Callable[[Sequence[str]], Sequence[int]] = _no_places
