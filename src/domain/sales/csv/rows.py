"""Rows of a file as columns, and the memory of what their cells mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from domain.shared.csv.report import RowError

#: Distinct cells that are remembered per column.
_REMEMBERED: Final = 100_000
NO_PRODUCT: Final = -1


@dataclass(frozen=True)
class RejectedRow:
    """A row that is not taken: its cells as they came, and why."""

    cells: list[str]
    error: RowError


@dataclass
class ParsedRows:
    """Parsed rows of one batch of records.

    Parameters
    ----------
    cells
        The good rows as they came, in step with the columns.
    product
        Index into the parser's ``products``.
    void
        Whether the row is understood, but no sale: a cancelled order.
    returned
        Whether the row is a return: its amounts are negative, or nothing, and reduce its day.
    excluded, unknown
        Rows by column index and value: those that are no sales, and those whose standing is not known; they count.
    locations
        Where the sales were made, as far as the file says.
    rejected
        The rows that are not taken.
    totals_lines, blank_lines, notes
        Lines that are no data: how many, and what those say that hold a heading or a remark.
    unread
        Cells that rows do without because they cannot be read: line, column index and text.
    alike
        Two new products of the file so far that hardly differ.
    """

    cells: Sequence[list[str]]
    line: NDArray[np.int64]
    product: NDArray[np.int32]
    day: NDArray[np.int32]
    quantity: NDArray[np.int64]
    revenue: NDArray[np.int64]
    price: NDArray[np.int64]
    void: NDArray[np.bool_]
    returned: NDArray[np.bool_]
    excluded: Counter[tuple[int, str]] = field(default_factory=Counter)
    unknown: Counter[tuple[int, str]] = field(default_factory=Counter)
    locations: frozenset[str] = frozenset()
    rejected: list[RejectedRow] = field(default_factory=list)
    totals_lines: int = 0
    blank_lines: int = 0
    notes: list[str] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    alike: tuple[str, str] | None = None

    @property
    def accepted(self) -> int:
        """Number of rows taken."""
        return len(self.cells)

    def rejected_rows(self) -> list[tuple[int, list[str]]]:
        """Return the rows that are not taken with their lines, in order of those."""
        return sorted(((row.error.line, row.cells) for row in self.rejected), key=itemgetter(0))

    def reject(self, wrong: NDArray[np.bool_], explain: Callable[[int], RowError]) -> None:
        """Take back good rows; ``explain`` is asked about each by its position."""
        positions = np.flatnonzero(wrong)
        if not positions.size:
            return
        self.rejected += [RejectedRow(self.cells[index], explain(index)) for index in positions.tolist()]
        self.keep(~wrong)

    def keep(self, good: NDArray[np.bool_]) -> None:
        """Drop all rows but these."""
        self.cells = [self.cells[index] for index in np.flatnonzero(good).tolist()]
        for name in ("line", "product", "day", "quantity", "revenue", "price", "void", "returned"):
            setattr(self, name, getattr(self, name)[good])


class Cells(dict[str, int]):
    """Remembers what each distinct cell means."""

    def __init__(self, parse: Callable[[str], int]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> int:
        value = self[text] = self._parse(text)
        return value

    def column(self, texts: Sequence[str], dtype: type[np.generic]) -> NDArray[Any]:
        """Return what the cells mean, one value a cell."""
        if len(self) > _REMEMBERED:
            self.clear()
        return np.fromiter(map(self.__getitem__, texts), dtype=dtype, count=len(texts))
