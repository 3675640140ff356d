"""The stored form of what was learned of events, a part of the profile's.

An optional part: a profile without it knows of no events.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.forecasting.engine.effects.occasions import LearnedEffect
from domain.forecasting.models.effect import ScoredEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Names and occasions that are kept: the most frequent, and the latest. An item of the table holds 400 KB.
MOST_NAMES: Final = 300
MOST_SCORED: Final = 12


def encode(learned: Mapping[str, LearnedEffect]) -> dict[str, Any]:
    """JSON-serialisable form, by name."""
    frequent = sorted(learned, key=lambda name: -learned[name].occasions)[:MOST_NAMES]
    return {name: _encode(learned[name]) for name in frequent}


def decode(document: Mapping[str, Any]) -> dict[str, LearnedEffect]:
    """Read the stored form."""
    return {name: _decode(each) for name, each in document.items()}


def _encode(effect: LearnedEffect) -> dict[str, Any]:
    return {
        "shop": [_short(effect.factor), _short(effect.variance), _short(effect.spread), effect.occasions],
        "around": [_short(effect.before), _short(effect.after)],
        "price": _short(effect.price),
        "categories": {name: [_short(factor), _short(unsure)] for name, (factor, unsure) in effect.categories.items()},
        "scored": [
            [each.start.isoformat(), each.end.isoformat(), *map(_short, _numbers(each))]
            for each in effect.scored[-MOST_SCORED:]
        ],
        "shape": [_short(each) for each in effect.shape],
    }


def _decode(document: Mapping[str, Any]) -> LearnedEffect:
    factor, variance, spread, occasions = document["shop"]
    before, after = document["around"]
    return LearnedEffect(
        float(factor),
        float(variance),
        float(spread),
        int(occasions),
        {name: (float(value), float(unsure)) for name, (value, unsure) in document["categories"].items()},
        float(before),
        float(after),
        tuple(
            ScoredEvent(date.fromisoformat(start), date.fromisoformat(end), *map(float, numbers))
            for start, end, *numbers in document["scored"]
        ),
        tuple(map(float, document["shape"])),
        float(document["price"]),
    )


def _numbers(each: ScoredEvent) -> tuple[float, ...]:
    return each.expected, each.actual, each.error_without, each.error_with


def _short(value: float) -> float:
    return float(f"{value:.4g}")
