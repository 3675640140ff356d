"""Checking what a language model says against what it was told, before any of it is shown or applied.

A statement stays only if every number it cites, and every number in its words, is one it was given. A proposal stays
only if it quotes its source word for word and keeps to that source's days; it is then capped, dropped if it is small,
and needs stronger evidence to move demand up than down: judgemental increases are too optimistic far more often than
decreases are (Fildes, Goodwin, Lawrence & Nikolopoulos, 2009, "Effective forecasting and judgmental adjustments").
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.forecasting.judgement.application import Change
from domain.forecasting.models.forecast import Adjustment, Citation, Driver

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.forecasting.models.advice import Advice, Briefing, ContextSource, Proposal

SMALLEST_EFFECT: Final = 0.1
CEILING: Final = 2.0
FLOOR: Final = {"high": 0.0, "medium": 0.5, "low": 0.5}
#: Days around an event or holiday on which it may still be felt.
LEAD_DAYS: Final = 7
_MIN_QUOTE: Final = 3
_MAX_TEXT: Final = 400
_MAX_SUMMARY: Final = 800
_WIDENING: Final = (1.1, 2.0)
_TOLERANCE: Final = 0.01

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}}",
    re.IGNORECASE,
)
#: Addresses and markup have no business in an explanation, whoever asked for them.
_FOREIGN = re.compile(r"https?:|www\.|[<>{}\[\]`]|\b\S+@\S+\.\S+|javascript:", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Verified:
    """What of an advice held.

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
        """Whether nothing held."""
        return self.summary is None and not self.drivers and not self.adjustments


def verify(advice: Advice, briefing: Briefing, *, heeded: bool) -> Verified:
    """Return what of an advice holds against the briefing.

    Parameters
    ----------
    heeded
        Whether the adjuster's record is good enough for its proposals to be applied.
    """
    struck = 0
    summary = _clean(advice.summary, _MAX_SUMMARY)
    if summary is not None and not _numbers_hold(summary, briefing.facts.values(), briefing):
        summary = None
    struck += summary is None and bool(advice.summary.strip())
    drivers = [driver for given in advice.drivers if (driver := _driver(given, briefing))]
    warnings = [
        text
        for given in advice.warnings
        if (text := _clean(given, _MAX_TEXT)) and _numbers_hold(text, briefing.facts.values(), briefing)
    ]
    struck += len(advice.drivers) - len(drivers) + len(advice.warnings) - len(warnings)
    adjustments: list[Adjustment] = []
    changes: list[Change] = []
    proposed: list[Change] = []
    sources = {source.source_id: source for source in briefing.sources}
    for proposal in advice.proposals:
        ruling = _rule(proposal, sources.get(proposal.source_id), briefing, proposed)
        if ruling is None:
            struck += 1
        elif isinstance(ruling, Adjustment):
            adjustments.append(ruling)
        else:
            proposed.append(ruling)
            adjustments.append(_shown(proposal, ruling, heeded=heeded))
            changes += [ruling] if heeded else []
    return Verified(
        summary, tuple(drivers), tuple(adjustments), tuple(changes), tuple(proposed), tuple(warnings), struck
    )


def _clean(text: str, limit: int) -> str | None:
    """Return a text that is fit to be shown, ``None`` when it is not."""
    plain = _UNPRINTABLE.sub(" ", text).strip()
    return plain if plain and len(plain) <= limit and not _FOREIGN.search(plain) else None


def _driver(driver: Driver, briefing: Briefing) -> Driver | None:
    """Return a driver whose every citation matches what was given, and whose words hold no other number."""
    text = _clean(driver.text, _MAX_TEXT)
    if text is None or not driver.evidence:
        return None
    cited: list[Citation] = []
    for citation in driver.evidence:
        given = briefing.facts.get(citation.name)
        if given is None or not _same(citation.value, given):
            return None
        cited.append(Citation(citation.name, given))
    if not _numbers_hold(text, [citation.value for citation in cited], briefing):
        return None
    return Driver(text, tuple(cited))


def _same(said: float, given: float) -> bool:
    return math.isfinite(said) and abs(said - given) <= max(_TOLERANCE * abs(given), 0.005)


def _numbers_hold(text: str, facts: Iterable[float], briefing: Briefing) -> bool:
    """Tell whether each number in a text is a given one: as it is, as a percentage, or as a change in percent."""
    known = [form for value in facts for form in (abs(value), abs(value * 100), abs(value - 1) * 100, abs(value) * 7)]
    years = range(briefing.first.year - 10, briefing.last.year + 1)
    for found in _NUMBER.findall(_DATES.sub(" ", text)):
        digits = found.lstrip("+-").replace(",", "")
        decimals = len(digits.partition(".")[2])
        number = float(digits)
        if decimals == 0 and int(number) in years:
            continue
        rounding = 0.5 * 10.0**-decimals + 1e-9
        if not any(abs(number - form) <= max(rounding, _TOLERANCE * form) for form in known):
            return False
    return True


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _rule(
    proposal: Proposal, source: ContextSource | None, briefing: Briefing, taken: list[Change]
) -> Change | Adjustment | None:
    """Return the change a proposal comes to, an adjustment that is only shown, or ``None`` when it does not hold."""
    if source is None or source.counted or not _quotes(proposal, source) or not _is_consistent(proposal):
        return None
    days = _days(proposal, source, briefing)
    if days is None or any(change.start <= days[1] and days[0] <= change.end for change in taken):
        return None
    factor = min(max(proposal.factor, FLOOR[proposal.confidence]), CEILING)
    if factor > 1:
        factor = (factor + min(max(proposal.factor_low, 1.0), factor)) / 2
    factor = float(f"{factor:.4g}")
    if abs(factor - 1) < SMALLEST_EFFECT - 1e-9:
        return None
    weak = "low" if factor < 1 else "medium"
    if proposal.confidence in {"low", weak}:
        because = "The evidence for it is too weak" + (" for an increase." if factor > 1 else ".")
        return Adjustment(*days, factor, _UNPRINTABLE.sub(" ", proposal.reason), "bedrock", False, because)
    spread = (proposal.factor_high - proposal.factor_low) / (2 * max(proposal.factor, 0.25))
    return Change(*days, factor, min(max(1 + spread, _WIDENING[0]), _WIDENING[1]))


def _quotes(proposal: Proposal, source: ContextSource) -> bool:
    quote = _words(proposal.quote)
    return len(quote) >= min(_MIN_QUOTE, len(_words(source.text))) and quote in _words(source.text)


def _is_consistent(proposal: Proposal) -> bool:
    low, factor, high = proposal.factor_low, proposal.factor, proposal.factor_high
    ordered = all(map(math.isfinite, (low, factor, high))) and 0 <= low <= factor <= high
    return ordered and _clean(proposal.reason, _MAX_TEXT) is not None and (proposal.direction == "up") == (factor > 1)


def _days(proposal: Proposal, source: ContextSource, briefing: Briefing) -> tuple[date, date] | None:
    """Return the days of a proposal within the forecast; ``None`` when it strays from its source's days."""
    if proposal.end < proposal.start:
        return None
    lead = timedelta(days=LEAD_DAYS)
    if source.first is not None and proposal.start < source.first - lead:
        return None
    if source.last is not None and proposal.end > source.last + lead:
        return None
    start, end = max(proposal.start, briefing.first), min(proposal.end, briefing.last)
    return (start, end) if start <= end else None


def _shown(proposal: Proposal, change: Change, *, heeded: bool) -> Adjustment:
    because = None if heeded else "So far its adjustments made forecasts worse, so they are shown but not applied."
    reason = _clean(proposal.reason, _MAX_TEXT) or ""
    return Adjustment(change.start, change.end, change.factor, reason, "bedrock", heeded, because)
