"""Numbers of purchase orders that nobody has numbered: short enough for the telephone, in the order of their days."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

#: Crockford's base 32: no letter is taken for a digit, or for another letter.
_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP, _GROUPS = 5, 2


def order_number(day: date, seed: str) -> str:
    """Return the number of an order made on a day, such as ``261128-7KQ4M-X9Z2P``: 50 bits beside the day's."""
    value = int.from_bytes(hashlib.sha256(seed.encode()).digest())
    digits = "".join(_DIGITS[(value >> 5 * place) & 31] for place in range(_GROUP * _GROUPS))
    groups = (digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
    return "-".join((day.isoformat()[2:].replace("-", ""), *groups))


def days_of_repeats(today: date) -> tuple[date, date]:
    """Return the days on which a request that is repeated today may have been made: a key holds for a day."""
    return today, today - timedelta(days=1)
