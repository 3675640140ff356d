"""Days without a sale up to the end of a history: how far they are to be believed, and whether the product has stopped.

Such days are read in two ways, each forecast for itself and mixed by how likely it is: as unknown (an empty shelf, a
report that has not come) and as days on which nothing was wanted. No threshold makes the forecast jump: the weights
change a little a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.forecasting.engine.arrays import Array

ALIVE, ALIVE_OUT = 20.0, 84.0
"""Usual gaps between sales after which a silent product has as likely stopped as not; while it is out of stock."""
PACE, PACE_OUT = 5.0, 10.0
"""Usual gaps in which the odds change by a factor of e."""
OUT_CHANCE = 0.001
"""Chance that a silence starts with an empty shelf, against which the chance of so many days without a sale is held."""
NEAR_DAILY, SELDOM = 0.4, 0.5
"""Share of days without a sale up to which a silence says that something is amiss, and from which it says nothing."""
LIKELY = 0.5
"""How likely a product has to have stopped to be one of those that tell how many come back."""
PRIOR_ZEROS, PRIOR_DAYS = 3.0, 4.0
"""Days without a sale, of so many days, that are assumed of a product before anything is known of it."""
FEW = 5
"""Days with sales from which on a product is known well enough for its silence to be odd, or to end as it began."""
RETURNS = 0.03
"""Share of its pace at which a product that seems to have stopped sells on, before the shop has shown it."""
RETURNS_WEIGHT, MOST_RETURNS = 8.0, 0.5
"""Products that this counts for beside the shop's own, and the largest share that is believed."""
MONTH, ORIGINS = 28, 12
"""Days after which a product that had seemed to have stopped is looked at again, and how often that is done."""
PERIODS = {52: (8.0, 1.5), 12: (5.0, 0.6)}
"""The same of totals, by grain: periods not reported, and their pace."""


@dataclass(frozen=True)
class Silence:
    """The days after the last sale.

    Attributes
    ----------
    days
        How many there are.
    unknown
        Weight of reading them as not known, 0..1, by the product's own record alone; the rest reads them as days on
        which nothing was wanted.
    stopped
        How likely it is that the product is no longer sold, 0..1.
    known
        Share of what a shop's stopped products sell on that is expected of this one, 0..1: less of one that sold once.
    """

    days: int = 0
    unknown: float = 0.0
    stopped: float = 0.0
    known: float = 1.0

    def weight(self, returns: float | None) -> float:
        """Weight of reading the days as not known where stopped products sell on at ``returns`` of their pace."""
        return self.unknown + (RETURNS if returns is None else returns) * self.stopped * self.known


def chance(odds: float) -> float:
    """Logistic function: probability with these log odds."""
    return float(1 / (1 + np.exp(-np.clip(odds, -60, 60))))


def few(sales: int) -> float:
    """Share, 1..0, of a product that is known by no more than a sale or two: all at one, nothing from ``FEW`` on."""
    return float(np.clip((FEW - sales) / (FEW - 1), 0, 1))


def silence_of(sold: Array, out: Array) -> Silence:
    """Silence of a daily history (T,) up to its end, suspected stockouts left out; ``out`` (T,): days known as such."""
    sales = np.flatnonzero(np.nan_to_num(sold) > 0)
    days = sold.size - 1 - int(sales[-1]) if sales.size else 0
    if days <= 0:
        return Silence()
    before = sold[: int(sales[-1]) + 1]
    zeros = (float((before == 0).sum()) + PRIOR_ZEROS) / (float(np.isfinite(before).sum()) + PRIOR_DAYS)
    tail, unseen = sold[-days:], out[-days:] | ~np.isfinite(sold[-days:])
    empty = float(out[-days:].mean())
    gaps = days * (1 - zeros)
    stopped = chance((gaps - ALIVE - (ALIVE_OUT - ALIVE) * empty) / (PACE + (PACE_OUT - PACE) * empty))
    by_chance = zeros ** float(((tail == 0) & ~unseen).sum())
    odd = OUT_CHANCE / (OUT_CHANCE + by_chance) * float(np.clip((SELDOM - zeros) / (SELDOM - NEAR_DAILY), 0, 1))
    share = float(unseen.mean())
    known = 1 - few(sales.size)
    return Silence(days, (1 - stopped) * (share + (1 - share) * odd * known), stopped, known)


def silence_of_totals(days: int, length: float, grain: int, zeros: float) -> Silence:
    """Silence of totals: ``days`` since the last period ended, of ``length`` each; ``zeros``: share of empty ones."""
    if days <= 0:
        return Silence()
    periods = days / length
    alive, pace = PERIODS[grain]
    stopped = chance((periods * (1 - zeros) - alive) / pace)
    return Silence(days, (1 - stopped) * (1 - zeros**periods), stopped)


def returns_of(products: Iterable[Array]) -> float:
    """Share of their pace at which the shop's products sold on that had seemed to have stopped.

    ``products``: sales a day as they were told, (T,) each, ``nan`` where not observed, which tells nothing. Each
    product counts once, by the mean of its past origins, a month apart; drawn to :data:`RETURNS`.
    """
    seen = [float(np.mean(found)) for sold in products if (found := _sold_on(sold[np.isfinite(sold)]))]
    share = (sum(seen) + RETURNS_WEIGHT * RETURNS) / (len(seen) + RETURNS_WEIGHT)
    return min(share, MOST_RETURNS)


def _sold_on(sold: Array) -> list[float]:
    """Sales of a month over the pace before, at each past origin at which the product seemed to have stopped."""
    at = np.flatnonzero(np.nan_to_num(sold) > 0)
    found = []
    for origin in range(sold.size - MONTH, max(sold.size - MONTH * (ORIGINS + 1), 0), -MONTH):
        sales = int(np.searchsorted(at, origin))
        if sales < FEW or at[sales - 1] + ALIVE >= origin:
            continue
        if silence_of(sold[:origin], np.zeros(origin, dtype=bool)).stopped > LIKELY:
            pace = float(sold[: at[sales - 1] + 1].mean())
            found.append(min(float(sold[origin : origin + MONTH].mean()) / pace, 1.0))
    return found
