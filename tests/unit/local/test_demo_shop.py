"""The demo shop as a table, on every day that tests run on: nothing from the future, nothing twice, two years of it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest

from local import days, demo

DAYS = sorted({datetime.fromisoformat(day.today).date() for day in days.ALL} | {date(2026, 3, 29)})


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def sales(today):
    return [row for category in demo.SEASONS for row in rows(demo.sales_csv(category, today))]


@pytest.mark.parametrize("today", [date(2026, 3, 29), date(2026, 12, 31), date(2028, 2, 29)], ids=str)
def test_sales_are_those_of_two_years_up_to_yesterday(today):
    sold = sales(today)
    days_of = defaultdict(list)
    for row in sold:
        days_of[row["product_id"]].append(date.fromisoformat(row["date"]))
        assert int(row["quantity_sold"]) > 0
        assert float(row["price"]) > 0
    for product_id, found in days_of.items():
        assert found == sorted(set(found)), product_id
    every_day = {day for found in days_of.values() for day in found}
    assert every_day == {today - timedelta(days=ago) for ago in range(1, demo.DAYS + 1)}
    assert len(sold) > 20_000


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_catalogue_was_counted_yesterday_and_has_stock_of_every_kind(today):
    listed = rows(demo.catalogue_csv(today))
    assert {row["product_id"] for row in listed} == {item.product_id for item in demo.ITEMS}
    assert {row["stock_as_of"] for row in listed} == {"", (today - timedelta(days=1)).isoformat()}
    on_hand = {row["product_id"]: row["on_hand"] for row in listed}
    assert on_hand["COF-004"] == "0"  # out of stock
    assert on_hand["COF-008"] == ""  # never counted
    assert all(int(units) > 0 for key, units in on_hand.items() if units and key not in {"COF-004", "KIT-005"})
    late = demo.ITEMS[[item.product_id for item in demo.ITEMS].index("KIT-006")]
    assert late.on_order_days  # to be expedited: its stock is gone long before what is on order arrives
    assert late.cover_days <= late.lead_time / 2
    known = {row["product_id"] for row in listed}
    seen = set()
    for row in listed:
        assert not row["supersedes"] or row["supersedes"] in seen <= known
        seen.add(row["product_id"])


def test_a_day_later_there_is_one_day_more_and_the_rest_is_all_but_the_same():
    """Trends and stockouts are told from today, so a few days' sales move with it; the others stay as they were."""
    today = date(2027, 2, 28)
    before, after = (
        {(row["product_id"], row["date"]): row["quantity_sold"] for row in sales(day)}
        for day in (today, today + timedelta(days=1))
    )
    assert max(day for _, day in after) == today.isoformat()
    same = sum(before.get(key) == units for key, units in after.items())
    assert same > 0.99 * len(after)
