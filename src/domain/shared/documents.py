"""A report as a document: facts, tables and charts, before it becomes a file of any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

type Cell = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    key
        Its name in a CSV file, as the API names it.
    title
        Its heading for a reader.
    kind
        How its cells are written and aligned.
        ``number`` and ``money`` round to hundredths, ``quantity`` and ``price`` never round.
    width
        Relative width on paper; 0 leaves the column out there.
    whole
        Whether long texts go on in further lines on paper; they are cut short otherwise.
    """

    key: str
    title: str
    kind: Literal["text", "number", "quantity", "money", "price", "percent", "date"] = "text"
    width: int = 0
    whole: bool = False


@dataclass(frozen=True)
class DataTable:
    """Rows under columns; every row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row has one cell for each column")


@dataclass(frozen=True)
class Chart:
    """Values by label, as bars or as lines."""

    title: str
    kind: Literal["bar", "line"]
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]

    def __post_init__(self) -> None:
        if any(len(values) != len(self.labels) for _, values in self.series):
            raise ValueError("every series has one value for each label")


@dataclass(frozen=True)
class Document:
    """A report.

    Parameters
    ----------
    title, subtitle
        What it is and of when.
    parties
        Who it is from and to, with their labels; several lines each.
    facts
        The few numbers to read first, with their labels.
    main
        The table that a CSV file holds.
    tables, charts
        What else there is to see.
    notes
        How to read it.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    main: DataTable
    tables: tuple[DataTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    parties: tuple[tuple[str, str], ...] = ()
