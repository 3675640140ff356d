"""Returns within a file: each is taken from its day as far as the day has sold, in the order of the file."""

from __future__ import annotations

import numpy as np
import pytest

from domain.sales.aggregation.product_days import DAY, summed
from domain.sales.aggregation.returns import Returns, settled
from testing.sales import Shop

HEADER = "date,sku,quantity,revenue\n"


@pytest.mark.parametrize(
    ("rows", "left", "refused"),
    [
        ((("5", "10"), ("-3", "-6"), ("-2", "-4")), ("0", "0"), []),
        ((("5", "10"), ("-3", "-6"), ("-3", "-6")), ("2", "4"), [4]),
        ((("5", "10"), ("-1", "-11")), ("5", "10"), [3]),
        ((("5", "10"), ("-1", "-10")), ("4", "0"), []),
        ((("-3", "-6"), ("5", "10")), ("2", "4"), []),
        ((("-9", "-9"), ("5", "10"), ("-1", "-2")), ("4", "8"), [2]),
        ((("5", ""), ("-6", "")), ("5", None), [3]),
    ],
)
def test_a_day_gives_back_what_it_sold_and_no_more(rows, left, refused):
    shop = Shop()
    report = shop.upload(HEADER + "".join(f"2026-01-01,SKU-1,{units},{money}\n" for units, money in rows))
    assert shop.sold()["SKU-1", "2026-01-01"][:2] == left
    assert [(error.line, error.column, error.value, error.code) for error in report.errors] == [
        (line, "quantity", rows[line - 2][0], "return_exceeds_sales") for line in refused
    ]
    assert all("day of its sale" in error.detail for error in report.errors)
    assert report.rows_accepted == len(rows) - len(refused)


def some_days(rng, count, sign):
    """Return records of a few products and days, so that several are of the same; some of unknown revenue."""
    records = np.zeros(count, dtype=DAY)
    records["product"], records["day"] = rng.integers(0, 4, count), rng.integers(739_000, 739_004, count)
    records["quantity"] = sign * rng.integers(1, 6, count)
    records["known"] = rng.random(count) < 0.7
    records["revenue"] = np.where(records["known"], sign * rng.integers(0, 12, count), 0)
    records["line"], records["rows"] = rng.permutation(count) + 2, 1
    return records


def settled_by_hand(days, returns):
    """Return what is left of days, and the lines of the returns that do not fit, worked out row by row."""
    left = {key_of(day): [int(day["quantity"]), int(day["revenue"]), bool(day["known"])] for day in days}
    refused = []
    for key in {key_of(row) for row in returns}:
        rows = sorted((row for row in returns if key_of(row) == key), key=lambda row: row["line"])
        day = left.get(key)
        all_fit = day is not None and fits(
            day, sum(row["quantity"] for row in rows), sum(row["revenue"] for row in rows)
        )
        for row in rows:
            if day is None or not (all_fit or fits(day, row["quantity"], row["revenue"])):
                refused.append(int(row["line"]))
                continue
            day[0] += int(row["quantity"])
            day[1] += int(row["revenue"])
            day[2] &= bool(row["known"])
    return left, sorted(refused)


def key_of(record):
    return int(record["product"]), int(record["day"])


def fits(day, quantity, revenue):
    return day[0] + quantity >= 0 and (day[1] + revenue >= 0 or not day[2])


@pytest.mark.parametrize("seed", range(30))
def test_returns_are_settled_as_by_hand(seed):
    rng = np.random.default_rng(seed)
    days = summed(some_days(rng, int(rng.integers(0, 12)), 1))
    back = some_days(rng, int(rng.integers(0, 16)), -1)
    left, refused = settled(days.copy(), Returns(back, [str(line) for line in back["line"].tolist()]))
    wanted, lines = settled_by_hand(days, back)
    amounts = zip(*(left[name].tolist() for name in ("quantity", "revenue", "known")), strict=True)
    assert dict(zip(map(key_of, left), map(list, amounts), strict=True)) == wanted
    assert sorted(refused.days["line"].tolist()) == lines
    assert [line for line, _ in refused.numbered_rows()] == [int(text) for text in refused.cells]
    assert int(left["rows"].sum()) == int(days["rows"].sum()) + len(back) - len(lines)
