"""Weeks, months, gaps and suspected stockouts of a product's history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sales.errors import InvalidPeriodError
from domain.sales.history import SalesHistory, month_totals, periods
from domain.shared.errors import ProductNotFoundError
from domain.shared.periods import Granularity
from domain.shared.stockouts import suspected_stockouts
from testing.sales import Shop

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def history(quantity, revenue=None, start=date(2026, 1, 1)):
    units = np.array(quantity, dtype=float)
    money = np.full(units.shape, np.nan) if revenue is None else np.array(revenue, dtype=float)
    return SalesHistory(
        product_id="SKU-1",
        start=start,
        quantity=units,
        revenue=money,
        price=money / units if revenue is not None else money,
        product_days=int((~np.isnan(units)).sum()),
        total_units=Decimal(str(np.nansum(units))),
        total_revenue=Decimal(str(np.nansum(money))),
        updated_at=NOW,
    )


def told(found):
    return [(period.day.isoformat(), period.quantity_sold, period.revenue, period.price) for period in found]


def test_weeks_start_on_monday_and_months_on_the_first():
    made = history(range(1, 41), [2.5 * day for day in range(1, 41)])
    weeks = told(periods(made, Granularity.WEEK, None, None))
    assert weeks[0] == ("2025-12-29", Decimal(10), Decimal(25), Decimal("2.5"))
    assert weeks[1][:2] == ("2026-01-05", Decimal(5 + 6 + 7 + 8 + 9 + 10 + 11))
    months = told(periods(made, Granularity.MONTH, None, None))
    assert [month[:2] for month in months] == [("2026-01-01", Decimal(496)), ("2026-02-01", Decimal(324))]


def test_a_period_that_is_cut_holds_only_the_days_inside():
    made = history(range(1, 41))
    cut = told(periods(made, Granularity.MONTH, date(2026, 1, 30), date(2026, 2, 2)))
    assert [month[:2] for month in cut] == [("2026-01-01", Decimal(61)), ("2026-02-01", Decimal(65))]
    assert periods(made, Granularity.WEEK, date(2027, 1, 1), None) == []


def test_a_period_without_rows_is_left_out_and_unknown_money_stays_unknown():
    gap = [1.0] * 5 + [np.nan] * 30 + [2.0]
    found = told(periods(history(gap), Granularity.WEEK, None, None))
    assert [period[0] for period in found] == ["2025-12-29", "2026-01-05", "2026-02-02"]
    assert {period[2] for period in found} == {None}


def test_the_price_of_a_period_is_that_of_days_with_known_revenue():
    (found,) = periods(history([2, 3], [5, np.nan]), Granularity.MONTH, None, None)
    assert (found.quantity_sold, found.revenue, found.price) == (5, 5, Decimal("2.5"))


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=1, max_size=400), st.integers(0, 4000))
def test_no_unit_is_lost_in_any_granularity(values, shift):
    quantity = [np.nan if value is None else float(value) for value in values]
    made = history(quantity, start=date(2015, 1, 1) + timedelta(days=shift))
    total = sum(value or 0 for value in values)
    for granularity in Granularity:
        found = periods(made, granularity, None, None)
        assert sum(period.quantity_sold for period in found) == total
        assert [period.day for period in found] == sorted({period.day for period in found})
    assert sum(units for _, units, _ in month_totals(made)) == total


def test_a_long_run_without_sales_of_a_daily_seller_is_suspected():
    quantity = np.full(200, 5.0)
    quantity[::10] = 0
    quantity[101:109] = 0
    quantity[150:158] = np.nan
    assert suspected_stockouts(quantity) == [(100, 9), (150, 8)]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_chance_alone_is_hardly_ever_suspected(share):
    rng = np.random.default_rng(7)
    runs = [suspected_stockouts((rng.random(365) > share).astype(float)) for _ in range(200)]
    assert sum(map(bool, runs)) <= 10


def test_slow_sellers_and_short_histories_are_left_alone():
    assert suspected_stockouts(np.array([1.0, 0, 0, 0, 0, 0, 0] * 30)) == []
    assert suspected_stockouts(np.array([5.0] * 10 + [0.0] * 10)) == []
    assert suspected_stockouts(np.array([])) == []


def test_the_summary_tells_gaps_stale_products_and_best_sellers():
    shop = Shop()
    rows = "".join(f"2026-01-{day:02d},SKU-1,2,3\n" for day in range(1, 11)) + "2026-03-01,SKU-2,1,100\n"
    shop.upload("date,sku,qty,price\n" + rows + "2026-01-20,SKU-1,1,3\n")
    found = shop.summaries.summary()
    assert (found.products, found.products_with_sales, found.product_days) == (2, 2, 12)
    assert (found.first_date, found.last_date) == (date(2026, 1, 1), date(2026, 3, 1))
    assert [product.product_id for product in found.top_products] == ["SKU-2", "SKU-1"]
    assert [(month.month, month.total_units) for month in found.by_month] == [
        (date(2026, 1, 1), 21),
        (date(2026, 3, 1), 1),
    ]
    assert (found.data_quality.gaps, found.data_quality.stale_products) == (9, ("SKU-1",))
    assert shop.summaries.summary("Nothing of the kind").products == 0


def test_history_of_nothing_and_of_no_product():
    shop = Shop()
    arguments = {"first": None, "last": None, "limit": 10}
    for granularity in Granularity:
        assert shop.sales.history("SKU-1", granularity=granularity, **arguments).items == ()
        with pytest.raises(ProductNotFoundError):
            shop.sales.history("SKU-9", granularity=granularity, **arguments)
    with pytest.raises(InvalidPeriodError):
        shop.sales.history("SKU-1", first=date(2026, 2, 1), last=date(2026, 1, 1), granularity=Granularity.DAY, limit=1)


def test_weeks_are_paged():
    shop = Shop()
    shop.upload("date,sku,qty\n" + "".join(f"2026-01-{day:02d},SKU-1,1\n" for day in range(1, 32)))
    seen, after = [], None
    while True:
        page = shop.sales.history("SKU-1", first=None, last=None, granularity=Granularity.WEEK, limit=2, after=after)
        seen += [period.day.isoformat() for period in page.items]
        after = page.next_position
        if after is None:
            break
    assert seen == ["2025-12-29", "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
