"""Ruling on a model's proposals: which are applied, which only shown, and which do not hold at all.

A proposal stays only if it quotes its source word for word and keeps to that source's days; it is then capped, dropped
if it is small, and needs stronger evidence to move demand up than down: judgemental increases are too optimistic far
more often than decreases are (Fildes, Goodwin, Lawrence & Nikolopoulos, 2009, "Effective forecasting and judgmental
adjustments").
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.forecasting.advice.application import Change
from domain.forecasting.advice.statements import printable
from domain.forecasting.models.forecast import Adjustment
from domain.shared.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.forecasting.models.advice import Briefing, ContextSource, Proposal

SMALLEST_EFFECT: Final = 0.1
CEILING: Final = 2.0
#: Decreases are capped like increases: what sells nothing is a closure, and those are on the calendar.
FLOOR: Final = 0.5
#: Days around an event or holiday on which it may still be felt.
LEAD_DAYS: Final = 7
_MIN_QUOTE: Final = 3
_WIDENING: Final = (1.1, 2.0)
_TOO_WEAK = {True: frozenset({"low", "medium"}), False: frozenset({"low"})}


def rule(
    proposal: Proposal, source: ContextSource | None, briefing: Briefing, taken: Sequence[Change]
) -> Change | Adjustment | None:
    """Return the change a proposal comes to, an adjustment that is only shown, or ``None`` when it does not hold.

    Parameters
    ----------
    source
        What it says it rests on.
    taken
        Changes proposed before it, whose days are taken.
    """
    if source is None or not _rests_on(proposal, source) or not _is_consistent(proposal):
        return None
    days = _days(proposal, source, briefing)
    factor = _factor(proposal)
    if days is None or _overlap(days, taken) or abs(factor - 1) < SMALLEST_EFFECT - 1e-9:
        return None
    increase = factor > 1
    if proposal.confidence in _TOO_WEAK[increase]:
        because = f"The evidence for it is too weak{' for an increase' if increase else ''}."
        reason = printable(proposal.reason) or ""
        return Adjustment(*days, factor, reason, "bedrock", applied=False, not_applied_because=because)
    return Change(*days, factor, _widening(proposal))


def shown(proposal: Proposal, change: Change, *, heeded: bool) -> Adjustment:
    """Return how a change is shown."""
    because = None if heeded else "So far its adjustments made forecasts worse, so they are shown but not applied."
    reason = printable(proposal.reason) or ""
    return Adjustment(
        change.start, change.end, change.factor, reason, "bedrock", heeded, because, widening=change.widening
    )


def _rests_on(proposal: Proposal, source: ContextSource) -> bool:
    """Tell whether a proposal quotes its source, and the source's effect is not counted in already."""
    quote, text = folded(proposal.quote), folded(source.text)
    return not source.counted and len(quote) >= min(_MIN_QUOTE, len(text)) and quote in text


def _is_consistent(proposal: Proposal) -> bool:
    low, factor, high = proposal.factor_low, proposal.factor, proposal.factor_high
    ordered = all(map(math.isfinite, (low, factor, high))) and 0 <= low <= factor <= high
    return ordered and printable(proposal.reason) is not None and (proposal.direction == "up") == (factor > 1)


def _overlap(days: tuple[date, date], taken: Sequence[Change]) -> bool:
    return any(change.start <= days[1] and days[0] <= change.end for change in taken)


def _days(proposal: Proposal, source: ContextSource, briefing: Briefing) -> tuple[date, date] | None:
    """Return the days of a proposal within the forecast; ``None`` when it strays from its source's days."""
    lead = timedelta(days=LEAD_DAYS)
    early = source.first is not None and proposal.start < source.first - lead
    late = source.last is not None and proposal.end > source.last + lead
    start, end = max(proposal.start, briefing.first), min(proposal.end, briefing.last)
    return None if early or late or proposal.end < proposal.start or end < start else (start, end)


def _factor(proposal: Proposal) -> float:
    """Return the factor within its bounds; an increase half-way to its low end."""
    factor = min(max(proposal.factor, FLOOR), CEILING)
    if factor > 1:
        factor = (factor + min(max(proposal.factor_low, 1.0), factor)) / 2
    return float(f"{factor:.4g}")


def _widening(proposal: Proposal) -> float:
    spread = (proposal.factor_high - proposal.factor_low) / (2 * max(proposal.factor, 0.25))
    return min(max(1 + spread, _WIDENING[0]), _WIDENING[1])
