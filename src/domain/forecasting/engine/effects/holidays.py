"""Days of public holidays: the day itself, its lead-up and the day after."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects.special_days import Marker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.models.known_days import Calendar

LEAD, LAG = 3, 1
"""Days before and after a holiday that may differ from ordinary ones too."""


def holiday_days(holidays: Mapping[date, str], first: date, last: date) -> dict[str, list[int]]:
    """Ordinals of the days between ``first`` and ``last`` by marker key; the day itself wins over a neighbour's eve."""
    owner: dict[int, Marker] = {}
    reach = range(-LEAD, LAG + 1)
    for offset in sorted(reach, key=abs, reverse=True):
        for day, name in sorted(holidays.items()):
            owner[(day + timedelta(days=offset)).toordinal()] = Marker(name, offset)
    found: dict[str, list[int]] = defaultdict(list)
    for ordinal, marker in sorted(owner.items()):
        if first.toordinal() <= ordinal <= last.toordinal():
            found[marker.key].append(ordinal)
    return dict(found)


def in_regions(categories: Sequence[str], calendar: Calendar) -> list[tuple[Array, Mapping[date, str]]]:
    """Positions of the products that have the same holidays, and those; the largest number of products first."""
    found: dict[tuple[tuple[date, str], ...], list[int]] = defaultdict(list)
    marks = {category: tuple(sorted(calendar.holidays_of(category).items())) for category in set(categories)}
    for position, category in enumerate(categories):
        found[marks[category]].append(position)
    return [(np.array(at), dict(holidays)) for holidays, at in sorted(found.items(), key=lambda each: -len(each[1]))]
