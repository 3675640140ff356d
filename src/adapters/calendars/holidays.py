"""Public holidays of countries and their regions, from the ``holidays`` package."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_ANY_YEAR: Final = 2026


class PublicHolidays:
    """Implements :class:`domain.forecasting.ports.HolidayCalendar`.

    Parameters
    ----------
    country
        ISO 3166 code, optionally with a subdivision: ``US``, ``DE``, ``DE-BY``. One that the package does not know has
        no holidays, and :meth:`problem` says so.
    by_category
        JSON object of countries by category, for products whose holidays are others: ``{"Tea": "GB-SCT"}``.
    """

    def __init__(self, country: str, by_category: str = "{}") -> None:
        self._country = country.upper()
        self._by_category = _countries(by_category)

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with any of the countries that are named."""
        named = dict.fromkeys([self._country, *(self._by_category or {}).values()])
        found = (self.problem(region) for region in named)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def region(self, category: str | None) -> str:
        """Return the country, with its region, whose holidays count for a category's products."""
        return (self._by_category or {}).get(category or "", self._country)

    def between(self, first: date, last: date, region: str | None = None) -> Mapping[date, str]:
        """Return the holidays from ``first`` to ``last`` by date, with their English names where there are any."""
        country, _, subdivision = (region or self._country).partition("-")
        return {
            day: name
            for year in range(first.year, last.year + 1)
            for day, name in _of_year(country, subdivision, year) or ()
            if first <= day <= last
        }

    def problem(self, region: str) -> str | None:
        """Return what is wrong with a country, as a sentence that says what to do; ``None`` when it is known."""
        if self._by_category is None:
            return (
                "The stack's parameter CategoryCountries is not a JSON object of countries by category, such as "
                '{"Tea": "GB-SCT"}, and is not followed. Correct it.'
            )
        country, _, subdivision = region.partition("-")
        if _of_year(country, subdivision, _ANY_YEAR) is not None:
            return None
        regions = _regions(country)
        known = f"Its regions are {', '.join(regions)}." if regions else "It is not a country that is known (ISO 3166)."
        return (
            f"The holidays of '{region}' are not known, so no public holidays are in this forecast. {known} "
            "Correct the stack's parameter Country or CategoryCountries."
        )


def _countries(text: str) -> dict[str, str] | None:
    """Return countries by category; ``None`` when the text is something else."""
    try:
        read = json.loads(text or "{}")
    except json.JSONDecodeError:
        return None
    if not isinstance(read, dict) or not all(isinstance(each, str) for each in read.values()):
        return None
    return {category: country.upper() for category, country in read.items()}


@cache
def _of_year(country: str, subdivision: str, year: int) -> tuple[tuple[date, str], ...] | None:
    """Return the holidays of a year; ``None`` when the package does not know the country or the subdivision."""
    import holidays  # on first use: it is not needed to read a forecast

    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language="en_US")
    except NotImplementedError:
        return None
    return tuple(sorted((day, str(name)) for day, name in found.items()))


def _regions(country: str) -> tuple[str, ...]:
    import holidays

    try:
        return tuple(map(str, holidays.country_holidays(country).subdivisions))
    except NotImplementedError:
        return ()
