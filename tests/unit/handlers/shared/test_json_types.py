"""Numbers and instants on the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from handlers.shared.json_types import JsonInstant, JsonNumber


class Sample(BaseModel):
    number: JsonNumber = Decimal(0)
    instant: JsonInstant = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("value", [True, "4.99", None, [], float("inf"), float("nan")])
def test_only_finite_numbers_are_numbers(value):
    with pytest.raises(ValidationError):
        Sample(number=value)


@pytest.mark.parametrize(("value", "text"), [(4.99, "4.99"), (0.1, "0.1"), (12, "12"), (1e-6, "0.000001")])
def test_a_number_keeps_the_digits_it_was_sent_with(value, text):
    assert Sample(number=value).number == Decimal(text)


def test_decimals_are_numbers_in_json():
    assert '"number":4.99' in Sample(number=Decimal("4.99")).model_dump_json()
    assert '"number":12.0' in Sample(number=Decimal("12.00")).model_dump_json()


def test_instants_are_utc_with_z():
    berlin = datetime(2026, 7, 1, 2, 0, tzinfo=timezone(timedelta(hours=2)))
    assert '"2026-07-01T00:00:00.000Z"' in Sample(instant=berlin).model_dump_json()
