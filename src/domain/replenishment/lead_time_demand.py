"""Demand over a lead time that was learned: a mixture over the days that deliveries took.

A mixture keeps what a variance loses: a supplier who delivers in 5 days, and every tenth time in 30, has two humps and
no bell. Typed lead times with a standard deviation are widened instead (:func:`domain.replenishment.demand.widened`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from domain.replenishment.ordering import NOISE
from domain.shared import quantiles

if TYPE_CHECKING:
    from domain.replenishment.demand import CumulativeDemand, WindowDemand
    from domain.replenishment.terms import SupplyTerms
    from domain.shared.arrays import FloatArray

_HALVINGS = 60


class Window(Protocol):
    """Demand summed over a window of days whose length may vary."""

    @property
    def mean(self) -> float:
        """Mean demand."""
        ...

    @property
    def parts(self) -> tuple[tuple[float, WindowDemand], ...]:
        """Probability and demand of each length that the window can have."""
        ...

    def quantile(self, level: float) -> float:
        """Return the demand that is not exceeded with probability ``level``."""
        ...

    def probability_above(self, amount: float) -> float:
        """Return the probability that demand exceeds ``amount``."""
        ...

    def expected_excess(self, amount: float) -> float:
        """Return the units by which demand exceeds ``amount`` on average."""
        ...


class LeadTimeDemand(Protocol):
    """Demand over windows that begin on the planning day and end with a delivery."""

    @property
    def own_days(self) -> int:
        """Days that the forecast itself covers."""
        ...

    def window(self, days: int) -> Window:
        """Return demand over ``days`` days, counted with the mean lead time."""
        ...

    def first_short(self, level: float, first: int, supply: FloatArray) -> int | None:
        """Return the first window from ``first`` days on whose quantile exceeds its supply, ``supply`` (n,)."""
        ...


@dataclass(frozen=True, eq=False)
class MixedWindow:
    """Demand over a window whose length is one of several, each with a probability."""

    parts: tuple[tuple[float, WindowDemand], ...]

    @property
    def mean(self) -> float:
        """Mean demand."""
        return sum(weight * part.mean for weight, part in self.parts)

    def quantile(self, level: float) -> float:
        """Return the demand that is not exceeded with probability ``level``.

        It lies between the smallest and the largest of the parts' own quantiles, and is found by halving.
        """
        own = [part.quantile(level) for _, part in self.parts]
        low, high = min(own), max(own)
        for _ in range(_HALVINGS):
            if high - low <= NOISE * max(high, 1.0):
                break
            middle = (low + high) / 2
            if self.probability_above(middle) <= 1 - level:
                high = middle
            else:
                low = middle
        return high

    def probability_above(self, amount: float) -> float:
        """Return the probability that demand exceeds ``amount``."""
        return sum(weight * part.probability_above(amount) for weight, part in self.parts)

    def expected_excess(self, amount: float) -> float:
        """Return the units by which demand exceeds ``amount`` on average."""
        return sum(weight * part.expected_excess(amount) for weight, part in self.parts)


@dataclass(frozen=True, eq=False)
class MixedDemand:
    """Demand over windows that end with a delivery, mixed over the days that deliveries took.

    Parameters
    ----------
    plain
        Demand over windows of fixed length.
    shifts
        How much longer than on average a delivery takes, in days, and the probability of it.
    """

    plain: CumulativeDemand
    shifts: tuple[tuple[int, float], ...]

    @property
    def own_days(self) -> int:
        """Days that the forecast itself covers."""
        return self.plain.own_days

    def window(self, days: int) -> MixedWindow:
        """Return demand over ``days`` days, counted with the mean lead time."""
        return MixedWindow(
            tuple((weight, self.plain.window(max(days + shift, 0))) for shift, weight in self.shifts),
        )

    def first_short(self, level: float, first: int, supply: FloatArray) -> int | None:
        """Return the first window from ``first`` days on whose quantile exceeds its supply, ``supply`` (n,)."""
        days = np.arange(first, first + supply.size)
        above = np.zeros(supply.size)
        for shift, weight in self.shifts:
            rows = np.clip(days + shift, 0, self.plain.values.shape[0] - 1)
            above += weight * quantiles.probabilities_above(self.plain.levels, self.plain.values[rows], supply)
        short = above > 1 - level + NOISE
        return first + int(short.argmax()) if short.any() else None


def lead_time_demand(plain: CumulativeDemand, terms: SupplyTerms, reach: int) -> LeadTimeDemand:
    """Return demand over windows that end with a delivery, as far as ``reach`` days."""
    lead_time = terms.lead_time
    if len(lead_time.weights) == 1:
        return plain.widened(float(lead_time.std_days), reach)
    return MixedDemand(plain, tuple((days - lead_time.days, weight) for days, weight in lead_time.weights.items()))
