"""DynamoDB's failures in the domain's and this package's words: what passes by itself, and conditions that failed."""

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


class ConditionFailedError(Exception):
    """The condition of a write did not hold, and nothing was written.

    Attributes
    ----------
    failed
        In a transaction: the positions of the actions whose conditions did not hold.
    sent_again
        Whether the client had sent the write before and not been answered: then it may have met its own first try.
    """

    def __init__(self, *, failed: tuple[int, ...] = (), sent_again: bool = False) -> None:
        super().__init__(f"the condition does not hold{f' of actions {failed}' if failed else ''}")
        self.failed = failed
        self.sent_again = sent_again


class ProductGoneError(ConditionFailedError):
    """The product that a transaction writes for is not there any more, or is another one of the same id."""


class TransactionConflictError(Exception):
    """A write met someone else's transaction on the same item, and was not done."""


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise :class:`UnavailableError` for what passes by itself (throttling, time-outs, no connection).

    Failed conditions of single writes and conflicts with transactions have errors of their own here; anything else, a
    programming error, goes on as it is.
    """
    try:
        yield
    except Exception as error:
        from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004  # only on failure: keeps botocore out of the import path

        if isinstance(error, (ConnectionError, HTTPClientError)):
            raise UnavailableError("The database does not answer. Nothing is lost; try again shortly.") from error
        if not isinstance(error, ClientError):
            raise
        code = error.response["Error"]["Code"]
        if code in _TRANSIENT:
            raise UnavailableError("The database is busy. Nothing is lost; try again shortly.") from error
        if code == "ConditionalCheckFailedException":
            retries = error.response.get("ResponseMetadata", {}).get("RetryAttempts", 0)
            raise ConditionFailedError(sent_again=retries > 0) from error
        if code == "TransactionConflictException":
            raise TransactionConflictError from error
        raise
