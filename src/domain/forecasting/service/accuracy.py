"""How good a product's forecasts are: the backtest of the latest, and past ones against what was sold since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from domain.forecasting.accuracy.live_scores import live_accuracy, scored_days, scored_runs
from domain.forecasting.errors import ForecastNotFoundError
from domain.forecasting.explanation import wording
from domain.forecasting.models.accuracy import AccuracyReport, ScoredDay
from domain.forecasting.service.inputs import demand_history

if TYPE_CHECKING:
    from datetime import date

    from domain.forecasting.models.accuracy import LiveAccuracy
    from domain.forecasting.models.demand import Backtest, DemandHistory
    from domain.forecasting.ports import Catalogue, ForecastRepository, SalesHistory, ShopMemory
    from domain.shared.ports import Clock

#: Past forecasts that are looked at, latest first.
_VINTAGES: Final = 90


class AccuracyService:
    """Scores forecasts.

    Parameters
    ----------
    forecasts, catalogue, sales, shop
        What was forecast, and what was sold.
    clock
        Tells today.
    """

    def __init__(
        self, forecasts: ForecastRepository, catalogue: Catalogue, sales: SalesHistory, shop: ShopMemory, clock: Clock
    ) -> None:
        self._forecasts = forecasts
        self._catalogue = catalogue
        self._sales = sales
        self._shop = shop
        self._clock = clock

    def report(self, product_id: str) -> AccuracyReport:
        """Return everything known about how well a product is forecast.

        Raises
        ------
        ForecastNotFoundError
            When it was never forecast.
        """
        latest = self._forecasts.latest(product_id)
        if latest is None:
            raise ForecastNotFoundError(product_id)
        level = latest.confidence_level
        days = _backtest_days(latest.backtest)
        live = None
        history = self.history(product_id)
        if history is not None:
            excluded = frozenset(latest.history.suspected_stockout_dates)
            runs = scored_runs(self._forecasts.vintages(product_id, _VINTAGES), history, excluded)
            live = live_accuracy(runs, history, level)
            days |= scored_days(runs, level)
        return AccuracyReport(
            product_id=product_id,
            backtest=latest.backtest,
            live=live,
            history=tuple(days[day] for day in sorted(days)),
            verdict=verdict(latest.backtest, live),
        )

    def history(self, product_id: str) -> DemandHistory | None:
        """Return what a product sold, as the engine reads it; ``None`` when nothing is known."""
        entry = self._catalogue.get_many([product_id]).get(product_id)
        sold = self._sales.read_many([product_id]).get(product_id)
        if entry is None or sold is None:
            return None
        return demand_history(entry, sold, self._shop.load().last_date, self._clock.now().date())


def verdict(backtest: Backtest | None, live: LiveAccuracy | None) -> str:
    """Say in a sentence how good the forecasts are; the live score goes before the backtest."""
    scored = live if live is not None and live.wape is not None else backtest
    if scored is None or scored.wape is None:
        return "There is too little history to say how good the forecast is."
    where = "Past forecasts" if scored is live else "Tried on its own past, the forecasts"
    miss = f"{where} missed {wording.share(scored.wape)}"
    skill = scored.skill_vs_naive
    if skill is None:
        return f"{miss}."
    if skill <= 0:
        return f"{miss}, which is no better than {wording.SIMPLE_RULE}: the simple rule serves this product as well."
    return f"{miss}, {skill:.0%} less than {wording.SIMPLE_RULE} would have."


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
