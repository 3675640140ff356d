"""Shards of rows in the worklist table: one item a shard, its rows packed by column.

Columns compress to a fraction of rows: days, urgencies and categories repeat. Each kind of rows has its codecs beside
the readers of its context; here is how any of them are kept.
"""

from __future__ import annotations

import json
import zlib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.stored_forms import UnknownFormError
from adapters.dynamodb.typed import to_instant
from domain.shared.shards import Row, Shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.stored_forms import StoredForm
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

type Column = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""What makes plain JSON of a value that is known, and a value of that."""


def _same(value: Any) -> Any:
    return value


AS_IT_IS: Final[Column] = (_same, _same)
NUMBER: Final[Column] = (str, Decimal)
DAY: Final[Column] = (date.toordinal, date.fromordinal)


class DynamoShards[R: Row]:
    """Implements :class:`domain.shared.shards.ShardStore` for one kind of rows.

    Parameters
    ----------
    table
        The worklist table.
    form, key
        The form of the shards, and the key of each. Shards of another form are as if they had never been made.
    columns
        By name, in order: how each field of a row is kept. They must be the fields of the row.
    row
        Makes a row of a sequence of all its fields.
    """

    def __init__(
        self,
        table: Table,
        form: StoredForm,
        key: Callable[[int], Key],
        columns: Mapping[str, Column],
        row: Callable[[Sequence[Any]], R],
    ) -> None:
        self._table = table
        self._form = form
        self._key = key
        self._columns = columns
        self._row = row

    def read(self, numbers: Iterable[int], *, consistent: bool = True) -> dict[int, Shard[R]]:
        """Return shards as they were last written, by number."""
        by_number: dict[int, Shard[R]] = {number: Shard(number=number, rows={}) for number in numbers}
        for item in self._table.get_many(map(self._key, by_number), consistent=consistent):
            by_number[int(item["number"])] = self._to_shard(item)
        return by_number

    def write(self, shard: Shard[R]) -> bool:
        """Keep a shard in place of the version before its own."""
        return self._table.put_version(self._to_item(shard))

    def tries(self) -> Iterator[int]:
        """Yield the number of each try, with a random wait between two."""
        return self._table.tries()

    def _to_item(self, shard: Shard[R]) -> Item:
        rows = [shard.rows[key] for key in sorted(shard.rows)]
        return (
            keys.attributes(self._key(shard.number))
            | self._form.stamp()
            | {
                "number": shard.number,
                "version": shard.version,
                "is_whole": shard.is_whole,
                "written_at": shard.written_at.isoformat() if shard.written_at else None,
                "rows": self._packed(rows),
            }
        )

    def _to_shard(self, item: Item) -> Shard[R]:
        number, version = int(item["number"]), int(item["version"])
        try:
            item = self._form.read(item)
        except UnknownFormError:
            return Shard(number=number, rows={}, version=version)
        return Shard(
            number=number,
            rows={row.product_id: row for row in self._unpacked(item["rows"])},
            version=version,
            is_whole=item["is_whole"],
            written_at=to_instant(item["written_at"]) if "written_at" in item else None,
        )

    def _packed(self, rows: Sequence[R]) -> bytes:
        """Return the rows' columns one after the other, compressed."""
        document = {
            name: [None if (value := getattr(row, name)) is None else plain(value) for row in rows]
            for name, (plain, _) in self._columns.items()
        }
        text = json.dumps(document, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return zlib.compress(text.encode(), 6)

    def _unpacked(self, packed: bytes) -> Iterator[R]:
        document = json.loads(zlib.decompress(packed))
        columns = [
            document[name] if read is _same else [None if value is None else read(value) for value in document[name]]
            for name, (_, read) in self._columns.items()
        ]
        return map(self._row, zip(*columns, strict=True))
