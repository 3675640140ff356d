"""The model's answer, typed: anything that does not fit is no answer."""

from __future__ import annotations

import json
import re
from datetime import date  # noqa: TC003  # pydantic reads it at run time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.forecasting.models.advice import Advice, Proposal
from domain.forecasting.models.forecast import Citation, Driver

_FENCED = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)

Text = Annotated[str, Field(max_length=1000)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12, strict=True)]
Factor = Annotated[float, Field(allow_inf_nan=False, ge=0, le=100, strict=True)]


class MalformedAnswerError(ValueError):
    """The answer is not the document that was asked for."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Citation(_Part):
    name: Annotated[str, Field(max_length=200)]
    value: Number


class _Driver(_Part):
    text: Text
    evidence: Annotated[list[_Citation], Field(max_length=12)]


class _Adjustment(_Part):
    start: date
    end: date
    factor_low: Factor
    factor: Factor
    factor_high: Factor
    direction: Literal["up", "down"]
    reason: Text
    source_id: Annotated[str, Field(max_length=100)]
    quote: Text
    confidence: Literal["low", "medium", "high"]


class _Answer(_Part):
    summary: Annotated[str, Field(max_length=2000)]
    drivers: Annotated[list[_Driver], Field(max_length=12)]
    adjustments: Annotated[list[_Adjustment], Field(max_length=20)]
    warnings: Annotated[list[Text], Field(max_length=10)]


def read_answer(content: list[dict[str, Any]]) -> _Answer:
    """Return the answer in a message's content blocks: a tool's input, or text that is JSON.

    Raises
    ------
    MalformedAnswerError
    """
    try:
        for block in content:
            if "toolUse" in block:
                return _Answer.model_validate_json(json.dumps(block["toolUse"].get("input")))
        text = "".join(str(block.get("text", "")) for block in content)
        fenced = _FENCED.match(text)
        return _Answer.model_validate_json(fenced[1] if fenced else text)
    except (ValidationError, TypeError, ValueError, RecursionError) as error:
        raise MalformedAnswerError(type(error).__name__) from error


def to_advice(answer: _Answer, model_id: str, usage: dict[str, int], seconds: float) -> Advice:
    """Return the domain's form of an answer."""
    return Advice(
        model_id=model_id,
        summary=answer.summary,
        drivers=tuple(
            Driver(driver.text, tuple(Citation(cited.name, cited.value) for cited in driver.evidence))
            for driver in answer.drivers
        ),
        proposals=tuple(Proposal(**dict(adjustment)) for adjustment in answer.adjustments),
        warnings=tuple(answer.warnings),
        input_tokens=usage.get("inputTokens", 0),
        output_tokens=usage.get("outputTokens", 0),
        seconds=seconds,
    )
