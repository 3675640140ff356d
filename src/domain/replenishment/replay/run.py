"""A policy replay from its case to what happened: how often it is forecast anew, and the policies walked through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.replenishment.replay.policies import CURVE, FIRST_OF_CURVE, PolicyLevels
from domain.replenishment.replay.simulation import walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.replenishment.ports import DemandForecaster
    from domain.replenishment.replay.case import ReplayCase
    from domain.replenishment.replay.simulation import ReplayOutcome

_WEEK_DAYS: Final = 7


@dataclass(frozen=True, kw_only=True, eq=False)
class ReplayRun:
    """A replay that was walked: its case, what happened, and how many times it was forecast anew.

    ``hurried`` says that time ran out, so that the last forecast was used for longer than ``refit_days``.
    """

    case: ReplayCase
    outcome: ReplayOutcome
    refit_days: int
    fits: int
    hurried: bool


def replay(
    case: ReplayCase, forecaster: DemandForecaster, max_fits: int, in_time: Callable[[], bool] = lambda: True
) -> ReplayRun:
    """Walk all policies through the case.

    It is forecast anew every week, or as often as ``max_fits`` allows, and no more once ``in_time`` says no.
    """
    refit_days = max(-(-case.days // (_WEEK_DAYS * max_fits)), 1) * _WEEK_DAYS
    levels = PolicyLevels(case, forecaster, refit_days, in_time)
    outcome = walk(case.items, FIRST_OF_CURVE + len(CURVE), levels)
    wanted = -(-case.days // refit_days)
    return ReplayRun(
        case=case, outcome=outcome, refit_days=refit_days, fits=levels.fits, hurried=levels.fits < wanted // 2
    )
