"""The stored form of a shop's profile: a JSON document with a version of its own.

Well under 100 KB. A profile that an older version stored is read after the steps in ``upgrades``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from domain.forecasting.engine.candidates.base import Candidate
from domain.forecasting.engine.effects.combine import ShopEffects
from domain.forecasting.engine.effects.following import Agreement
from domain.forecasting.engine.effects.special_days import SpecialDayFactors
from domain.forecasting.engine.effects.yearly import YearShape
from domain.forecasting.engine.intervals.conformal import Calibration
from domain.forecasting.engine.intervals.cumulative import Stretch, TotalShape
from domain.forecasting.engine.intervals.daily import Shape
from domain.forecasting.engine.intervals.own_sums import OwnSums
from domain.forecasting.engine.profile import events
from domain.forecasting.engine.profile.model import ClassProfile, GrainProfile, ShopProfile
from domain.forecasting.engine.profile.upgrades import VERSION, upgraded
from domain.forecasting.engine.seasonality import SeasonPrior
from domain.forecasting.engine.selection.combination import Prior

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.forecasting.engine.arrays import Array


def encode(profile: ShopProfile) -> dict[str, Any]:
    """JSON-serialisable form of a profile, numbers to five digits; read back by ``decode``."""
    return {
        "version": VERSION,
        "grains": [_encode_grain(grain) for grain in profile.grains.values()],
        "launch_curves": {key: _numbers(value) for key, value in profile.launch_curves.items()},
        "effects": _encode_effects(profile.effects),
        "dispersion": None if profile.dispersion is None else float(f"{profile.dispersion:.5g}"),
        "returns": None if profile.returns is None else round(profile.returns, 4),
    }


def decode(document: Mapping[str, Any]) -> ShopProfile | None:
    """Read the stored form, this version's or an older one; ``None``: unreadable, learn a new one."""
    current = upgraded(document)
    if current is None:
        return None
    grains = [_decode_grain(grain) for grain in current["grains"]]
    curves = {key: np.asarray(value, np.float64) for key, value in current["launch_curves"].items()}
    return ShopProfile(
        {grain.season_length: grain for grain in grains},
        curves,
        _decode_effects(current["effects"]),
        current["dispersion"],
        current["returns"],
    )


def _numbers(values: Array) -> list[Any]:
    if values.ndim > 1:
        return [_numbers(row) for row in values]
    return [float(f"{value:.5g}") for value in values.tolist()]


def _encode_effects(effects: ShopEffects) -> dict[str, Any]:
    year, special = effects.year, effects.special_days
    return {
        "special_days": {
            "factors": {key: round(value, 4) for key, value in special.factors.items()},
            "weekdays": None if special.weekdays is None else _encode_season(special.weekdays),
            "phase": special.phase,
            "spreads": {key: round(value, 4) for key, value in special.spreads.items()},
        },
        "elasticity": list(effects.elasticity),
        "events": events.encode(effects.events),
        "year": None
        if year is None
        else {
            "anchor": year.anchor,
            "profiles": _encode_seasons(year.priors),
            "share": _encode_agreement(year.share),
            "elsewhere": _encode_agreement(year.elsewhere),
        },
    }


def _decode_effects(document: Mapping[str, Any]) -> ShopEffects:
    year, special = document["year"], document["special_days"]
    weekdays = None if special["weekdays"] is None else _decode_season(special["weekdays"])
    mean, spread = document["elasticity"]
    return ShopEffects(
        None if year is None else _decode_year(year),
        SpecialDayFactors(dict(special["factors"]), weekdays, int(special["phase"]), dict(special["spreads"])),
        (float(mean), float(spread)),
        events.decode(document.get("events", {})),
    )


def _decode_year(document: Mapping[str, Any]) -> YearShape:
    share, elsewhere = (Agreement(*map(float, document[name])) for name in ("share", "elsewhere"))
    return YearShape(int(document["anchor"]), _decode_seasons(document["profiles"]), share, elsewhere)


def _encode_agreement(share: Agreement) -> list[float]:
    return [round(share.mean, 4), round(share.spread, 4), round(share.apart, 4), round(share.none, 4)]


def _encode_season(prior: SeasonPrior) -> dict[str, Any]:
    return {"profile": _numbers(prior.profile), "spread": prior.spread}


def _decode_season(document: Mapping[str, Any]) -> SeasonPrior:
    return SeasonPrior(np.asarray(document["profile"], np.float64), float(document["spread"]))


def _encode_seasons(priors: Mapping[str, SeasonPrior]) -> dict[str, Any]:
    return {name: _encode_season(prior) for name, prior in priors.items()}


def _decode_seasons(document: Mapping[str, Any]) -> dict[str, SeasonPrior]:
    return {name: _decode_season(each) for name, each in document.items()}


def _encode_grain(grain: GrainProfile) -> dict[str, Any]:
    return {
        "season_length": grain.season_length,
        "phase": grain.phase,
        "seasons": _encode_seasons(grain.seasons),
        "classes": [_encode_class(each) for each in grain.classes],
    }


def _decode_grain(document: Mapping[str, Any]) -> GrainProfile:
    seasons = _decode_seasons(document["seasons"])
    classes = tuple(_decode_class(each) for each in document["classes"])
    return GrainProfile(int(document["season_length"]), seasons, classes, int(document["phase"]))


def _encode_class(each: ClassProfile) -> dict[str, Any]:
    how = each.calibration
    return {
        "errors": [
            [candidate.family, candidate.season, list(candidate.params), round(error, 4)]
            for candidate, error in each.prior.error.items()
        ],
        "strength": each.prior.strength,
        "blend": list(how.blend),
        "low": list(how.low),
        "high": list(how.high),
        "rounded": how.rounded,
        "shapes": [{"spread": shape.spread, "quantiles": _numbers(shape.quantiles)} for shape in each.shapes],
        "totals": _encode_totals(each.totals),
    }


def _decode_class(document: Mapping[str, Any]) -> ClassProfile:
    low, high = document["low"], document["high"]
    errors = {
        Candidate(family, season, tuple(params)): float(error) for family, season, params, error in document["errors"]
    }
    return ClassProfile(
        prior=Prior(errors, float(document["strength"])),
        calibration=Calibration(
            tuple(document["blend"]), (low[0], low[1]), (high[0], high[1]), bool(document["rounded"])
        ),
        shapes=tuple(
            Shape(float(shape["spread"]), np.asarray(shape["quantiles"], np.float64)) for shape in document["shapes"]
        ),
        totals=_decode_totals(document["totals"]),
    )


def _encode_totals(totals: TotalShape) -> dict[str, Any]:
    return {
        "knots": list(totals.knots),
        "growth": _numbers(totals.growth),
        "quantiles": _numbers(totals.quantiles),
        "stretch": [[mark.steps, *mark.low, *mark.high] for mark in totals.stretch],
        "own": [round(weight, 4) for weight in (*totals.own.moved, *totals.own.plain)],
    }


def _decode_totals(document: Mapping[str, Any]) -> TotalShape:
    return TotalShape(
        tuple(document["knots"]),
        np.asarray(document["growth"], np.float64),
        np.asarray(document["quantiles"], np.float64),
        tuple(Stretch(steps, (a, b), (c, d)) for steps, a, b, c, d in document["stretch"]),
        _decode_own(document["own"]),
    )


def _decode_own(weights: Sequence[float]) -> OwnSums:
    a, b, c, d = map(float, weights)
    return OwnSums((a, b), (c, d))
