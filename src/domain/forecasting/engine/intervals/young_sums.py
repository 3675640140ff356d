"""Demand of a product that has sold for a few weeks, or a few times: its own days beside its shop's other launches.

The product's rate has the launch curve as its prior and is updated by the days since the first sale (every history
starts with one, so it says nothing). Demand is a compound Poisson process: a day's variance is the rate times the
dispersion; the posterior's mixture of gamma distributions is the sum's.

Sources: McCullagh & Nelder (1989), "Generalized Linear Models", chapter 9, for the quasi-likelihood; Wilson & Hilferty
(1931) for the gamma distribution's quantiles; Feller (1968), XII.2, for the compound Poisson's variance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.intervals.empirical import LEVELS, normal_quantiles

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

RATES = 48
"""Points of each part of the prior at which a rate is weighed."""
APART = 0.5
"""Standard deviation in logarithms by which a launch may differ from those of its category, of which few are known."""
UNLIKE = 0.1
"""Prior probability of a product unlike all others, of whose rate its own days alone tell."""
SIZES = 96
"""Points at which the distribution of a sum is computed."""
SQRT_3 = float(np.sqrt(3))
"""Three points, with 1/6, 2/3 and 1/6, have a normal distribution's first five moments."""
STEADY = 0.1
"""Least dispersion, of demand that is the same every day."""
DRIFT = 0.25
"""Standard deviation in logarithms of the rate of the coming weeks around that of the first ones."""
OWN = 1.75
"""Standard deviation in logarithms of the rate of a product that there is nothing to compare with."""
SHOP_DAYS = 4.0
"""Days that the shop's dispersion counts for beside the product's own."""
SPANS = (1, 2, 4, 7, 10, 14, 21, 28, 42, 56, 91, 182, 365)
"""Days whose sums are computed; the sums between lie between."""


def dispersion(demand: Array) -> float | None:
    """Variance over mean of a day's demand, at least ``STEADY``; of one day its sales; ``None`` without a sale.

    The size of a sale where sales are seldom, 1 for a Poisson process.
    """
    seen = demand[np.isfinite(demand)]
    if not seen.any():
        return None
    return max(float(seen.var(ddof=1) / seen.mean()) if seen.size > 1 else float(seen[0]), STEADY)


@dataclass(frozen=True, eq=False)
class Launch:
    """Expected units a day of a launch, ``mean``, and quantiles of its ``sums`` of 1..H days, (H, Q)."""

    mean: float
    sums: Array


def launch(demand: Array, curve: Array | None, shop_dispersion: float | None, horizon: int) -> Launch:
    """Demand by the posterior of a product's rate after the days since its first sale.

    Parameters
    ----------
    demand
        The product's days, (T,), ``nan`` where not observed; one of them with a sale.
    curve
        Quantiles at ``QUANTILE_LEVELS`` of the daily sales of launches, (Q,); ``None``: there are none to compare with.
    shop_dispersion
        The dispersion that is usual in the shop, ``None``: not known.
    horizon
        Days ahead, H.
    """
    seen = demand[np.isfinite(demand)]
    days = seen[int(np.argmax(seen > 0)) + 1 :]
    size = _pooled(seen, shop_dispersion)
    rates, prior = _prior(curve, float(seen.mean()))
    likelihood = (days.sum() * np.log(rates) - days.size * rates) / size
    weight = prior * np.exp(likelihood - likelihood.max())
    coming = (rates * np.exp(np.array([-SQRT_3, 0.0, SQRT_3]) * DRIFT)[:, None]).ravel()
    chance = np.outer([1 / 6, 2 / 3, 1 / 6], weight / weight.sum()).ravel()
    return Launch(float((chance * coming).sum()), _sums(coming, chance, size, horizon))


def _sums(rates: Array, weight: Array, size: float, horizon: int) -> Array:
    """Quantiles (H, Q) of sums of 1..H days at ``rates`` with their probabilities, (R,)."""
    spans = np.unique([min(span, horizon) for span in (*SPANS, horizon)])
    found = np.array([_mixture(rates * span, weight, size) for span in spans])
    every = np.arange(1, horizon + 1)
    sums: Array = np.array([np.interp(every, spans, each) for each in found.T]).T
    return sums


def young_days(known: Launch, mean: Array) -> Array:
    """Quantiles (H, Q) of each day, half as they are, half at the expected units ``mean`` (H,)."""
    days: Array = known.sums[:1] * (0.5 + 0.5 * mean / max(known.mean, 1e-9))[:, None]
    return days


def young_sums(known: Launch, total: Array) -> Array:
    """Quantiles (H, Q) of sums of 1..H days, half as they are, half at the expected ``total`` (H,) of each."""
    ratio = total / np.maximum(known.mean * np.arange(1, total.size + 1), 1e-9)
    grown: Array = np.maximum.accumulate(known.sums * (0.5 + 0.5 * ratio[:, None]), axis=0)
    return grown


def _prior(curve: Array | None, own: float) -> tuple[Array, Array]:
    """Rates, ascending in each part, and their probabilities, (R,)."""
    at = (np.arange(RATES) + 0.5) / RATES
    normal = np.interp(at, LEVELS, normal_quantiles())
    alone = own * np.exp(OWN * normal - OWN**2 / 2)
    if curve is None:
        return alone, np.full(RATES, 1 / RATES)
    launches = np.interp(at, LEVELS, np.maximum(curve, 1e-4)) * np.exp(APART * normal)
    rates = np.concatenate([launches, alone])
    return rates, np.repeat([(1 - UNLIKE) / RATES, UNLIKE / RATES], RATES)


def _pooled(seen: Array, shop_dispersion: float | None) -> float:
    """The product's dispersion drawn to the shop's in logarithms, by its days."""
    own = dispersion(seen) or 1.0
    if shop_dispersion is None:
        return own
    shop = np.log(shop_dispersion)
    return float(np.exp((np.log(own) * seen.size + shop * SHOP_DAYS) / (seen.size + SHOP_DAYS)))


def _mixture(means: Array, weight: Array, size: float) -> Array:
    """Quantiles (Q,) of a mixture of gamma distributions with ``means`` (R,) and variances ``size`` times as large."""
    shape = np.maximum(means / size, 1e-3)
    most = 1.5 * (means + 6 * np.sqrt(size * means)).max() + 4 * size
    sums = np.concatenate([[0.0], np.geomspace(0.01 * means.min() + 1e-6, most, SIZES)])
    normal = ((sums[:, None] / means) ** (1 / 3) - (1 - 1 / (9 * shape))) * 3 * np.sqrt(shape)
    z = normal_quantiles()
    below = np.interp(normal, [-8.0, *z, 8.0], [0.0, *LEVELS, 1.0]) @ weight
    none = float((weight * np.exp(-shape)).sum())
    quantiles: Array = np.interp(LEVELS, np.maximum.accumulate(np.maximum(below, none)), sums)
    return quantiles
