"""Returns within a file: each is taken from its day as far as the day has sold, in the order of the file."""

from __future__ import annotations

import pytest

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
    assert [(error.line, error.column, error.code) for error in report.errors] == [
        (line, "quantity", "return_exceeds_sales") for line in refused
    ]
    assert all("day of its sale" in error.detail for error in report.errors)
    assert report.rows_accepted == len(rows) - len(refused)
