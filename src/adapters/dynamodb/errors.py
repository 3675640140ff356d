"""Turns DynamoDB's failures into the domain's words, in one place."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRANSIENT = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionInProgressException",
        "Throttling",
    }
)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise :class:`UnavailableError` for what passes by itself: throttling, time-outs, no connection.

    Anything else, a failed condition or a programming error, goes on as it is.
    """
    try:
        yield
    except Exception as error:
        from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004  # only on failure: keeps botocore out of the import path

        if isinstance(error, (ConnectionError, HTTPClientError)):
            raise UnavailableError("The database does not answer. Nothing is lost; try again shortly.") from error
        if isinstance(error, ClientError) and error.response["Error"]["Code"] in _TRANSIENT:
            raise UnavailableError("The database is busy. Nothing is lost; try again shortly.") from error
        raise


def is_condition_failure(error: Exception) -> bool:
    """Tell whether a conditional write failed its condition."""
    response = getattr(error, "response", None) or {}
    return bool(response.get("Error", {}).get("Code") == "ConditionalCheckFailedException")


def is_transaction_conflict(error: Exception) -> bool:
    """Tell whether a write met someone else's transaction on the same item, and was not done."""
    response = getattr(error, "response", None) or {}
    return bool(response.get("Error", {}).get("Code") == "TransactionConflictException")


def was_sent_again(error: Exception) -> bool:
    """Tell whether the client itself had sent the request before, and does not know what became of that."""
    response = getattr(error, "response", None) or {}
    return int(response.get("ResponseMetadata", {}).get("RetryAttempts", 0)) > 0
