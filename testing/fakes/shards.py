"""Shards of rows in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.shared.shards import SHARDS, Shard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: As many tries as the adapter has.
TRIES = 9


class FakeShards:
    """Implements ``domain.shared.shards.ShardStore``; ``written`` remembers which shards were written."""

    def __init__(self) -> None:
        self.kept: dict[int, Shard[Any]] = {}
        self.written: list[int] = []

    def read(self, numbers: Iterable[int], *, consistent: bool = True) -> dict[int, Shard[Any]]:
        del consistent
        return {number: self.kept.get(number, Shard(number=number, rows={})) for number in numbers}

    def write(self, shard: Shard[Any]) -> bool:
        if shard.version != self.read([shard.number])[shard.number].version + 1:
            return False
        self.kept[shard.number] = replace(shard, rows=dict(shard.rows))
        self.written.append(shard.number)
        return True

    def tries(self) -> Iterator[int]:
        return iter(range(TRIES))

    def rows(self) -> dict[str, Any]:
        return {key: row for number in range(SHARDS) for key, row in self.read([number])[number].rows.items()}
