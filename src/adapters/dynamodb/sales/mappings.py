"""Import mappings in the sales table, all in one partition."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.table import page_of
from adapters.dynamodb.typed import to_instant
from domain.shared.csv.import_mapping import FileKind, ImportMapping
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.shared.paging import Page

MAPPING: Final = StoredForm("import mapping")
_SAID: Final = tuple(field.name for field in fields(ReadingOptions) if field.name != "mapping_id")
_AS_READ: Final = "#version = :version"


class DynamoImportMappings:
    """Implements :class:`domain.shared.csv.import_mapping.ImportMappings`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, mapping_ids: Iterable[str]) -> dict[str, ImportMapping]:
        """Return those there are, by id, read consistently."""
        found = map(to_mapping, self._table.get_many(map(keys.import_mapping, mapping_ids), consistent=True))
        return {mapping.mapping_id: mapping for mapping in found}

    def page(self, limit: int, after: str | None) -> Page[ImportMapping]:
        """Return a page of mappings in order of their ids."""
        between = after or keys.LOWEST, keys.span("")[1]
        items = self._table.query(keys.IMPORT_MAPPINGS, between=between, page_size=limit + 2, consistent=True)
        return page_of(items, to_mapping, limit, after)

    def keep(self, mapping: ImportMapping) -> bool:
        """Keep a mapping in place of its previous version."""
        return self._table.put_version(self._table.signed(_to_item(mapping)))

    def remove(self, mapping: ImportMapping) -> bool:
        """Forget a mapping as it was read."""
        try:
            key = keys.import_mapping(mapping.mapping_id)
            self._table.delete_signed(key, _AS_READ, {":version": mapping.version})
        except ConditionFailedError:
            return False
        return True


def _to_item(mapping: ImportMapping) -> Item:
    said = {name: getattr(mapping.options, name) for name in _SAID}
    plain = {
        "kind": mapping.kind.value,
        "header": _packed(list(mapping.header)),
        "reading": _packed({name: value for name, value in said.items() if value}),
        "created_at": mapping.created_at.isoformat(),
        "updated_at": mapping.updated_at.isoformat(),
        "version": mapping.version,
    }
    return keys.attributes(keys.import_mapping(mapping.mapping_id)) | MAPPING.stamp() | plain


def to_mapping(item: Item) -> ImportMapping:
    """Return the import mapping that an item keeps."""
    item = MAPPING.read(item)
    said = _unpacked(item["reading"])
    encoding = said.pop("encoding", None)
    return ImportMapping(
        kind=FileKind(item["kind"]),
        header=tuple(_unpacked(item["header"])),
        options=ReadingOptions(encoding=Encoding(encoding) if encoding else None, **said),
        created_at=to_instant(item["created_at"]),
        updated_at=to_instant(item["updated_at"]),
        version=int(item["version"]),
    )


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value).encode())


def _unpacked(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))
