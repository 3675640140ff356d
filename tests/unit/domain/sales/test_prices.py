"""Price of a product-day that is worked out of its sums, by whichever way they came together."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import numpy as np
import pytest

from domain.sales.additions import DaySales, Origin, added
from domain.sales.aggregation.product_days import day_records, price_of, summed
from domain.sales.prices import mean_price
from domain.shared.csv.numbers import EMPTY, MICRO

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CENT = MICRO // 100
# Eighths, sixteenths and fortieths of a cent are ties of the fourth place.
SUMS = [(quantity, cents) for quantity in (1, 3, 7, 8, 16, 24, 40, 80, 125, 400) for cents in range(1, 600)]


def to_the_fourth_place(revenue, quantity):
    return round(Fraction(revenue * 10_000, quantity)) * (MICRO // 10_000)


def test_a_price_is_the_exact_quotient_rounded_once():
    quantities, revenues = (np.array(each, dtype=np.int64) for each in zip(*SUMS, strict=True))
    wanted = [to_the_fourth_place(cents * CENT, quantity * MICRO) for quantity, cents in SUMS]
    assert mean_price(revenues * CENT, quantities * MICRO).tolist() == wanted


@pytest.mark.parametrize(("quantity", "cents"), [(8, 17), (8, 81), (8, 139), (16, 31), (40, 173), (7, 100), (3, 100)])
def test_the_same_sums_have_the_same_price_whether_a_file_replaced_or_rows_were_added(quantity, cents):
    units, money = ((quantity - 1) * MICRO, MICRO), ((cents - 1) * CENT, CENT)
    product, day, line = (np.array(each, dtype=np.int32) for each in ([0, 0], [1, 1], [2, 3]))
    amounts = (np.array(each, dtype=np.int64) for each in (units, money, [EMPTY, EMPTY]))
    replaced = price_of(summed(day_records(product, day, *amounts, line.astype(np.int64))))
    kept = DaySales(units[0], money[0], EMPTY, "first", NOON)
    together = added(kept, (units[1], money[1], MICRO), Origin("next", NOON), NOON)
    assert [together.price] == replaced.tolist() == [to_the_fourth_place(cents * CENT, quantity * MICRO)]


@pytest.mark.parametrize(
    ("revenue", "quantity"),
    [(EMPTY, MICRO), (-CENT, MICRO), (CENT, 0), (0, 0), (CENT, -MICRO), (4 * 10**18, 1), (3 * 10**18, MICRO)],
)
def test_there_is_no_price_of_nothing_of_less_than_nothing_or_beyond_what_can_be_kept(revenue, quantity):
    assert mean_price(revenue, quantity) == EMPTY
    assert mean_price([revenue, CENT], [quantity, MICRO]).tolist() == [EMPTY, CENT]
