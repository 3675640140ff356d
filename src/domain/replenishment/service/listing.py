"""Lists of recommendations: chosen, ordered and added up by the worklist's rows, their lines worked out when shown.

So a page costs by its lines, not by the shop. Only order, filters and totals may lag behind what is stored. Where the
worklist has not been made, everything is worked out as it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.replenishment.worklist import Sort, UrgencyGroup, Worklist, WorklistPosition
from domain.shared.shards import kept_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from domain.replenishment.models import Recommendation, Selection, Urgency
    from domain.replenishment.row import WorklistRow
    from domain.replenishment.service.recommendations import RecommendationService
    from domain.replenishment.worklist import WorklistTotals
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


@dataclass
class _Lines:
    """Recommendations as of one request, each worked out once."""

    service: RecommendationService
    found: dict[str, Recommendation | None] = field(default_factory=dict)

    def of(self, rows: Sequence[WorklistRow]) -> list[Recommendation]:
        """Return the recommendations of rows; of a product that has gone, none."""
        if missing := [row.product_id for row in rows if row.product_id not in self.found]:
            made = self.service.some(missing)
            self.found |= {key: made.get(key) for key in missing}
        return [line for row in rows if (line := self.found[row.product_id]) is not None]

    def filled(
        self, rows: Sequence[WorklistRow], limit: int, fits: Callable[[Recommendation], bool]
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
    store
        Where the worklist's rows are kept.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(self, recommendations: RecommendationService, store: ShardStore[WorklistRow], clock: Clock) -> None:
        self._recommendations = recommendations
        self._store = store
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
        kept = kept_rows(self._store) if selection.product_id is None else None
        if kept is None:
            whole = self._recommendations.list(selection, after)
            items, following = whole.page(urgency, limit, after, sort, snoozed=snoozed)
            return RecommendationPage(items=items, following=following, totals=whole.totals, listed_as_of=None)
        listed = Worklist.of(kept.day or self._today(), filter(selection.matches, kept.rows))
        chosen = listed.only(urgency, sort, snoozed=snoozed)
        rows = [row for row in chosen if after is None or sort.key(row) > after.key]

        def fits(line: Recommendation) -> bool:
            wanted = urgency in {None, line.urgency} and selection.matches(line.product)
            return wanted and (line.snoozed is not None) == snoozed

        lines, taken = _Lines(self._recommendations).filled(rows, limit, fits)
        return RecommendationPage(
            items=tuple(sorted(lines, key=sort.key)),
            following=WorklistPosition(listed.today, sort.key(rows[taken - 1])) if taken < len(rows) else None,
            totals=listed.totals,
            listed_as_of=kept.as_of,
        )

    def overview(self, first: int) -> Overview:
        """Return the whole shop by urgency, the worst first, each with up to ``first`` recommendations."""
        kept = kept_rows(self._store)
        if kept is None:
            whole = self._recommendations.list()
            return Overview(today=whole.today, groups=whole.groups(first), totals=whole.totals, listed_as_of=None)
        listed = Worklist.of(kept.day or self._today(), kept.rows)
        lines = _Lines(self._recommendations)
        lines.of([row for group in listed.groups(first) for row in group.first])  # most of them, read together
        groups = tuple(
            UrgencyGroup(group.urgency, group.totals, _first(lines, group, first))
            for group in listed.groups(first * ROUNDS)
        )
        return Overview(today=listed.today, groups=groups, totals=listed.totals, listed_as_of=kept.as_of)

    def _today(self) -> date:
        return self._clock.now().date()


def _first(lines: _Lines, group: UrgencyGroup[WorklistRow], first: int) -> tuple[Recommendation, ...]:
    def fits(line: Recommendation) -> bool:
        return line.urgency is group.urgency and line.snoozed is None

    return tuple(sorted(lines.filled(group.first, first, fits)[0], key=Sort.URGENCY.key))
