"""Changes of some of a product's fields: what stays, what a new product needs, when stock was counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.products.changes import changed
from domain.products.errors import IncompleteProductError, InvalidProductError
from testing.products import NOW, product

TODAY = NOW.date()


def test_what_is_not_named_stays():
    before = product("SKU-1", unit_cost=Decimal("2.10"), on_hand=Decimal(3), stock_as_of=date(2026, 11, 1))
    after = changed("SKU-1", before, {"name": "House blend"}, NOW)
    assert after.details.name == "House blend"
    assert after.version == before.version + 1
    assert (after.details.unit_cost, after.details.on_hand, after.details.stock_as_of) == (
        Decimal("2.10"),
        Decimal(3),
        date(2026, 11, 1),
    )


def test_a_change_to_what_is_there_is_none():
    before = product("SKU-1")
    assert changed("SKU-1", before, {"name": before.details.name}, NOW) is before


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({"on_hand": Decimal(7)}, TODAY),
        ({"on_hand": Decimal(7), "stock_as_of": date(2026, 11, 18)}, date(2026, 11, 18)),
        ({"on_hand": None}, None),
        ({"on_order": Decimal(7)}, date(2026, 11, 1)),
    ],
)
def test_stock_counts_as_of_today_unless_told(changes, counted):
    before = product("SKU-1", on_hand=Decimal(3), stock_as_of=date(2026, 11, 1))
    assert changed("SKU-1", before, changes, NOW).details.stock_as_of == counted


def test_a_new_product_names_what_it_still_needs():
    with pytest.raises(IncompleteProductError, match="Missing: category, current_price") as refused:
        changed("NEW", None, {"name": "Chai"}, NOW)
    assert [field.pointer for field in refused.value.fields] == ["/category", "/current_price"]
    made = changed("NEW", None, {"name": "Chai", "category": "Tea", "current_price": Decimal(3)}, NOW)
    assert (made.version, made.created_at) == (1, NOW)


def test_rules_hold_for_changes_too():
    with pytest.raises(InvalidProductError):
        changed("SKU-1", product("SKU-1"), {"lead_time_days": 400}, NOW)
