"""Rounding of the numbers of an answer."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

_HUNDREDTH: Final = Decimal("0.01")
_SHARE: Final = Decimal("0.0001")


def amount(value: float | Decimal) -> Decimal:
    """Return units or money to a hundredth."""
    return Decimal(value).quantize(_HUNDREDTH, ROUND_HALF_EVEN)


def share(value: float | None) -> Decimal | None:
    """Return a share to a hundredth of a percent."""
    return None if value is None else Decimal(value).quantize(_SHARE, ROUND_HALF_EVEN)


def amount_or_none(value: float | None) -> Decimal | None:
    """Return units or money to a hundredth, where they are known."""
    return None if value is None else amount(value)
