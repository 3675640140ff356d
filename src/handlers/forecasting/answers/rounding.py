"""Rounding of quantities and scores in answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.shared.arrays import FloatArray

_PLACES = 3
_SCORE_PLACES = 4


def quantity(value: float) -> float:
    """Return units to the thousandth."""
    return round(float(value), _PLACES)


def quantities(values: FloatArray) -> list[float]:
    """Return units to the thousandth."""
    listed: list[float] = values.round(_PLACES).tolist()
    return listed


def score(value: float | None) -> float | None:
    """Return a measure to four places; unknown stays unknown."""
    return None if value is None else round(float(value), _SCORE_PLACES)
