"""The forecast summary: what is forecast altogether, where it changes, how good it was, and what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.reporting.summary.checks import CheckFigures
    from domain.reporting.summary.figures import ForecastFigures
    from domain.reporting.summary.outlook import ProductOutlook


@dataclass(frozen=True, kw_only=True)
class SummedForecasts:
    """Latest forecasts of a shop, or of one category, over the first days of each, or all of it.

    Parameters
    ----------
    horizon
        Days that were asked for; ``None``: each forecast's own.
    summed_as_of
        When figures were made that were kept; ``None`` when they were worked out for this summary.
    """

    category: str | None
    horizon: int | None
    demand: ForecastFigures
    checks: CheckFigures
    summed_as_of: datetime | None = None

    @property
    def horizon_days(self) -> int:
        """Days of each forecast, at most."""
        return self.horizon or self.demand.longest


@dataclass(frozen=True, kw_only=True)
class ListedForecasts:
    """The summary as of a day, with every product's part, in order of their ids."""

    summary: SummedForecasts
    today: date
    outlooks: tuple[ProductOutlook, ...]
