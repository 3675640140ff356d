"""Orders: nothing, or at least the minimum, in whole packs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.replenishment.ordering import level_in_units, order_quantity, surplus_in_units


@pytest.mark.parametrize(
    ("need", "minimum", "multiple", "expected"),
    [
        (Decimal(0), Decimal(24), Decimal(12), Decimal(0)),
        (Decimal(-5), Decimal(24), Decimal(12), Decimal(0)),
        (Decimal(1), Decimal(24), Decimal(12), Decimal(24)),
        (Decimal(25), Decimal(24), Decimal(12), Decimal(36)),
        (Decimal(36), Decimal(24), Decimal(12), Decimal(36)),
        (Decimal("0.3"), Decimal(0), Decimal(1), Decimal(1)),
        (Decimal(5), Decimal(30), Decimal(7), Decimal(35)),
        (Decimal("1.1"), Decimal(0), Decimal("0.25"), Decimal("1.25")),
    ],
)
def test_need_minimum_and_packs(need, minimum, multiple, expected):
    assert order_quantity(need, minimum, multiple) == expected


@given(
    st.decimals(-1000, 100_000, places=2),
    st.decimals(0, 5000, places=2),
    st.decimals(Decimal("0.01"), 500, places=2),
)
def test_an_order_covers_the_need_with_whole_packs_and_no_pack_too_many(need, minimum, multiple):
    ordered = order_quantity(need, minimum, multiple)
    if need <= 0:
        assert ordered == 0
    else:
        assert ordered >= max(need, minimum)
        assert ordered % multiple == 0
        assert ordered - multiple < max(need, minimum)


@pytest.mark.parametrize(
    ("value", "whole", "expected"),
    [
        (7.2, True, Decimal(8)),
        (7.000000001, True, Decimal(7)),
        (7.2, False, Decimal("7.2")),
        (7.20001, False, Decimal("7.201")),
        (-1.0, True, Decimal(0)),
    ],
)
def test_levels_are_rounded_up_but_not_by_noise(value, whole, expected):
    assert level_in_units(value, whole=whole) == expected


def test_surplus_is_rounded_down():
    assert surplus_in_units(Decimal("7.9"), whole=True) == 7
    assert surplus_in_units(Decimal("7.9"), whole=False) == Decimal("7.9")
    assert surplus_in_units(Decimal(-3), whole=True) == 0
