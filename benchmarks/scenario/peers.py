"""Buyers to compare with: a plain min/max, and one who knows everything that will happen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.scenario.walk import in_packs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.scenario.world import World
    from domain.shared.arrays import FloatArray

_TRAILING_DAYS: Final = 56
#: Deliveries from which on the mean of what they took counts, and not what the supplier says.
_ENOUGH: Final = 5


class MinMaxBuyer:
    """Orders up to max when what is there and on order is at min or below.

    Min is the trailing mean over lead time, review period and ``safety`` times the lead time again; max is a review
    period's more. The lead time is the supplier's word until five of its deliveries have come, and their mean from then
    on.
    """

    def __init__(self, world: World, safety: float = 0.5) -> None:
        self._world = world
        self._safety = safety
        self._sold = list(world.history.T[-_TRAILING_DAYS:])
        self._on_order = np.zeros(len(world.products))
        self._open: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._taken: dict[str, list[int]] = defaultdict(list)

    def morning(self, day: int, arrived: Mapping[int, float], stock: FloatArray) -> Mapping[int, float]:
        """Order what is at min or below."""
        self._receive(day, arrived)
        daily = np.mean(self._sold[-_TRAILING_DAYS:], axis=0)
        ordered = {}
        for index in self._world.ordered_on(day):
            product = self._world.products[index]
            lead = self._lead_time(product.supplier.supplier_id, product.supplier.lead_time_days)
            review = self._world.next_order_day(index, day) - day
            low = daily[index] * (lead + review + self._safety * lead)
            position = stock[index] + self._on_order[index]
            if position <= np.ceil(low):
                units = in_packs(np.ceil(low + daily[index] * review) - position, product.pack)
                ordered[index] = units
                self._on_order[index] += units
                self._open[index].append((day, units))
        return ordered

    def evening(self, day: int, sold: FloatArray) -> None:  # noqa: ARG002  # the protocol's
        """Remember what was sold."""
        self._sold.append(sold)

    def _receive(self, day: int, arrived: Mapping[int, float]) -> None:
        came: dict[str, set[int]] = defaultdict(set)
        for index, units in arrived.items():
            self._on_order[index] -= units
            for order in [each for each in self._open[index] if self._world.arrival(index, each[0]) == day]:
                self._open[index].remove(order)
                came[self._world.products[index].supplier.supplier_id].add(day - order[0])
        for supplier_id, days in came.items():
            self._taken[supplier_id] += sorted(days)

    def _lead_time(self, supplier_id: str, said: int) -> float:
        taken = self._taken[supplier_id]
        return float(np.mean(taken)) if len(taken) >= _ENOUGH else float(said)


class AllKnowingBuyer:
    """Orders exactly what will be missing until the order after this one arrives: nobody can do with less stock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._due: dict[int, list[tuple[int, float]]] = defaultdict(list)

    def morning(self, day: int, arrived: Mapping[int, float], stock: FloatArray) -> Mapping[int, float]:  # noqa: ARG002  # the protocol's
        """Order what the days between this delivery and the next will want and is not there."""
        ordered = {}
        for index in self._world.ordered_on(day):
            here = self._world.arrival(index, day)
            after = self._world.arrival(index, self._world.next_order_day(index, day))
            missing = self._missing(index, day, float(stock[index]), here, max(after, here + 1))
            if units := in_packs(missing, self._world.products[index].pack):
                ordered[index] = units
                self._due[index].append((here, units))
        return ordered

    def evening(self, day: int, sold: FloatArray) -> None:
        """Learn nothing: it is known."""

    def _missing(self, index: int, day: int, stock: float, here: int, until: int) -> float:
        """Return the most units that would be lost from ``here`` to ``until`` if nothing more were ordered."""
        missing = 0.0
        for later in range(day, min(until, self._world.days)):
            stock += sum(units for due, units in self._due[index] if due == later and due > day)
            wanted = float(self._world.future[index, later])
            if later >= here:
                missing += max(wanted - stock, 0.0)
            stock = max(stock - wanted, 0.0)
        return missing
