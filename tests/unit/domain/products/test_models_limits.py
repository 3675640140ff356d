"""The limits of a product's fields, at the limit and just beyond it, and which products a query finds."""

from __future__ import annotations

from decimal import Decimal
from itertools import product as combinations

import pytest

from domain.products.errors import InvalidProductError
from domain.products.models import ProductQuery, ProductStatus
from testing.products import details, product

STEP = Decimal("0.000001")
AMOUNTS = ("current_price", "unit_cost", "on_order", "min_order_quantity")
LIMITS = [
    *((field, Decimal(0), Decimal(10**9), STEP) for field in AMOUNTS),
    ("on_hand", Decimal(-(10**9)), Decimal(10**9), STEP),
    ("order_multiple", STEP, Decimal(10**9), STEP),
    ("lead_time_days", 0, 365, 1),
    ("lead_time_std_days", Decimal(0), Decimal(365), STEP),
    ("review_period_days", 1, 90, 1),
    ("service_level", Decimal("0.5"), Decimal("0.999"), STEP),
]


def problems(**changes) -> list[tuple[str, str, str]]:
    """Return what is wrong with a product."""
    with pytest.raises(InvalidProductError) as raised:
        details(**changes)
    assert raised.value.detail == "The product breaks the rules named in 'errors'."
    return [(error.pointer, error.code, error.detail) for error in raised.value.fields]


@pytest.mark.parametrize(("field", "low", "high", "step"), LIMITS, ids=str)
def test_a_number_may_be_at_its_limits_and_not_beyond_them(field, low, high, step):
    for value in (low, high):
        assert getattr(details(**{field: value}), field) == value
    for value in (low - step, high + step):
        ((pointer, code, detail),) = problems(**{field: value})
        assert (pointer, code) == (f"/{field}", "out_of_range")
        assert str(high) in detail or value == 0


def test_a_message_tells_both_limits():
    assert problems(lead_time_days=366) == [("/lead_time_days", "out_of_range", "must be between 0 and 365")]
    assert problems(order_multiple=Decimal(0)) == [("/order_multiple", "out_of_range", "must be more than 0")]


@pytest.mark.parametrize("field", [*AMOUNTS, "on_hand", "lead_time_std_days", "service_level", "order_multiple"])
@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_told_apart_from_what_is_out_of_range(field, value):
    assert problems(**{field: Decimal(value)}) == [(f"/{field}", "not_a_number", "must be a finite number")]


@pytest.mark.parametrize("value", ["0.123456", "0.1234560", "1E+3", "1", "100.0000000"])
def test_six_decimal_places_are_kept_and_trailing_zeros_do_not_count(value):
    assert details(current_price=Decimal(value)).current_price == Decimal(value)


def test_a_seventh_decimal_place_is_too_precise():
    assert problems(on_hand=Decimal("0.1234567")) == [("/on_hand", "too_precise", "must have at most 6 decimal places")]


@pytest.mark.parametrize(("field", "limit"), [("name", 200), ("category", 100)])
def test_a_text_has_a_longest_length(field, limit):
    assert getattr(details(**{field: "x" * limit}), field) == "x" * limit
    assert problems(**{field: "x" * (limit + 1)}) == [
        (f"/{field}", "too_long", f"must have at most {limit} characters")
    ]


@pytest.mark.parametrize("field", ["name", "category"])
@pytest.mark.parametrize("character", ["\x00", "\n", "\x1f", "\x7f", "\u2028", "\u2029"])
def test_a_text_holds_no_control_characters(field, character):
    ((pointer, code, detail),) = problems(**{field: f"a{character}b"})
    assert (pointer, code) == (f"/{field}", "control_character")
    assert "line breaks" in detail


@pytest.mark.parametrize("field", ["name", "category"])
def test_a_blank_text_is_no_text(field):
    for blank in ("", " ", "\t\n"):
        assert problems(**{field: blank}) == [(f"/{field}", "blank", "must not be blank")]


@pytest.mark.parametrize("text", [" a b ", "é", "=1", "a\u00a0b", "~"])
def test_any_other_text_is_kept_as_it_is(text):
    made = details(name=text, category=text)
    assert (made.name, made.category) == (text, text)


def test_every_broken_rule_is_told_one_a_field_in_the_order_of_the_fields():
    broken = {field: Decimal(-1) for field in AMOUNTS}
    found = problems(name="", category="x" * 101, service_level=Decimal(2), supersedes="a b", **broken)
    assert [pointer for pointer, _, _ in found] == [
        "/name",
        "/category",
        *(f"/{field}" for field in AMOUNTS[:3]),
        "/service_level",
        "/min_order_quantity",
        "/supersedes",
    ]


def test_an_unusable_id_is_told_as_such():
    with pytest.raises(InvalidProductError) as raised:
        product("a b")
    assert "'a b'" in raised.value.detail
    assert [(error.pointer, error.code) for error in raised.value.fields] == [("/product_id", "invalid_product_id")]
    with pytest.raises(InvalidProductError) as raised:
        product("A", supersedes="A")
    assert [(error.pointer, error.code) for error in raised.value.fields] == [("/supersedes", "self_reference")]
    assert raised.value.fields[0].detail == "must name another product"
    with pytest.raises(InvalidProductError) as raised:
        details(supersedes="upload")
    assert "reserved" in raised.value.fields[0].detail


ESPRESSO = product("SKU-1", name="Espresso Beans", category="Coffee")
OLD_TEA = product("TEA-9", name="Green Tea", category="Tea", status=ProductStatus.DISCONTINUED)
CATEGORY, STATUS, TEXT = (
    [(None, True), ("Coffee", True), ("Tea", False), ("coffee", False)],
    [(None, True), (ProductStatus.ACTIVE, True), (ProductStatus.DISCONTINUED, False)],
    [(None, True), ("", True), ("ku-1", True), ("BEANS", True), ("tea", False)],
)


@pytest.mark.parametrize("asked", list(combinations(CATEGORY, STATUS, TEXT)), ids=str)
def test_a_query_finds_what_meets_all_it_asks_for(asked):
    query = ProductQuery(*(value for value, _ in asked))
    assert query.matches(ESPRESSO) == all(met for _, met in asked)


def test_a_query_finds_by_id_or_by_name():
    assert [ProductQuery(text=text).matches(OLD_TEA) for text in ("tea-", "green", "GREEN tea", "SKU")] == [
        True,
        True,
        True,
        False,
    ]
    assert ProductQuery("Tea", ProductStatus.DISCONTINUED, "9").matches(OLD_TEA)
