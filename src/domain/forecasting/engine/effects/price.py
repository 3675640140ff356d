"""Price elasticity of demand: one a product, shrunk to its category's, and only if it helps.

Log-linear (Poisson) response of sales to the price relative to the product's usual one, by Newton steps; a normal prior
around the group's elasticity. Kept where it lowers the error on the last fifth of the history, fitted on the rest.

Sources: Gruen, Wedel & co. in Blattberg, Briesch & Fox (1995) "How promotions work"; Cameron & Trivedi (2013),
"Regression Analysis of Count Data", for the quasi-Poisson fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.seasonality import moving_mean

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array

USUAL = 91
"""Window of the usual price, in days (or steps)."""
PROMOTION = -0.05
"""Log price relative to the usual one below which a day counts as a promotion."""
PRIOR, SPREAD = -1.5, 1.0
"""Elasticity assumed before anything is known, and its standard deviation (Bijmolt et al. 2005: mean about -2.6)."""
BOUNDS = (-6.0, 0.0)
LARGEST = 6.0
"""Most that a price is believed to move demand by, up or down."""
LEAST_MOVES = 5
HELD_OUT = 0.2


@dataclass(frozen=True, eq=False)
class PriceResponse:
    """Elasticity of each product, (N,), 0 where prices say nothing; factor on promotion days, nan where unknown."""

    elasticity: Array
    promotion: Array
    factors: Array


def relative_prices(price: Array, rows: int, window: int = USUAL) -> Array:
    """Log of each price over the product's usual one, (N, D); 0 where unknown. Days after ``rows`` are the future."""
    known = np.isfinite(price) & (price > 0)
    filled = _carried(np.where(known, price, np.nan))
    usual = _upper(filled[:, :rows], window)
    usual = np.concatenate([usual, np.repeat(usual[:, -1:], price.shape[1] - rows, axis=1)], axis=1)
    relative = np.log(np.maximum(filled, 1e-9) / np.maximum(usual, 1e-9))
    return np.where(np.isfinite(relative), np.clip(relative, -2, 2), 0.0)


def _carried(values: Array) -> Array:
    """Last known value carried forward, the first one backward."""
    position = np.where(np.isfinite(values), np.arange(values.shape[1]), -1)
    last = np.maximum.accumulate(position, axis=1)
    first = np.argmax(np.isfinite(values), axis=1)
    at = np.where(last >= 0, last, first[:, None])
    carried: Array = np.take_along_axis(values, at, axis=1)
    return carried


def _upper(values: Array, window: int) -> Array:
    """Usual price of each day: the 75th percentile of the window up to it, looked at once a week."""
    rows = values.shape[1]
    step = 7 if rows > 2 * window else 1
    marks = list(range(0, rows, step))
    levels = np.stack([_quartile(values[:, max(0, at - window + 1) : at + 1]) for at in marks], 1)
    usual: Array = np.repeat(levels, step, axis=1)[:, :rows]
    return usual


def _quartile(values: Array) -> Array:
    """Upper quartile of each row, (N,), by Hyndman & Fan's definition 7; ``nan`` for rows that hold any."""
    at = 0.75 * (values.shape[1] - 1)
    left = int(at)
    right = min(left + 1, values.shape[1] - 1)
    ordered = np.partition(values, sorted({left, right, values.shape[1] - 1}), axis=1)
    result: Array = ordered[:, right] - (ordered[:, right] - ordered[:, left]) * (1 - (at - left))
    return np.where(np.isnan(ordered[:, -1]), np.nan, result)


def fit_prior(demand: Array, relative: Array | None, window: int = USUAL) -> tuple[float, float]:
    """Mean and standard deviation of the elasticity over products; what is assumed anyway when few have moved."""
    if relative is None:
        return PRIOR, SPREAD
    past = relative[:, : demand.shape[1]]
    moved = ((np.abs(past) > -PROMOTION) & np.isfinite(demand)).sum(1) >= LEAST_MOVES
    if moved.sum() < 5:
        return PRIOR, SPREAD
    slope, information = _elasticity(demand[moved], past[moved], np.ones(past[moved].shape), window, (PRIOR, SPREAD))
    weight = np.maximum(information - 1 / SPREAD**2, 1e-9)
    mean = float(np.average(slope, weights=weight))
    return mean, float(np.clip(np.sqrt(np.average((slope - mean) ** 2, weights=weight)), 0.2, 1.5))


def fit_response(
    demand: Array,
    relative: Array,
    window: int = USUAL,
    base: Array | None = None,
    prior: tuple[float, float] = (PRIOR, SPREAD),
) -> PriceResponse:
    """Elasticities from demand (N, T) and log relative prices (N, T + H).

    ``base``: known factors, (N, T); ``prior``: mean and standard deviation of the shop's elasticities.
    """
    rows = demand.shape[1]
    past = relative[:, :rows]
    seen = np.isfinite(demand)
    moves = ((np.abs(past) > -PROMOTION) & seen).sum(1) >= LEAST_MOVES
    if not moves.any():
        flat = np.zeros(demand.shape[0])
        return PriceResponse(flat, np.full(demand.shape[0], np.nan), np.ones(relative.shape))
    known = np.ones(demand.shape) if base is None else base
    late = _last_part(seen)
    early = _elasticity(np.where(late, np.nan, demand), past, known, window, prior)[0]
    helps = _helps(demand, past, known, early, late, window)
    elasticity = np.where(moves & helps, _elasticity(demand, past, known, window, prior)[0], 0.0)
    response = np.clip(np.exp(elasticity[:, None] * relative), 1 / LARGEST, LARGEST)
    deals = (past < PROMOTION) & seen
    mean = np.where(deals.any(1), (response[:, :rows] * deals).sum(1) / np.maximum(deals.sum(1), 1), np.nan)
    return PriceResponse(elasticity, np.where(elasticity != 0, mean, np.nan), response)


def _level(demand: Array, factor: Array, window: int) -> Array:
    seen = np.isfinite(demand)
    x = np.where(seen, demand, 0.0)
    return moving_mean(x.T, (seen * factor).T, window).T


def _elasticity(
    demand: Array, relative: Array, known: Array, window: int, prior: tuple[float, float]
) -> tuple[Array, Array]:
    """Newton steps of the penalised quasi-Poisson likelihood: elasticities and their information, (N,)."""
    seen = np.isfinite(demand)
    x = np.where(seen, demand, 0.0)
    mean, spread = prior
    slope = np.full(demand.shape[0], mean)
    information = np.ones(demand.shape[0])
    for _ in range(6):
        response = np.exp(slope[:, None] * relative)
        expected = _level(demand, known * response, window) * known * response * seen
        pearson = ((x - expected) ** 2 / np.maximum(expected, 1e-9) * (expected > 1e-9)).sum(1)
        dispersion = np.maximum(pearson / np.maximum(seen.sum(1) - 1, 1), 1e-9)
        score = (relative * (x - expected)).sum(1) / dispersion - (slope - mean) / spread**2
        information = (relative**2 * expected).sum(1) / dispersion + 1 / spread**2
        slope = np.clip(slope + np.clip(score / information, -1, 1), *BOUNDS)
    return slope, information


def _last_part(seen: Array) -> Array:
    """The last part of each product's own history, (N, T) bool, whatever stands beside it."""
    rows = seen.shape[1]
    own = np.where(seen.any(1), rows - np.argmax(seen, axis=1), 0)
    late: Array = np.arange(rows) >= (rows - (HELD_OUT * own).astype(int))[:, None]
    return late


def _helps(demand: Array, relative: Array, known: Array, slope: Array, late: Array, window: int) -> Array:
    """True when the response lowers the squared error of the ``late`` part, forecast from the level before it."""
    seen = np.isfinite(demand)
    first = late.argmax(1)[:, None]
    at = np.arange(late.shape[1])
    before = seen & (at < first) & (at >= first - window)
    x, late = np.where(seen, demand, 0.0), late & seen
    errors = []
    for use in (slope, np.zeros_like(slope)):
        response = known * np.exp(use[:, None] * relative)
        level = (x * before).sum(1) / np.maximum((before * response).sum(1), 1e-9)
        errors.append((late * (x - level[:, None] * response) ** 2).sum(1))
    moved = ((np.abs(relative) > -PROMOTION) & late).any(1)
    better: Array = np.where(moved, errors[0] <= errors[1], True)
    return better
