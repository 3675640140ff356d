"""Upload records in the sales table, forgotten after 90 days."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.typed import to_instant
from domain.sales.errors import UploadBusyError, UploadNotFoundError
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.ports import UploadRecord
from domain.shared.csv.read_as import ReadAs
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.report import Exclusion, Notice, Overwrite, Overwrites, RowError, UploadReport, UploadStatus
from domain.shared.csv.text import Encoding

if TYPE_CHECKING:
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

KEPT: Final = timedelta(days=90)
_READING: Final = tuple(field.name for field in fields(ReadingOptions))


def _with_reading(item: Item) -> Item:
    """Return a record with all that was said of its file; those of before held ``date_format`` alone, as it is."""
    return item if "reading" in item else item | {"reading": _packed({"date_format": item.get("date_format")})}


#: Version 3 may name an import mapping, in what was said of the file and in how it was read.
UPLOAD: Final = StoredForm("upload record", 3, {1: _with_reading, 2: lambda item: item})


class DynamoUploadRecords:
    """Implements :class:`domain.sales.ports.UploadRecords`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, record: UploadRecord) -> None:
        """Keep a new record."""
        self._table.put(_to_item(record))

    def get(self, upload_id: str) -> UploadRecord:
        """Return a record."""
        item = self._table.get(keys.upload(upload_id), consistent=True)
        if item is None:
            raise UploadNotFoundError(upload_id)
        return _to_record(item)

    def replace(self, record: UploadRecord) -> None:
        """Keep a record in place of its previous version."""
        if not self._table.put_version(_to_item(record)):
            raise UploadBusyError(record.upload_id)


def _to_item(record: UploadRecord) -> Item:
    plain = {
        "upload_id": record.upload_id,
        "status": record.report.status.value,
        "created_at": record.created_at.isoformat(),
        "expires_at": int((record.created_at + KEPT).timestamp()),
        "on_unknown_product": record.options.on_unknown_product.value,
        "mode": record.options.mode.value,
        "content": record.content,
        "reading": _packed({name: getattr(record.options, name) for name in _READING}),
        "key": record.key,
        "source": record.source,
        "sent": record.sent,
        "worker": record.worker,
        "leased_until": record.leased_until.isoformat() if record.leased_until else None,
        "last_try": True if record.last_try else None,
        "correlation_id": record.correlation_id,
        "created_by": record.created_by,
        "version": record.version,
        "report": _packed(asdict(record.report)),
        "state": _packed(record.state) if record.state else None,
    }
    return keys.attributes(keys.upload(record.upload_id)) | UPLOAD.stamp() | plain


def _to_record(item: Item) -> UploadRecord:
    item = UPLOAD.read(item)
    leased = item.get("leased_until")
    return UploadRecord(
        upload_id=item["upload_id"],
        created_at=to_instant(item["created_at"]),
        options=_to_options(item),
        report=to_report(unpacked(item["report"])),
        key=item.get("key"),
        source=item.get("source"),
        sent=item.get("sent"),
        content=item.get("content"),
        state=unpacked(item["state"]) if "state" in item else {},
        worker=item.get("worker"),
        leased_until=to_instant(leased) if leased else None,
        last_try=bool(item.get("last_try")),
        correlation_id=item.get("correlation_id"),
        created_by=item.get("created_by"),
        version=int(item["version"]),
    )


def _to_options(item: Item) -> UploadOptions:
    kept = unpacked(item["reading"])
    encoding = kept.pop("encoding", None)
    return UploadOptions(
        OnUnknownProduct(item["on_unknown_product"]),
        mode=UploadMode(item.get("mode", UploadMode.REPLACE)),
        encoding=Encoding(encoding) if encoding else None,
        **kept,
    )


def to_report(kept: dict[str, Any]) -> UploadReport:
    """Return the report that a record keeps, once it is unpacked."""
    for name in ("first_date", "last_date"):
        kept[name] = date.fromisoformat(kept[name]) if kept[name] else None
    return UploadReport(
        **kept
        | {
            "status": UploadStatus(kept["status"]),
            "errors": tuple(RowError(**error) for error in kept["errors"]),
            "warnings": tuple(Notice(**notice) for notice in kept["warnings"]),
            "read_as": _to_read_as(kept.get("read_as")),
            "overwrites": _to_overwrites(kept.get("overwrites")),
            "excluded": tuple(Exclusion(**each) for each in kept.get("excluded", ())),
        }
    )


def _to_read_as(kept: dict[str, Any] | None) -> ReadAs | None:
    return ReadAs(**kept | {"unused_columns": tuple(kept["unused_columns"])}) if kept else None


def _to_overwrites(kept: dict[str, Any] | None) -> Overwrites | None:
    if kept is None:
        return None
    examples = tuple(
        Overwrite(
            each["product_id"],
            date.fromisoformat(each["date"]),
            Decimal(each["units_before"]),
            Decimal(each["units_after"]),
        )
        for each in kept["examples"]
    )
    return Overwrites(kept["product_days"], Decimal(kept["units_before"]), Decimal(kept["units_after"]), examples)


def _packed(value: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(value, default=str).encode())


def unpacked(data: bytes) -> dict[str, Any]:
    """Return what an attribute of a record holds."""
    value: dict[str, Any] = json.loads(zlib.decompress(data))
    return value
