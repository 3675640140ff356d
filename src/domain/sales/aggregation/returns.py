"""Returns against the sales of their product and day: what fits reduces the day, what exceeds it is turned down.

Returns are not summed while a file is read: whether a row fits is known when all of its day's sales are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from domain.sales.aggregation.product_days import DAY, day_records
from domain.shared.csv.report import RowError, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan
    from domain.sales.csv.rows import ParsedRows

#: Joins the cells of a row that may have to be given back; text that a shop exports does not hold it.
_JOINT: Final = "\x1f"
_DETAIL: Final = (
    "More came back than the file has sold of this product on this day. Subtract it from the day of its sale."
)


@dataclass(frozen=True, eq=False)
class Returns:
    """The returns of a file or a part of it, a record a row.

    Parameters
    ----------
    days
        Their amounts, below zero, shape (n,), with the line of each.
    cells
        The rows as they came, in step with ``days``, each as one text.
    """

    days: DayRecords = field(default_factory=lambda: np.zeros(0, dtype=DAY))
    cells: Sequence[str] = ()

    @classmethod
    def of(cls, rows: ParsedRows) -> Self:
        """Return the returns among the rows of a batch."""
        back = np.flatnonzero(rows.returned & ~rows.void)
        if not back.size:
            return cls()
        amounts = rows.quantity[back], rows.revenue[back], rows.price[back]
        days = day_records(rows.product[back], rows.day[back], *amounts, rows.line[back])
        return cls(days, [_joined(rows.cells[index]) for index in back.tolist()])

    @classmethod
    def joined(cls, parts: Sequence[Returns]) -> Self:
        """Return several parts of a file as one."""
        full = [part for part in parts if part.days.size]
        if not full:
            return cls()
        return cls(np.concatenate([part.days for part in full]), [text for part in full for text in part.cells])

    def chosen(self, which: NDArray[Any]) -> Returns:
        """Return some of them, by their positions."""
        return Returns(self.days[which], [self.cells[index] for index in which.tolist()])

    def numbered_rows(self) -> list[tuple[int, list[str]]]:
        """Return the rows as they came, with their lines."""
        return list(zip(self.days["line"].tolist(), self.rows(), strict=True))

    def rows(self) -> list[list[str]]:
        """Return the rows as they came."""
        return [text.split(_JOINT) for text in self.cells]


def _joined(cells: Sequence[str]) -> str:
    return _JOINT.join(cell.replace(_JOINT, " ") for cell in cells)


def settled(days: DayRecords, returns: Returns) -> tuple[DayRecords, Returns]:
    """Return the days less what came back, and the returns that exceed what is left of their day when they come.

    Parameters
    ----------
    days
        Sums of sales, in order of product and day.
    """
    if not returns.days.size:
        return days, Returns()
    days = days.copy()
    where = _positions(days, returns.days)
    fits = np.zeros(where.shape, dtype=np.bool_)
    there = np.flatnonzero(where >= 0)
    left = {name: days[name].astype(np.float64) for name in ("quantity", "revenue")}
    for name, amounts in left.items():
        np.add.at(amounts, where[there], returns.days[name][there].astype(np.float64))
    full = (left["quantity"] >= 0) & ((left["revenue"] >= 0) | ~days["known"])
    fits[there] = full[where[there]]
    _take(days, where, returns.days, np.flatnonzero(fits))
    tight = np.flatnonzero((where >= 0) & ~fits)
    for row in tight[np.argsort(returns.days["line"][tight], kind="stable")].tolist():
        fits[row] = _fits(days[where[row]], returns.days[row])
        if fits[row]:
            _take(days, where, returns.days, np.array([row]))
    return days, returns.chosen(np.flatnonzero(~fits))


def _positions(days: DayRecords, returns: DayRecords) -> NDArray[np.int64]:
    """Return the position of each return's product and day among ``days``, -1 where nothing was sold."""
    keys = _keys(days)
    wanted = _keys(returns)
    if not keys.size:
        return np.full(wanted.shape, -1, dtype=np.int64)
    found = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return np.where(keys[found] == wanted, found, -1).astype(np.int64)


def _keys(records: DayRecords) -> NDArray[np.int64]:
    keys: NDArray[np.int64] = (records["product"].astype(np.int64) << 32) | records["day"]
    return keys


def _fits(day: Any, row: Any) -> bool:
    enough = day["quantity"] + row["quantity"] >= 0
    return bool(enough and (not day["known"] or day["revenue"] + row["revenue"] >= 0))


def _take(days: DayRecords, where: NDArray[np.int64], returns: DayRecords, rows: NDArray[Any]) -> None:
    """Reduce days by some returns."""
    for name in ("quantity", "revenue", "rows"):
        np.add.at(days[name], where[rows], returns[name][rows])
    np.logical_and.at(days["known"], where[rows], returns["known"][rows])


def excess_errors(plan: FilePlan, refused: Returns) -> list[RowError]:
    """Return why each of these returns was turned down."""
    index = plan.roles["quantity_sold"]
    column = shown(plan.header.names[index])
    return [
        RowError(int(day["line"]), column, shown(cells[index]), "return_exceeds_sales", _DETAIL)
        for day, cells in zip(refused.days, refused.rows(), strict=True)
    ]
