"""Application of people's overrides to a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forecasting.adjustment.reshaping import reshape
from domain.forecasting.models.forecast import Adjustment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.override import Override


def apply_overrides(
    demand: DemandDistribution, overrides: Sequence[Override], today: date
) -> tuple[DemandDistribution, tuple[Adjustment, ...]]:
    """Return the distribution with a person's overrides made, and a note of each that touches its days.

    Where two cover a day, the one made later counts; ``overrides`` come oldest first.
    """
    mean = demand.mean.copy()
    notes = []
    for override in overrides:
        days = demand.span(override.start, override.end)
        if days.start == days.stop or not override.is_active(today):
            continue
        before = demand.mean[days]
        mean[days] = before * override.factor if override.factor is not None else override.quantity or 0.0
        notes.append(_note(override, float(before.sum()), float(mean[days].sum())))
    return (reshape(demand, mean), tuple(notes)) if notes else (demand, ())


def _note(override: Override, before: float, after: float) -> Adjustment:
    """Return how an override is shown; one by quantity as the factor that its days' total comes to."""
    by_quantity = after / before if before > 0 else 1.0
    return Adjustment(
        start=override.start,
        end=override.end,
        factor=by_quantity if override.factor is None else override.factor,
        reason=f"{override.reason} ({override.author})",
        source="override",
    )
