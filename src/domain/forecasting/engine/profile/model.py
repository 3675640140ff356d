"""What the nightly batch learns of the whole shop and hands to forecasts of single products.

Small enough to store beside the forecasts (well under 100 KB as JSON), and optional: without one the engine learns
what it can from the batch at hand and assumes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from domain.forecasting.engine.classes import CLASSES
from domain.forecasting.engine.effects.combine import ShopEffects
from domain.forecasting.engine.effects.holidays import DatedFactors
from domain.forecasting.engine.effects.yearly import YearShape
from domain.forecasting.engine.intervals.conformal import Calibration
from domain.forecasting.engine.intervals.cumulative import Stretch, TotalShape, default_shape
from domain.forecasting.engine.intervals.daily import Shape
from domain.forecasting.engine.intervals.empirical import normal_quantiles
from domain.forecasting.engine.seasonality import SeasonPrior
from domain.forecasting.engine.selection.combination import Prior

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.forecasting.engine.arrays import Array

PROFILE_VERSION = 5
_START_STRENGTH = (200.0, 400.0, 100.0)
_START_SPREAD = ((0.96, 0.98), (1.0, 1.0), (1.0, 1.0))
_SHORT_SPREAD = (0.97, 1.05)
"""Factors on steady series' quantiles at coarse grains, which have few errors to go by: their tails are further out."""
_START_BLEND = ((0.5, 0.4, 0.1, 0.0), (0.1, 0.2, 0.3, 0.4), (0.1, 0.1, 0.2, 0.6))


@dataclass(frozen=True, eq=False)
class ClassProfile:
    """What one class of series at one grain taught: which candidates to trust, and how wrong they are."""

    prior: Prior
    calibration: Calibration
    shapes: tuple[Shape, ...]
    totals: TotalShape

    def shape(self, band: int) -> Shape:
        """Errors of the ``band``-th stretch of the horizon, or of the last one known."""
        return self.shapes[min(band, len(self.shapes) - 1)]


@dataclass(frozen=True, eq=False)
class GrainProfile:
    """What all series of one grain taught; ``seasons`` are in phase with the day ``phase`` (see ``pipeline``)."""

    season_length: int
    seasons: Mapping[str, SeasonPrior]
    classes: tuple[ClassProfile, ...]
    phase: int = 0


def default_class(klass: int, season_length: int, horizon: int) -> ClassProfile:
    """What is assumed of a class before anything is known."""
    spread = _SHORT_SPREAD if klass == 0 and season_length >= 12 and season_length != 24 else _START_SPREAD[klass]
    return ClassProfile(
        prior=Prior({}, _START_STRENGTH[klass]),
        calibration=Calibration(_START_BLEND[klass], spread, spread, rounded=klass > 0),
        shapes=(Shape((0.4, 0.8, 1.6)[klass], normal_quantiles()),),
        totals=default_shape(horizon),
    )


def default_grain(season_length: int, horizon: int) -> GrainProfile:
    """What is assumed of a grain before anything is known."""
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
        The year's shape, and what holidays and events do.
    """

    grains: Mapping[int, GrainProfile] = field(default_factory=dict)
    launch_curves: Mapping[str, Array] = field(default_factory=dict)
    effects: ShopEffects = field(default_factory=ShopEffects)

    def to_dict(self) -> dict[str, Any]:
        """JSON-serialisable form, read back by ``from_dict``."""
        return {
            "version": PROFILE_VERSION,
            "grains": [_encode_grain(grain) for grain in self.grains.values()],
            "launch_curves": {key: _numbers(value) for key, value in self.launch_curves.items()},
            "effects": _encode_effects(self.effects),
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self | None:
        """Read the stored form; ``None`` when another version of the engine wrote it (then fit a new one)."""
        if document.get("version") != PROFILE_VERSION:
            return None
        grains = [_decode_grain(grain) for grain in document["grains"]]
        curves = {key: np.asarray(value, np.float64) for key, value in document["launch_curves"].items()}
        return cls({grain.season_length: grain for grain in grains}, curves, _decode_effects(document["effects"]))


def _numbers(values: Array) -> list[Any]:
    if values.ndim > 1:
        return [_numbers(row) for row in values]
    return [float(f"{value:.5g}") for value in values.tolist()]


def _encode_effects(effects: ShopEffects) -> dict[str, Any]:
    year = effects.year
    return {
        "dated": {
            "factors": {key: round(value, 4) for key, value in effects.dated.factors.items()},
            "weekdays": _encode_seasons({} if effects.dated.weekdays is None else {"week": effects.dated.weekdays}),
            "phase": effects.dated.phase,
        },
        "elasticity": list(effects.elasticity),
        "year": None if year is None else {"anchor": year.anchor, "profiles": _encode_seasons(year.priors)},
    }


def _decode_effects(document: Mapping[str, Any]) -> ShopEffects:
    year = document["year"]
    shape = None if year is None else YearShape(int(year["anchor"]), _decode_seasons(year["profiles"]))
    dated = document["dated"]
    weekdays = _decode_seasons(dated["weekdays"]).get("week")
    mean, spread = document["elasticity"]
    return ShopEffects(
        shape, DatedFactors(dict(dated["factors"]), weekdays, int(dated["phase"])), (float(mean), float(spread))
    )


def _encode_seasons(priors: Mapping[str, SeasonPrior]) -> dict[str, Any]:
    return {name: {"profile": _numbers(prior.profile), "spread": prior.spread} for name, prior in priors.items()}


def _decode_seasons(document: Mapping[str, Any]) -> dict[str, SeasonPrior]:
    return {
        name: SeasonPrior(np.asarray(value["profile"], np.float64), float(value["spread"]))
        for name, value in document.items()
    }


def _encode_grain(grain: GrainProfile) -> dict[str, Any]:
    return {
        "season_length": grain.season_length,
        "phase": grain.phase,
        "seasons": _encode_seasons(grain.seasons),
        "classes": [_encode_class(each) for each in grain.classes],
    }


def _encode_class(each: ClassProfile) -> dict[str, Any]:
    how, totals = each.calibration, each.totals
    return {
        "error": {name: round(value, 4) for name, value in each.prior.error.items()},
        "strength": each.prior.strength,
        "blend": list(how.blend),
        "low": list(how.low),
        "high": list(how.high),
        "rounded": how.rounded,
        "shapes": [{"spread": shape.spread, "quantiles": _numbers(shape.quantiles)} for shape in each.shapes],
        "totals": {
            "knots": list(totals.knots),
            "growth": _numbers(totals.growth),
            "quantiles": _numbers(totals.quantiles),
            "stretch": [[mark.steps, *mark.low, *mark.high] for mark in totals.stretch],
        },
    }


def _decode_grain(document: Mapping[str, Any]) -> GrainProfile:
    seasons = _decode_seasons(document["seasons"])
    classes = tuple(_decode_class(each) for each in document["classes"])
    return GrainProfile(int(document["season_length"]), seasons, classes, int(document["phase"]))


def _decode_class(document: Mapping[str, Any]) -> ClassProfile:
    low, high, totals = document["low"], document["high"], document["totals"]
    return ClassProfile(
        prior=Prior(dict(document["error"]), float(document["strength"])),
        calibration=Calibration(
            tuple(document["blend"]), (low[0], low[1]), (high[0], high[1]), bool(document["rounded"])
        ),
        shapes=tuple(
            Shape(float(shape["spread"]), np.asarray(shape["quantiles"], np.float64)) for shape in document["shapes"]
        ),
        totals=TotalShape(
            tuple(totals["knots"]),
            np.asarray(totals["growth"], np.float64),
            np.asarray(totals["quantiles"], np.float64),
            tuple(Stretch(steps, (a, b), (c, d)) for steps, a, b, c, d in totals["stretch"]),
        ),
    )
