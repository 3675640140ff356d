"""Survey of a file for standing columns, decided from its header and, where a name is not enough, its values.

A column named "Type" or "State" may hold kinds of products or places. It counts when its values are those of
transactions: at least one word that nothing else goes by, and no fewer known words than others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.sales.csv.standing import words
from domain.sales.csv.standing.columns import Kind, kind_of
from domain.sales.csv.standing.inflection import listed_form
from domain.sales.csv.standing.meaning import Says, is_day, says
from domain.shared.csv.columns import named_columns, normal_name
from domain.shared.csv.even_rows import column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.shared.csv.columns import Header

#: The role by which a caller names the column, or says that there is none.
STATUS: Final = "status"
#: A column with more distinct values is one of something else.
_MOST_VALUES: Final = 500


@dataclass(frozen=True)
class StandingColumn:
    """A column that says which rows are sales."""

    index: int
    kind: Kind


@dataclass(frozen=True)
class Doubt:
    """A column that is not used, although some of its rows hold what may be no sale."""

    column: str
    value: str
    rows: int


class StandingSurvey:
    """Finds the columns of one file.

    Parameters
    ----------
    header
        The file's.
    own
        A layout's own words, by column (normalised): such columns count whatever else they hold.
    taken
        Columns that play another role.
    chosen
        A caller's word: ``{"status": name}`` for that column alone, ``{"status": None}`` for none.
    """

    def __init__(
        self,
        header: Header,
        own: Mapping[str, Mapping[str, Says]],
        taken: Iterable[int],
        chosen: Mapping[str, str | None],
    ) -> None:
        self._names = header.names
        self._columns: list[StandingColumn] = []
        self._open: dict[int, Kind] = {}
        self._values: dict[int, Counter[str]] = {}
        if STATUS in chosen:
            for index in named_columns(header, chosen[STATUS]):
                found = kind_of(normal_name(header.names[index]))
                self._columns.append(StandingColumn(index, found[0] if found else Kind.STATUS))
            return
        used = set(taken)
        for index, name in enumerate(map(normal_name, header.names)):
            found = kind_of(name)
            if name in own:
                self._columns.append(StandingColumn(index, found[0] if found else Kind.STATUS))
            elif found and index not in used:
                kind, weak = found
                if weak:
                    self._open[index], self._values[index] = kind, Counter()
                else:
                    self._columns.append(StandingColumn(index, kind))

    @property
    def decided(self) -> bool:
        """True when more of the file tells nothing more."""
        return not self._values

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Look at some of the file's rows."""
        for index in list(self._values):
            values = self._values[index]
            values.update(column_of(rows, index))
            if len(values) > _MOST_VALUES:
                del self._values[index]

    def result(self) -> tuple[tuple[StandingColumn, ...], tuple[Doubt, ...]]:
        """Return the columns in the header's order, and what was left aside that may say something."""
        columns = list(self._columns)
        doubts: list[Doubt] = []
        for index, values in self._values.items():
            kind = self._open[index]
            if _is_standing(kind, values):
                columns.append(StandingColumn(index, kind))
            else:
                doubts += self._doubt(index, kind, values)
        return tuple(sorted(columns, key=lambda column: column.index)), tuple(doubts)

    def _doubt(self, index: int, kind: Kind, values: Counter[str]) -> list[Doubt]:
        telling = {
            value: rows
            for value, rows in values.items()
            if says(kind, value) in {Says.NO_SALE, Says.RETURNED, Says.RETURN}
            or (kind is Kind.FLAG and says(kind, value) is Says.UNKNOWN)
        }
        if not telling:
            return []
        return [Doubt(self._names[index], next(iter(telling)).strip(), sum(telling.values()))]


def _is_standing(kind: Kind, values: Counter[str]) -> bool:
    """Tell whether a column whose name is not enough holds what its name may mean."""
    distinct = {listed_form(normal_name(value)): value for value in values if value.strip()}
    if kind is Kind.FLAG:
        return bool(distinct) and all(_is_flag(word, value) for word, value in distinct.items())
    known = {word for word, value in distinct.items() if says(kind, value) is not Says.UNKNOWN}
    return bool(known - words.COMMON) and 2 * len(known) >= len(distinct)


def _is_flag(word: str, value: str) -> bool:
    """Tell whether a value is yes, no or a day: not a number, which may count something."""
    return is_day(value) or (word in words.YES | words.NO and not word.replace(" ", "").isdecimal())
