"""Rows of products, kept in shards and made again from what they rest on.

A row is what a list shows of one product. It is never changed by what has happened, only made anew from what is stored
when that is looked at; so it does not matter how often, in which order or how late changes are told of. What a row
holds and what it is made from are the contexts'; how shards are stored is an adapter's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Final, Protocol
from zlib import crc32

from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from domain.shared.ports import Clock

#: Into how many shards products are divided. Another number takes another version of each kind's stored form.
SHARDS: Final = 64
#: Rows made between two writes of a shard that is made as a whole: the fewer, the less a change meanwhile undoes.
ROWS_AT_ONCE: Final = 250

type Groups = Mapping[int, Sequence[str]]


class Row(Protocol):
    """A row of one product, which tells the day that its figures are for."""

    @property
    def product_id(self) -> str:
        """The product's id."""
        ...

    @property
    def day(self) -> date:
        """Day in UTC that the figures are for."""
        ...


@dataclass(frozen=True, kw_only=True)
class Shard[R: Row]:
    """Rows of some of the products.

    Parameters
    ----------
    rows
        By product id.
    version
        Raised with every writing; 0 before the first.
    is_whole
        True when it has a row of each of its products: false until all have been looked at once.
    written_at
        When it was last written.
    """

    number: int
    rows: Mapping[str, R]
    version: int = 0
    is_whole: bool = False
    written_at: datetime | None = None

    @property
    def day(self) -> date | None:
        """Earliest day that a row of it is for; ``None`` without rows."""
        return min((row.day for row in self.rows.values()), default=None)

    def is_current(self, today: date) -> bool:
        """Tell whether it is whole, and none of its rows is of an earlier day."""
        return self.is_whole and (self.day or today) >= today


class ShardStore[R: Row](Protocol):
    """Keeps shards of one kind."""

    def read(self, numbers: Iterable[int], *, consistent: bool = True) -> dict[int, Shard[R]]:
        """Return shards as they were last written, by number; those never written are empty, in version 0.

        Without ``consistent`` at half the cost, and what was written in the last moments may not be there yet.
        """
        ...

    def write(self, shard: Shard[R]) -> bool:
        """Keep a shard in place of the version before its own; false, and nothing written, if that is not the last."""
        ...

    def tries(self) -> Iterator[int]:
        """Yield the number of each try of something, with a random wait between two; ends after some."""
        ...


@dataclass(frozen=True, kw_only=True)
class KeptRows[R: Row]:
    """All rows of one kind.

    Parameters
    ----------
    day
        Earliest day that a row is for; ``None`` without rows.
    as_of
        When the rows of that day were last brought up to date.
    """

    rows: tuple[R, ...]
    day: date | None
    as_of: datetime | None


def kept_rows[R: Row](store: ShardStore[R]) -> KeptRows[R] | None:
    """Return all rows that are kept; ``None`` unless all shards are whole: rows that are missing would go unnoticed."""
    shards = store.read(range(SHARDS), consistent=False).values()
    if not all(shard.is_whole for shard in shards):
        return None
    day, as_of = oldest((shard.day, shard.written_at) for shard in shards)
    return KeptRows(rows=tuple(row for shard in shards for row in shard.rows.values()), day=day, as_of=as_of)


def oldest(shards: Iterable[tuple[date | None, datetime | None]]) -> tuple[date | None, datetime | None]:
    """Return the earliest day that a row is for, and when rows of that day were last written; of both of each shard."""
    known = [*shards]
    day = min((each for each, _ in known if each), default=None)
    written = (written_at for each, written_at in known if written_at and day in {None, each})
    return day, max(written, default=None)


def shard_of(product_id: str) -> int:
    """Return the shard that a product's row is in."""
    return crc32(product_id.encode()) % SHARDS


def by_shard(product_ids: Iterable[str]) -> dict[int, list[str]]:
    """Return products by shard, each once."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for product_id in dict.fromkeys(product_ids):
        groups[shard_of(product_id)].append(product_id)
    return dict(groups)


def _portions(groups: Groups) -> Iterator[tuple[Groups, bool]]:
    """Yield products by shard, some hundred at a time, and whether the last of their shards' are among them."""
    together: dict[int, Sequence[str]] = {}
    for number, keys in groups.items():
        *parts, last = list(batched(keys, ROWS_AT_ONCE, strict=False)) or [()]
        yield from (({number: part}, False) for part in parts)
        together[number] = last
        if sum(map(len, together.values())) >= ROWS_AT_ONCE:
            yield together, True
            together = {}
    if together:
        yield together, True


class ShardKeeper[R: Row]:
    """Keeps rows of one kind as what is stored makes them.

    Rows are made after the shard's version was read, and are written only if it is still that version. So a row that is
    written has seen whatever an earlier writing of its shard had seen.

    Parameters
    ----------
    store
        Where shards are kept.
    make
        Makes the rows of products out of what is stored at that moment, by id; of products that do not exist, none.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(self, store: ShardStore[R], make: Callable[[Sequence[str]], Mapping[str, R]], clock: Clock) -> None:
        self._store = store
        self._make = make
        self._clock = clock

    def refresh(self, product_ids: Iterable[str]) -> bool:
        """Make the rows of these products anew; returns whether all shards that they are in are whole.

        Raises
        ------
        UnavailableError
            When others kept writing the same shards. Repeating it is safe.
        """
        return self._write(by_shard(product_ids))

    def make_current(self, product_ids: Iterable[str], has_time: Callable[[], bool]) -> bool:
        """Make all rows of each shard anew that is not whole, or not of today; returns whether all shards were reached.

        Parameters
        ----------
        product_ids
            All products there are. Of one that comes while this works, a change tells.
        has_time
            Asked before each portion of some hundred rows.
        """
        today, groups = self._clock.now().date(), by_shard(product_ids)
        stale = {
            number: sorted({*groups.get(number, ()), *shard.rows})
            for number, shard in self._store.read(range(SHARDS)).items()
            if not shard.is_current(today)
        }
        for portion, is_whole in _portions(stale):
            if not has_time():
                return False
            shards = self._store.read(portion)  # another run may have made them
            left = {number: keys for number, keys in portion.items() if not shards[number].is_current(today)}
            if left:
                self._write(left, is_whole=is_whole)
        return True

    def mend(self, number: int, product_ids: Iterable[str], pause: Callable[[], None]) -> tuple[str, ...]:
        """Make those rows of a shard anew that are not what is stored makes; returns whose, one too many included.

        A row that differs may only be on its way: it is wrong when it still differs after a pause.
        """
        suspected = self._differing(number, [key for key in product_ids if shard_of(key) == number])
        if not suspected:
            return ()
        pause()
        wrong = tuple(sorted(suspected & self._differing(number, suspected, rows_too=False)))
        self._write({number: wrong})
        return wrong

    def _differing(self, number: int, product_ids: Iterable[str], *, rows_too: bool = True) -> set[str]:
        """Return which of these products, and of those with a row, have another row than what is stored makes."""
        rows = self._store.read([number])[number].rows
        asked = {*product_ids, *(rows if rows_too else ())}
        parts = batched(sorted(asked), ROWS_AT_ONCE, strict=False)
        return {key for part in parts for made in [self._make(part)] for key in part if made.get(key) != rows.get(key)}

    def _write(self, groups: Groups, *, is_whole: bool = False) -> bool:
        """Make the rows of products anew, by shard; says with ``is_whole`` that the shards have all of theirs now."""
        left, whole = groups, True
        for _ in self._store.tries():
            shards = self._store.read(left)
            made = self._made(left)
            lost = {}
            for number, keys in left.items():
                changed = self._changed(shards[number], keys, made, is_whole)
                if self._store.write(changed):
                    whole = whole and changed.is_whole
                else:
                    lost[number] = keys
            if not lost:
                return whole
            left = lost
        raise UnavailableError("Others keep changing the same part of the worklist. Nothing is lost; try again.")

    def _made(self, groups: Groups) -> Mapping[str, R]:
        wanted = [key for keys in groups.values() for key in keys]
        return self._make(wanted) if wanted else {}

    def _changed(self, shard: Shard[R], keys: Sequence[str], made: Mapping[str, R], is_whole: bool) -> Shard[R]:
        rows = dict(shard.rows)
        for key in keys:
            rows.pop(key, None)
            if (row := made.get(key)) is not None:
                rows[key] = row
        return replace(
            shard,
            rows=rows,
            version=shard.version + 1,
            is_whole=shard.is_whole or is_whole,
            written_at=self._clock.now(),
        )
