"""API keys, as far as a function has to know of them: what each is called, and whether it may write.

The stage tells its functions by its variable ``keys`` (``template.yaml``): ``id=name:write,id=name:read``. A key that
is not in it may only read, so that one made by hand can do no harm until it is named. Without the variable, as in a
test of one function, every caller may do everything.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from handlers.shared import problems
from handlers.shared.idempotency import caller

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response

STAGE_VARIABLE: Final = "keys"
#: Methods that change nothing.
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_WRITE: Final = "write"


class Key(NamedTuple):
    """A caller's key: its name, its id where it has none, and whether it may write."""

    name: str
    may_write: bool


def key_of(event: Mapping[str, Any]) -> Key | None:
    """Return the key that a request came with; ``None`` where none is needed, or the stage tells of none."""
    told = (event.get("stageVariables") or {}).get(STAGE_VARIABLE)
    key_id = caller(event)
    if told is None or key_id is None:
        return None
    for each in str(told).split(","):
        listed, _, said = each.partition("=")
        if listed == key_id:
            name, _, right = said.rpartition(":")
            return Key(name or key_id, right == _WRITE)
    return Key(key_id, may_write=False)


def refusal(event: Mapping[str, Any]) -> Response[str] | None:
    """Return the answer to a request that its key may not make, ``None`` for one that it may."""
    key = key_of(event)
    if key is None or key.may_write or event.get("httpMethod") in READING:
        return None
    return problems.problem(
        HTTPStatus.FORBIDDEN,
        "read-only-key",
        "Key may only read",
        f"The key '{key.name}' may only read: GET is all it is for. Send one that may write.",
    )


def name_of(event: Mapping[str, Any]) -> str | None:
    """Return the name of the key that a request came with, its id where the stage tells of none."""
    key = key_of(event)
    return key.name if key else caller(event)
