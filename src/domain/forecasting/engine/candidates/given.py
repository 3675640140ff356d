"""Inputs of all forecasting methods at one origin, with shared intermediate results computed once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.forecasting.engine.grains import is_frequent

if TYPE_CHECKING:
    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.past import Past

type Carry = Callable[[Array], Array]
"""From levels (F, h, N) on a base to demand: the coming steps' season put back."""


@dataclass(frozen=True, eq=False)
class Base:
    """Demand with a season taken out: ``sales`` is about ``exposure`` times the level, both (T, N).

    Attributes
    ----------
    season
        One of ``SEASONS``.
    carry
        Puts the season back into levels of the coming steps.
    trending
        Whether trends are worth trying on it, beside levels.
    """

    season: str | None
    sales: Array
    exposure: Array
    carry: Carry
    trending: bool


@dataclass(eq=False)
class Given:
    """The past of N series at one origin, with seasons taken out in every way that methods rest on.

    Attributes
    ----------
    horizon
        Steps to forecast, h.
    bases
        Without a season, then with each season that is known.
    thorough
        Whether slow methods are made at this origin too.
    """

    past: Past
    season_length: int
    horizon: int
    bases: tuple[Base, ...]
    thorough: bool
    _made: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def frequent(self) -> bool:
        """True when steps are days or hours."""
        return is_frequent(self.season_length)

    @property
    def plain(self) -> Base:
        """The base without a season."""
        return self.bases[0]

    @property
    def trending(self) -> tuple[Base, ...]:
        """The bases to try trends on."""
        return tuple(base for base in self.bases if base.trending)

    @cached_property
    def ages(self) -> Array:
        """Steps from each row to the last one, (T,)."""
        return np.arange(self.past.x.shape[0] - 1, -1, -1, dtype=np.float32)

    def discounts(self, rates: tuple[float, ...]) -> Array:
        """Weight of each row by discount rate, (len(rates), T): (1 - rate) to the power of its age."""
        weights: Array = (1 - np.asarray(rates, dtype=np.float32)[:, None]) ** self.ages
        weights[weights < 1e-12] = 0
        return weights

    def once[T](self, key: object, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, made by the first method that asks for ``key`` at this origin."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made
