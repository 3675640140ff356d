"""Days as people's programs write them, by one form that is decided per file (:mod:`domain.shared.csv.date_evidence`).

A day that starts with four digits of the year, or names its month, is the same in every form. A time and a time zone
behind the day are dropped: the day is the one that the shop's own clock showed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from domain.shared.csv.errors import InvalidDateFormatError
from domain.shared.csv.named_days import NO_DAY, TIME, named_day, ordinal_of
from domain.shared.csv.time_zones import day_in, day_of_epoch
from domain.shared.csv.weekdays import without_weekday

type Order = Literal["ymd", "dmy", "mdy", "yymd", "week", "serial", "epoch", "epoch_ms"]

#: No sales are older, as an ordinal.
OLDEST_DAY: Final = date(1990, 1, 1).toordinal()

_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.]) ?(\d{{1,2}})\2 ?(\d{{1,2}})\.?{TIME}", re.ASCII)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:(?:[01]\d|2[0-3])(?:[0-5]\d){{1,2}}|{TIME})", re.ASCII)
_IDEOGRAPHIC = re.compile(rf"(\d{{4}}) ?[年년] ?(\d{{1,2}}) ?[月월] ?(\d{{1,2}}) ?[日일]{TIME}", re.ASCII)
_TRIPLE = re.compile(
    rf"(\d{{1,2}})([-/.]) ?(\d{{1,2}})\2( ?)(\d{{4}}|\d{{1,2}})(?:\.| ?[гр]\.)?{TIME}",  # noqa: RUF001  # Cyrillic
    re.ASCII,
)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"(\d{5}|\d{9,10}|\d{12,13})(?:[.,]\d{1,12})?", re.ASCII)
_EPOCH: Final = date(1970, 1, 1).toordinal()
_SERIAL_ZERO: Final = date(1899, 12, 30).toordinal()
_LAST_DAY: Final = date(2200, 1, 1).toordinal()
#: Forms as people write them.
DATE_FORMATS: Final[dict[Order, str]] = {
    "ymd": "YYYY-MM-DD",
    "dmy": "DD/MM/YYYY",
    "mdy": "MM/DD/YYYY",
    "yymd": "YY-MM-DD",
    "week": "YYYY-Www",
    "serial": "EXCEL",
    "epoch": "EPOCH",
    "epoch_ms": "EPOCH_MS",
}
_WRITTEN: Final = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
_NAMED: Final[dict[str, Order]] = {
    "excel": "serial",
    "epoch": "epoch",
    "epoch_ms": "epoch_ms",
    "yyyy-www": "week",
    "dmy": "dmy",
    "mdy": "mdy",
    "ymd": "ymd",
}


@dataclass(frozen=True)
class DateFormat:
    """Date format of one file.

    ``decided`` is false where nothing in the file had to be told apart: no days, or days that name their months.
    ``language`` is of names of months, where those are not the same month in every language. Stamps that carry an
    offset, and Unix times, belong to their day in ``zone`` where one is told, else to the one that is written, which of
    Unix times is the one in UTC.
    """

    order: Order
    decided: bool = True
    language: str | None = None
    zone: str | None = None

    @property
    def name(self) -> str | None:
        """The form as a caller would name it, ``None`` when none was decided."""
        return DATE_FORMATS[self.order] if self.decided else None

    def ordinal(self, text: str) -> int:
        """Return the day as ``date.toordinal`` does, :data:`NO_DAY` when the text is no day in this form."""
        bare = plain_date(text)
        day = self._written(bare)
        return day if self.zone is None or day == NO_DAY else self._in_zone(self.zone, day, bare)

    def _in_zone(self, zone: str, day: int, bare: str) -> int:
        if self.order in {"epoch", "epoch_ms"}:
            digits = int(_NUMBER.fullmatch(bare)[1])  # type: ignore[index]  # it was read as a number
            return day_of_epoch(zone, digits if self.order == "epoch" else digits // 1000)
        return day_in(zone, day, bare)

    def _written(self, bare: str) -> int:
        """Return the day as it is written."""
        if self.order in {"week", "serial", "epoch", "epoch_ms"}:
            return numeric_readings(bare).get(self.order, NO_DAY)
        if (day := year_first(bare)) != NO_DAY:
            return day
        if self.order != "ymd" and (found := triple_readings(bare)):
            return found.get(self.order, NO_DAY)
        named = named_day(bare)
        return NO_DAY if named is None else named.ordinal(self.language)

    def text(self, ordinal: int) -> str:
        """Return a day so that it can be read again by this form."""
        return f"{date.fromordinal(ordinal):{_WRITTEN.get(self.order, '%Y-%m-%d')}}"


def year_first(text: str) -> int:
    """Return a day that starts with four digits of its year, :data:`NO_DAY` for any other text."""
    if match := _YEAR_FIRST.fullmatch(text):
        return ordinal_of(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text) or _IDEOGRAPHIC.fullmatch(text):
        return ordinal_of(int(match[1]), int(match[2]), int(match[3]))
    return NO_DAY


def triple_readings(text: str) -> dict[Order, int]:
    """Return the days that three numbers may mean, by the order in which they mean it."""
    match = _TRIPLE.fullmatch(text)
    if match is None:
        return {}
    first, second, last = match[1], match[3], match[5]
    found: dict[Order, int] = {}
    if len(last) > 1:
        year = int(last) if len(last) == 4 else 2000 + int(last)
        found["dmy"] = ordinal_of(year, int(second), int(first))
        found["mdy"] = ordinal_of(year, int(first), int(second))
    if len(first) == 2 and len(last) < 4 and (match[2] != "." or match[4]):  # 02.11.26 is written by no one year first
        found["yymd"] = ordinal_of(2000 + int(first), int(second), int(last))
    return {order: day for order, day in found.items() if day != NO_DAY}


def is_dotted(text: str) -> bool:
    """Tell whether three numbers stand between points, as they do where the day comes first."""
    match = _TRIPLE.fullmatch(text)
    return match is not None and match[2] == "."


def numeric_readings(text: str) -> dict[Order, int]:
    """Return the day of an ISO week (its Monday), a spreadsheet's serial number or a Unix time, by which of them it is.

    A serial number counts days since 1899-12-30; the day of a Unix time is the one in UTC.
    """
    if match := _WEEK.fullmatch(text):
        try:
            return {"week": date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1)).toordinal()}
        except ValueError:
            return {}
    if not (match := _NUMBER.fullmatch(text)):
        return {}
    digits = match[1]
    order: Order = "serial" if len(digits) == 5 else "epoch" if len(digits) <= 10 else "epoch_ms"
    days = {"serial": _SERIAL_ZERO + int(digits), "epoch": _EPOCH + int(digits) // 86_400}
    day = days.get(order, _EPOCH + int(digits) // 86_400_000)
    return {order: day} if OLDEST_DAY <= day < _LAST_DAY else {}


def plain_date(text: str) -> str:
    """Return a day with ASCII digits, plain blanks and without marks of direction, as all readings here expect it."""
    bare = text.strip()
    if bare.isascii():
        return without_weekday(bare) if bare[:1].isalpha() else bare
    bare = re.sub(r"[\u200e\u200f\u061c]", "", unicodedata.normalize("NFC", bare[:80]))
    bare = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in bare)
    bare = re.sub(r"\s+", " ", bare).strip()
    return without_weekday(bare) if bare[:1].isalpha() else bare


def date_format_from(value: str) -> DateFormat:
    """Return the form a caller names: ``DD/MM/YYYY``, ``%m/%d/%Y``, ``dmy``, ``EXCEL``, ``EPOCH`` and so on.

    Raises
    ------
    InvalidDateFormatError
        When the order of day, month and year cannot be read from it.
    """
    plain = value.strip().lower()
    letters = re.sub(r"[^dmyj]", "", plain.replace("%b", "m").replace("tt", "dd")).replace("j", "y")
    order = _NAMED.get(plain) or _NAMED.get("".join(dict.fromkeys(letters)))
    if order is None:
        raise InvalidDateFormatError(value)
    is_short = re.search(r"(?<!y)yy(?!y)", letters) is not None and "%" not in value
    return DateFormat("yymd" if order == "ymd" and (is_short or "%y" in value) else order)
