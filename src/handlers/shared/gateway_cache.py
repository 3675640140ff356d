"""API Gateway's answer cache, as far as a function has to know of it: how long it repeats an answer.

The cache keeps errors like any other answer, and has no setting against that. The stage tells its functions what it
caches by its variable ``cached_seconds`` (``template.yaml``): ``/products=60,/sales-data/summary=60``, or ``none``.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGE_VARIABLE = "cached_seconds"


def repeated_seconds(event: Mapping[str, Any]) -> int:
    """Return how long the cache repeats the answer to a request, in seconds; 0 for what is not cached."""
    if event.get("httpMethod") != "GET":
        return 0
    told = str((event.get("stageVariables") or {}).get(STAGE_VARIABLE, ""))
    cached = dict(pair for each in told.split(",") if len(pair := each.split("=", 1)) == 2)
    return int(cached.get(str(event.get("resource")), 0))


def retry_after(event: Mapping[str, Any], status: int, wished: str | None) -> str | None:
    """Return the ``Retry-After`` of an answer: where a server's error is cached, no less than it is repeated."""
    seconds = repeated_seconds(event) if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 0
    return str(max(seconds, int(wished or 0))) if seconds else wished
