"""Smoke test of a deployed API: each function that callers reach answers (last in ``make deploy``)."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Final

from local.report import LocalError, say

if TYPE_CHECKING:
    from collections.abc import Mapping

#: One path a function and the status it must answer; none of them writes or costs more than a page.
PATHS: Final[Mapping[str, int]] = {
    "/health": 200,
    "/products?limit=1": 200,
    "/sales-data/summary": 200,
    "/calendar?limit=1": 200,
    "/suppliers?limit=1": 200,
    "/forecasts/no-such-product": 404,
    "/reports/inventory-recommendations?limit=1": 200,
}
_TIMEOUT_SECONDS = 30


def check(api_url: str, key: str) -> None:
    """Ask the API for each of :data:`PATHS`.

    Raises
    ------
    LocalError
        When one does not answer JSON with the status it must.
    """
    wrong = [said for path, status in PATHS.items() if (said := _fault(api_url, path, status, key))]
    if wrong:
        detail = "\n  ".join(wrong)
        raise LocalError(f"the deployment does not answer as it should:\n  {detail}\n`make rollback ENV=…` undoes it.")
    say(f"  answers    {len(PATHS)} of {len(PATHS)} paths")


def _fault(api_url: str, path: str, expected: int, key: str) -> str | None:
    headers = {"x-api-key": key, "cache-control": "max-age=0"}
    request = urllib.request.Request(api_url.rstrip("/") + path, headers=headers)  # noqa: S310  # the stack's output
    try:
        status, body = _asked(request)
        read = json.loads(body)
    except OSError as error:
        return f"{path}: {error}"
    except ValueError:
        return f"{path}: {status}, and no JSON"
    return None if status == expected else f"{path}: {status} where {expected} was due: {_said(read)}"


def _asked(request: urllib.request.Request) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310  # as above
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _said(read: object) -> object:
    return read.get("title") or read.get("message") if isinstance(read, dict) else read
