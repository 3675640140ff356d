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
ROUNDS = 2
"""Rounds in which prices and events that share days are told apart, each on what the other leaves."""
HELD_OUT = 0.2


@dataclass(frozen=True, eq=False)
class LogPrices:
    """Logarithms of prices over those that they are compared with, (N, D), 0 where unknown.

    Attributes
    ----------
    common
        Over one price of the product's whole history: what demand is moved by. Over one that moves itself, a lasting
        change would move demand, and back again as it becomes the usual price.
    usual
        Over the usual price of the time: what is a reduction.
    """

    common: Array
    usual: Array


@dataclass(frozen=True, eq=False)
class PriceResponse:
    """Effects of prices on each product's demand.

    Attributes
    ----------
    elasticity
        (N,), 0 where prices say nothing.
    promotion
        Factor on promotion days, (N,), ``nan`` where unknown.
    factors, reductions
        Factor of each day's price over the product's common one, and over the usual one of the time, (N, D).
    """

    elasticity: Array
    promotion: Array
    factors: Array
    reductions: Array


def log_prices(price: Array, rows: int, window: int = USUAL) -> LogPrices:
    """Logarithms of prices (N, D), of which those after ``rows`` are the future."""
    known = np.isfinite(price) & (price > 0)
    filled = _carried(np.where(known, price, np.nan))
    common = _common(np.where(np.maximum.accumulate(known, axis=1), filled, np.nan)[:, :rows])
    usual = _upper(filled[:, :rows], window)
    usual = np.concatenate([usual, np.repeat(usual[:, -1:], price.shape[1] - rows, axis=1)], axis=1)
    return LogPrices(_log_over(filled, common[:, None]), _log_over(filled, usual))


def _log_over(price: Array, other: Array) -> Array:
    relative = np.log(np.maximum(price, 1e-9) / np.maximum(other, 1e-9))
    return np.where(np.isfinite(relative), np.clip(relative, -2, 2), 0.0)


def _common(values: Array) -> Array:
    """Upper quartile of what is known of each row, (N,); ``nan`` where nothing is."""
    ordered = np.sort(values, axis=1)
    last = np.maximum(np.isfinite(values).sum(1) - 1, 0)
    left = (0.75 * last).astype(int)[:, None]
    low, high = (np.take_along_axis(ordered, at, axis=1)[:, 0] for at in (left, np.minimum(left + 1, last[:, None])))
    common: Array = low + (high - low) * (0.75 * last - left[:, 0])
    return common


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


def fit_prior(demand: Array, prices: LogPrices, window: int = USUAL, base: Array | None = None) -> tuple[float, float]:
    """Mean and standard deviation of the elasticity over products; what is assumed anyway when few have moved.

    ``base``: known factors, (N, T).
    """
    rows = demand.shape[1]
    moved = _moves(prices, demand)
    if moved.sum() < 5:
        return PRIOR, SPREAD
    known = np.ones(demand.shape) if base is None else base
    past = prices.common[:, :rows]
    slope, information = _elasticity(demand[moved], past[moved], known[moved], window, (PRIOR, SPREAD))
    weight = np.maximum(information - 1 / SPREAD**2, 1e-9)
    mean = float(np.average(slope, weights=weight))
    return mean, float(np.clip(np.sqrt(np.average((slope - mean) ** 2, weights=weight)), 0.2, 1.5))


def _moves(prices: LogPrices, demand: Array) -> Array:
    """The products whose price has moved often enough to say anything, (N,) bool."""
    away = (np.abs(prices.usual[:, : demand.shape[1]]) > -PROMOTION) & np.isfinite(demand)
    moves: Array = away.sum(1) >= LEAST_MOVES
    return moves


def fit_response(
    demand: Array,
    prices: LogPrices,
    window: int = USUAL,
    base: Array | None = None,
    prior: tuple[float, float] = (PRIOR, SPREAD),
) -> PriceResponse:
    """Elasticities from demand (N, T) and prices of past and coming days.

    ``base``: known factors, (N, T); ``prior``: mean and standard deviation of the shop's elasticities.
    """
    rows = demand.shape[1]
    seen = np.isfinite(demand)
    moves = _moves(prices, demand)
    if not moves.any():
        flat, ones = np.zeros(demand.shape[0]), np.ones(prices.common.shape)
        return PriceResponse(flat, np.full(demand.shape[0], np.nan), ones, ones)
    known, past = np.ones(demand.shape) if base is None else base, prices.common[:, :rows]
    late = _last_part(seen)
    early = _elasticity(np.where(late, np.nan, demand), past, known, window, prior)[0]
    helps = _helps(demand, past, known, early, late, window)
    elasticity = np.where(moves & helps, _elasticity(demand, past, known, window, prior)[0], 0.0)
    factors, reductions = (
        np.clip(np.exp(elasticity[:, None] * each), 1 / LARGEST, LARGEST) for each in (prices.common, prices.usual)
    )
    deals = (prices.usual[:, :rows] < PROMOTION) & seen
    mean = np.where(deals.any(1), (reductions[:, :rows] * deals).sum(1) / np.maximum(deals.sum(1), 1), np.nan)
    return PriceResponse(elasticity, np.where(elasticity != 0, mean, np.nan), factors, reductions)


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
