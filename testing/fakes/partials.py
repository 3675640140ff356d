"""Partial sums of shards, and notes of those that are stale, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.shared.partials import Partial, StaleShards
from testing.fakes.shards import TRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


class FakePartials:
    """Implements ``domain.shared.partials.PartialStore``; ``written`` remembers which were written."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        self.kept: dict[tuple[str, int], Partial[Any]] = {}
        self.written: list[tuple[str, int]] = []

    def read(self, kind: str) -> dict[int, Partial[Any]]:
        return {number: partial for (name, number), partial in self.kept.items() if name == kind}

    def of(self, number: int) -> dict[str, Partial[Any]]:
        return {kind: partial for (kind, at), partial in self.kept.items() if at == number}

    def write(self, kind: str, partial: Partial[Any]) -> bool:
        kept = self.kept.get((kind, partial.number))
        if partial.version != (kept.version if kept else 0) + 1:
            return False
        self.kept[kind, partial.number] = partial
        self.written.append((kind, partial.number))
        return True

    def replace(self, kind: str, partial: Partial[Any]) -> None:
        kept = self.kept.get((kind, partial.number))
        if kept is None or kept.version < partial.version:
            self.kept[kind, partial.number] = partial

    def tries(self) -> Iterator[int]:
        return iter(range(TRIES))


class FakeStaleNotes:
    """Implements ``domain.shared.partials.StaleNotes``."""

    def __init__(self) -> None:
        self.kept = StaleShards()

    def read(self) -> StaleShards:
        return self.kept

    def add(self, numbers: Iterable[int], now: datetime) -> None:
        self.kept = StaleShards(
            numbers=self.kept.numbers | set(numbers),
            since=self.kept.since or now,
            generation=self.kept.generation + 1,
        )

    def settle(self, stale: StaleShards, began: datetime) -> None:
        if self.kept.generation == stale.generation:
            self.kept = StaleShards(generation=stale.generation)
        else:
            self.kept = replace(self.kept, since=began)
