"""Public holidays of a country, from the ``holidays`` package."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class PublicHolidays:
    """Implements :class:`domain.forecasting.ports.HolidayCalendar`.

    Parameters
    ----------
    country
        ISO 3166 code, optionally with a subdivision: ``US``, ``DE``, ``DE-BY``. One that the package does not know has
        no holidays.
    """

    def __init__(self, country: str) -> None:
        self._country, _, self._subdivision = country.upper().partition("-")

    def between(self, first: date, last: date) -> Mapping[date, str]:
        """Return the holidays from ``first`` to ``last`` by date, with their English names where there are any."""
        return {
            day: name
            for year in range(first.year, last.year + 1)
            for day, name in _of_year(self._country, self._subdivision, year)
            if first <= day <= last
        }


@cache
def _of_year(country: str, subdivision: str, year: int) -> tuple[tuple[date, str], ...]:
    import holidays  # on first use: it is not needed to read a forecast

    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language="en_US")
    except NotImplementedError:  # a country or a subdivision that the package does not know
        return ()
    return tuple(sorted((day, str(name)) for day, name in found.items()))
