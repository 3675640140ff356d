"""Requests that add: sent again they are the same upload, and count once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from domain.sales.errors import IdempotencyKeyRequiredError, UploadKeyReusedError, UploadNotFoundError
from domain.sales.models import UploadMode
from domain.shared.csv.report import UploadStatus

if TYPE_CHECKING:
    from domain.sales.models import UploadOptions
    from domain.sales.ports import UploadRecord, UploadRecords


def repeatable_id(options: UploadOptions, repeat_id: str | None) -> str | None:
    """Return the id of an upload that counts once however often it is sent, ``None`` where repeating it is harmless.

    Raises
    ------
    IdempotencyKeyRequiredError
        When a repeat would count twice and nothing tells it from another upload.
    """
    if options.mode is UploadMode.REPLACE or options.dry_run:
        return None
    if repeat_id is None:
        raise IdempotencyKeyRequiredError
    return repeat_id


def content_of(data: bytes, options: UploadOptions) -> str:
    """Return what tells an upload's content and options from others."""
    return hashlib.sha256(repr(options).encode() + b"\0" + data).hexdigest()


def begun_before(records: UploadRecords, upload_id: str, content: str) -> UploadRecord | None:
    """Return the record of an earlier try of the same upload, ``None`` when none has written anything.

    Raises
    ------
    UploadKeyReusedError
        When that was another upload.
    """
    try:
        record = records.get(upload_id)
    except UploadNotFoundError:
        return None
    if record.report.status is UploadStatus.FAILED and record.key is None:
        return None  # nothing in it could be used
    if record.content != content:
        raise UploadKeyReusedError
    return record
