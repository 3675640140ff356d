"""The simulated shop: products with their demand, suppliers with their lead times, all drawn before anyone orders.

Nothing here depends on who orders, so that every buyer meets the same customers and the same deliveries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from domain.shared.arrays import FloatArray, IntArray

START: Final = date(2026, 1, 5)
#: Days of sales that the shop has before the first day: its suppliers are new to it, its products are not.
HISTORY_DAYS: Final = 400
_YEAR: Final = 365.25
WEEKDAY_SHAPE: Final = np.array([0.85, 0.85, 0.9, 1.0, 1.25, 1.45, 0.7])


@dataclass(frozen=True, kw_only=True)
class SimulatedSupplier:
    """A supplier: what it says, and what it does.

    Parameters
    ----------
    lead_time_days
        What it says.
    days, weights
        Days that its deliveries take, and how often.
    order_weekdays
        0 (Monday) to 6: when it takes orders.
    """

    supplier_id: str
    lead_time_days: int
    days: tuple[int, ...]
    weights: tuple[float, ...]
    order_weekdays: tuple[int, ...]


#: Six suppliers: a punctual one, ordinary ones, one from far away, and one that is late every time.
SUPPLIERS: Final = (
    SimulatedSupplier(supplier_id="NEAR", lead_time_days=2, days=(2, 3), weights=(0.8, 0.2), order_weekdays=(0, 3)),
    SimulatedSupplier(supplier_id="PUNCTUAL", lead_time_days=7, days=(7,), weights=(1.0,), order_weekdays=(0,)),
    SimulatedSupplier(
        supplier_id="USUAL",
        lead_time_days=6,
        days=(4, 5, 6, 7, 9),
        weights=(0.15, 0.2, 0.3, 0.2, 0.15),
        order_weekdays=(3,),
    ),
    SimulatedSupplier(
        supplier_id="LATE",
        lead_time_days=5,
        days=(8, 10, 12, 16),
        weights=(0.25, 0.35, 0.25, 0.15),
        order_weekdays=(0,),
    ),
    SimulatedSupplier(
        supplier_id="TWO-WAYS", lead_time_days=6, days=(5, 6, 19), weights=(0.5, 0.35, 0.15), order_weekdays=(3,)
    ),
    SimulatedSupplier(
        supplier_id="FAR",
        lead_time_days=28,
        days=(24, 27, 28, 30, 35),
        weights=(0.15, 0.25, 0.3, 0.2, 0.1),
        order_weekdays=(0,),
    ),
)


@dataclass(frozen=True, kw_only=True)
class SimulatedProduct:
    """A product of the shop."""

    product_id: str
    supplier: SimulatedSupplier
    price: float
    cost: float
    pack: int


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """Everything that will happen, whoever orders.

    Parameters
    ----------
    demand
        Units that customers want a day: ``history_days`` before START, then the days of the scenario, shape (N, T).
    lead_times
        Days that an order takes that is placed with a supplier on a day of the scenario, by supplier id, shape (days,).
    """

    products: tuple[SimulatedProduct, ...]
    demand: FloatArray
    lead_times: dict[str, IntArray]
    history_days: int = HISTORY_DAYS

    @property
    def days(self) -> int:
        """Days of the scenario."""
        return int(self.demand.shape[1]) - self.history_days

    @property
    def history(self) -> FloatArray:
        """Units wanted and sold before the first day, shape (N, history_days)."""
        return self.demand[:, : self.history_days]

    @property
    def future(self) -> FloatArray:
        """Units wanted in the scenario, shape (N, days)."""
        return self.demand[:, self.history_days :]

    def suppliers(self) -> tuple[SimulatedSupplier, ...]:
        """Return the suppliers that have products."""
        return tuple(dict.fromkeys(product.supplier for product in self.products))

    def ordered_on(self, day: int) -> tuple[int, ...]:
        """Return the products that can be ordered on a day."""
        weekday = (START + timedelta(days=day)).weekday()
        return tuple(index for index, product in enumerate(self.products) if weekday in product.supplier.order_weekdays)

    def next_order_day(self, index: int, day: int) -> int:
        """Return the next day after ``day`` on which a product can be ordered."""
        weekdays = self.products[index].supplier.order_weekdays
        return next(later for later in range(day + 1, day + 8) if self._weekday(later) in weekdays)

    def arrival(self, index: int, day: int) -> int:
        """Return the day on whose morning an order arrives that is placed on a day."""
        drawn = self.lead_times[self.products[index].supplier.supplier_id]
        return day + int(drawn[min(day, drawn.size - 1)])

    @staticmethod
    def _weekday(day: int) -> int:
        return (START + timedelta(days=day)).weekday()


def simulated_world(
    products: int = 40,
    days: int = 365,
    *,
    suppliers: int = len(SUPPLIERS),
    history_days: int = HISTORY_DAYS,
    seed: int = 17,
) -> World:
    """Draw a shop: levels from one unit in a week to forty a day, weekdays, a year, some trends and level shifts."""
    rng = np.random.default_rng(seed)
    made, demand = [], []
    for number in range(products):
        level = float(np.exp(rng.uniform(np.log(0.15), np.log(40))))
        cost = float(np.round(np.exp(rng.uniform(np.log(1), np.log(30))), 2))
        made.append(
            SimulatedProduct(
                product_id=f"P-{number + 1:02d}",
                supplier=SUPPLIERS[number % suppliers],
                price=round(cost * rng.uniform(1.4, 2.4), 2),
                cost=cost,
                pack=int(rng.choice([1, 1, 6, 12])) if level > 1 else 1,
            )
        )
        demand.append(_demand(rng, level, history_days, days))
    lead_times = {
        each.supplier_id: rng.choice(np.array(each.days), size=days + 1, p=each.weights) for each in SUPPLIERS
    }
    return World(products=tuple(made), demand=np.array(demand), lead_times=lead_times, history_days=history_days)


def _demand(rng: np.random.Generator, level: float, history_days: int, future_days: int) -> FloatArray:
    """Draw one product's demand: negative binomial around weekdays, year, trend and, for one in six, a new level."""
    days = history_days + future_days
    day = np.arange(days)
    weekday = np.array([(START + timedelta(days=int(each) - history_days)).weekday() for each in day])
    year = 1 + rng.uniform(0, 0.35) * np.sin(2 * np.pi * (day / _YEAR + rng.uniform()))
    trend = np.exp(rng.normal(0, 0.25) * (day - days / 2) / _YEAR)
    shift = np.ones(days)
    if rng.uniform() < 1 / 6:
        shift[int(rng.uniform(0.55, 0.9) * days) :] = rng.choice([0.5, 1.7])
    mean = level * WEEKDAY_SHAPE[weekday] * year * trend * shift
    excess = rng.uniform(0.1, 1.5)  # variance over mean, less one
    return units(rng, mean, excess)


def units(rng: np.random.Generator, mean: FloatArray, excess: float) -> FloatArray:
    """Draw negative binomial demand around a mean; ``excess`` is variance over mean, less one."""
    return np.asarray(rng.negative_binomial(np.maximum(mean, 1e-9) / excess, 1 / (1 + excess)), dtype=float)
