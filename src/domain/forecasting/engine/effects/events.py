"""Events on the days of a group of products: what was learned of them, and the factors they put on each day.

Events without a price come before prices are looked at, so that prices need not explain them; events with one come
after, for the products whose demand was not seen to follow prices.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects.day_shape import DaySums, day_sums, in_words, learn_shape, on_days
from domain.forecasting.engine.effects.occasions import (
    LEVEL_DAYS,
    LearnedEffect,
    Sums,
    combined,
    learn,
    neighbour,
    own_factors,
    score,
)
from domain.forecasting.engine.effects.special_days import ordinary
from domain.forecasting.models.known_days import NOT_DEMAND, AppliedEvent
from domain.shared import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.engine.effects.group import Group
    from domain.forecasting.engine.seasonality import SeasonPrior
    from domain.forecasting.models.known_days import KnownEvent

BEFORE, AFTER = 3, 7
"""Days before and after an event on which stock-piling or a dip may be seen."""
LEAST_FAR = 0.5
"""Share of a product's days without an event that has to be far from any, for the days near one to be left out."""
PASSES = 2
"""Rounds in which effects that share days are told apart."""
UNKNOWN = (
    "Nothing is known yet of what it does: say what you expect (expected_change_pct), or let one pass and be learned."
)
NO_HELP = "On past occasions forecasts with it would have been no better, so it is shown and not applied."


@dataclass(frozen=True, eq=False)
class Occasion:
    """One event on a group: its days as positions in the matrix, and the products it concerns, (N,) bool."""

    event: KnownEvent
    first: int
    last: int
    who: Array

    def days(self, low: int, high: int) -> slice:
        """Its positions from ``low`` up to, not including, ``high``."""
        return slice(max(self.first, low), max(min(self.last + 1, high), self.first, low))


@dataclass(frozen=True, eq=False)
class EventEffects:
    """Factors (N, T + H); by product what each coming event came to; what was learned by name.

    ``known``: by product, factors by event name.
    """

    factors: Array
    applied: tuple[tuple[AppliedEvent, ...], ...]
    known: tuple[Mapping[str, float], ...]
    learned: Mapping[str, LearnedEffect] = field(default_factory=dict)


def occasions_of(group: Group, events: Iterable[KnownEvent], horizon: int) -> list[Occasion]:
    """The events that touch the group's days and products; closures and stockouts are no demand and left out."""
    rows = group.demand.shape[1] + horizon
    origin = group.first.toordinal()
    found = []
    for event in events:
        first, last = event.start.toordinal() - origin, event.end.toordinal() - origin
        if event.kind in NOT_DEMAND or last < 0 or first >= rows:
            continue
        who = group.concerned(event)
        if who.any():
            found.append(Occasion(event, first, last, who))
    return found


def undisturbed(demand: Array, occasions: Sequence[Occasion]) -> Array:
    """Demand (N, T) without the days of events, and without those around them where enough others remain.

    A dip behind an event is not the time of the year's. What recurs every other week has no days that are far from it.
    """
    if not occasions:
        return demand
    rows = demand.shape[1]
    busy = np.zeros(demand.shape, dtype=bool)
    around = busy.copy()
    for each in occasions:
        busy[each.who, each.days(0, rows)] = True
        around[each.who, max(each.first - BEFORE, 0) : max(min(each.last + 1 + AFTER, rows), 0)] = True
    seen = np.isfinite(demand)
    enough = (seen & ~around).sum(1) >= LEAST_FAR * (seen & ~busy).sum(1)
    plain: Array = np.where(np.where(enough[:, None], around, busy), np.nan, demand)
    return plain


def event_effects(
    group: Group,
    occasions: Sequence[Occasion],
    factors: Array,
    weekdays: SeasonPrior | None,
    stored: Mapping[str, LearnedEffect],
) -> EventEffects:
    """Effects of events on top of ``factors`` (N, T + H) already known."""
    if not occasions:
        return EventEffects(np.ones(factors.shape), ((),) * len(factors), ({},) * len(factors))
    base = _Base(group.demand, factors[:, : group.demand.shape[1]], occasions, weekdays)
    made, found = _in_turn(base, occasions, factors.shape, group.categories, stored)
    told = [_told_of(product, occasions, found) for product in range(len(factors))]
    return EventEffects(
        made,
        tuple(tuple(_from(group.start, mine)) for mine in told),
        tuple({each.event.name: each.factor for each in mine if each.applied} for mine in told),
        {name: each.learned for name, each in found.items() if each.learned is not None},
    )


def _told_of(product: int, occasions: Sequence[Occasion], found: Mapping[str, Found]) -> list[AppliedEvent]:
    """Return what the events that concern a product came to."""
    return [told(each, product, found[each.event.key]) for each in occasions if each.who[product]]


def _in_turn(
    base: _Base,
    occasions: Sequence[Occasion],
    shape: tuple[int, ...],
    categories: Sequence[str],
    stored: Mapping[str, LearnedEffect],
) -> tuple[Array, dict[str, Found]]:
    """Factors of all events, (N, T + H), and what was found by name: each beside the others, which share its days."""
    by_name: dict[str, list[Occasion]] = defaultdict(list)
    for occasion in occasions:
        by_name[occasion.event.key].append(occasion)
    made = {name: np.ones(shape) for name in by_name}
    found: dict[str, Found] = {}
    for _ in range(PASSES if len(by_name) > 1 else 1):
        for name, mine in by_name.items():
            others = np.prod([each[:, : base.rows] for other, each in made.items() if other != name], axis=0)
            found[name] = base.found(mine, others, categories, stored.get(name))
            made[name] = _factors(mine, found[name], shape)
    return np.prod(list(made.values()), axis=0), found


def _from(start: date, told: Sequence[AppliedEvent]) -> Iterator[AppliedEvent]:
    """Yield the events that have not ended before a day."""
    return (each for each in told if each.event.end >= start)


@dataclass(frozen=True, eq=False)
class Found:
    """Effect of one name, and each product's factor, (N,); ``None`` where past occasions say nothing."""

    learned: LearnedEffect | None
    own: Array | None


class _Base:
    """Ordinary demand around the events."""

    def __init__(
        self, demand: Array, known: Array, occasions: Sequence[Occasion], weekdays: SeasonPrior | None
    ) -> None:
        self.demand, self.rows = demand, demand.shape[1]
        self.busy = np.zeros(demand.shape, dtype=bool)
        for each in occasions:
            self.busy[each.who, each.days(0, self.rows)] = True
        plain = undisturbed(demand, occasions)
        base = ordinary(plain.T, np.zeros(self.rows, dtype=bool), known.T, weekdays)
        self.expected, self.noise, self.scatter = base.expected.T, base.noise, base.scatter if base.scatter < 1 else 0.1

    def found(
        self,
        occasions: Sequence[Occasion],
        others: Array,
        categories: Sequence[str],
        stored: LearnedEffect | None,
    ) -> Found:
        """Effect by past occasions, unless the shop's is known, and each product's own record drawn to it."""
        past = [each for each in occasions if each.last >= 0 and each.first < self.rows]
        sums = self._sums([(each.days(0, self.rows), each.who, None) for each in past], others) if past else None
        learned = stored or (None if sums is None else self._learned(past, sums, others, categories))
        return Found(learned, None if learned is None else own_factors(sums, learned, categories))

    def _learned(
        self, past: Sequence[Occasion], sums: Sums, others: Array, categories: Sequence[str]
    ) -> LearnedEffect | None:
        effect = learn(sums, categories)
        if effect is None:
            return None
        quiet = ~self.busy
        before = [(slice(max(each.first - BEFORE, 0), max(each.first, 0)), each.who, quiet) for each in past]
        after = [
            (slice(min(each.last + 1, self.rows), min(each.last + 1 + AFTER, self.rows)), each.who, quiet)
            for each in past
        ]
        spans = [(each.event.start, each.event.end) for each in past]
        return replace(
            effect,
            before=neighbour(self._sums(before, others)),
            after=neighbour(self._sums(after, others)),
            scored=score(sums, [each.event.stated for each in past], spans),
            shape=learn_shape([self._by_day(each, others) for each in past if self._whole(each)], self.scatter),
        )

    def _whole(self, each: Occasion) -> bool:
        return each.first >= 0 and each.last < self.rows

    def _by_day(self, each: Occasion, others: Array) -> DaySums:
        """Return sums of an occasion's days over its products."""
        at = each.days(0, self.rows)
        return day_sums(self.demand[:, at], (self.expected * others)[:, at], self.noise, each.who)

    def _sums(self, spans: Sequence[tuple[slice, Array, Array | None]], others: Array) -> Sums:
        count = self.demand.shape[0]
        sold, expected, days = (
            np.zeros((len(spans), count)),
            np.zeros((len(spans), count)),
            np.zeros((len(spans), count)),
        )
        for i, (at, who, allowed) in enumerate(spans):
            seen = np.isfinite(self.demand[:, at]) & who[:, None]
            if allowed is not None:
                seen &= allowed[:, at]
            sold[i] = np.where(seen, self.demand[:, at], 0.0).sum(1)
            expected[i] = np.where(seen, (self.expected * others)[:, at], 0.0).sum(1)
            days[i] = seen.sum(1)
        variance = self.noise * (days + days**2 / LEVEL_DAYS)
        return Sums(sold, expected, variance, days.max(1), self.scatter)


def _factors(occasions: Sequence[Occasion], found: Found, shape: tuple[int, ...]) -> Array:
    """Factors of one name's events, (N, T + H); on a day of two of them the later one counts."""
    made = np.ones(shape)
    learned = found.learned
    if learned is not None and learned.helps:
        for each in occasions:
            made[each.who, max(each.first - BEFORE, 0) : max(each.first, 0)] = learned.before
            made[each.who, max(each.last + 1, 0) : max(each.last + 1 + AFTER, 0)] = learned.after
    for each in occasions:
        values = values_of(each, found, judged=True)
        days = each.days(0, shape[1])
        by_day = _by_days(each, learned)[days.start - each.first : days.stop - each.first]
        made[each.who, days] = 1.0 if values is None else values[each.who, None] * by_day
    return made


def _by_days(each: Occasion, learned: LearnedEffect | None) -> Array:
    """Effect of each of an event's days over the whole event's."""
    return on_days(() if learned is None else learned.shape, each.last - each.first + 1)


def values_of(each: Occasion, found: Found, *, judged: bool) -> Array | None:
    """Factor of an event for every product, (N,); ``None``: nothing is known of it, or it is ``judged`` no help."""
    learned, own, stated = found.learned, found.own, each.event.stated
    if judged and learned is not None and not learned.helps:
        return None
    if learned is None or own is None:
        return None if stated is None else np.full(each.who.size, stated)
    if stated is None:
        return own
    return np.array([combined(value, stated, learned.occasions) for value in own.tolist()])


def told(each: Occasion, product: int, found: Found) -> AppliedEvent:
    """Effect of an event on one product."""
    values = values_of(each, found, judged=False)
    if values is None:
        return AppliedEvent(each.event, 1.0, each.event.name, UNKNOWN)
    because = None if found.learned is None or found.learned.helps else NO_HELP
    by_day = tuple(_by_days(each, found.learned).tolist())
    return AppliedEvent(each.event, float(values[product]), _reason(each.event, found.learned), because, by_day)


def _reason(event: KnownEvent, learned: LearnedEffect | None) -> str:
    told = []
    if event.stated is not None:
        told.append(f"you expect {words.change(event.stated)}")
    if learned is not None:
        often = words.counted(learned.occasions, "earlier occasion")
        told.append(f"{often} brought {words.change(learned.factor)} on the whole{in_words(learned.shape)}")
    return f"{event.name}: {'; '.join(told)}"
