"""Asks Claude through Bedrock's Converse: one model, then the fallback, within a budget of seconds."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from adapters.bedrock.answer import MalformedAnswerError, read_answer, to_advice
from adapters.bedrock.prompt import ANSWER_SCHEMA, RULES, user_block
from domain.forecasting.models.advice import Advice, AdviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mypy_boto3_bedrock_runtime.client import BedrockRuntimeClient

    from domain.forecasting.models.advice import Briefing

type Mode = Literal["schema", "tool"]

_MAX_TOKENS: Final = 2000
_ANSWER: Final = "forecast_advice"
#: The first model's share of the budget when there is a second; less time than this is not worth a call.
_FIRST_SHARE: Final = 0.65
_SHORTEST_CALL_SECONDS: Final = 3.0

_REASON_OF_CODE: Final = {
    "ThrottlingException": "The language model is busy (too many requests).",
    "ServiceQuotaExceededException": "The language model is busy (quota reached).",
    "ModelNotReadyException": "The language model is not ready.",
    "ModelTimeoutException": "The language model took too long.",
    "ModelErrorException": "The language model failed.",
    "InternalServerException": "The language model's service failed.",
    "ServiceUnavailableException": "The language model's service is down.",
    "AccessDeniedException": "The language model may not be used: access was denied.",
    "ResourceNotFoundException": "The configured language model does not exist.",
    "ValidationException": "The language model did not accept the question.",
}
_REASON_OF_STOP: Final = {
    "max_tokens": "The language model's answer was cut off.",
    "model_context_window_exceeded": "The question was too long for the language model.",
    "guardrail_intervened": "A guardrail kept the language model from answering.",
    "content_filtered": "The language model declined to answer.",
    "refusal": "The language model declined to answer.",
    "malformed_model_output": "The language model's answer could not be read.",
    "malformed_tool_use": "The language model's answer could not be read.",
}
_ANSWERED: Final = frozenset({"end_turn", "stop_sequence", "tool_use"})
#: After these, asking another model the same thing is no use.
_FINAL_STOPS: Final = frozenset({"guardrail_intervened", "content_filtered", "refusal"})


@dataclass
class _Spent:
    """Tokens of all attempts."""

    inputTokens: int = 0  # noqa: N815  # Bedrock's own names
    outputTokens: int = 0  # noqa: N815

    def add(self, usage: dict[str, int]) -> None:
        self.inputTokens += usage.get("inputTokens", 0)
        self.outputTokens += usage.get("outputTokens", 0)


class _FailedAttemptError(Exception):
    def __init__(self, reason: str, *, outage: bool, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outage = outage
        self.final = final


class BedrockAdvisor:
    """Implements :class:`domain.forecasting.ports.Advisor`.

    Parameters
    ----------
    client
        Makes a Bedrock client that gives up reading after a number of seconds and does not retry by itself.
    model_ids
        Models or inference profiles in order of preference; empty: none is configured.
    monotonic
        Tells how time passes.
    """

    def __init__(
        self,
        client: Callable[[float], BedrockRuntimeClient],
        model_ids: Sequence[str],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._model_ids = tuple(dict.fromkeys(model_id for model_id in model_ids if model_id))
        self._monotonic = monotonic
        self._without_schema: set[str] = set()
        self._clients: dict[int, BedrockRuntimeClient] = {}

    @property
    def is_configured(self) -> bool:
        """True when there is a model to ask."""
        return bool(self._model_ids)

    def advise(self, briefing: Briefing, budget_seconds: float) -> Advice:
        """Return what the first model that gives a usable answer says."""
        started = self._monotonic()
        spent = _Spent()
        failure = _FailedAttemptError("There was no time to ask the language model.", outage=False)
        outages = 0
        for position, model_id in enumerate(self._model_ids):
            left = budget_seconds - (self._monotonic() - started)
            last = position == len(self._model_ids) - 1
            seconds = left if last else left * _FIRST_SHARE
            if seconds < _SHORTEST_CALL_SECONDS:
                break
            try:
                answer = self._ask(model_id, briefing, seconds, spent)
            except _FailedAttemptError as error:
                failure = error
                outages += error.outage
                if error.final:
                    break
            else:
                return to_advice(answer, model_id, dict(vars(spent)), self._monotonic() - started)
        raise AdviceError(
            failure.reason,
            outage=outages > 0,
            input_tokens=spent.inputTokens,
            output_tokens=spent.outputTokens,
        ) from failure

    def _ask(self, model_id: str, briefing: Briefing, seconds: float, spent: _Spent) -> Any:
        mode: Mode = "tool" if model_id in self._without_schema else "schema"
        started = self._monotonic()
        try:
            response = self._converse(model_id, briefing, seconds, mode)
        except _SchemaNotSupportedError:
            self._without_schema.add(model_id)
            left = seconds - (self._monotonic() - started)
            response = self._converse(model_id, briefing, left, "tool")
        spent.add(response.get("usage") or {})
        stop = response.get("stopReason")
        if stop not in _ANSWERED:
            reason = _REASON_OF_STOP.get(str(stop), "The language model stopped without an answer.")
            raise _FailedAttemptError(reason, outage=False, final=stop in _FINAL_STOPS)
        message = (response.get("output") or {}).get("message") or {}
        try:
            return read_answer(message.get("content") or [])
        except MalformedAnswerError as error:
            raise _FailedAttemptError("The language model's answer could not be read.", outage=False) from error

    def _client_for(self, seconds: float) -> BedrockRuntimeClient:
        """Return a client that waits for whole seconds, so that few are made and each is used again."""
        whole = max(int(seconds), 1)
        if whole not in self._clients:
            self._clients[whole] = self._client(float(whole))
        return self._clients[whole]

    def _converse(self, model_id: str, briefing: Briefing, seconds: float, mode: Mode) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return self._client_for(seconds).converse(
                modelId=model_id,
                system=[{"text": RULES}],
                messages=[{"role": "user", "content": [{"text": user_block(briefing)}]}],
                inferenceConfig={"maxTokens": _MAX_TOKENS, "temperature": 0.0},
                **_output(mode),
            )
        except ClientError as error:
            code, message = error.response["Error"]["Code"], str(error.response["Error"].get("Message", ""))
            if mode == "schema" and code == "ValidationException" and _is_about_schema(message):
                raise _SchemaNotSupportedError from error
            raise _FailedAttemptError(
                _REASON_OF_CODE.get(code, "The language model could not be asked."), outage=True
            ) from error
        except BotoCoreError as error:
            slow = "Timeout" in type(error).__name__
            reason = "The language model took too long." if slow else "The language model cannot be reached."
            raise _FailedAttemptError(reason, outage=True) from error


class _SchemaNotSupportedError(Exception):
    """The model does not know structured output."""


def _is_about_schema(message: str) -> bool:
    return any(word in message.lower() for word in ("outputconfig", "output_config", "textformat", "structured output"))


def _output(mode: Mode) -> dict[str, Any]:
    """Return how the answer's form is asked for: a JSON schema, or for models that lack it a tool that must be used."""
    if mode == "schema":
        schema = {"name": _ANSWER, "description": "Advice on one forecast.", "schema": json.dumps(ANSWER_SCHEMA)}
        return {"outputConfig": {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": schema}}}}
    tool = {
        "name": _ANSWER,
        "description": "Gives the advice on the forecast.",
        "inputSchema": {"json": ANSWER_SCHEMA},
    }
    return {"toolConfig": {"tools": [{"toolSpec": tool}], "toolChoice": {"tool": {"name": _ANSWER}}}}
