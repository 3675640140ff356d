"""Errors of sales data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.csv.errors import UnreadableTableError
from domain.shared.errors import (
    ConflictError,
    FieldError,
    InvalidError,
    NotFoundError,
    PreconditionFailedError,
    TooLargeError,
)
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence


class UploadNotFoundError(NotFoundError):
    """No upload has this id, or it was long ago."""

    code = "upload-not-found"
    title = "Upload not found"

    def __init__(self, upload_id: str) -> None:
        super().__init__(f"No upload has the id '{upload_id}'. Uploads are remembered for 90 days.")


class UploadTooLargeError(TooLargeError):
    """The file does not fit in one request."""

    code = "upload-too-large"
    title = "Too large for one request"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(
            f"One request takes up to {number(limit_bytes)} bytes of sales data. For a larger file, "
            "POST /sales-data/uploads answers an address to PUT it to; it is loaded from there."
        )


class IdempotencyKeyRequiredError(InvalidError):
    """A request that adds to sales came without a key, so that a repeat of it would count twice."""

    code = "idempotency-key-required"
    title = "Idempotency-Key required"

    def __init__(self) -> None:
        wrong = FieldError(
            "/headers/Idempotency-Key", "idempotency_key_required", "must be sent with mode=add, a new one an upload"
        )
        super().__init__(
            "A repeat of what adds would count twice. Send an Idempotency-Key with it, and the same one with a repeat.",
            fields=(wrong,),
        )


class UploadKeyReusedError(InvalidError):
    """The key of an upload that adds was sent before with another one."""

    code = "idempotency-key-reused"
    title = "Idempotency key used for another request"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was sent before with other sales or options, which were added, if not all of them. "
            "Send those again to complete them; send these with a key of their own."
        )


class IncompleteCorrectionsError(UnreadableTableError):
    """A file has one of the two columns of rejected rows: its rows would replace what their days hold."""

    code = "incomplete-corrections"
    title = "A column of rejected rows is missing"

    def __init__(self) -> None:
        super().__init__(
            "The file has one of the columns _upload and _line. With both its rows are added to their days as "
            "corrections, with neither they replace their days. Put the other one back, or leave both out."
        )


class TooLongToTryError(TooLargeError):
    """The file cannot be tried while a caller waits."""

    code = "too-long-to-try"
    title = "Takes too long to try"

    def __init__(self) -> None:
        super().__init__(
            "Trying this file takes longer than one request may. Try a part of it, or send it to be loaded."
        )


class InvalidPeriodError(InvalidError):
    """The asked-for period ends before it starts."""

    code = "invalid-period"
    title = "Invalid period"


class UploadBusyError(ConflictError):
    """Someone else is working on this upload right now."""

    code = "upload-busy"
    title = "Upload under way"

    def __init__(self, upload_id: str) -> None:
        super().__init__(f"The upload '{upload_id}' is being worked on already.")


class FileChangedError(ConflictError):
    """The file has been replaced or removed while it was read."""

    code = "file-changed"
    title = "File changed in the meantime"

    def __init__(self, key: str) -> None:
        super().__init__(f"The file '{key}' is no longer what it was when reading it began.")


class MappingNotFoundError(NotFoundError):
    """No import mapping has this id."""

    code = "import-mapping-not-found"
    title = "Import mapping not found"

    def __init__(self, mapping_id: str) -> None:
        super().__init__(f"No import mapping has the id '{mapping_id}'.")


class MappingChangedError(PreconditionFailedError):
    """The import mapping is not at the version that the caller read."""

    code = "import-mapping-changed"
    title = "Import mapping changed in the meantime"

    def __init__(self, mapping_id: str, expected: int) -> None:
        super().__init__(
            f"The mapping '{mapping_id}' is not at version {expected}. Read it again, then repeat the change."
        )


class InvalidMappingError(InvalidError):
    """The options of an import mapping are no options for its header."""

    code = "invalid-import-mapping"
    title = "Invalid import mapping"

    def __init__(self, wrong: Sequence[FieldError]) -> None:
        told = "; ".join(f"{each.pointer} {each.detail}" for each in wrong)
        super().__init__(f"The mapping cannot be kept: {told}.", fields=tuple(wrong))
