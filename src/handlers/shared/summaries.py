"""JSON that summaries share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handlers.shared.json_types import JsonInstant

SummedAsOf = Annotated[
    JsonInstant | None,
    Field(
        description="When the figures were last brought up to date: a change made since may not be in them yet. Null "
        "when they were worked out for this answer."
    ),
]
