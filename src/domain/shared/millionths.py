"""Amounts as whole millionths, whose sums are exact in any order."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_PER_UNIT: Final = 1_000_000
_PLACES: Final = 6


def millionths(value: float) -> int:
    """Return an amount in millionths, to the nearest."""
    return round(value * _PER_UNIT)


def units(value: int) -> float:
    """Return millionths as the amount they are."""
    return value / _PER_UNIT


def exact_units(value: int) -> Decimal:
    """Return millionths as the decimal they are."""
    return Decimal(value).scaleb(-_PLACES).normalize() + 0
