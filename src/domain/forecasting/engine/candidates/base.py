"""A forecasting method and its registry: ``Candidate``, ``Family``, ``Forecasts``, and ``FAMILIES`` that modules fill.

A method is one module of this package, named in its ``__init__``, that decorates one function with ``@family``.
What the function is given is in ``given``, who calls it in ``pool``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.candidates.given import Given

    type Method = Callable[[Given], Iterable[Forecasts]]

SEASONS: dict[str | None, str] = {
    None: "level",
    "season": "season",
    "fortnight": "fortnightly season",
    "recent": "recent season",
    "cycle": "same phase of earlier seasons",
    "additive": "additive season",
}
"""Seasons that a candidate can rest on, in the order of candidates, and what people call its forecast.

``season``: the grain's own, multiplicative; ``fortnight``: two weeks long; ``recent``: the weekday of late; ``cycle``:
earlier seasons as they were sold; ``additive``: amounts instead of factors. ``None``: no season.
"""


@dataclass(frozen=True)
class Candidate:
    """One forecast that takes part in the combination: a family, the season it rests on, and its constants."""

    family: str
    season: str | None = None
    params: tuple[float, ...] = ()

    def __lt__(self, other: Candidate) -> bool:
        """Order by family, season and constants."""
        return self._key < other._key

    @property
    def kind(self) -> tuple[str, str | None]:
        """Name shared by candidates that differ only by their constants: they share one vote."""
        return self.family, self.season

    @property
    def words(self) -> str:
        """Display name of this candidate's forecast."""
        return FAMILIES[self.family].words or SEASONS[self.season]

    @property
    def _key(self) -> tuple[str, str, tuple[float, ...]]:
        return self.family, self.season or "", self.params


@dataclass(frozen=True, eq=False)
class Forecasts:
    """Forecasts by candidates of one family that rest on one season and differ by their constants.

    Attributes
    ----------
    season
        One of ``SEASONS``.
    params
        Constants of each candidate, (F).
    means
        Expected demand per unit of the known factors (calendar, price), (F, h, N). ``nan`` where a series cannot be
        forecast this way: its candidates then drop out for that series alone.
    """

    season: str | None
    params: tuple[tuple[float, ...], ...]
    means: Array


@dataclass(frozen=True)
class Family:
    """A forecasting method.

    Attributes
    ----------
    name
        Unique; stored in profiles.
    forecast
        Makes the family's forecasts of all series at one origin. Which candidates there are may depend on the number of
        rows, not on the values in them. Any exception fails the family, and nothing else.
    words
        What people call its forecasts; ``None``: what ``SEASONS`` says.
    slow
        Whether it is made only at the end and at every few past origins.
    order
        Place of its candidates among those on the same season: sums of floats depend on it.
    last
        Whether they stand behind all others instead.
    """

    name: str
    forecast: Method
    words: str | None = None
    slow: bool = False
    order: int = 10
    last: bool = False


FAMILIES: dict[str, Family] = {}
"""All methods, by name."""


def family(
    name: str, *, words: str | None = None, slow: bool = False, order: int = 10, last: bool = False
) -> Callable[[Method], Method]:
    """Register the decorated function as the family ``name``; raises ``ValueError`` if there is one already."""

    def register(forecast: Method) -> Method:
        if name in FAMILIES:
            raise ValueError(f"there is a family {name!r} already")
        FAMILIES[name] = Family(name, forecast, words, slow, order, last)
        return forecast

    return register
