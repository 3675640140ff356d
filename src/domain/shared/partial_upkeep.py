"""Upkeep of partial sums: at once after a few changes, a minute after many, anew each day, and compared once a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.shared.shards import SHARDS, shard_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from domain.shared.partials import PartialKeeper, StaleNotes
    from domain.shared.ports import Clock
    from domain.shared.shards import ShardStore

#: Most products that are looked at for one batch of changes; where more would have to be, their shards are noted.
PRODUCTS_AT_ONCE: Final = 1000
_HOURS: Final = 24


class PartialUpkeep:
    """Keeps all kinds of partial sums up to date.

    Parameters
    ----------
    keepers
        One for the kinds that are made together.
    rows
        The rows of all products, by which a shard's are known; brought up to date before partial sums are.
    notes
        Which shards are to be made anew.
    clock
        The time; "today" is the day in UTC.
    pause
        Waits as long as a change may be on its way to its figures.
    """

    def __init__(
        self,
        keepers: Sequence[PartialKeeper[Any]],
        rows: ShardStore[Any],
        notes: StaleNotes,
        clock: Clock,
        pause: Callable[[], None],
    ) -> None:
        self._keepers = keepers
        self._rows = rows
        self._notes = notes
        self._clock = clock
        self._pause = pause

    def changed(self, product_ids: Iterable[str], has_time: Callable[[], bool]) -> bool:
        """Make the partial sums of these products' shards anew, or note that they are to be; returns whether all are.

        The first change makes those of all shards, and notes those for which there is no time.
        """
        numbers = sorted(set(map(shard_of, product_ids)))
        shards = self._rows.read(numbers).values()
        is_little = sum(len(shard.rows) for shard in shards) <= PRODUCTS_AT_ONCE
        if not is_little or not all(shard.is_whole for shard in shards):
            self._notes.add(numbers, self._clock.now())
            return False
        there = [keeper.make(number, self._members) for number in numbers for keeper in self._keepers]
        if all(there) or self._make_current(has_time):
            return True
        self._notes.add(self._behind(), self._clock.now())
        return False

    def catch_up(self, has_time: Callable[[], bool]) -> bool:
        """Make anew what is noted; returns whether all of it was reached. What was not stays noted."""
        began, stale = self._clock.now(), self._notes.read()
        if not stale.numbers:
            return True
        if not self._make(sorted(stale.numbers), has_time):
            return False
        self._notes.settle(stale, began)
        return True

    def run(self, has_time: Callable[[], bool]) -> tuple[int, ...]:
        """Make anew what is noted, missing or not of today, and compare the hour's shards; returns the wrong ones."""
        if not (self.catch_up(has_time) and self._make_current(has_time)):
            return ()
        wrong = set()
        for number in range(self._clock.now().hour, SHARDS, _HOURS):
            for keeper in self._keepers:
                if has_time() and keeper.mend(number, self._members, self._pause):
                    wrong.add(number)
        return tuple(sorted(wrong))

    def _make_current(self, has_time: Callable[[], bool]) -> bool:
        return self._make(self._behind(), has_time)

    def _behind(self) -> Sequence[int]:
        return sorted(set[int]().union(*(keeper.behind() for keeper in self._keepers)))

    def _make(self, numbers: Sequence[int], has_time: Callable[[], bool]) -> bool:
        """Make the partial sums of shards anew; false where there was no time, or a shard has not all of its rows."""
        for number in numbers:
            if not has_time() or not self._rows.read([number])[number].is_whole:
                return False
            for keeper in self._keepers:
                keeper.make(number, self._members)
        return True

    def _members(self, number: int) -> Sequence[str]:
        return sorted(self._rows.read([number])[number].rows)
