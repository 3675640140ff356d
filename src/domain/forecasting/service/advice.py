"""Asking the language model about one forecast, and never letting it cost the caller the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.forecasting.models.advice import Judgement

if TYPE_CHECKING:
    from domain.forecasting.demand import Calendar, DemandHistory, EngineForecast
    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.request import ForecastOptions


@dataclass(frozen=True, eq=False)
class Draft:
    """A forecast in the making: what it is of, what it was made from and what the engine says."""

    entry: CatalogueEntry
    history: DemandHistory
    made: EngineForecast
    options: ForecastOptions
    calendar: Calendar


class AdviceDesk:
    """Decides whether to ask, asks, verifies and applies."""

    def consider(self, draft: Draft, demand: DemandDistribution) -> Judgement:
        """Return the judgement on a draft; never raises for anything the model does."""
        if draft.options.engine == "bedrock":
            return Judgement(demand, degraded_reason="No language model is configured.")
        return Judgement(demand)
