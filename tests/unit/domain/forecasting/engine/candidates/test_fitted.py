"""Exponential smoothing with fitted constants."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.candidates.fitted import CONSTANTS, DAMPING, START, damped_trend


def one_by_one(values: list[float | None], horizon: int) -> list[float]:
    """The textbook recursion, one series and one pair of constants at a time."""
    known = [(rank, value) for rank, value in enumerate([v for v in values if v is not None][:START], start=1)]
    slope, level = np.polyfit([rank for rank, _ in known], [value for _, value in known], 1)
    best = (np.inf, 0.0, 0.0)
    for alpha, share in CONSTANTS:
        at, change, loss, seen = level, slope, 0.0, 0
        for value in values:
            if value is None:
                continue
            seen += 1
            error = value - at - DAMPING * change
            loss += error**2 if seen > START else 0.0
            at, change = at + DAMPING * change + alpha * error, DAMPING * change + share * alpha * error
        best = min(best, (loss, at, change))
    _, at, change = best
    return [at + change * sum(DAMPING**i for i in range(1, step + 1)) for step in range(1, horizon + 1)]


def test_all_series_at_once_are_what_the_textbook_says_of_each() -> None:
    rng = np.random.default_rng(5)
    values = 50 + np.cumsum(rng.normal(0.3, 2.0, (60, 7)), axis=0)
    path = damped_trend(values.astype(np.float32), np.ones((60, 7), np.float32), 6)
    assert path.shape == (6, 7)
    for series in range(7):
        assert path[:, series] == pytest.approx(one_by_one(values[:, series].tolist(), 6), rel=2e-3)


def test_rows_that_were_not_observed_are_passed_over() -> None:
    rng = np.random.default_rng(6)
    values = 20 + rng.normal(0, 3, 40)
    gaps: list[float | None] = [None if i < 5 or i in {17, 18, 30} else float(v) for i, v in enumerate(values)]
    x = np.array([[0.0 if v is None else v] for v in gaps], np.float32)
    seen = np.array([[v is not None] for v in gaps], np.float32)
    assert damped_trend(x, seen, 4)[:, 0] == pytest.approx(one_by_one(gaps, 4), rel=2e-3)


def test_a_series_nothing_is_known_of_forecasts_nothing() -> None:
    assert damped_trend(np.zeros((30, 1), np.float32), np.zeros((30, 1), np.float32), 3).tolist() == [[0], [0], [0]]
