"""A buyer walked through a world, day by day, and what came of it.

A day goes: in the morning what is due arrives and the buyer may order; then customers come, and what is not there is
not sold, and lost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.scenario.world import World
    from domain.shared.arrays import FloatArray

#: Share of its cost that a unit in stock costs a year.
HOLDING_RATE: Final = 0.25
_YEAR_DAYS: Final = 365


class Buyer(Protocol):
    """Someone who orders for the shop."""

    def morning(self, day: int, arrived: Mapping[int, float], stock: FloatArray) -> Mapping[int, float]:
        """Take in what has arrived by order and look at the shelves; return what to order, by product.

        Parameters
        ----------
        arrived
            Units that arrive this morning, by product.
        stock
            Units on the shelves, what arrived included, shape (N,).
        """
        ...

    def evening(self, day: int, sold: FloatArray) -> None:
        """Learn what was sold, shape (N,)."""
        ...


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Outcome of a year.

    Parameters
    ----------
    fill_rate
        Share of the units wanted that were sold.
    stockout_days
        Product-days on which a customer was sent away.
    average_stock_value
        Stock at the end of a day at cost, on average.
    orders, order_lines
        Orders placed, a supplier's products of one day together, and their lines.
    margin_lost, holding
        Margin on the units that were not there, and what the stock cost, in a year.
    margin_lost_by_supplier
        The first, by whose products they were.
    """

    fill_rate: float
    stockout_days: int
    average_stock_value: float
    orders: int
    order_lines: int
    margin_lost: float
    holding: float
    margin_lost_by_supplier: dict[str, float]

    @property
    def cost(self) -> float:
        """Margin lost and holding cost together, a year."""
        return self.margin_lost + self.holding


def starting_stock(world: World) -> FloatArray:
    """Return what every buyer begins with: the last eight weeks' mean for the lead time that is said and a week."""
    lead_times = np.array([product.supplier.lead_time_days for product in world.products])
    return np.asarray(np.ceil(world.history[:, -56:].mean(axis=1) * (lead_times + 7)))


def walk(world: World, buyer: Buyer) -> Outcome:
    """Walk a buyer through all days of a world."""
    stock = starting_stock(world)
    due: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    cost = np.array([product.cost for product in world.products])
    margin = np.array([product.price for product in world.products]) - cost
    short, held = np.zeros(stock.size), np.zeros(stock.size)
    stockout_days = orders = lines = 0
    for day in range(world.days):
        arrived = dict(due.pop(day, {}))
        for index, units in arrived.items():
            stock[index] += units
        ordered = {index: units for index, units in buyer.morning(day, arrived, stock.copy()).items() if units > 0}
        for index, units in ordered.items():
            due[world.arrival(index, day)][index] += units
        orders += len({world.products[index].supplier.supplier_id for index in ordered})
        lines += len(ordered)
        wanted = world.future[:, day]
        sold = np.minimum(wanted, stock)
        stock -= sold
        short += wanted - sold
        stockout_days += int((wanted > sold).sum())
        held += stock
        buyer.evening(day, sold)
    years = world.days / _YEAR_DAYS
    average = float((held * cost).sum() / world.days)
    lost: dict[str, float] = defaultdict(float)
    for product, amount in zip(world.products, (short * margin / years).tolist(), strict=True):
        lost[product.supplier.supplier_id] += amount
    return Outcome(
        fill_rate=1 - float(short.sum() / world.future.sum()),
        stockout_days=stockout_days,
        average_stock_value=average,
        orders=orders,
        order_lines=lines,
        margin_lost=sum(lost.values()),
        holding=average * HOLDING_RATE,
        margin_lost_by_supplier=dict(lost),
    )


def in_packs(units: float, pack: int) -> float:
    """Return units rounded up to whole packs, none for none."""
    return float(np.ceil(max(units, 0.0) / pack - 1e-9) * pack)
