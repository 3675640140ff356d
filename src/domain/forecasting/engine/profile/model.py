"""Shop profile, learned by the nightly batch and handed to forecasts of single products.

Optional: without a profile the engine learns what it can from the batch at hand and assumes the rest. Its stored form
is in ``codec``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.forecasting.engine.classes import CLASSES
from domain.forecasting.engine.effects.combine import ShopEffects
from domain.forecasting.engine.intervals.conformal import Calibration
from domain.forecasting.engine.intervals.cumulative import TotalShape, default_shape
from domain.forecasting.engine.intervals.daily import Shape
from domain.forecasting.engine.intervals.empirical import normal_quantiles
from domain.forecasting.engine.selection.combination import Prior

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.seasonality import SeasonPrior

_START_STRENGTH = (200.0, 400.0, 100.0)
_COARSE_STRENGTH = 20.0
"""The same of weeks and months that mostly sell: their own record is all there is until the shop is known."""
_START_SPREAD = ((0.96, 0.98), (1.0, 1.0), (1.0, 1.0))
_SHORT_SPREAD = (0.97, 1.05)
"""Factors on steady series' quantiles at coarse grains, which have few errors to go by: their tails are further out."""
_START_BLEND = ((0.5, 0.4, 0.1, 0.0), (0.1, 0.2, 0.3, 0.4), (0.1, 0.1, 0.2, 0.6))


@dataclass(frozen=True, eq=False)
class ClassProfile:
    """Profile of one class of series at one grain: weights and errors of candidates."""

    prior: Prior
    calibration: Calibration
    shapes: tuple[Shape, ...]
    totals: TotalShape

    def shape(self, band: int) -> Shape:
        """Errors of the ``band``-th stretch of the horizon, or of the last one known."""
        return self.shapes[min(band, len(self.shapes) - 1)]


@dataclass(frozen=True, eq=False)
class GrainProfile:
    """Profile of all series of one grain; ``seasons`` are in phase with ``phase`` (see ``Panel``)."""

    season_length: int
    seasons: Mapping[str, SeasonPrior]
    classes: tuple[ClassProfile, ...]
    phase: int = 0

    def seasons_at(self, phase: int) -> dict[str, SeasonPrior]:
        """The seasons in phase with another day."""
        return {name: prior.later(phase - self.phase) for name, prior in self.seasons.items()}


def default_class(klass: int, season_length: int, horizon: int) -> ClassProfile:
    """Default profile of a class, before anything is known."""
    coarse = season_length >= 12 and season_length != 24
    spread = _SHORT_SPREAD if klass == 0 and coarse else _START_SPREAD[klass]
    return ClassProfile(
        prior=Prior({}, _COARSE_STRENGTH if coarse and klass < 2 else _START_STRENGTH[klass]),
        calibration=Calibration(_START_BLEND[klass], spread, spread, rounded=klass > 0),
        shapes=(Shape((0.4, 0.8, 1.6)[klass], normal_quantiles()),),
        totals=default_shape(horizon),
    )


def default_grain(season_length: int, horizon: int) -> GrainProfile:
    """Default profile of a grain, before anything is known."""
    return GrainProfile(
        season_length, {}, tuple(default_class(klass, season_length, horizon) for klass in range(CLASSES))
    )


@dataclass(frozen=True, eq=False)
class ShopProfile:
    """Patterns pooled over the shop's products.

    Attributes
    ----------
    grains
        By season length (``7``: daily histories).
    launch_curves
        By category (``""``: the whole shop): quantiles, at ``QUANTILE_LEVELS``, of the daily sales of a product's
        first eight weeks, shape (Q,).
    effects
        The year's shape, and what holidays, events and prices do.
    dispersion
        Variance over mean of a day's demand, the median of the shop's daily products; ``None``: not known.
    returns
        Share of their pace at which products sell on that seem to have stopped; ``None``: not known.
    """

    grains: Mapping[int, GrainProfile] = field(default_factory=dict)
    launch_curves: Mapping[str, Array] = field(default_factory=dict)
    effects: ShopEffects = field(default_factory=ShopEffects)
    dispersion: float | None = None
    returns: float | None = None
