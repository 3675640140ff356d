"""Partial sums of a shop: what each shard of its products adds to a summary, made again from what it rests on.

Partial sums of all shards put together are the summary, however products are divided: what they hold adds up in any
order. A shard's are never changed by what has happened, only made anew from all of its products, so nothing can drift.
Which figures they are is the contexts'; how they are stored is an adapter's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from domain.shared.errors import UnavailableError
from domain.shared.shards import SHARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from domain.shared.ports import Clock

#: Partial sums that have waited longer than this for changes to be looked at are not used any more.
WAITED_TOO_LONG: Final = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Partial[F]:
    """Figures of one kind of the products of one shard.

    Parameters
    ----------
    day
        Day in UTC that they are for.
    version
        Raised with every writing; 0 before the first.
    """

    number: int
    figures: F
    day: date
    made_at: datetime
    version: int


class PartialStore[F](Protocol):
    """Keeps the partial sums of some kinds that are made together."""

    @property
    def kinds(self) -> Sequence[str]:
        """Names of the kinds."""
        ...

    def read(self, kind: str) -> dict[int, Partial[F]]:
        """Return the partial sums of a kind by shard; what was written in the last moments may not be there yet."""
        ...

    def of(self, number: int) -> dict[str, Partial[F | None]]:
        """Return a shard's partial sums by kind as they were last written; ``None`` for figures of another release."""
        ...

    def write(self, kind: str, partial: Partial[F]) -> bool:
        """Keep partial sums in place of the version before their own; false, and nothing written, if it is not last."""
        ...

    def tries(self) -> Iterator[int]:
        """Yield the number of each try of something, with a random wait between two; ends after some."""
        ...


@dataclass(frozen=True, kw_only=True)
class StaleShards:
    """Shards with changes that their partial sums have not seen.

    Parameters
    ----------
    since
        When the first of those changes was noted; ``None`` without any.
    generation
        Raised with every note.
    """

    numbers: frozenset[int] = frozenset()
    since: datetime | None = None
    generation: int = 0


class StaleNotes(Protocol):
    """Notes of which shards' partial sums are to be made anew."""

    def read(self) -> StaleShards:
        """Return what is noted."""
        ...

    def add(self, numbers: Iterable[int], now: datetime) -> None:
        """Note shards, beside those that are noted."""
        ...

    def settle(self, stale: StaleShards, began: datetime) -> None:
        """Forget what was noted by ``began``; where more has been noted since then, all stays, as of ``began``."""
        ...


@dataclass(frozen=True, kw_only=True)
class KeptFigures[F]:
    """Figures of one kind of all shards, and when those that have not seen every change were made, or the last."""

    figures: tuple[F, ...]
    as_of: datetime


def kept_figures[F](
    store: PartialStore[F], notes: StaleNotes, kind: str, clock: Clock, *, of_today: bool
) -> KeptFigures[F] | None:
    """Return the figures of one kind of all shards; ``None`` where they would not be the whole shop's, or are too old.

    ``of_today``: none of another day will do.
    """
    kept, now = store.read(kind), clock.now()
    if len(kept) < SHARDS or (of_today and {partial.day for partial in kept.values()} != {now.date()}):
        return None
    stale = notes.read()
    if stale.since is not None and now - stale.since > WAITED_TOO_LONG:
        return None
    made = {number: partial.made_at for number, partial in kept.items()}
    as_of = min((made[number] for number in stale.numbers), default=max(made.values()))
    return KeptFigures(figures=tuple(kept[number].figures for number in sorted(kept)), as_of=as_of)


def added_by_key[K, V](mappings: Iterable[Mapping[K, V]], add: Callable[[V, V], V]) -> dict[K, V]:
    """Return the sums of several mappings' values, by key."""
    sums: dict[K, V] = {}
    for mapping in mappings:
        for key, value in mapping.items():
            sums[key] = add(sums[key], value) if key in sums else value
    return sums


class PartialKeeper[F]:
    """Keeps partial sums as what is stored makes them.

    They are made after their version was read, and are written only if it is still that version: figures that are
    written have seen whatever those before them had seen.

    Parameters
    ----------
    store
        Where they are kept.
    make
        Makes the figures of products by kind, out of what is stored at that moment.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(self, store: PartialStore[F], make: Callable[[Sequence[str]], Mapping[str, F]], clock: Clock) -> None:
        self._store = store
        self._make = make
        self._clock = clock

    def make(self, number: int, product_ids: Callable[[int], Sequence[str]]) -> bool:
        """Make a shard's partial sums anew; returns whether there were some before.

        Raises
        ------
        UnavailableError
            When others kept writing them. Repeating it is safe.
        """
        for _ in self._store.tries():
            before = self._store.of(number)
            figures, now = self._make(product_ids(number)), self._clock.now()
            partials = {
                kind: Partial(
                    number=number,
                    figures=made,
                    day=now.date(),
                    made_at=now,
                    version=before[kind].version + 1 if kind in before else 1,
                )
                for kind, made in figures.items()
            }
            written = [self._store.write(kind, partial) for kind, partial in partials.items()]
            if all(written):
                return before.keys() >= partials.keys()
        raise UnavailableError("Others keep changing the same part of the summaries. Nothing is lost; try again.")

    def behind(self) -> set[int]:
        """Return the shards of which partial sums are missing, or not of today."""
        today, current = self._clock.now().date(), set(range(SHARDS))
        for kind in self._store.kinds:
            kept = self._store.read(kind)
            current &= {number for number, partial in kept.items() if partial.day == today}
        return set(range(SHARDS)) - current

    def mend(self, number: int, product_ids: Callable[[int], Sequence[str]], pause: Callable[[], None]) -> bool:
        """Make a shard's partial sums anew that are not what is stored makes; returns whether they were wrong.

        A change may only be on its way: they are wrong when they still differ after a pause.
        """
        if not self._differs(number, product_ids):
            return False
        pause()
        is_wrong = self._differs(number, product_ids)
        self.make(number, product_ids)
        return is_wrong

    def _differs(self, number: int, product_ids: Callable[[int], Sequence[str]]) -> bool:
        kept = {kind: partial.figures for kind, partial in self._store.of(number).items()}
        return kept != dict(self._make(product_ids(number)))
