"""Checking what a language model says against what it was told, before any of it is shown or applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.forecasting.advice.proposals import rule, shown
from domain.forecasting.advice.statements import MAX_SUMMARY, verified_driver, verified_text
from domain.forecasting.models.forecast import Adjustment

if TYPE_CHECKING:
    from domain.forecasting.advice.application import Change
    from domain.forecasting.models.advice import Advice, Briefing
    from domain.forecasting.models.forecast import Driver


@dataclass(frozen=True)
class Verified:
    """Verified part of an advice.

    ``changes`` are the adjustments that are applied; ``proposed`` those and the ones that are only shown because the
    adjuster's record is bad. ``struck`` counts statements and proposals that did not hold.
    """

    summary: str | None
    drivers: tuple[Driver, ...]
    adjustments: tuple[Adjustment, ...]
    changes: tuple[Change, ...]
    proposed: tuple[Change, ...]
    warnings: tuple[str, ...]
    struck: int

    @property
    def is_empty(self) -> bool:
        """True when nothing was verified."""
        return self.summary is None and not self.drivers and not self.adjustments


def verify(advice: Advice, briefing: Briefing, *, heeded: bool) -> Verified:
    """Return what of an advice holds against the briefing.

    Parameters
    ----------
    heeded
        Whether the adjuster's record is good enough for its proposals to be applied.
    """
    summary = verified_text(advice.summary, briefing, MAX_SUMMARY)
    drivers = [driver for given in advice.drivers if (driver := verified_driver(given, briefing))]
    warnings = [text for given in advice.warnings if (text := verified_text(given, briefing))]
    adjustments, proposed = _rulings(advice, briefing, heeded=heeded)
    said = bool(advice.summary.strip()) + len(advice.drivers) + len(advice.warnings) + len(advice.proposals)
    held = (summary is not None) + len(drivers) + len(warnings) + len(adjustments)
    return Verified(
        summary=summary,
        drivers=tuple(drivers),
        adjustments=tuple(adjustments),
        changes=tuple(proposed) if heeded else (),
        proposed=tuple(proposed),
        warnings=tuple(warnings),
        struck=said - held,
    )


def _rulings(advice: Advice, briefing: Briefing, *, heeded: bool) -> tuple[list[Adjustment], list[Change]]:
    """Return the adjustments to show, and the changes that proposals come to."""
    adjustments: list[Adjustment] = []
    proposed: list[Change] = []
    sources = {source.source_id: source for source in briefing.sources}
    for proposal in advice.proposals:
        ruling = rule(proposal, sources.get(proposal.source_id), briefing, proposed)
        if isinstance(ruling, Adjustment):
            adjustments.append(ruling)
        elif ruling is not None:
            proposed.append(ruling)
            adjustments.append(shown(proposal, ruling, heeded=heeded))
    return adjustments, proposed
