"""Lists of recommendations: chosen, ordered and added up by the worklist's rows, their lines worked out when shown.

So a page costs by its lines, not by the shop. Only order, filters and totals may lag behind what is stored. What needs
doing today, and the first pages of the whole shop, worst first, are cut from the rows' tops; what those do not reach,
and other lists, from all rows. Where the worklist has not been made, everything is worked out as it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from domain.replenishment.models import EVERYTHING, WORST_FIRST
from domain.replenishment.tops import kept_top
from domain.replenishment.worklist import Sort, UrgencyGroup, Worklist, WorklistPosition
from domain.shared.shards import kept_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from domain.replenishment.models import Recommendation, Selection, Urgency
    from domain.replenishment.row import WorklistRow
    from domain.replenishment.service.recommendations import RecommendationService
    from domain.replenishment.tops import Ranked, TopStore
    from domain.replenishment.worklist import SortKey, WorklistTotals
    from domain.shared.ports import Clock
    from domain.shared.shards import ShardStore

#: How often lines are read for a page of which some rows turned out to be no longer what was asked for.
ROUNDS: Final = 4


@dataclass(frozen=True, kw_only=True)
class RecommendationPage:
    """Some recommendations.

    Parameters
    ----------
    following
        Where the next page begins; ``None`` after the last.
    totals
        Of all products of the selection.
    listed_as_of
        When the rows were last brought up to date that order, filters and totals rest on; ``None`` when those were
        worked out for this list.
    """

    items: tuple[Recommendation, ...]
    following: WorklistPosition | None
    totals: WorklistTotals
    listed_as_of: datetime | None


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Totals of the shop by urgency, for the day ``today``, with the first recommendations of each."""

    today: date
    groups: tuple[UrgencyGroup[Recommendation], ...]
    totals: WorklistTotals
    listed_as_of: datetime | None


class _Named(Protocol):
    """A row, or what a top has of one."""

    @property
    def product_id(self) -> str: ...

    @property
    def version(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class _Candidates:
    """Rows of a list in order with the key of each: all of them, or only the first; and what is told of the whole."""

    today: date | None
    as_of: datetime | None
    totals: WorklistTotals
    rows: Sequence[Any]
    key: Callable[[Any], SortKey]
    are_all: bool = True


@dataclass(frozen=True, kw_only=True)
class _Groups:
    """The shop by urgency, each with as many rows as an overview may look at."""

    today: date | None
    as_of: datetime | None
    totals: WorklistTotals
    groups: Sequence[UrgencyGroup[Any]]


@dataclass
class _Lines:
    """Recommendations as of one request, each worked out once."""

    service: RecommendationService
    found: dict[str, Recommendation | None] = field(default_factory=dict)

    def of(self, rows: Sequence[_Named]) -> list[Recommendation]:
        """Return the recommendations of rows; of a product that has gone, none."""
        if missing := {row.product_id: row.version for row in rows if row.product_id not in self.found}:
            made = self.service.lines(missing)
            self.found |= {key: made.get(key) for key in missing}
        return [line for row in rows if (line := self.found[row.product_id]) is not None]

    def filled(
        self, rows: Sequence[_Named], limit: int, fits: Callable[[Recommendation], bool]
    ) -> tuple[list[Recommendation], int]:
        """Return up to ``limit`` lines that fit, and how many rows they and those that do not fit take up."""
        lines: list[Recommendation] = []
        taken = rounds = 0
        while len(lines) < limit and taken < len(rows) and (rounds < ROUNDS or not lines):
            part = rows[taken : taken + limit - len(lines)]
            lines += filter(fits, self.of(part))
            taken += len(part)
            rounds += 1
        return lines, taken


class ListingService:
    """Lists recommendations.

    Parameters
    ----------
    recommendations
        Works lines out, and whole lists where there are no rows.
    store, tops
        Where the worklist's rows and their tops are kept.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(
        self, recommendations: RecommendationService, store: ShardStore[WorklistRow], tops: TopStore, clock: Clock
    ) -> None:
        self._recommendations = recommendations
        self._store = store
        self._tops = tops
        self._clock = clock

    def page(
        self,
        selection: Selection,
        urgency: Urgency | None,
        sort: Sort,
        limit: int,
        after: WorklistPosition | None,
        *,
        snoozed: bool = False,
    ) -> RecommendationPage:
        """Return up to ``limit`` recommendations behind a position, in an order.

        A line that is no longer what was asked for is left out, whatever its row says; a page may then be shorter.
        """

        def fits(line: Recommendation) -> bool:
            wanted = urgency in {None, line.urgency} and selection.matches(line.product)
            return wanted and (line.snoozed is not None) == snoozed

        for among in self._candidates(selection, urgency, sort, snoozed=snoozed):
            rows = [row for row in among.rows if after is None or among.key(row) > after.key]
            lines, taken = _Lines(self._recommendations).filled(rows, limit, fits)
            if taken == len(rows) and len(lines) < limit and not among.are_all:
                continue
            has_more = taken < len(rows) or not among.are_all
            return RecommendationPage(
                items=tuple(sorted(lines, key=sort.key)),
                following=self._position(among.today, among.key(rows[taken - 1])) if has_more else None,
                totals=among.totals,
                listed_as_of=among.as_of,
            )
        whole = self._recommendations.list(selection, after)
        items, following = whole.page(urgency, limit, after, sort, snoozed=snoozed)
        return RecommendationPage(items=items, following=following, totals=whole.totals, listed_as_of=None)

    def overview(self, first: int) -> Overview:
        """Return the whole shop by urgency, the worst first, each with up to ``first`` recommendations."""
        kept = self._groups(first * ROUNDS)
        if kept is None:
            whole = self._recommendations.list()
            return Overview(today=whole.today, groups=whole.groups(first), totals=whole.totals, listed_as_of=None)
        lines = _Lines(self._recommendations)
        lines.of([row for group in kept.groups for row in group.first[:first]])  # most of them, read together
        groups = tuple(UrgencyGroup(group.urgency, group.totals, _first(lines, group, first)) for group in kept.groups)
        return Overview(today=kept.today or self._today(), groups=groups, totals=kept.totals, listed_as_of=kept.as_of)

    def _candidates(
        self, selection: Selection, urgency: Urgency | None, sort: Sort, *, snoozed: bool
    ) -> Iterator[_Candidates]:
        """Yield the first rows of a list where tops have them, then all of them, as far as those are kept."""
        if selection == EVERYTHING and sort is Sort.URGENCY and not snoozed and (top := kept_top(self._tops)):
            rows, are_all = top.first(urgency)
            yield _Candidates(
                today=top.day, as_of=top.as_of, totals=top.totals, rows=rows, key=_key_of_ranked, are_all=are_all
            )
        if selection.product_id is None and (kept := kept_rows(self._store)):
            listed = Worklist.of(kept.day or self._today(), filter(selection.matches, kept.rows))
            chosen = listed.only(urgency, sort, snoozed=snoozed)
            yield _Candidates(today=kept.day, as_of=kept.as_of, totals=listed.totals, rows=chosen, key=sort.key)

    def _groups(self, rows: int) -> _Groups | None:
        """Return the shop by urgency with up to so many rows each: of the tops, or of all rows, as far as kept."""
        top = kept_top(self._tops)
        if top and all(len(group.first) >= min(rows, group.totals.products) for group in top.by_urgency.values()):
            lists = ((urgency, top.by_urgency[urgency]) for urgency in WORST_FIRST)
            groups = [UrgencyGroup(urgency, group.totals, group.first[:rows]) for urgency, group in lists]
            return _Groups(today=top.day, as_of=top.as_of, totals=top.totals, groups=groups)
        kept = kept_rows(self._store)
        if kept is None:
            return None
        listed = Worklist.of(kept.day or self._today(), kept.rows)
        return _Groups(today=kept.day, as_of=kept.as_of, totals=listed.totals, groups=listed.groups(rows))

    def _position(self, today: date | None, key: SortKey) -> WorklistPosition:
        return WorklistPosition(today or self._today(), key)

    def _today(self) -> date:
        return self._clock.now().date()


def _first(lines: _Lines, group: UrgencyGroup[Any], first: int) -> tuple[Recommendation, ...]:
    def fits(line: Recommendation) -> bool:
        return line.urgency is group.urgency and line.snoozed is None

    return tuple(sorted(lines.filled(group.first, first, fits)[0], key=Sort.URGENCY.key))


def _key_of_ranked(row: Ranked) -> SortKey:
    """Return what :meth:`domain.replenishment.worklist.Sort.key` returns for the order by urgency."""
    place, money, product_id = row.rank
    return place, money, "", product_id
