"""Adjustments of a language model that stay in force: carried from one forecast to the next, and withdrawn.

The latest forecast holds them. One stays until its days have passed, another one is accepted for any of them, the
model's record turns negative, or a person withdraws it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.adjustment.reshaping import reshape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.models.advice import Judgement
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.forecast import Adjustment, Forecast
    from domain.shared.arrays import FloatArray


def identified(adjustments: Sequence[Adjustment], run_id: str) -> tuple[Adjustment, ...]:
    """Return a run's adjustments; those of the model that are applied get the ids by which they are withdrawn."""
    return tuple(
        replace(each, adjustment_id=f"{run_id}-{at}") if each.source == "bedrock" and each.applied else each
        for at, each in enumerate(adjustments)
    )


def carried(
    demand: DemandDistribution, standing: Sequence[Adjustment], accepted: Sequence[Adjustment]
) -> tuple[DemandDistribution, tuple[Adjustment, ...]]:
    """Return the distribution with the adjustments that stay in force, and these.

    Parameters
    ----------
    accepted
        New adjustments, which the distribution holds already.
    """
    new = [each for each in accepted if each.source == "bedrock" and each.applied]
    stays = tuple(
        each
        for each in standing
        if each.end >= demand.start and not any(other.start <= each.end and each.start <= other.end for other in new)
    )
    return (_changed(demand, stays, inverse=False), stays) if stays else (demand, ())


def proposed_means(judged: Judgement, adjusted: DemandDistribution | None, horizon: slice) -> FloatArray | None:
    """Return daily means with everything a model proposed, now or before; ``None``: nothing."""
    if adjusted is not None:
        return adjusted.mean[horizon]
    return None if judged.proposed is None else judged.proposed[horizon]


def withdrawn(forecast: Forecast, adjustment: Adjustment) -> Forecast:
    """Return a forecast without one of its standing adjustments; overrides are to be made again."""
    left = tuple(each for each in forecast.explanation.adjustments if each != adjustment)
    base = _changed(forecast.before_overrides, (adjustment,), inverse=True)
    return replace(
        forecast,
        demand=base,
        before_overrides=base,
        layers=replace(forecast.layers, before_override=None, override=None),
        explanation=replace(
            forecast.explanation, adjustments=tuple(each for each in left if each.source != "override")
        ),
    )


def _changed(demand: DemandDistribution, changes: Sequence[Adjustment], *, inverse: bool) -> DemandDistribution:
    factor, widening = np.ones(len(demand)), np.ones(len(demand))
    for each in changes:
        days = demand.span(each.start, each.end)
        factor[days] *= each.factor
        widening[days] *= each.widening
    return (
        reshape(demand, demand.mean / factor, 1 / widening)
        if inverse
        else reshape(demand, demand.mean * factor, widening)
    )
