"""Errors of sales data."""

from __future__ import annotations

from domain.shared.csv.errors import UnreadableTableError
from domain.shared.errors import ConflictError, FieldError, InvalidError, NotFoundError, TooLargeError
from domain.shared.words import number


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
