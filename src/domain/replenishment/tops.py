"""Tops of the worklist: a shard's totals and first rows by urgency, enough for the first pages of the whole shop.

All rows together grow with the shop; tops do not. A top is made of its shard's rows and written behind them. Whoever is
killed between the two is repeated, a top of a later version stays, and every day makes all shards anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date  # noqa: TC003  # what keeps tops reads annotations at run time
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, Self

from domain.replenishment.models import Urgency, rank
from domain.replenishment.worklist import WorklistTotals
from domain.shared.partials import Partial
from domain.shared.shards import SHARDS, oldest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from domain.replenishment.models import Rank
    from domain.replenishment.row import WorklistRow
    from domain.shared.shards import Shard, ShardStore

#: Name of the tops among the partial sums, and how many rows of each urgency a shard's has.
TOPS: Final = "worklist"
DEPTH: Final = 8


class First(NamedTuple):
    """Fields that a row is ranked by within its urgency, and its product's version."""

    product_id: str
    borrowed: bool
    money: Decimal | None
    version: int = 0


@dataclass(frozen=True)
class Ranked:
    """A product in its place in the worklist, and its version when its row was made."""

    product_id: str
    rank: Rank
    version: int


@dataclass(frozen=True, kw_only=True)
class UrgencyTop:
    """A shard's products of one urgency that are not snoozed: their number, their amounts, and the first of them."""

    products: int
    order_value: Decimal
    value_at_risk: Decimal
    excess_value: Decimal
    first: tuple[First, ...]

    @classmethod
    def of(cls, rows: Sequence[WorklistRow], depth: int) -> Self:
        """Add rows of one urgency up, and keep the first of them."""
        totals = WorklistTotals.of(rows)
        return cls(
            products=totals.products,
            order_value=totals.order_value,
            value_at_risk=totals.value_at_risk,
            excess_value=totals.excess_value,
            first=tuple(
                First(row.product_id, row.borrowed, row.money, row.version)
                for row in sorted(rows, key=lambda row: row.rank)[:depth]
            ),
        )


@dataclass(frozen=True, kw_only=True)
class ShardTop:
    """Top of a shard; ``day`` is the earliest that a row of it is for, ``None`` without rows."""

    day: date | None
    snoozed: int
    by_urgency: dict[Urgency, UrgencyTop]

    @classmethod
    def of(cls, rows: Iterable[WorklistRow], day: date | None, depth: int = DEPTH) -> Self:
        """Return the top of a shard's rows."""
        by_urgency: defaultdict[Urgency, list[WorklistRow]] = defaultdict(list)
        snoozed = 0
        for row in rows:
            if row.snoozed is None:
                by_urgency[row.urgency].append(row)
            else:
                snoozed += 1
        tops = {urgency: UrgencyTop.of(some, depth) for urgency, some in by_urgency.items()}
        return cls(day=day, snoozed=snoozed, by_urgency=tops)


class TopStore(Protocol):
    """Keeps the shards' tops."""

    def read(self, kind: str) -> Mapping[int, Partial[ShardTop]]:
        """Return the tops that are kept, by shard."""
        ...

    def replace(self, kind: str, partial: Partial[ShardTop]) -> None:
        """Keep a top, unless one of its version or a later one is there."""
        ...


class ToppedShards:
    """Implements :class:`domain.shared.shards.ShardStore`: rows in shards, and behind each its top.

    Parameters
    ----------
    rows, tops
        Where the rows and the tops are kept.
    depth
        Rows of each urgency in a top.
    """

    def __init__(self, rows: ShardStore[WorklistRow], tops: TopStore, depth: int = DEPTH) -> None:
        self._rows = rows
        self._tops = tops
        self._depth = depth

    def read(self, numbers: Iterable[int], *, consistent: bool = True) -> dict[int, Shard[WorklistRow]]:
        """Return shards as they were last written, by number."""
        return self._rows.read(numbers, consistent=consistent)

    def write(self, shard: Shard[WorklistRow]) -> bool:
        """Keep a shard in place of the version before its own, and its top when it has all of its rows."""
        if not self._rows.write(shard):
            return False
        if shard.is_whole and shard.written_at is not None:
            top = Partial(
                number=shard.number,
                figures=ShardTop.of(shard.rows.values(), shard.day, self._depth),
                day=shard.written_at.date(),
                made_at=shard.written_at,
                version=shard.version,
            )
            self._tops.replace(TOPS, top)
        return True

    def tries(self) -> Iterator[int]:
        """Yield the number of each try, with a random wait between two."""
        return self._rows.tries()


@dataclass(frozen=True, kw_only=True)
class UrgencyList:
    """Products of one urgency: their totals, and those that certainly come before all others."""

    totals: WorklistTotals
    first: tuple[Ranked, ...]

    @property
    def end(self) -> tuple[Rank, ...]:
        """Rank of the last that is certain, where there are more."""
        return (self.first[-1].rank,) if len(self.first) < self.totals.products else ()


@dataclass(frozen=True, kw_only=True)
class WorklistTop:
    """Totals of the whole shop by urgency, and the first products of each.

    Parameters
    ----------
    day
        Earliest day that a row is for; ``None`` without rows.
    as_of
        When the rows of that day were last brought up to date.
    """

    day: date | None
    as_of: datetime | None
    totals: WorklistTotals
    by_urgency: dict[Urgency, UrgencyList]

    def first(self, urgency: Urgency | None) -> tuple[tuple[Ranked, ...], bool]:
        """Return the products of an urgency, or of all, that come before all others, and whether they are all."""
        lists = [each for key, each in self.by_urgency.items() if urgency in {None, key}]
        found = _certain((one for each in lists for one in each.first), [end for each in lists for end in each.end])
        return found, len(found) == sum(each.totals.products for each in lists)


def kept_top(store: TopStore) -> WorklistTop | None:
    """Return the top of all shards together; ``None`` unless all of them have one."""
    kept = store.read(TOPS)
    if len(kept) < SHARDS:
        return None
    tops = [partial.figures for partial in kept.values()]
    groups = {urgency: [top.by_urgency[urgency] for top in tops if urgency in top.by_urgency] for urgency in Urgency}
    day, as_of = oldest((partial.figures.day, partial.made_at) for partial in kept.values())
    return WorklistTop(
        day=day,
        as_of=as_of,
        totals=_totals(groups, snoozed=sum(top.snoozed for top in tops)),
        by_urgency={urgency: _together(urgency, some) for urgency, some in groups.items()},
    )


def _together(urgency: Urgency, groups: Sequence[UrgencyTop]) -> UrgencyList:
    """Return the products of one urgency in all shards: what is certain of their order ends with a shard's last row."""
    ranked = [[_ranked(urgency, each) for each in group.first] for group in groups]
    ends = [some[-1].rank for some, group in zip(ranked, groups, strict=True) if len(some) < group.products]
    return UrgencyList(totals=_totals({urgency: groups}), first=_certain(chain.from_iterable(ranked), ends))


def _certain(ranked: Iterable[Ranked], ends: Sequence[Rank]) -> tuple[Ranked, ...]:
    """Return products in order, up to where the first of the lists that are longer than is known ends."""
    ordered = sorted(ranked, key=lambda each: each.rank)
    return tuple(each for each in ordered if not ends or each.rank <= min(ends))


def _totals(groups: Mapping[Urgency, Sequence[UrgencyTop]], snoozed: int = 0) -> WorklistTotals:
    """Return the totals of shards' products, by urgency."""
    every = [group for some in groups.values() for group in some]
    counts = {urgency: sum(group.products for group in some) for urgency, some in groups.items()}
    return WorklistTotals(
        products=sum(counts.values()),
        snoozed=snoozed,
        by_urgency=dict.fromkeys(Urgency, 0) | counts,
        order_value=sum((group.order_value for group in every), Decimal(0)),
        value_at_risk=sum((group.value_at_risk for group in every), Decimal(0)),
        excess_value=sum((group.excess_value for group in every), Decimal(0)),
    )


def _ranked(urgency: Urgency, first: First) -> Ranked:
    place = rank(urgency, first.money, first.product_id, borrowed=first.borrowed)
    return Ranked(first.product_id, place, first.version)
