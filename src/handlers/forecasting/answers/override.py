"""Overrides as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from handlers.shared.json_types import JsonInstant, ResponseBody

if TYPE_CHECKING:
    from domain.forecasting.models.override import Override


class OverrideBody(ResponseBody):
    """A person's own word on some days of a forecast."""

    override_id: str
    product_id: str
    start: date
    end: date
    factor: float | None
    quantity: float | None
    reason: str
    author: str
    created_at: JsonInstant
    expires_on: date | None
    active: Annotated[bool, Field(description="Whether new forecasts still apply it.")]

    @classmethod
    def of(cls, override: Override, today: date) -> Self:
        """Return the JSON form."""
        return cls(**vars(override), active=override.is_active(today))


class OverrideList(ResponseBody):
    """All overrides of a product, oldest first."""

    items: list[OverrideBody]
