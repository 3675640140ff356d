"""The rules a supplier keeps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.purchasing.errors import InvalidPurchaseError
from testing.purchasing import supplier


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " ", "blank"),
        ("name", "x" * 201, "too_long"),
        ("name", "two\nlines", "control_character"),
        ("address", "a\tb", "control_character"),
        ("email", "two@a.example, three@b.example", "invalid_email"),
        ("email", "nobody", "invalid_email"),
        ("currency", "eur", "invalid_currency"),
        ("lead_time_days", -1, "out_of_range"),
        ("lead_time_days", 366, "out_of_range"),
        ("lead_time_std_days", Decimal("NaN"), "not_a_number"),
        ("review_period_days", 0, "out_of_range"),
        ("order_weekdays", ("monday",), "invalid_weekday"),
        ("min_order_value", Decimal(-1), "out_of_range"),
        ("min_order_value", Decimal("0.0000001"), "too_precise"),
        ("note", "", "blank"),
    ],
)
def test_each_broken_rule_names_its_field(field, value, code):
    with pytest.raises(InvalidPurchaseError) as raised:
        supplier(**{field: value})
    assert [(error.pointer, error.code) for error in raised.value.fields] == [(f"/{field}", code)]


def test_an_address_and_a_note_may_have_several_lines():
    assert supplier(address="1 Mill Lane\nLeeds", note="a\nb").details.address == "1 Mill Lane\nLeeds"


def test_an_id_is_a_usable_one():
    with pytest.raises(InvalidPurchaseError):
        supplier("no good")
