"""Policies walked through a known demand, day by day and for all products and policies at once.

A day goes: what was ordered a lead time ago arrives, reviewed products are ordered, the day's demand is served as far
as stock goes, and what is not served is lost. Nothing here knows how a policy sets its levels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from domain.replenishment.ordering import NOISE

if TYPE_CHECKING:
    from domain.shared.arrays import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, kw_only=True, eq=False)
class ReplayItems:
    """Items of a replay: N products over T days.

    Parameters
    ----------
    demand
        Units demanded a day, shape (N, T).
    begin, end
        First day on which each product takes part, and the day after its last, shape (N,).
    lead_time, review_period
        In days, shape (N,).
    min_order_quantity, order_multiple
        In units, shape (N,).
    initial_stock
        Units in stock on each product's first morning, shape (N,).
    """

    demand: FloatArray
    begin: IntArray
    end: IntArray
    lead_time: IntArray
    review_period: IntArray
    min_order_quantity: FloatArray
    order_multiple: FloatArray
    initial_stock: FloatArray


class Levels(Protocol):
    """The policies' levels on a review day."""

    def __call__(self, day: int, reviewed: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return for each of A policies and the reviewed products: order when the position is below, and up to what.

        Only what was sold before ``day`` may be used. Shapes (A, n), n the number of reviewed products.
        """
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class ReplayOutcome:
    """Outcome of a replay for A policies; arrays of shape (A, N) unless said otherwise.

    Parameters
    ----------
    demand, days
        Units demanded and days replayed of each product, shape (N,).
    stock_days
        Sum over the days of the units in stock at their end.
    cycles, full_cycles
        Review periods, shape (N,), and those of them without any shortage.
    stock_by_day
        Units in stock at the end of each day, all products together, shape (A, T).
    demand_by_day
        Units demanded, all products together, shape (T,).
    """

    demand: FloatArray
    days: IntArray
    units_short: FloatArray
    stockout_days: IntArray
    stock_days: FloatArray
    orders: IntArray
    cycles: IntArray
    full_cycles: IntArray
    stock_by_day: FloatArray
    demand_by_day: FloatArray


def walk(items: ReplayItems, policies: int, levels: Levels) -> ReplayOutcome:
    """Walk ``policies`` policies through the days.

    Every policy starts with the same stock and nothing on order. Products are reviewed on their first morning and then
    every review period.
    """
    products, days = items.demand.shape
    shape = (policies, products)
    stock, on_order = np.zeros(shape), np.zeros(shape)
    pipeline = np.zeros((int(items.lead_time.max(initial=0)) + 1, *shape))
    short, stock_days = np.zeros(shape), np.zeros(shape)
    stockout_days, orders, full_cycles = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    cycles = np.zeros(products, dtype=np.int64)
    ran_short = np.zeros(shape, dtype=np.bool_)
    stock_by_day = np.zeros((policies, days))
    index = np.arange(products)
    for day in range(days):
        active = (items.begin <= day) & (day < items.end)
        stock += np.where(items.begin == day, items.initial_stock, 0.0)
        reviewed = index[active & ((day - items.begin) % items.review_period == 0)]
        if reviewed.size:
            _close_cycles(reviewed[items.begin[reviewed] < day], ran_short, cycles, full_cycles)
            placed = _order(items, reviewed, stock[:, reviewed] + on_order[:, reviewed], levels(day, reviewed))
            slots = (day + items.lead_time[reviewed]) % pipeline.shape[0]
            pipeline[slots, :, reviewed] += placed.T
            on_order[:, reviewed] += placed
            orders[:, reviewed] += placed > 0
        arriving = pipeline[day % pipeline.shape[0]]
        stock += arriving
        on_order -= arriving
        arriving[:] = 0.0
        wanted = np.where(active, items.demand[:, day], 0.0)
        missing = np.maximum(wanted - stock, 0.0)
        missing[missing < NOISE * np.maximum(wanted, 1.0)] = 0.0
        stock = np.maximum(stock - wanted, 0.0)
        short += missing
        stockout_days += missing > 0
        ran_short |= missing > 0
        held = np.where(active, stock, 0.0)
        stock_days += held
        stock_by_day[:, day] = held.sum(axis=1)
    _close_cycles(index[items.end > items.begin], ran_short, cycles, full_cycles)
    inside = _inside(items)
    return ReplayOutcome(
        demand=np.where(inside, items.demand, 0.0).sum(axis=1),
        days=np.asarray(np.maximum(items.end - items.begin, 0)),
        units_short=short,
        stockout_days=stockout_days,
        stock_days=stock_days,
        orders=orders,
        cycles=cycles,
        full_cycles=full_cycles,
        stock_by_day=stock_by_day,
        demand_by_day=np.where(inside, items.demand, 0.0).sum(axis=0),
    )


def _inside(items: ReplayItems) -> BoolArray:
    day = np.arange(items.demand.shape[1])
    return np.asarray((items.begin[:, None] <= day) & (day < items.end[:, None]))


def _close_cycles(ended: IntArray, ran_short: BoolArray, cycles: IntArray, full_cycles: IntArray) -> None:
    cycles[ended] += 1
    full_cycles[:, ended] += ~ran_short[:, ended]
    ran_short[:, ended] = False


def _order(
    items: ReplayItems, reviewed: IntArray, position: FloatArray, levels: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Return the orders of each policy for the reviewed products, raised to the minimum and to whole packs."""
    trigger, target = levels
    multiple = items.order_multiple[reviewed]
    wanted = np.maximum(target - position, items.min_order_quantity[reviewed])
    packs = np.ceil(wanted / multiple * (1 - NOISE))
    return np.where((position < trigger - NOISE) & (target > position), packs * multiple, 0.0)


def ceil_units(values: FloatArray, whole: BoolArray) -> FloatArray:
    """Round levels up to whole units where goods are sold so; ``whole`` has the shape of the last axis."""
    return np.where(whole, np.ceil(values - NOISE * np.maximum(np.abs(values), 1.0)), values)
