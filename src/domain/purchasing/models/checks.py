"""Checks of texts and amounts that suppliers, orders and settings share."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from domain.shared.errors import FieldError

AMOUNT_MAX: Final = Decimal(10**9)
MAX_DECIMAL_PLACES: Final = 6
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_CONTROL_BUT_NEWLINE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")


def _exceeds(value: Decimal) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > MAX_DECIMAL_PLACES


def text_problems(pointer: str, text: str | None, limit: int, *, lines: bool = False) -> list[FieldError]:
    """Return what is wrong with an optional text; ``lines`` allows line breaks."""
    unwanted = _CONTROL_BUT_NEWLINE if lines else _CONTROL
    if text is None:
        return []
    if not text.strip():
        return [FieldError(pointer, "blank", "must not be blank")]
    if len(text) > limit:
        return [FieldError(pointer, "too_long", f"must have at most {limit} characters")]
    found = unwanted.search(text)
    return [FieldError(pointer, "control_character", "must not contain control characters")] if found else []


def amount_problems(
    pointer: str, value: Decimal | int | None, low: Decimal | int = 0, high: Decimal | int = AMOUNT_MAX
) -> list[FieldError]:
    """Return what is wrong with an optional amount."""
    if value is None:
        return []
    number = Decimal(value)
    if not number.is_finite():
        return [FieldError(pointer, "not_a_number", "must be a finite number")]
    if not low <= number <= high:
        return [FieldError(pointer, "out_of_range", f"must be between {low} and {high}")]
    if _exceeds(number):
        return [FieldError(pointer, "too_precise", f"must have at most {MAX_DECIMAL_PLACES} decimal places")]
    return []
