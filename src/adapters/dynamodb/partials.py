"""Partial sums of the shop in the worklist table: the kinds' partitions, one small item a shard, read by one query."""

from __future__ import annotations

import zlib
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.stored_forms import StoredForm, UnknownFormError
from adapters.dynamodb.typed import to_instant
from domain.shared.partials import Partial, StaleShards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from pydantic import TypeAdapter

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

#: Version 2 has the versions of the products in tops; those of version 1 are read as if none were known.
PARTIAL: Final = StoredForm("partial sums", 2, {1: lambda item: item})


class DynamoPartials:
    """Implements :class:`domain.shared.partials.PartialStore`.

    Parameters
    ----------
    table
        The worklist table.
    figures
        By kind: the dataclass that its figures are of.
    """

    def __init__(self, table: Table, figures: Mapping[str, type[Any]]) -> None:
        self._table = table
        self._figures = figures
        self._adapters: dict[type[Any], TypeAdapter[Any]] = {}

    @property
    def kinds(self) -> Sequence[str]:
        """Names of the kinds."""
        return tuple(self._figures)

    def read(self, kind: str) -> dict[int, Partial[Any]]:
        """Return the partial sums of a kind by shard; those of another release are as if there were none."""
        found = (self._to_partial(kind, item) for item in self._table.query(keys.partial(kind, 0)[0]))
        return {partial.number: partial for partial in found if partial.figures is not None}

    def of(self, number: int) -> dict[str, Partial[Any]]:
        """Return a shard's partial sums by kind as they were last written."""
        by_key = {keys.partial(kind, number): kind for kind in self._figures}
        found = {}
        for item in self._table.get_many(by_key, consistent=True):
            kind = by_key[item["PK"], item["SK"]]
            found[kind] = self._to_partial(kind, item)
        return found

    def write(self, kind: str, partial: Partial[Any]) -> bool:
        """Keep partial sums in place of the version before their own."""
        return self._table.put_version(self._to_item(kind, partial))

    def replace(self, kind: str, partial: Partial[Any]) -> None:
        """Keep partial sums, unless some of their version or a later one are there."""
        with suppress(ConditionFailedError):
            self._table.put(
                self._to_item(kind, partial),
                "attribute_not_exists(#PK) OR #version < :version",
                {":version": partial.version},
            )

    def _to_item(self, kind: str, partial: Partial[Any]) -> Item:
        return (
            keys.attributes(keys.partial(kind, partial.number))
            | PARTIAL.stamp()
            | {
                "number": partial.number,
                "version": partial.version,
                "day": partial.day.isoformat(),
                "made_at": partial.made_at.isoformat(),
                "figures": zlib.compress(self._adapter(kind).dump_json(partial.figures), 6),
            }
        )

    def tries(self) -> Iterator[int]:
        """Yield the number of each try, with a random wait between two."""
        return self._table.tries()

    def _to_partial(self, kind: str, item: Item) -> Partial[Any]:
        try:
            packed = PARTIAL.read(item)["figures"]
            figures = self._adapter(kind).validate_json(zlib.decompress(packed))
        except UnknownFormError:
            figures = None
        return Partial(
            number=int(item["number"]),
            figures=figures,
            day=date.fromisoformat(item["day"]),
            made_at=to_instant(item["made_at"]),
            version=int(item["version"]),
        )

    def _adapter(self, kind: str) -> TypeAdapter[Any]:
        from pydantic import TypeAdapter  # on first use: most requests need none

        figures = self._figures[kind]
        if figures not in self._adapters:
            self._adapters[figures] = TypeAdapter(figures)
        return self._adapters[figures]


class DynamoStaleNotes:
    """Implements :class:`domain.shared.partials.StaleNotes` on one item of the worklist table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def read(self) -> StaleShards:
        """Return what is noted."""
        item = self._table.get(keys.stale_partials(), consistent=True) or {}
        return StaleShards(
            numbers=frozenset(map(int, item.get("shards", ()))),
            since=to_instant(item["since"]) if "since" in item else None,
            generation=int(item.get("generation", 0)),
        )

    def add(self, numbers: Iterable[int], now: datetime) -> None:
        """Note shards, beside those that are noted."""
        self._table.update(
            keys.stale_partials(),
            "SET #since = if_not_exists(#since, :now) ADD #shards :shards, #generation :one",
            {":now": now.isoformat(), ":shards": set(numbers), ":one": 1},
        )

    def settle(self, stale: StaleShards, began: datetime) -> None:
        """Forget what was noted by ``began``; where more has been noted since then, all stays, as of ``began``."""
        try:
            self._table.update(
                keys.stale_partials(),
                "REMOVE #since, #shards",
                {":seen": stale.generation},
                "#generation = :seen",
            )
        except ConditionFailedError:
            self._table.update(keys.stale_partials(), "SET #since = :began", {":began": began.isoformat()})
