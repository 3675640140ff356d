"""The standing of a batch of rows: which are no sales, which are returns, and what could not be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from domain.sales.csv.rows import Cells
from domain.sales.csv.standing.meaning import Says, says
from domain.shared.csv.even_rows import column_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from domain.sales.csv.standing.columns import Kind
    from domain.sales.csv.standing.survey import StandingColumn

    #: Rows by column index and value, as the file writes it.
    type Told = Counter[tuple[int, str]]


@dataclass(frozen=True, eq=False)
class Standing:
    """Standing of the rows of a batch.

    Parameters
    ----------
    void, returned
        Shape (n,): the rows that are no sales, and those that are returns whatever sign they carry.
    excluded, unknown
        Rows by column and value: left out, and counted without their value being known.
    """

    void: NDArray[np.bool_]
    returned: NDArray[np.bool_]
    excluded: Told = field(default_factory=Counter)
    unknown: Told = field(default_factory=Counter)


class StandingReader:
    """Reads the columns of one file; every distinct cell is looked up once.

    Parameters
    ----------
    columns
        In the header's order: of several that leave a row out, the first is the one that is named.
    own
        A layout's own words, by column index.
    """

    def __init__(self, columns: Sequence[StandingColumn], own: Mapping[int, Mapping[str, Says]]) -> None:
        self._columns = [(column.index, _cells(column.kind, own.get(column.index))) for column in columns]

    def read(self, rows: Sequence[Sequence[str]], negative: NDArray[np.bool_]) -> Standing:
        """Return what the columns say of these rows; ``negative`` are those with a quantity below zero."""
        void, returned = np.zeros(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
        standing = Standing(void, returned)
        for index, cells in self._columns:
            texts = column_of(rows, index)
            told = cells.column(texts, np.int8)
            if not told.any():
                continue
            out = ((told == Says.NO_SALE) | ((told == Says.RETURNED) & ~negative)) & ~void
            standing.excluded.update((index, texts[row].strip()) for row in np.flatnonzero(out).tolist())
            unknown = np.flatnonzero(told == Says.UNKNOWN).tolist()
            standing.unknown.update((index, texts[row].strip()) for row in unknown)
            void |= out
            returned |= told == Says.RETURN
        return standing


def _cells(kind: Kind, own: Mapping[str, Says] | None) -> Cells:
    return Cells(lambda text: int(says(kind, text, own)))
