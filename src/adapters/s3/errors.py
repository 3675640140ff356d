"""Turns S3's failures into the domain's words, in one place."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRANSIENT = frozenset(
    {"500", "503", "InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown", "Throttling"}
)
_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
_CHANGED = frozenset({"412", "PreconditionFailed"})


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise :class:`UnavailableError` for what passes by itself; anything else goes on as it is."""
    try:
        yield
    except Exception as error:
        from botocore.exceptions import ConnectionError, HTTPClientError  # noqa: A004  # only on failure: keeps botocore out of the import path

        if isinstance(error, (ConnectionError, HTTPClientError)) or _is_transient(error):
            raise UnavailableError("The file storage does not answer. Nothing is lost; try again shortly.") from error
        raise


def _is_transient(error: Exception) -> bool:
    metadata = (getattr(error, "response", None) or {}).get("ResponseMetadata", {})
    return _code(error) in _TRANSIENT or metadata.get("HTTPStatusCode", 0) >= 500


def is_absent(error: Exception) -> bool:
    """Tell whether a file is not there."""
    return _code(error) in _ABSENT


def is_changed(error: Exception) -> bool:
    """Tell whether a file is no longer what it was expected to be."""
    return _code(error) in _CHANGED or is_absent(error)


def is_behind_the_end(error: Exception) -> bool:
    """Tell whether a file has nothing at the place that was asked for."""
    return _code(error) in {"416", "InvalidRange"}


def has_lost_parts(error: Exception) -> bool:
    """Tell whether an object in the making, or a part of it, is not there as it was sent."""
    return _code(error) in {"NoSuchUpload", "InvalidPart", "InvalidPartOrder"}


def _code(error: Exception) -> str:
    response = getattr(error, "response", None) or {}
    return str(response.get("Error", {}).get("Code", ""))
