"""Days whose month is named: ``2. Nov. 2026``, ``Nov-02-26``, ``2026 nov. 2.``, ``2 de noviembre de 2026``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.shared.csv.month_names import MONTHS

#: Stands for "not a day" among ordinals.
NO_DAY: Final = -1
_ZONE = r"[^\d]{0,20}(?:[-+]\d{1,2}(?::?\d{2})?[^\d]{0,30})?"
#: A time behind a day, as an expression.
TIME: Final = rf"(?:(?:[T,]|\s)\s*\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:[.,]\d{{1,9}})?)?{_ZONE})?"
_TIME_AT_END = re.compile(rf"(?<=[\w.]){TIME}$", re.ASCII)
_PARTS = re.compile(r"[\s\-/.,]+")
_ORDINAL_SUFFIX = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª)")
#: Words beside the month's name.
_FILLERS: Final = frozenset({"de", "del", "of", "the", "m", "d", "г", "р", "року", "года", "gada"})  # noqa: RUF001


@dataclass(frozen=True)
class NamedDay:
    """A day whose month is named."""

    year: int
    month: str
    day: int

    def ordinal(self, language: str | None) -> int:
        """Return the day, :data:`NO_DAY` when the name is another month in another language and none is given."""
        months = MONTHS[self.month]
        month = months.get(language or "") if is_unclear(self.month) else next(iter(months.values()))
        return NO_DAY if month is None else ordinal_of(self.year, month, self.day)


def ordinal_of(year: int, month: int, day: int) -> int:
    """Return a day as ``date.toordinal`` does, :data:`NO_DAY` when the calendar does not have it."""
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return NO_DAY


def named_day(text: str) -> NamedDay | None:
    """Return a day of one month's name and two numbers, wherever the name stands; ``None`` for any other text."""
    parts = _parts(text)
    names = [part for part in parts if part in MONTHS]
    numbers = [_ORDINAL_SUFFIX.sub(r"\1", part) for part in parts if part not in MONTHS]
    if len(names) != 1 or len(numbers) != 2 or not all(map(str.isdecimal, numbers)):
        return None
    return _placed(names[0], numbers[0], numbers[1], last=parts[2] == names[0])


def _parts(text: str) -> list[str]:
    words = _PARTS.split(_TIME_AT_END.sub("", text).lower())
    return [word for word in words if word and word not in _FILLERS]


def is_unclear(name: str) -> bool:
    """Tell whether a name is one month in one language and another in another."""
    return len(set(MONTHS[name].values())) > 1


def _placed(month: str, first: str, second: str, *, last: bool) -> NamedDay | None:
    """Return the day of two numbers in this order: the one of four digits is the year, else the second of two."""
    lengths = len(first), len(second)
    if lengths in {(4, 1), (4, 2)}:
        return NamedDay(int(first), month, int(second))
    if not last and lengths in {(1, 2), (2, 2), (1, 4), (2, 4)}:
        return NamedDay(int(second) + (0 if len(second) == 4 else 2000), month, int(first))
    return None
