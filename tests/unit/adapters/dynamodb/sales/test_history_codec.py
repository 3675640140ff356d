"""Packed histories: exact, small, and with the plain attributes right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.dynamodb.sales.history_codec import decode, encode

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
CREATED_AT = datetime(2026, 1, 2, 8, 30, tzinfo=UTC)
AMOUNT = st.decimals(0, 10**9, places=6).map(float) | st.integers(0, 50).map(float) | st.just(float("nan"))


def packed(quantity, revenue, price, version=3):
    columns = (np.array(column, dtype=float) for column in (quantity, revenue, price))
    return encode("SKU-1", date(2024, 2, 27), *columns, version=version, updated_at=NOW, product_created_at=CREATED_AT)


@given(st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), max_size=60))
def test_amounts_of_six_decimal_places_come_back_exactly(rows):
    columns = [np.array(column, dtype=float) for column in zip(*rows, strict=True)] or [np.empty(0)] * 3
    found = decode(packed(*columns))
    present = np.flatnonzero(~np.isnan(columns[0]))
    if not present.size:
        assert (found.days, found.first_date, found.last_date, found.statistics.product_days) == (0, None, None, 0)
        return
    inside = slice(present[0], present[-1] + 1)
    for before, after in zip(columns, (found.quantity, found.revenue, found.price), strict=True):
        assert np.array_equal(before[inside], after, equal_nan=True)
    assert found.statistics.product_days == present.size
    assert found.start.toordinal() == date(2024, 2, 27).toordinal() + present[0]


def test_statistics_are_plain_attributes():
    item = packed([np.nan, 2, np.nan, 0.5, np.nan], [np.nan, 5, np.nan, np.nan, np.nan], [np.nan] * 5)
    assert {key: value for key, value in item.items() if key != "packed"} == {
        "form": 2,
        "product_id": "SKU-1",
        "first_date": "2024-02-28",
        "last_date": "2024-03-01",
        "product_days": 2,
        "total_units": Decimal("2.5"),
        "total_revenue": Decimal(5),
        "version": 3,
        "updated_at": "2026-11-20T08:30:00+00:00",
        "in_step": True,
        "product_created_at": "2026-01-02T08:30:00+00:00",
    }
    assert decode(item).statistics.product_created_at == CREATED_AT


DISCOUNTS = {"at list prices": 0.0, "with discounts now and then": 0.2}


@pytest.mark.parametrize("discounted", DISCOUNTS.values(), ids=DISCOUNTS)
def test_two_years_of_a_daily_seller_are_less_than_a_kilobyte_and_come_back_exactly(discounted):
    rng = np.random.default_rng(1)
    quantity = rng.poisson(8, 730).astype(float)
    price = np.where(rng.random(730) < 0.1, 3.99, 4.99)
    off = np.where(rng.random(730) < discounted, 0.5, 0.0)
    revenue = np.round(quantity * (price - off), 2)
    quantity[100:120] = np.nan
    revenue[80:125], price[90:110] = np.nan, np.nan
    item = packed(quantity, revenue, price)
    assert len(item["packed"]) < 900
    found = decode(item)
    for before, after in ((quantity, found.quantity), (revenue, found.revenue), (price, found.price)):
        assert np.array_equal(before, after, equal_nan=True)


@given(st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), max_size=60), st.data())
def test_revenues_at_and_off_the_price_come_back_exactly(rows, data):
    quantity, price, other = [np.array(column, dtype=float) for column in zip(*rows, strict=True)] or [np.empty(0)] * 3
    off = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), dtype=bool)
    revenue = np.where(off, other, np.rint(quantity * price * 1e6) / 1e6)
    found, days = decode(packed(quantity, revenue, price)), np.flatnonzero(~np.isnan(quantity))
    if days.size:
        assert np.array_equal(revenue[days[0] : days[-1] + 1], found.revenue, equal_nan=True)


def test_the_longest_and_most_random_history_fits_an_item():
    rng = np.random.default_rng(1)
    days = (date(2026, 11, 20) - date(1990, 1, 1)).days
    columns = np.round(rng.random((3, days)) * 10**9, 6)
    assert len(packed(*columns)["packed"]) < 390_000
