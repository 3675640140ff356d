"""Days as people's programs write them; one order of day, month and year is decided per file.

A time and a time zone behind the day are dropped: the day is the one that the shop's own clock showed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from domain.shared.csv.errors import AmbiguousDatesError, InvalidDateFormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

type Order = Literal["ymd", "dmy", "mdy"]

#: Stands for "not a day" among ordinals.
NO_DAY: Final = -1

_TIME = r"(?:(?:[T,]|\s)\s*\d{1,2}[:.]\d{2}.{0,40})?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_DAY_NAMED_MONTH = re.compile(
    rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?[-/\s]([^\W\d_]{{3,9}})\.?,?[-/\s](\d{{4}}|\d{{2}}){_TIME}"
)
_NAMED_MONTH_DAY = re.compile(rf"([^\W\d_]{{3,9}})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}}){_TIME}")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero",
            "feb february februar février fevrier febrero",
            "mar march mär märz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août aout agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre decembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
#: Formats as people write them, by order.
DATE_FORMATS: Final[dict[Order, str]] = {"ymd": "YYYY-MM-DD", "dmy": "DD/MM/YYYY", "mdy": "MM/DD/YYYY"}
_WRITTEN: Final = {"ymd": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
_FORMATS: Final[dict[str, Order]] = {"ymd": "ymd", "dmy": "dmy", "mdy": "mdy"}


@dataclass(frozen=True)
class DateFormat:
    """How the days of one file are written: with the year first, or with day or month first and the year last.

    ``decided`` is false where nothing in the file had to be told apart: no days, or days that name their months.
    """

    order: Order
    decided: bool = True

    @property
    def name(self) -> str | None:
        """The format as a caller would name it, ``None`` when none was decided."""
        return DATE_FORMATS[self.order] if self.decided else None

    def ordinal(self, text: str) -> int:
        """Return the day as ``date.toordinal`` does, :data:`NO_DAY` when the text is no day in this format."""
        try:
            return self._day(text.strip()).toordinal()
        except (ValueError, KeyError):
            return NO_DAY

    def text(self, ordinal: int) -> str:
        """Return the day as this format writes it."""
        return f"{date.fromordinal(ordinal):{_WRITTEN[self.order]}}"

    def _day(self, text: str) -> date:
        if self.order == "ymd":
            if match := _YEAR_FIRST.fullmatch(text):
                return date(int(match[1]), int(match[3]), int(match[4]))
            if match := _COMPACT.fullmatch(text):
                return date(int(match[1]), int(match[2]), int(match[3]))
        elif match := _YEAR_LAST.fullmatch(text):
            first, second = int(match[1]), int(match[3])
            day, month = (first, second) if self.order == "dmy" else (second, first)
            return date(_full_year(match[4]), month, day)
        if match := _DAY_NAMED_MONTH.fullmatch(text):
            return date(_full_year(match[3]), _MONTHS[match[2].lower()], int(match[1]))
        if match := _NAMED_MONTH_DAY.fullmatch(text):
            return date(int(match[3]), _MONTHS[match[1].lower()], int(match[2]))
        raise ValueError(text)


def date_format_from(value: str) -> DateFormat:
    """Return the format a caller names: ``DD/MM/YYYY``, ``%m/%d/%Y``, ``dmy`` and so on.

    Raises
    ------
    InvalidDateFormatError
        When the order of day, month and year cannot be read from it.
    """
    letters = "".join(dict.fromkeys(re.sub(r"[^dmyj]", "", value.lower().replace("%b", "m").replace("tt", "dd"))))
    if letters.replace("j", "y") not in _FORMATS:
        raise InvalidDateFormatError(value)
    return DateFormat(_FORMATS[letters.replace("j", "y")])


class DateFormatVote:
    """Decides a file's date format from its own days.

    Add batches of cells until :attr:`decided`; at the file's end :meth:`result` decides or refuses.
    """

    def __init__(self) -> None:
        self._votes: dict[Order, int] = {"ymd": 0, "dmy": 0, "mdy": 0}
        self._either = 0
        self._open: str | None = None

    def add(self, texts: Iterable[str]) -> None:
        """Count what distinct cells say."""
        for text in set(texts):
            bare = text.strip()
            if _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
                self._votes["ymd"] += 1
            elif match := _YEAR_LAST.fullmatch(bare):
                self._count(bare, match[2], int(match[1]), int(match[3]))

    def _count(self, text: str, separator: str, first: int, second: int) -> None:
        if separator == "." or first > 12 >= second:
            self._votes["dmy"] += 1
        elif second > 12 >= first:
            self._votes["mdy"] += 1
        elif first == second:
            self._either += 1
        elif first <= 12:
            self._open = self._open or text

    @property
    def decided(self) -> bool:
        """Tell whether there is evidence for one format above the others."""
        ranked = sorted(self._votes.values())
        if self._open and not self._votes["dmy"] and not self._votes["mdy"]:
            return False
        return ranked[-1] > ranked[-2]

    def result(self) -> DateFormat:
        """Return the format.

        Raises
        ------
        AmbiguousDatesError
            When day and month cannot be told apart.
        """
        best = max(self._votes, key=lambda order: self._votes[order])
        if self.decided:
            return DateFormat(best)
        if self._votes["dmy"] and self._votes["dmy"] == self._votes["mdy"]:
            raise AmbiguousDatesError(self._open or "13/02/2026 and 02/13/2026")
        if self._open and self._votes["ymd"] == 0:
            raise AmbiguousDatesError(self._open)
        if self._votes[best]:
            return DateFormat(best)
        return DateFormat("dmy") if self._either else DateFormat("ymd", decided=False)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
