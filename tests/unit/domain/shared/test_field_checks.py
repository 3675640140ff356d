"""Checks of texts and amounts."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from domain.shared.field_checks import (
    CONTROL,
    CONTROL_BUT_NEWLINE,
    CONTROL_OR_DIRECTION,
    UNPRINTABLE,
    UNPRINTABLE_BUT_BREAKS,
    amount_problems,
    decimal_places,
    text_problems,
)

EVERY = [CONTROL, CONTROL_BUT_NEWLINE, CONTROL_OR_DIRECTION, UNPRINTABLE, UNPRINTABLE_BUT_BREAKS]


def code_of(problems) -> str | None:
    """Return the code of the one problem there is, if any."""
    assert len(problems) <= 1
    return problems[0].code if problems else None


@pytest.mark.parametrize("unwanted", EVERY)
@pytest.mark.parametrize("character", [chr(code) for code in (*range(9), *range(14, 32), 127)])
def test_no_text_holds_control_characters(unwanted, character):
    assert code_of(text_problems("/name", f"a{character}b", 10, unwanted)) == "control_character"


@pytest.mark.parametrize(
    ("character", "refused_by"),
    [
        ("\n", {CONTROL, CONTROL_OR_DIRECTION, UNPRINTABLE}),
        ("\t", {CONTROL, CONTROL_BUT_NEWLINE, CONTROL_OR_DIRECTION, UNPRINTABLE}),
        ("\u2028", {CONTROL, CONTROL_BUT_NEWLINE, CONTROL_OR_DIRECTION, UNPRINTABLE}),
        ("\u202e", {CONTROL_OR_DIRECTION, UNPRINTABLE, UNPRINTABLE_BUT_BREAKS}),
        ("\u200b", {UNPRINTABLE, UNPRINTABLE_BUT_BREAKS}),
        ("茶", set()),
        ("\u00a0", set()),
    ],
)
def test_each_kind_of_text_refuses_its_characters_and_no_others(character, refused_by):
    assert {rule for rule in EVERY if text_problems("/name", f"a{character}b", 10, rule)} == refused_by


def test_a_text_is_there_or_is_not():
    assert text_problems("/note", None, 10) == []
    assert code_of(text_problems("/note", " \t", 10)) == "blank"
    assert text_problems("/note", "", 10, blank=True) == []
    assert text_problems("/note", "x" * 10, 10) == []
    assert code_of(text_problems("/note", "x" * 11, 10)) == "too_long"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, None),
        (0, None),
        (Decimal("1E+3"), None),
        (Decimal("0.123456000"), None),
        (Decimal(10**9), None),
        (Decimal("-0.000001"), "out_of_range"),
        (Decimal("1000000000.000001"), "out_of_range"),
        (Decimal("0.1234567"), "too_precise"),
        (Decimal("NaN"), "not_a_number"),
        (Decimal("sNaN"), "not_a_number"),
        (Decimal("-Infinity"), "not_a_number"),
    ],
)
def test_an_amount_is_finite_between_its_limits_and_not_too_fine(value, code):
    assert code_of(amount_problems("/quantity", value)) == code


@pytest.mark.parametrize("digits", range(1, 60))
def test_decimal_places_are_counted_exactly_however_many_digits_there_are(digits):
    """The precision of the arithmetic, 28 digits, must not round away what a database would refuse."""
    value = Decimal(f"123456789.{'0' * (digits - 1)}1")
    assert decimal_places(value) == digits
    assert code_of(amount_problems("/quantity", value)) == ("too_precise" if digits > 6 else None)
    with localcontext(prec=3):
        assert decimal_places(Decimal(f"{value}000")) == digits


@pytest.mark.parametrize(
    ("text", "places"), [("0", 0), ("0.000", 0), ("100", 0), ("1.50", 1), ("1E-7", 7), ("5E+9", 0)]
)
def test_trailing_zeros_are_no_decimal_places(text, places):
    assert decimal_places(Decimal(text)) == places
