"""Verdict on a product's forecasts, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forecasting.explanation.drivers import SIMPLE_RULE, missed_by
from domain.shared.words import percent

if TYPE_CHECKING:
    from domain.forecasting.models.accuracy import LiveAccuracy
    from domain.forecasting.models.backtest import Backtest


def verdict(backtest: Backtest | None, live: LiveAccuracy | None) -> str:
    """Say in a sentence how good the forecasts are; the live score goes before the backtest."""
    scored = live if live is not None and live.wape is not None else backtest
    if scored is None or scored.wape is None:
        return "There is too little history to say how good the forecast is."
    where = "Past forecasts" if scored is live else "Tried on its own past, the forecasts"
    return f"{where} missed {missed_by(scored.wape)}{_beside_naive(scored.skill_vs_naive)}"


def _beside_naive(skill: float | None) -> str:
    """Return the end of the sentence: the skill over the naive, if it is known."""
    if skill is None:
        return "."
    if skill <= 0:
        return f", which is no better than {SIMPLE_RULE}: the simple rule serves this product as well."
    return f", {percent(skill, 0)} less than {SIMPLE_RULE} would have."
