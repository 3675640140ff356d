"""Accuracy of a product's forecasts: the backtest of the latest, and past ones against the sales that followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.accuracy.live_scores import live_accuracy
from domain.forecasting.accuracy.scored_runs import scored_days, scored_runs
from domain.forecasting.accuracy.verdict import verdict
from domain.forecasting.errors import ForecastNotFoundError
from domain.forecasting.models.accuracy import AccuracyReport, ScoredDay

if TYPE_CHECKING:
    from datetime import date

    from domain.forecasting.inputs.history_reader import HistoryReader
    from domain.forecasting.models.backtest import Backtest
    from domain.forecasting.ports import ForecastRepository

#: Past forecasts that are looked at, latest first.
_VINTAGES: Final = 90


class AccuracyService:
    """Scores forecasts.

    Parameters
    ----------
    forecasts, histories
        What was forecast, and what was sold.
    """

    def __init__(self, forecasts: ForecastRepository, histories: HistoryReader) -> None:
        self._forecasts = forecasts
        self._histories = histories

    def report(self, product_id: str, lag_days: int | None = None) -> AccuracyReport:
        """Return everything known about how well a product is forecast.

        Parameters
        ----------
        lag_days
            Score of past forecasts those days alone that they were made so long before, each day once.

        Raises
        ------
        ForecastNotFoundError
            When it was never forecast.
        """
        latest = self._forecasts.latest(product_id)
        if latest is None:
            raise ForecastNotFoundError(product_id)
        level = latest.confidence_level
        days = _backtest_days(latest.backtest) if lag_days is None else {}
        live = None
        history = self._histories.read(product_id)
        if history is not None:
            excluded = frozenset(latest.history.suspected_stockout_dates)
            vintages = self._forecasts.vintages(product_id, _VINTAGES + (lag_days or 0))
            runs = scored_runs(vintages, history, excluded, lag_days)
            live = live_accuracy(runs, history, level)
            days |= scored_days(runs, level)
        return AccuracyReport(
            product_id=product_id,
            backtest=latest.backtest,
            live=live,
            history=tuple(days[day] for day in sorted(days)),
            verdict=verdict(latest.backtest, live),
            lag_days=lag_days,
        )


def _backtest_days(backtest: Backtest | None) -> dict[date, ScoredDay]:
    if backtest is None:
        return {}
    points = backtest.points
    columns = (points.predicted, points.lower, points.upper, points.actual)
    rows = zip(points.dates, *(column.tolist() for column in columns), strict=True)
    return {
        day: ScoredDay(day, predicted, lower, upper, actual)
        for day, predicted, lower, upper, actual in rows
        if np.isfinite(actual)
    }
