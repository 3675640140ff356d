"""Results of a replay: key figures of each policy, the service curve, the chart's lines, and the assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import numpy as np

from domain.replenishment.replay.case import WARM_UP_DAYS
from domain.replenishment.replay.policies import (
    CURVE,
    FIRST_OF_CURVE,
    MIN_MAX,
    RECOMMENDED,
    TRAILING_DAYS,
)
from domain.shared.words import counted, days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.replenishment.models import StockedProduct
    from domain.replenishment.replay.case import ReplayCase
    from domain.replenishment.replay.run import ReplayRun
    from domain.shared.arrays import FloatArray


@dataclass(frozen=True, kw_only=True)
class PolicyResult:
    """Result of one policy, all products together.

    Parameters
    ----------
    fill_rate
        Share of demand served from stock (P2, type 2 service).
    cycle_service_level
        Share of review periods without any shortage (P1, type 1 service).
    average_stock_units
        Units in stock at the end of a day, on average.
    average_stock_value
        The same at cost, products without a cost left out; ``None`` when none has one.
    """

    stockout_days: int
    units_short: float
    value_short: float
    fill_rate: float | None
    cycle_service_level: float | None
    average_stock_units: float
    average_stock_value: float | None
    orders: int

    @classmethod
    def of(cls, run: ReplayRun, policy: int) -> Self:
        """Read one policy's row."""
        outcome, products = run.outcome, run.case.products
        average = outcome.stock_days[policy] / np.maximum(outcome.days, 1)
        prices = np.array([float(product.current_price) for product in products])
        short = outcome.units_short[policy]
        return cls(
            stockout_days=int(outcome.stockout_days[policy].sum()),
            units_short=float(short.sum()),
            value_short=float((short * prices).sum()),
            fill_rate=_share(float(outcome.demand.sum() - short.sum()), float(outcome.demand.sum())),
            cycle_service_level=_share(float(outcome.full_cycles[policy].sum()), float(outcome.cycles.sum())),
            average_stock_units=float(average.sum()),
            average_stock_value=_value(average, products),
            orders=int(outcome.orders[policy].sum()),
        )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _value(units: FloatArray, products: Sequence[StockedProduct]) -> float | None:
    costs = [None if product.unit_cost is None else float(product.unit_cost) for product in products]
    known = [cost * float(held) for cost, held in zip(costs, units, strict=True) if cost is not None]
    return sum(known) if known else None


@dataclass(frozen=True, kw_only=True, eq=False)
class ReplayReport:
    """A replay's answer.

    Parameters
    ----------
    curve
        The recommended policy's result at each service level.
    recommended_stock, minmax_stock, demand
        Units by day, all products together, shape (T,).
    """

    product_id: str | None
    category: str | None
    products: int
    products_skipped: int
    first_date: date
    last_date: date
    recommended: PolicyResult
    minmax: PolicyResult
    curve: tuple[tuple[float, PolicyResult], ...]
    recommended_stock: FloatArray
    minmax_stock: FloatArray
    demand: FloatArray
    assumptions: tuple[str, ...]

    @classmethod
    def of(cls, run: ReplayRun, product_id: str | None, category: str | None, left_out: int = 0) -> Self:
        """Sum a run up; ``left_out`` products were not tried because there are too many."""
        case, outcome = run.case, run.outcome
        return cls(
            product_id=product_id,
            category=category,
            products=len(case.products),
            products_skipped=case.products_skipped + left_out,
            first_date=case.first_date,
            last_date=case.first_date + timedelta(days=case.days - 1),
            recommended=PolicyResult.of(run, RECOMMENDED),
            minmax=PolicyResult.of(run, MIN_MAX),
            curve=tuple(
                (level, PolicyResult.of(run, FIRST_OF_CURVE + position)) for position, level in enumerate(CURVE)
            ),
            recommended_stock=outcome.stock_by_day[RECOMMENDED],
            minmax_stock=outcome.stock_by_day[MIN_MAX],
            demand=outcome.demand_by_day,
            assumptions=tuple(_assumptions(case, run, left_out)),
        )


def _assumptions(case: ReplayCase, run: ReplayRun, left_out: int) -> list[str]:
    refit = f"every {days(run.refit_days)} ({counted(run.fits, 'time')})"
    stated = [
        "Demand that stock cannot serve is lost, not delivered later.",
        "Sales are taken as demand; a day without a row sold nothing.",
        (
            f"Both policies start {days(WARM_UP_DAYS)} after a product's first sale with the same stock, its mean "
            "demand so far for lead time and review period."
        ),
        (
            "Both are reviewed on the same days, with the lead times, minimum orders and packs set today; a delivery "
            "takes exactly the lead time."
        ),
        (
            f"Every decision uses only what was sold before that day. The forecast is made anew {refit}; in between, "
            "its later days are used, at the level of what was sold since."
        ),
        (
            "Recommended: at each review, order up to the quantile of demand over lead time and review period at the "
            "product's service level, lead-time variability included."
        ),
        (
            f"Min/max: min is the mean of the last {days(TRAILING_DAYS)} for lead time, review period and half the "
            "lead time again; max is a review period's more. At or below min, order up to max."
        ),
        "Prices, promotions, events and overrides are not used.",
    ]
    if run.hurried:
        stated.append("Time ran out, so that the last forecast was used for longer than that.")
    if case.filled_days:
        stated.append(
            f"{days(case.filled_days)} suspected of stockout count as demand of the same weekday in the weeks around."
        )
    if any(product.unit_cost is None for product in case.products):
        stated.append("Products without a unit cost are left out of stock values.")
    if case.products_skipped:
        stated.append(
            f"{counted(case.products_skipped, 'product has', 'products have')} too short a history to be replayed."
        )
    if left_out:
        stated.append(
            f"Only the {counted(len(case.products) + case.products_skipped, 'product')} that sold most are replayed."
        )
    return stated
