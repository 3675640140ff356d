"""One product on its way through the engine, and what is said of it in words whatever the grain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.history.cleaning import Cleaned, clean, readings
from domain.forecasting.models.demand import HistorySummary
from domain.shared.words import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.models.demand import DemandHistory


@dataclass(frozen=True, eq=False)
class Item:
    """A product's position in the batch, what came in, a reading of it with its weight, and the last day known."""

    position: int
    history: DemandHistory
    cleaned: Cleaned
    end: date
    weight: float = 1.0

    @property
    def start(self) -> date:
        """First day to forecast."""
        return self.end + timedelta(days=1)

    @property
    def gap(self) -> int:
        """Days between the history's end and the last day known."""
        return max((self.end - self.cleaned.end).days, 0)

    @property
    def prices_planned(self) -> bool:
        """True when coming prices are told, and not only the one that holds now."""
        return self.history.future_price is not None and self.history.future_price.size > 1

    def prices_ahead(self, days: int) -> Array | None:
        """Prices of the first days to forecast, (days,), the last one told being held; ``None`` where none is told."""
        told = self.history.future_price
        if told is None or not told.size:
            return None
        return np.concatenate([told, np.full(days, told[-1])])[:days]


@dataclass(frozen=True)
class Asked:
    """Request to the engine: days, whether to score the past, and the interval to score."""

    horizon: int
    backtest: bool
    level: float


def items_of(histories: Sequence[DemandHistory], as_of: date | None, returns: float | None = None) -> list[Item]:
    """The products that ever sold, cleaned; one whose last days can be read in two ways is there twice.

    ``returns``: share of their pace at which the shop's products sell on that seem to have stopped, ``None``: unknown.
    """
    items = []
    for position, history in enumerate(histories):
        cleaned = clean(history, as_of)
        if cleaned is not None:
            end = as_of or history.end
            items += [Item(position, history, read, end, weight) for weight, read in readings(cleaned, end, returns)]
    return items


def likeliest(items: Sequence[Item]) -> list[Item]:
    """Each product in its likeliest reading."""
    best: dict[int, Item] = {}
    for item in items:
        if item.position not in best or item.weight > best[item.position].weight:
            best[item.position] = item
    return list(best.values())


def summarise(history: DemandHistory, start: date, cleaned: Cleaned) -> HistorySummary:
    """Summary of the product's own observations before ``start``, and of those left out."""
    sold = history.quantity[: max((start - history.start).days, 0)]
    seen = np.flatnonzero(np.isfinite(sold))
    return HistorySummary(
        first_date=history.start + timedelta(days=int(seen[0])) if seen.size else None,
        last_date=history.start + timedelta(days=int(seen[-1])) if seen.size else None,
        days=int(seen.size),
        selling_days=int((sold[seen] > 0).sum()),
        suspected_stockout_dates=cleaned.suspected,
        unusual_days=cleaned.unusual,
        stopped_probability=cleaned.silence.stopped,
    )


def in_words(shares: Mapping[str, float], *, borrowed: bool, grain: str) -> str:
    """Main components of the combination in words; ``shares``: weight of candidates by display name."""
    main = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    words = ", ".join(f"{name} {percent(share, 0)}" for name, share in main if share >= 0.05)
    return f"{grain} combination: {words}" + ("; with its predecessor's history" if borrowed else "")
