"""Events on totals of weeks and months: what they did to the periods that they shared, as a factor on their own days.

A period with an event on a share of its days sells ``1 + share * (factor - 1)`` times as much. What a period would have
sold without is the mean of the periods around it that no event touches. Past periods are freed of events; coming days
get them from ``domain.forecasting.adjustment``, when the totals have been spread over the days.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.engine.effects.events import Found, Occasion, told, values_of
from domain.forecasting.engine.effects.occasions import LearnedEffect, Sums, learn, own_factors, score
from domain.forecasting.models.known_days import NOT_DEMAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.forecasting.engine.arrays import Array
    from domain.forecasting.models.known_days import AppliedEvent, KnownEvent

AROUND = 4
"""Periods on either side that say what one would have sold."""
LEAST_FACTOR = 0.05
"""Below it a period says nothing of what it would have sold without its events."""
PASSES = 2


@dataclass(frozen=True, eq=False)
class Reported:
    """Totals of products side by side, right-aligned.

    ``amounts`` (N, P), ``nan`` where nothing is known. What a period sells is sold from the day after ``eves`` to
    ``ends``, both (N, P) ordinals; there is no such day before the first one. ``follows_price`` (N,) bool: products
    whose demand follows prices, so that events with a price do nothing beside it.
    """

    amounts: Array
    eves: Array
    ends: Array
    product_ids: Sequence[str]
    categories: Sequence[str]
    follows_price: Array | None = None

    def shares(self, event: KnownEvent) -> Array:
        """Share of each period's days that an event has, (N, P)."""
        first = np.maximum(self.eves, event.start.toordinal() - 1)
        last = np.minimum(self.ends, event.end.toordinal())
        share: Array = np.clip(last - first, 0, None) / np.maximum(self.ends - self.eves, 1)
        return share

    def concerned(self, event: KnownEvent) -> Array:
        """Tell which products an event concerns, (N,) bool."""
        pairs = zip(self.product_ids, self.categories, strict=True)
        who = np.array([event.concerns(product_id, category or None) for product_id, category in pairs])
        return who if event.price is None or self.follows_price is None else who & ~self.follows_price


@dataclass(frozen=True, eq=False)
class PeriodEffects:
    """Factors of past periods (N, P), what coming events come to by product, and what was learned by name."""

    factors: Array
    coming: tuple[tuple[AppliedEvent, ...], ...]
    learned: Mapping[str, LearnedEffect]


@dataclass(frozen=True, eq=False)
class _Named:
    """Events of one name and their shares of the periods of the products they concern, (N, P) each."""

    occasions: list[Occasion] = field(default_factory=list)
    shares: list[Array] = field(default_factory=list)


def period_effects(
    reported: Reported, events: Iterable[KnownEvent], stored: Mapping[str, LearnedEffect], start: int
) -> PeriodEffects:
    """Effects of the events that touch the periods or days from ``start`` (an ordinal) on; ``stored``: the shop's."""
    by_name = _by_name(reported, events)
    factors, found = _in_turn(reported, by_name, stored)
    coming = [each for mine in by_name.values() for each in mine.occasions if each.event.end.toordinal() >= start]
    return PeriodEffects(
        np.maximum(factors, LEAST_FACTOR),
        tuple(tuple(_told(coming, product, found)) for product in range(len(reported.product_ids))),
        {name: each.learned for name, each in found.items() if each.learned is not None},
    )


def _told(coming: Sequence[Occasion], product: int, found: Mapping[str, Found]) -> Iterator[AppliedEvent]:
    return (told(each, product, found[each.event.key]) for each in coming if each.who[product])


def _by_name(reported: Reported, events: Iterable[KnownEvent]) -> dict[str, _Named]:
    """The events that move demand and concern any product, by their names' keys."""
    by_name: dict[str, _Named] = defaultdict(_Named)
    for event in events:
        who = reported.concerned(event)
        if event.kind not in NOT_DEMAND and who.any():
            by_name[event.key].occasions.append(Occasion(event, 0, 0, who))
            by_name[event.key].shares.append(reported.shares(event) * who[:, None])
    return by_name


def _in_turn(
    reported: Reported, by_name: Mapping[str, _Named], stored: Mapping[str, LearnedEffect]
) -> tuple[Array, dict[str, Found]]:
    """Factors of all events, (N, P), and what was found by name: each beside the others of its periods."""
    base = _Base(reported.amounts, [share for each in by_name.values() for share in each.shares])
    made = {name: np.ones(reported.amounts.shape) for name in by_name}
    found: dict[str, Found] = {}
    for _ in range(PASSES if len(by_name) > 1 else 1):
        for name, mine in by_name.items():
            others = np.prod([each for other, each in made.items() if other != name], axis=0)
            found[name] = base.found(mine, others, reported.categories, stored.get(name))
            made[name] = _factors(mine, found[name], made[name].shape)
    together: Array = np.prod([np.ones(reported.amounts.shape), *made.values()], axis=0)
    return together, found


def _factors(named: _Named, found: Found, shape: tuple[int, ...]) -> Array:
    """Factors of one name's events on periods, (N, P)."""
    made = np.ones(shape)
    for each, share in zip(named.occasions, named.shares, strict=True):
        values = values_of(each, found, judged=True)
        if values is not None:
            made += share * (values[:, None] - 1)
    return made


class _Base:
    """Ordinary totals around the events: ``expected`` (N, P), their ``noise`` (N,) and the whole shop's ``scatter``."""

    def __init__(self, amounts: Array, shares: Sequence[Array]) -> None:
        self.amounts = amounts
        touched = np.sum(shares, axis=0) > 0 if shares else np.zeros(amounts.shape, dtype=bool)
        plain = np.isfinite(amounts) & ~touched
        values = np.where(plain, amounts, 0.0)
        near, count = _around(values), _around(plain.astype(float))
        overall = values.sum(1) / np.maximum(plain.sum(1), 1)
        self.expected = np.where(count > 0, near / np.maximum(count, 1), overall[:, None])
        missed = np.where(plain, values - self.expected, 0.0)
        self.noise = (missed**2).sum(1) / np.maximum(plain.sum(1), 1)
        sold, usual = values.sum(0), np.where(plain, self.expected, 0.0).sum(0)
        usable = usual > 0
        ratio = sold[usable] / usual[usable] - 1
        self.scatter = float(np.sqrt(np.mean(ratio**2))) if usable.any() else 1.0

    def found(self, named: _Named, others: Array, categories: Sequence[str], stored: LearnedEffect | None) -> Found:
        """Effect of one name by past occasions, unless the shop's is known, and each product's own."""
        seen = [(share > 0) & np.isfinite(self.amounts) for share in named.shares]
        past = [at for at, each in enumerate(seen) if each.any()]
        sums = None
        if past:
            sums = self._sums([named.shares[at] for at in past], [seen[at] for at in past], self.expected * others)
        learned = stored or _learned(sums, [named.occasions[at].event for at in past], categories)
        return Found(learned, None if learned is None else own_factors(sums, learned, categories))

    def _sums(self, shares: Sequence[Array], seen: Sequence[Array], usual: Array) -> Sums:
        """Sums of the events' own parts of their periods: sold less what the other days would have sold."""
        pairs = list(zip(shares, seen, strict=True))
        sold = [np.where(at, self.amounts - usual * (1 - share), 0.0).sum(1) for share, at in pairs]
        expected = [np.where(at, usual * share, 0.0).sum(1) for share, at in pairs]
        periods = np.array([at.sum(1) for at in seen], dtype=float)
        share = float(np.mean([each[at].mean() for each, at in pairs]))
        variance = self.noise * periods
        return Sums(np.array(sold), np.array(expected), variance, periods.max(1), self.scatter / max(share, 1e-3))


def _learned(sums: Sums | None, past: Sequence[KnownEvent], categories: Sequence[str]) -> LearnedEffect | None:
    """Effect that past occasions teach, judged by how well the others would have told each; ``None``: nothing."""
    learned = None if sums is None else learn(sums, categories)
    if sums is None or learned is None:
        return None
    spans = [(each.start, each.end) for each in past]
    return replace(learned, scored=score(sums, [each.stated for each in past], spans))


def _around(values: Array) -> Array:
    """Sums of the ``AROUND`` periods before and after each, without itself, (N, P)."""
    padded = np.pad(values, ((0, 0), (AROUND + 1, AROUND)))
    total = np.cumsum(padded, axis=1)
    sums: Array = total[:, 2 * AROUND + 1 :] - total[:, : -2 * AROUND - 1] - values
    return sums
