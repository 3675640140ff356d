"""Field checks: texts and amounts of models, whatever their context.

Cells of files have checks of their own (:mod:`domain.shared.csv`): they are told by line and column.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from domain.shared.errors import FieldError

AMOUNT_MAX: Final = Decimal(10**9)
MAX_DECIMAL_PLACES: Final = 6


class Unwanted(NamedTuple):
    """Characters that a text may not hold, and their name in a message."""

    characters: re.Pattern[str]
    named: str


#: What a reader does not see, which can make a text look like another one: zero widths and changes of direction.
_INVISIBLE: Final = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
#: For texts of one line, and for those of several.
CONTROL: Final = Unwanted(re.compile(r"[\x00-\x1f\x7f\u2028\u2029]"), "line breaks or control characters")
CONTROL_BUT_NEWLINE: Final = Unwanted(re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]"), "control characters")
#: For texts that people read beside others': changes of direction would reorder them.
CONTROL_OR_DIRECTION: Final = Unwanted(
    re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]"), "line breaks or control characters"
)
#: For texts that a language model reads, or that stand for something.
UNPRINTABLE: Final = Unwanted(re.compile(rf"[\x00-\x1f\x7f\u2028\u2029{_INVISIBLE}]"), "unprintable characters")
UNPRINTABLE_BUT_BREAKS: Final = Unwanted(
    re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{_INVISIBLE}]"), "unprintable characters"
)


def text_problems(
    pointer: str, text: str | None, limit: int, unwanted: Unwanted = CONTROL, *, blank: bool = False
) -> list[FieldError]:
    """Return what is wrong with an optional text: one problem at most.

    Parameters
    ----------
    limit
        Most characters.
    unwanted
        Characters that it may not hold.
    blank
        Whether it may be empty or blank.
    """
    if text is None:
        return []
    if not blank and not text.strip():
        return [FieldError(pointer, "blank", "must not be blank")]
    if len(text) > limit:
        return [FieldError(pointer, "too_long", f"must have at most {limit} characters")]
    if unwanted.characters.search(text):
        return [FieldError(pointer, "control_character", f"must not contain {unwanted.named}")]
    return []


def amount_problems(
    pointer: str, value: Decimal | int | None, low: Decimal | int = 0, high: Decimal | int = AMOUNT_MAX
) -> list[FieldError]:
    """Return what is wrong with an optional amount between two limits, in any unit: one problem at most."""
    if value is None:
        return []
    number = Decimal(value)
    if not number.is_finite():
        return [FieldError(pointer, "not_a_number", "must be a finite number")]
    if not low <= number <= high:
        return [FieldError(pointer, "out_of_range", f"must be between {low} and {high}")]
    if decimal_places(number) > MAX_DECIMAL_PLACES:
        return [FieldError(pointer, "too_precise", f"must have at most {MAX_DECIMAL_PLACES} decimal places")]
    return []


def decimal_places(value: Decimal) -> int:
    """Return the decimal places of a finite number without trailing zeros, exactly, however many digits it has."""
    _, digits, exponent = value.as_tuple()
    if not any(digits) or not isinstance(exponent, int):
        return 0
    written = "".join(map(str, digits))
    return max(-exponent - (len(written) - len(written.rstrip("0"))), 0)
