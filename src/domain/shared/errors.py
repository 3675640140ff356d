"""The kinds of things that go wrong, independent of any protocol.

A context derives its own errors from these kinds (``UploadNotFoundError(NotFoundError)``). What a kind means in HTTP
is one table in ``handlers.shared.problems``; nothing here knows about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class FieldError:
    """One thing wrong with one field of an input.

    Parameters
    ----------
    pointer
        JSON pointer (RFC 6901) to the field, for instance ``/current_price``.
    code
        Machine-readable, snake_case and stable.
    detail
        One sentence for a person, saying what would be right.
    """

    pointer: str
    code: str
    detail: str


class DomainError(Exception):
    """Base of every error the domain raises on purpose.

    ``code`` is a stable kebab-case name and ``title`` its fixed human form; ``detail`` tells this one case.
    """

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str, *, fields: tuple[FieldError, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields


class MalformedError(DomainError):
    """The input cannot be read at all."""

    code = "malformed"
    title = "Unreadable input"


class NotFoundError(DomainError):
    """The thing that was named does not exist."""

    code = "not-found"
    title = "Not found"


class ProductNotFoundError(NotFoundError):
    """No product has this id; the same for every context that is asked about one."""

    code = "product-not-found"
    title = "Product not found"

    def __init__(self, product_id: str) -> None:
        super().__init__(f"No product has the id '{product_id}'.")


class ConflictError(DomainError):
    """The request contradicts what exists."""

    code = "conflict"
    title = "Conflict"


class PreconditionFailedError(DomainError):
    """The caller acted on a version that is no longer the current one."""

    code = "precondition-failed"
    title = "Changed in the meantime"


class TooLargeError(DomainError):
    """The input is larger than this way in accepts."""

    code = "too-large"
    title = "Too large"


class UnsupportedMediaTypeError(DomainError):
    """The input is of a kind that is not understood here."""

    code = "unsupported-media-type"
    title = "Unsupported content type"


class InvalidError(DomainError):
    """The input is readable, but breaks a rule; ``fields`` says which and where."""

    code = "invalid"
    title = "Invalid input"


class UnavailableError(DomainError):
    """Something this depends on does not answer; trying again later may help."""

    code = "unavailable"
    title = "Temporarily unavailable"

    def __init__(self, detail: str, *, retry_after_seconds: int = 5) -> None:
        super().__init__(detail)
        self.retry_after_seconds = retry_after_seconds
