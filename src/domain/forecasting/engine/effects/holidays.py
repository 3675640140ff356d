"""Days of public holidays: the day itself, its lead-up and the day after."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.forecasting.engine.effects.special_days import Marker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

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
