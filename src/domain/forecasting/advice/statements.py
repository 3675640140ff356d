"""Checking a model's statements: each number they cite, or hold in their words, is one the model was given."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from domain.forecasting.models.forecast import Citation, Driver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.forecasting.models.advice import Briefing

MAX_TEXT: Final = 400
MAX_SUMMARY: Final = 800
_TOLERANCE: Final = 0.01
#: A statement may well speak of years a little before the first fact.
_YEARS_BACK: Final = 10

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{4}}",
    re.IGNORECASE,
)
#: Addresses and markup have no business in an explanation, whoever asked for them.
_FOREIGN = re.compile(r"https?:|www\.|[<>{}\[\]`]|\b\S+@\S+\.\S+|javascript:", re.IGNORECASE)
_PERCENT_APART = re.compile(r"(?<=\d)[ \u00a0\u202f]+%")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def printable(text: str, limit: int = MAX_TEXT) -> str | None:
    """Return a text that is fit to be shown, percentages spelled ``18%`` as everywhere; ``None`` when it is not."""
    plain = _PERCENT_APART.sub("%", _UNPRINTABLE.sub(" ", text).strip())
    return plain if plain and len(plain) <= limit and not _FOREIGN.search(plain) else None


def verified_text(text: str, briefing: Briefing, limit: int = MAX_TEXT) -> str | None:
    """Return a text whose every number is a fact, ``None`` for another."""
    plain = printable(text, limit)
    return plain if plain is not None and _numbers_hold(plain, briefing.facts.values(), briefing) else None


def verified_driver(driver: Driver, briefing: Briefing) -> Driver | None:
    """Return a driver whose every citation matches what was given, and whose words hold no other number."""
    text = printable(driver.text)
    cited = [_fact(citation, briefing) for citation in driver.evidence]
    known = [citation for citation in cited if citation is not None]
    if text is None or not known or len(known) < len(cited):
        return None
    return Driver(text, tuple(known)) if _numbers_hold(text, [fact.value for fact in known], briefing) else None


def _fact(citation: Citation, briefing: Briefing) -> Citation | None:
    """Return the fact that a citation names, ``None`` when there is none or it says something else."""
    given = briefing.facts.get(citation.name)
    if given is None or not math.isfinite(citation.value):
        return None
    return (
        Citation(citation.name, given) if abs(citation.value - given) <= max(_TOLERANCE * abs(given), 0.005) else None
    )


def _numbers_hold(text: str, facts: Iterable[float], briefing: Briefing) -> bool:
    known = [form for value in facts for form in _forms(value)]
    years = range(briefing.first.year - _YEARS_BACK, briefing.last.year + 1)
    return all(_is_known(found, known, years) for found in _NUMBER.findall(_DATES.sub(" ", text)))


def _forms(value: float) -> Iterator[float]:
    """Yield the ways a number may be said: as it is, in percent, as a change in percent, a day's as a week's."""
    yield from (abs(value), abs(value * 100), abs(value - 1) * 100, abs(value) * 7)


def _is_known(found: str, known: list[float], years: range) -> bool:
    digits = found.lstrip("+-").replace(",", "")
    number = float(digits)
    if digits.isdigit() and int(number) in years:
        return True
    rounding = 0.5 * 10.0 ** -len(digits.partition(".")[2]) + 1e-9
    return any(abs(number - form) <= max(rounding, _TOLERANCE * form) for form in known)
