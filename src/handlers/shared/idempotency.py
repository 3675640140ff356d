"""``Idempotency-Key``: a repeated POST gets the first one's answer, and its work is done once.

Kept by Powertools in the idempotency table for a day, apart per API key and path. Only successes are kept: after an
error the same key may be tried again. The same key with another body is 422; while the first is still under way, 409.
"""

from __future__ import annotations

import hashlib
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from domain.shared.errors import ConflictError, InvalidError, UnavailableError
from handlers.shared import observability, problems
from handlers.shared.conditional import header
from handlers.shared.settings import required

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from domain.shared.errors import DomainError

MAX_KEY_LENGTH = 255
_KEPT_SECONDS = 24 * 60 * 60
_REPLAYED = "Idempotent-Replayed"


class IdempotencyKeyReusedError(InvalidError):
    """The key was used before with another request."""

    code = "idempotency-key-reused"
    title = "Idempotency key used for another request"


class IdempotencyInProgressError(ConflictError):
    """The first request with this key is still being worked on."""

    code = "idempotency-in-progress"
    title = "First request still under way"


class _NotASuccess(Exception):  # noqa: N818  # carries an answer past the persistence layer so that it is not kept
    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer


def request_id(event: Mapping[str, Any]) -> str | None:
    """Return an id of the request that is the same when it is repeated, ``None`` without an ``Idempotency-Key``."""
    key = header(event.get("headers"), "idempotency-key")
    told = "\n".join((str(caller(event)), str(event.get("path")), key or ""))
    return hashlib.sha256(told.encode()).hexdigest()[:32] if key else None


def answer_once(
    event: Mapping[str, Any], context: LambdaContext, answer: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """Return ``answer()``, or the answer that the same request with the same ``Idempotency-Key`` got before."""
    key = header(event.get("headers"), "idempotency-key")
    if event.get("httpMethod") != "POST" or key is None:
        return answer()
    if not 1 <= len(key) <= MAX_KEY_LENGTH:
        return _refusal(InvalidError(f"Idempotency-Key must have 1 to {MAX_KEY_LENGTH} characters."))
    try:
        return _through_the_table(event, context, key, answer)
    except _NotASuccess as refused:
        return refused.answer


def _through_the_table(
    event: Mapping[str, Any], context: LambdaContext, key: str, answer: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig, idempotent_function
    from aws_lambda_powertools.utilities.idempotency.exceptions import (
        IdempotencyAlreadyInProgressError,
        IdempotencyPersistenceLayerError,
        IdempotencyValidationError,
    )

    made: dict[str, Any] | None = None

    def work(*, request: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001  # what the persistence layer hashes
        nonlocal made
        made = answer()
        if not HTTPStatus(made["statusCode"]).is_success:
            raise _NotASuccess(made)
        return made

    config = IdempotencyConfig(
        event_key_jmespath="[key, caller, path]",
        payload_validation_jmespath="payload",
        expires_after_seconds=_KEPT_SECONDS,
        hash_function="sha256",
        raise_on_no_idempotency_key=True,
    )
    config.register_lambda_context(context)  # a killed first request blocks the key no longer than it could run
    payload = f"{event.get('queryStringParameters')}{event.get('body')}".encode()
    request = {
        "key": key,
        "caller": str(caller(event)),
        "path": str(event.get("path")),
        "payload": hashlib.sha256(payload).hexdigest(),
    }
    guarded = idempotent_function(
        work, data_keyword_argument="request", config=config, persistence_store=_store(), key_prefix="rest"
    )
    try:
        result: dict[str, Any] = guarded(request=request)
    except IdempotencyValidationError:
        return _refusal(IdempotencyKeyReusedError("This Idempotency-Key was sent before with another body."))
    except IdempotencyAlreadyInProgressError:
        return _refusal(IdempotencyInProgressError("The first request with this Idempotency-Key is not done yet."))
    except IdempotencyPersistenceLayerError as error:
        cause = error.__cause__ or error
        observability.logger.warning("no idempotency", error=type(cause).__name__, done=made is not None)
        if made is not None:
            return made  # the work is done and its answer true; only the memory of it is missing
        return _refusal(UnavailableError("The request was not begun: the database is busy. Try again shortly."))
    return result if made is not None else result | {"headers": (result.get("headers") or {}) | {_REPLAYED: "true"}}


def caller(event: Mapping[str, Any]) -> str | None:
    """Return the id of the API key that a request came with."""
    identity = (event.get("requestContext") or {}).get("identity") or {}
    return identity.get("apiKeyId")


@cache
def _store() -> DynamoDBPersistenceLayer:
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    from handlers.shared import clients

    return DynamoDBPersistenceLayer(table_name=required("IDEMPOTENCY_TABLE"), boto3_client=clients.dynamodb())


def _refusal(error: DomainError) -> dict[str, Any]:
    return problems.as_answer(problems.from_domain_error(error))
