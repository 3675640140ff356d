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
    from domain.forecasting.engine.arrays import Array

ALIVE, ALIVE_OUT = 20.0, 84.0
"""Usual gaps between sales after which a silent product has as likely stopped as not; while it is out of stock."""
PACE, PACE_OUT = 5.0, 10.0
"""Usual gaps in which the odds change by a factor of e."""
OUT_CHANCE = 0.001
"""Chance that a silence starts with an empty shelf, against which the chance of so many days without a sale is held."""
NEAR_DAILY, SELDOM = 0.4, 0.5
"""Share of days without a sale up to which a silence says that something is amiss, and from which it says nothing."""
PRIOR_ZEROS, PRIOR_DAYS = 3.0, 4.0
"""Days without a sale, of so many days, that are assumed of a product before anything is known of it."""
FEW = 5
"""Days with sales from which on a product is known well enough for its silence to be odd, or to end as it began."""
RETURNS = 0.03
"""Chance that a product that seems to have stopped sells again as it did."""
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
        Weight of reading them as not known, 0..1; the rest reads them as days on which nothing was wanted.
    stopped
        How likely it is that the product is no longer sold, 0..1.
    """

    days: int = 0
    unknown: float = 0.0
    stopped: float = 0.0


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
    return Silence(days, (1 - stopped) * (share + (1 - share) * odd * known) + RETURNS * stopped * known, stopped)


def silence_of_totals(days: int, length: float, grain: int, zeros: float) -> Silence:
    """Silence of totals: ``days`` since the last period ended, of ``length`` each; ``zeros``: share of empty ones."""
    if days <= 0:
        return Silence()
    periods = days / length
    alive, pace = PERIODS[grain]
    stopped = chance((periods * (1 - zeros) - alive) / pace)
    return Silence(days, (1 - stopped) * (1 - zeros**periods) + RETURNS * stopped, stopped)
