"""Answers that are too large for Lambda to return: the gateway would say 502, and nobody would know why."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from handlers.shared import observability, problems

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Lambda returns up to 6 MB (6,291,556 bytes) to a caller that waits, the body written as a JSON string.
MAX_ANSWER_BYTES: Final = 6_000_000
#: A character beyond the basic plane is written as two escapes.
_MOST_BYTES_A_CHARACTER = 12


def sendable(event: Mapping[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer, or where it is larger than can be sent, a problem that says what to do instead."""
    if len(answer.get("body") or "") * _MOST_BYTES_A_CHARACTER < MAX_ANSWER_BYTES:
        return answer
    size = len(json.dumps(answer))
    if size <= MAX_ANSWER_BYTES:
        return answer
    observability.logger.warning("answer too large", route=event.get("resource"), bytes=size)
    return problems.as_answer(problems.problem(*_refusal(event.get("httpMethod") == "GET", size)))


def _refusal(reads: bool, size: int) -> tuple[HTTPStatus, str, str, str]:
    found = f"The answer has {size / 1e6:.1f} MB; up to {MAX_ANSWER_BYTES / 1e6:g} can be sent."
    if reads:
        todo = "Ask for less at a time (`limit`, one category, fewer days), or for a file where there is a `format`."
        return HTTPStatus.UNPROCESSABLE_ENTITY, "answer-too-large", "Answer too large", f"{found} {todo}"
    todo = "The request was carried out: look at what it changed before repeating it, and send less at a time."
    return HTTPStatus.INTERNAL_SERVER_ERROR, "answer-too-large", "Done, but its answer is too large", f"{found} {todo}"
