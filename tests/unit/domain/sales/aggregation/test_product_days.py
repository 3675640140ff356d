"""Sums of rows by product and day: exact, in order, and the same however the rows come in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest

from domain.sales.aggregation.product_days import (
    DAY,
    ImplausibleTotalError,
    count_days,
    day_records,
    price_of,
    revenue_of,
    runs_of_products,
    summed,
)
from domain.shared.csv.numbers import EMPTY, MICRO


@dataclass
class Row:
    """A row of sales: amounts in millionths, ``None`` where it says nothing."""

    product: int
    day: int
    quantity: int
    revenue: int | None = None
    price: int | None = None
    line: int = 1


def records_of(*rows: Row):
    told = [
        [EMPTY if value is None else value for value in column]
        for column in zip(
            *((row.product, row.day, row.quantity, row.revenue, row.price, row.line) for row in rows), strict=True
        )
    ]
    kinds = (np.int32, np.int32, np.int64, np.int64, np.int64, np.int64)
    return day_records(*(np.array(values, dtype=kind) for values, kind in zip(told, kinds, strict=True)))


def random_rows(seed: int, count: int = 60) -> list[Row]:
    rng = np.random.default_rng(seed)
    maybe = lambda value: None if rng.random() < 0.4 else int(value)  # noqa: E731
    return [
        Row(
            int(rng.integers(0, 3)),
            int(rng.integers(739_000, 739_004)),
            int(rng.integers(0, 4)) * MICRO,
            maybe(rng.integers(0, 50) * MICRO),
            maybe(rng.integers(1, 4) * MICRO),
            line,
        )
        for line in rng.permutation(np.arange(2, 2 + count)).tolist()
    ]


def by_hand(rows: list[Row]) -> dict:
    """Return quantity, revenue, price, rows and first line of each product and day, worked out row by row."""
    days: dict = {}
    for row in rows:
        days.setdefault((row.product, row.day), []).append(row)
    answer = {}
    for key, each in sorted(days.items()):
        money = [
            row.revenue
            if row.revenue is not None
            else row.quantity * row.price // MICRO
            if row.price is not None
            else 0
            if row.quantity == 0
            else None
            for row in each
        ]
        quantity, revenue = sum(row.quantity for row in each), None if None in money else sum(money)
        prices = {row.price for row in each if row.price is not None}
        if len(prices) == 1:
            price = prices.pop()
        elif revenue is not None and quantity > 0:
            price = round(Fraction(revenue * 10_000, quantity)) * (MICRO // 10_000)
        else:
            price = max(prices, default=None)
        answer[key] = (quantity, revenue, price, len(each), min(row.line for row in each))
    return answer


def read(records) -> dict:
    known = [[None if each == EMPTY else each for each in read(records).tolist()] for read in (revenue_of, price_of)]
    keys = zip(records["product"].tolist(), records["day"].tolist(), strict=True)
    own = (records[name].tolist() for name in ("rows", "line"))
    return dict(zip(keys, zip(records["quantity"].tolist(), *known, *own, strict=True), strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_days_are_summed_as_by_hand(seed):
    rows = random_rows(seed)
    assert list(read(summed(records_of(*rows))).items()) == list(by_hand(rows).items())


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("pieces", [2, 7])
def test_rows_in_pieces_are_summed_as_at_once(seed, pieces):
    records = records_of(*random_rows(seed))
    apart = np.concatenate([summed(piece) for piece in np.array_split(records, pieces)])
    assert np.array_equal(summed(apart), summed(records))
    assert np.array_equal(summed(summed(records)), summed(records))


def test_nothing_is_nothing():
    nothing = np.zeros(0, dtype=DAY)
    assert summed(nothing).size == 0
    assert count_days(nothing) == 0
    assert list(runs_of_products(nothing, 5)) == []


def test_an_unknown_revenue_is_quantity_times_price_to_the_millionth():
    half = MICRO // 2
    records = records_of(Row(0, 1, 3 * MICRO, None, 2_500_001), Row(0, 2, half, None, 3), Row(0, 3, half, None, 5))
    assert records["revenue"].tolist() == [7_500_003, 2, 2]  # halves go to the even neighbour
    assert records["known"].all()


def test_what_cannot_be_exact_is_bounded_and_not_wrapped_around():
    huge = records_of(Row(0, 1, 10**15, None, 10**15), Row(0, 2, -(10**15), None, 10**15))
    assert huge["revenue"].tolist() == [4 * 10**18, -4 * 10**18]


def test_nothing_sold_is_no_money_and_something_without_amounts_is_not_known():
    assert revenue_of(records_of(Row(0, 1, 0), Row(0, 2, MICRO))).tolist() == [0, EMPTY]


@pytest.mark.parametrize("name", ["quantity", "revenue"])
def test_more_than_any_shop_sells_is_refused(name):
    def two(amount):
        given = {"quantity": 0, "revenue": 0} | {name: amount}
        return records_of(*(Row(0, 1, **given) for _ in range(2)))

    assert summed(two(2 * 10**18))[name].tolist() == [4 * 10**18]
    with pytest.raises(ImplausibleTotalError, match=f"The {name} of one product and day adds up to more than 4"):
        summed(two(21 * 10**17))
    with pytest.raises(ImplausibleTotalError):
        summed(two(-21 * 10**17))


def test_corrected_rows_stay_apart_with_sales_before_returns():
    records = records_of(
        Row(1, 5, MICRO, line=3), Row(0, 6, -MICRO, line=4), Row(0, 6, 2 * MICRO, line=9), Row(0, 5, MICRO, line=8),
        Row(0, 5, MICRO, line=7),
    )  # fmt: skip
    records["origin"] = 1
    assert summed(records)["line"].tolist() == [7, 8, 9, 4, 3]
    assert count_days(summed(records)) == 3


@pytest.mark.parametrize(
    ("rows", "price"),
    [
        ([Row(0, 1, MICRO, MICRO, 3 * MICRO)], 3 * MICRO),  # its own, whatever revenue says
        ([Row(0, 1, 3 * MICRO, 10 * MICRO)], 3_333_300),
        ([Row(0, 1, MICRO, None, 2 * MICRO), Row(0, 1, MICRO, None, 3 * MICRO)], 2_500_000),
        ([Row(0, 1, 0, 5 * MICRO)], EMPTY),  # nothing sold, so no price of it
        ([Row(0, 1, MICRO, -5 * MICRO)], EMPTY),
        ([Row(0, 1, MICRO, 0)], 0),
        ([Row(0, 1, MICRO)], EMPTY),
        ([Row(0, 1, MICRO, None, 2 * MICRO), Row(0, 1, MICRO, -9 * MICRO, 3 * MICRO)], 3 * MICRO),
        ([Row(0, 1, 1, 4 * 10**18)], EMPTY),  # more than can be kept
        ([Row(0, 1, MICRO, 3 * 10**18)], EMPTY),
        ([Row(0, 1, MICRO, 2 * 10**18)], 2 * 10**18),
    ],
)
def test_a_days_price_is_the_rows_own_or_worked_out(rows, price):
    assert price_of(summed(records_of(*rows))).tolist() == [price]


def test_runs_are_whole_products_of_about_the_size_that_was_asked_for():
    records = summed(records_of(*(Row(product, day, MICRO) for product in range(5) for day in range(4))))
    for size, lengths in ((1, [4] * 5), (4, [4] * 5), (5, [8, 8, 4]), (8, [8, 8, 4]), (20, [20]), (99, [20])):
        runs = list(runs_of_products(records, size))
        assert [run.size for run in runs] == lengths, size
        assert np.array_equal(np.concatenate(runs), records)


def test_product_days_are_counted_once():
    records = records_of(Row(0, 1, 1), Row(0, 1, 1), Row(0, 2, 1), Row(1, 2, 1), Row(1, 2, 1))
    assert count_days(records) == 3
    assert count_days(records[:1]) == 1
