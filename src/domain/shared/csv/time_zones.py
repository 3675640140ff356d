"""Time zones of stamps: the offset that a stamp carries, and its day in another zone.

A day without a time, and a time without an offset, are the shop's own: they belong to the day that is written.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.shared.csv.errors import InvalidTimeZoneError

_STAMP = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"(?:(?P<utc>Z|UTC|GMT)|(?:UTC|GMT)?(?P<sign>[-+])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)(?:\s*\([^)]*\))?$",
    re.ASCII | re.IGNORECASE,
)
#: Nothing shorter is a day with a time and an offset.
SHORTEST: Final = 14
UTC_NAME: Final = "UTC"


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; raises :class:`InvalidTimeZoneError`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidTimeZoneError(name) from None


def offset_of(text: str) -> str | None:
    """Return the offset that a stamp carries: ``UTC``, ``-05:00``; ``None`` when it carries none."""
    match = _STAMP.search(text) if len(text) > SHORTEST else None
    if match is None:
        return None
    if match["utc"]:
        return UTC_NAME
    hours, minutes = match["hours"].zfill(2), match["minutes"] or "00"
    return UTC_NAME if hours == minutes == "00" else f"{match['sign']}{hours}:{minutes}"


def day_in(zone: str, day: int, text: str) -> int:
    """Return the day in a zone, as an ordinal, of a stamp that is written on ``day``; without an offset it stays."""
    match = _STAMP.search(text) if len(text) > SHORTEST else None
    if match is None:
        return day
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    ahead = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    own = timezone(-ahead if match["sign"] == "-" else ahead)
    written = datetime.fromordinal(day).replace(tzinfo=own) + timedelta(hours=hour, minutes=int(match["minute"]))
    return written.astimezone(zone_of(zone)).toordinal()


def day_of_epoch(zone: str, seconds: int) -> int:
    """Return the day in a zone, as an ordinal, of a Unix time."""
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone_of(zone)).toordinal()
