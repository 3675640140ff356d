"""The probability levels that every forecast's quantiles are given at; alone, so that reading one imports little."""

from __future__ import annotations

from typing import Final

QUANTILE_LEVELS: Final[tuple[float, ...]] = (
    0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
    0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995,
)  # fmt: skip
"""Probability levels of every quantile array, in the order of its last axis."""
