"""The rules a product keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.products.errors import InvalidProductError
from domain.products.models import OpenOrderLine, ProductQuery, ProductStatus
from testing.products import details, product


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "  ", "blank"),
        ("name", "x" * 201, "too_long"),
        ("name", "Beans\n=cmd()", "control_character"),
        ("category", "", "blank"),
        ("current_price", Decimal("-0.01"), "out_of_range"),
        ("current_price", Decimal("NaN"), "not_a_number"),
        ("current_price", Decimal("0.0000001"), "too_precise"),
        ("unit_cost", Decimal(-1), "out_of_range"),
        ("on_hand", Decimal("Infinity"), "not_a_number"),
        ("lead_time_days", -1, "out_of_range"),
        ("review_period_days", 0, "out_of_range"),
        ("service_level", Decimal(1), "out_of_range"),
        ("order_multiple", Decimal(0), "out_of_range"),
        ("supersedes", "not an id", "invalid_product_id"),
    ],
)
def test_a_broken_rule_is_named_with_its_field(field, value, code):
    with pytest.raises(InvalidProductError) as raised:
        details(**{field: value})
    assert [(error.pointer, error.code) for error in raised.value.fields] == [(f"/{field}", code)]


def test_all_broken_rules_are_named_at_once():
    with pytest.raises(InvalidProductError) as raised:
        details(name="", current_price=Decimal(-1), lead_time_days=400)
    assert {error.pointer for error in raised.value.fields} == {"/name", "/current_price", "/lead_time_days"}


@pytest.mark.parametrize("product_id", ["", "-a", "a b", "ä", "a/b", "x" * 65, "summary", "Upload", "SKU-1\n"])
def test_unusable_ids_are_refused(product_id):
    with pytest.raises(InvalidProductError):
        product(product_id)


@pytest.mark.parametrize("product_id", ["0", "00123", "A.b_c-d", "x" * 64])
def test_the_shops_own_ids_are_kept_as_they_are(product_id):
    assert product(product_id).product_id == product_id


def test_a_product_cannot_supersede_itself():
    with pytest.raises(InvalidProductError, match="itself"):
        product("SKU-1", supersedes="SKU-1")


def test_unknown_stock_is_not_zero():
    assert details().on_hand is None


def test_a_query_matches_id_and_name_whatever_the_case():
    espresso = product("SKU-1", name="Espresso Beans")
    assert ProductQuery(text="espresso b").matches(espresso)
    assert ProductQuery(text="sku-1").matches(espresso)
    assert not ProductQuery(text="tea").matches(espresso)
    assert not ProductQuery(category="Tea").matches(espresso)
    assert not ProductQuery(status=ProductStatus.DISCONTINUED).matches(espresso)


def inbound(*quantities):
    """Return open lines of purchase orders of these quantities."""
    return tuple(
        OpenOrderLine(purchase_order_id="PO-1", line=number, quantity=Decimal(quantity), expected_on=date(2026, 12, 1))
        for number, quantity in enumerate(quantities, start=1)
    )


@pytest.mark.parametrize(("written", "total", "typed"), [(0, 12, 0), (11, 12, 0), (12, 12, 0), (20, 20, 8)])
def test_a_written_on_order_is_the_total_and_never_less_than_purchase_orders_have_open(written, total, typed):
    changed = replace(product(), inbound=inbound(10, 2), details=details(on_order=Decimal(written)))
    assert changed.details.on_order == total
    assert changed.details.on_order - changed.on_purchase_orders == typed
    assert replace(changed, details=changed.details) == changed  # what was read, written back, changes nothing
