"""Orders of several rows: cells left blank because the order's own row holds them, its day and its status.

Most files have the rows of an order next to each other. Of a file that was sorted otherwise, the orders whose rows
stand apart are sought in the whole file beforehand; a row whose order's own row is nowhere is rejected, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.sales.csv.rereading import rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from domain.sales.csv.detect import FilePlan, OpenText

    #: What their own rows say of orders, by the order's id: cells in step with the repeated columns.
    type Orders = Mapping[str, Sequence[str]]

#: Orders whose rows stand apart that are remembered; rows of further ones are rejected.
_MOST_ORDERS: Final = 100_000


class OrderRows:
    """Fills what rows leave blank, batch after batch.

    Parameters
    ----------
    last
        The own row of the order at hand, when reading goes on behind it.
    apart
        What is known of orders whose rows stand apart.
    """

    def __init__(self, plan: FilePlan, last: list[str] | None, apart: Orders) -> None:
        layout = plan.layout
        self.last = last
        self._apart = apart
        self._key = plan.column(layout.order)
        self._complete = plan.column(layout.complete)
        self._repeated = _repeated(plan)

    def filled(self, rows: Sequence[list[str]], lines: Sequence[int]) -> tuple[Sequence[list[str]], set[int]]:
        """Return the rows with what their orders' own rows say, and the lines of those whose order is not known."""
        key = self._key
        if key is None:
            return rows, set()
        rows = list(rows)
        return rows, {line for row, line in zip(rows, lines, strict=True) if not self._is_filled(row, key)}

    def _is_filled(self, row: list[str], key: int) -> bool:
        """Fill a row; returns whether it says or was told what belongs to its order."""
        said = self._said(row, key)
        if said is not None:
            for index, cell in zip(self._repeated, said, strict=True):
                row[index] = row[index] or cell
        elif self._complete is None or row[self._complete].strip():
            self.last = row
        else:
            return not any(cell.strip() for cell in row)
        return True

    def _said(self, row: list[str], key: int) -> Sequence[str] | None:
        """Return what an order's own row says for a row that leaves it out, ``None`` when none is known."""
        if self._complete is not None and row[self._complete].strip():
            return None
        if self.last is not None and row[key] in {"", self.last[key]}:
            return [self.last[index] for index in self._repeated]
        return self._apart.get(row[key])


def _repeated(plan: FilePlan) -> list[int]:
    return [index for name in plan.layout.repeated if (index := plan.column(name)) is not None]


def orders_apart(open_text: OpenText, plan: FilePlan) -> Orders:
    """Return what is known of the orders whose rows stand apart, from the whole file."""
    key, complete = plan.column(plan.layout.order), plan.column(plan.layout.complete)
    if key is None or complete is None:
        return {}
    wanted = _wanted(rows_of(open_text, plan), key, complete)
    if not wanted:
        return {}
    return _told(rows_of(open_text, plan), key, complete, wanted, _repeated(plan))


def _told(
    rows: Iterable[list[str]], key: int, complete: int, wanted: Collection[str], repeated: Sequence[int]
) -> dict[str, list[str]]:
    """Return what the own rows of some orders say."""
    width = max(key, complete, *repeated) + 1
    own = (row for row in rows if len(row) >= width and row[complete].strip())
    return {row[key]: [row[index] for index in repeated] for row in own if row[key] in wanted}


def _wanted(rows: Iterable[list[str]], key: int, complete: int) -> set[str]:
    """Return the orders with rows that do not follow their own row."""
    wanted: set[str] = set()
    current = ""
    for row in rows:
        if max(key, complete) >= len(row):
            continue
        if row[complete].strip():
            current = row[key]
        elif row[key] not in {"", current} and len(wanted) < _MOST_ORDERS:
            wanted.add(row[key])
    return wanted
