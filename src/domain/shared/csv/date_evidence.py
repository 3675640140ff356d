"""Evidence on the form of a file's days, from every one of them.

Each cell allows some orders of day, month and year; those that all cells allow are left, and if they read any cell
differently the file is refused. Where no order is left, the file holds two of them and is refused too. Serial numbers,
Unix times and ISO weeks are days only where the whole column is of that kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Final, cast

from domain.shared.csv.dates import (
    DateFormat,
    is_dotted,
    numeric_readings,
    plain_date,
    triple_readings,
    year_first,
)
from domain.shared.csv.errors import AmbiguousDatesError, MixedDatesError
from domain.shared.csv.month_names import MONTHS
from domain.shared.csv.named_days import NO_DAY, is_unclear, named_day
from domain.shared.csv.time_zones import SHORTEST, UTC_NAME, offset_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.shared.csv.dates import Order

#: Offsets that are remembered: there are 38.
_MOST_ZONES: Final = 40
_PREFERRED: Final[tuple[Order, ...]] = ("dmy", "mdy", "yymd")


@dataclass
class DateEvidence:
    """Evidence of one file's days on their form.

    Parameters
    ----------
    allowed
        The first cell of each set of orders that cells allow, by the orders' names.
    open
        The first cell that two orders read differently, by those two. Points between the numbers put the day before
        the month, unless another cell says otherwise.
    kinds
        The first cell of each kind that is a number.
    names
        The first cell of each name of a month.
    year_first
        The first cell that starts with its year.
    latest
        No day is later: two digits that would be a later year are none.
    zones
        The first cell of each offset from UTC that stamps carry.
    """

    allowed: dict[str, str] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    year_first: str | None = None
    latest: int = date.max.toordinal()
    zones: dict[str, str] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Take the evidence of one cell; the same cell again changes nothing."""
        bare = plain_date(text)
        self._add_zone(bare)
        if bare[:4].isdecimal() and year_first(bare) != NO_DAY:
            self.year_first = self.year_first or bare
        elif found := triple_readings(bare):
            self._add_orders(bare, found)
        elif kinds := numeric_readings(bare):
            self.kinds.setdefault(next(iter(kinds)), bare)
        elif bare and (named := named_day(bare)):
            self.names.setdefault(named.month, bare)

    def _add_zone(self, text: str) -> None:
        if len(text) > SHORTEST and len(self.zones) < _MOST_ZONES and (offset := offset_of(text)):
            self.zones.setdefault(offset, text)

    def add_all(self, texts: Iterable[str]) -> None:
        """Take the evidence of cells."""
        for text in dict.fromkeys(texts):
            self.add(text)

    @property
    def offsets(self) -> tuple[str, ...]:
        """The offsets from UTC that stamps carry; Unix times are of UTC."""
        is_unix = any(kind.startswith("epoch") for kind in self.kinds)
        return tuple(sorted({*self.zones, *([UTC_NAME] if is_unix else [])}))

    def _add_orders(self, text: str, readings: dict[Order, int]) -> None:
        found = {order: day for order, day in readings.items() if order != "yymd" or day <= self.latest}
        if found:
            self.allowed.setdefault("|".join(sorted(found)), text)
        for pair in _apart(found, dotted=is_dotted(text)):
            self.open.setdefault(pair, text)

    def not_in(self, order: Order) -> str | None:
        """Return a cell that is no day in this order, ``None`` where all may be."""
        told = self.allowed or ({} if self.year_first or self.names else self.kinds)
        return next((text for key, text in told.items() if order not in key.split("|")), None)

    def format(self, *, final: bool) -> DateFormat:
        """Return the form; until all is looked at (``final``), one that the cells so far allow.

        Raises
        ------
        MixedDatesError
            When the cells prove two orders.
        AmbiguousDatesError
            Finally, when day and month cannot be told apart.
        """
        language = self._language(final=final)
        if self.allowed:
            return DateFormat(self._order(final=final), language=language)
        if self.year_first or self.names or not self.kinds:
            return DateFormat("ymd", self.year_first is not None, language)
        return DateFormat(self._kind())

    def _kind(self) -> Order:
        if len(self.kinds) > 1:
            raise MixedDatesError(*list(self.kinds.values())[:2])
        return cast("Order", next(iter(self.kinds)))

    def _order(self, *, final: bool) -> Order:
        left = [order for order in _PREFERRED if all(order in key.split("|") for key in self.allowed)]
        if not left:
            raise MixedDatesError(*_contradiction(self.allowed))
        example = self._open_among(left)
        if example and self.year_first:
            return "ymd"  # the file's days are written year first; the others are rejected row by row
        if example and final:
            raise AmbiguousDatesError(example)
        return left[0]

    def _open_among(self, orders: list[Order]) -> str | None:
        """Return a cell that two of these orders read differently."""
        return next(filter(None, map(self.open.get, _pairs(orders))), None)

    def _language(self, *, final: bool) -> str | None:
        """Return the language of the months' names, where some name needs one."""
        unclear = list(filter(is_unclear, self.names))
        if not unclear:
            return None
        languages = sorted(set.intersection(*(set(MONTHS[name]) for name in self.names)))
        meant = {tuple(MONTHS[name][language] for name in unclear) for language in languages}
        if len(meant) == 1:
            return languages[0]
        if final:
            raise AmbiguousDatesError.named(self.names[unclear[0]])
        return None


def _pairs(orders: Iterable[str]) -> list[str]:
    """Return every two of these as one name."""
    return ["|".join(pair) for pair in combinations(sorted(orders), 2)]


def _apart(found: Mapping[Order, int], *, dotted: bool) -> list[str]:
    """Return the pairs of orders that read a cell as different days; with points, the day stands before the month."""
    pairs = combinations(sorted(found), 2)
    return [f"{one}|{other}" for one, other in pairs if found[one] != found[other] and not (dotted and other == "mdy")]


def _contradiction(allowed: Mapping[str, str]) -> list[str]:
    """Return cells that allow no order together."""
    disjoint = (
        [allowed[a], allowed[b]] for a, b in combinations(allowed, 2) if not set(a.split("|")) & set(b.split("|"))
    )
    return next(disjoint, list(allowed.values())[:3])
