"""Properties of a grain, which is named by its season length (7: days, 52: weeks, 12: months, 24: hours)."""

from __future__ import annotations

HALF_LIFE = {7: 90.0, 52: 52.0, 12: 36.0}
"""Steps after which an error counts half, by season length."""


def is_frequent(season_length: int) -> bool:
    """True when steps are days or hours: many of them, and little changes from one to the next."""
    return season_length in {7, 24}


def half_life(season_length: int) -> float:
    """Steps after which an error counts half."""
    return HALF_LIFE.get(season_length, 3.0 * max(season_length, 12))


def rolling_horizon(horizon: int, season_length: int) -> int:
    """Horizon of the rolling-origin evaluation: the forecast's own, or as far as most histories can be judged."""
    return min(horizon, 56 if season_length == 7 else max(season_length, 8))
