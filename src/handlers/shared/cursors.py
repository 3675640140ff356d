"""Page cursors: opaque to the caller, and signed, so that only positions this API gave out are ever followed.

A cursor is the HMAC-SHA256 (truncated to 128 bits) of its payload, and the payload: the list it belongs to with its
filters, and the position of the last item. The key is a random secret in Secrets Manager, read when the first cursor is
needed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from domain.shared.errors import MalformedError
from domain.shared.paging import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE
from handlers.shared.settings import required

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SIGNATURE_BYTES = 16

PageLimit = Annotated[int, Field(ge=1, le=MAX_PAGE_SIZE, description=f"Items a page, {DEFAULT_PAGE_SIZE} unless told.")]
PageCursor = Annotated[
    str,
    Field(
        max_length=2048,
        description="`next_cursor` of the page before; keep the other parameters as they were.",
    ),
]


class InvalidCursorError(MalformedError):
    """The cursor is not one that this API gave out for this list."""

    code = "invalid-cursor"
    title = "Unreadable cursor"

    def __init__(self) -> None:
        super().__init__("This cursor does not belong to this list. Start again without a cursor.")


class Cursors:
    """Signs and checks cursors.

    Parameters
    ----------
    key
        Called once, when the first cursor is signed or checked; returns the secret.
    """

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def encode(self, position: str | None, listing: str, filters: Mapping[str, object]) -> str | None:
        """Return the cursor for a position of a list with these filters; ``None`` for ``None``."""
        if position is None:
            return None
        payload = json.dumps([_fingerprint(listing, filters), position], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._sign(payload) + payload).decode().rstrip("=")

    def decode(self, cursor: str | None, listing: str, filters: Mapping[str, object]) -> str | None:
        """Return the position a cursor stands for; raises :class:`InvalidCursorError`."""
        if cursor is None:
            return None
        try:
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise InvalidCursorError from error
        signature, payload = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._sign(payload)):
            raise InvalidCursorError
        fingerprint, position = json.loads(payload)
        if fingerprint != _fingerprint(listing, filters):
            raise InvalidCursorError
        return str(position)

    def _sign(self, payload: bytes) -> bytes:
        return hmac.digest(self._key(), payload, hashlib.sha256)[:_SIGNATURE_BYTES]


def _fingerprint(listing: str, filters: Mapping[str, object]) -> str:
    text = json.dumps([listing, sorted((name, str(value)) for name, value in filters.items() if value is not None)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _secret() -> bytes:
    from handlers.shared import clients

    return clients.secret(required("CURSOR_SECRET_ARN")).encode()


def cursors() -> Cursors:
    """Return the signer that all lists share."""
    return Cursors(_secret)
