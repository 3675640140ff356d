"""The shop's sales at a glance and a product's history, against sums over the rows that are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.sales.errors import InvalidPeriodError
from domain.sales.summary import LISTED_STALE, STALE_DAYS, SalesFigures
from domain.shared.periods import Granularity
from testing.sales import Shop

FIRST = date(2026, 1, 1)
LAST = FIRST + timedelta(days=149)
CATEGORIES = {"COFFEE-1": "Coffee", "COFFEE-2": "Coffee", "TEA-1": "Tea", "POT-1": "Kitchen", "NEVER": "Kitchen"}


@pytest.fixture(scope="module")
def shop():
    """Five products with days left out, a stockout, one that went stale, one without a revenue, one never sold."""
    made = Shop()
    made.catalogue.kept = {
        key: replace(made.catalogue.kept["SKU-1"], product_id=key, name=f"{key}!", category=category)
        for key, category in CATEGORIES.items()
    }
    rng = np.random.default_rng(6)
    rows = ["date,sku,qty,revenue"]
    for day in range(150):
        on = (FIRST + timedelta(days=day)).isoformat()
        rows.append(f"{on},COFFEE-1,{0 if 60 <= day < 80 else rng.integers(5, 15)},{rng.integers(50, 90)}")
        if day % 3 and day < 150 - STALE_DAYS:
            rows.append(f"{on},COFFEE-2,{rng.integers(1, 5)},{rng.integers(50, 90) / 4}")
        if day >= 20:
            rows.append(f"{on},TEA-1,{rng.integers(1, 9)},")
        if day == 149:
            rows.append(f"{on},POT-1,1,1000")
    made.upload("\n".join(rows) + "\n")
    return made


def rows_of(shop, *product_ids):
    return [row for (key, _), row in shop.ledger.rows.items() if key in product_ids]


def units(rows):
    return sum((row.quantity_sold for row in rows), Decimal(0))


def revenue(rows):
    return sum((row.revenue or 0 for row in rows), Decimal(0))


def test_the_totals_are_those_of_all_rows(shop):
    rows, told = rows_of(shop, *CATEGORIES), shop.summaries.summary()
    assert (told.products, told.products_with_sales, told.product_days) == (5, 4, len(rows))
    assert (told.first_date, told.last_date) == (FIRST, LAST)
    assert (told.total_units, told.total_revenue) == (units(rows), revenue(rows))


def test_categories_are_told_by_revenue_with_those_that_sold_nothing(shop):
    told = shop.summaries.summary().by_category
    assert {each.category for each in told} == set(CATEGORIES.values())
    for each in told:
        members = [key for key, category in CATEGORIES.items() if category == each.category]
        rows = rows_of(shop, *members)
        assert (each.products, each.product_days) == (len(members), len(rows))
        assert (each.total_units, each.total_revenue) == (units(rows), revenue(rows))
    assert [each.total_revenue for each in told] == sorted((each.total_revenue for each in told), reverse=True)


def test_months_hold_the_rows_of_their_days(shop):
    told = shop.summaries.summary().by_month
    assert [each.month for each in told] == [date(2026, month, 1) for month in range(1, 6)]
    for each in told:
        rows = [row for row in rows_of(shop, *CATEGORIES) if row.day.replace(day=1) == each.month]
        assert (each.total_units, each.total_revenue) == (units(rows), revenue(rows))


def test_products_are_told_by_revenue_then_units(shop):
    told = shop.summaries.summary().top_products
    assert [each.product_id for each in told] == ["COFFEE-1", "COFFEE-2", "POT-1", "TEA-1"]
    for each in told:
        rows = rows_of(shop, each.product_id)
        assert (each.name, each.category) == (f"{each.product_id}!", CATEGORIES[each.product_id])
        assert (each.total_units, each.total_revenue) == (units(rows), revenue(rows))
        assert each.last_date == max(row.day for row in rows)


def test_the_quality_of_the_data_is_told_by_product(shop):
    told = shop.summaries.summary().data_quality
    assert told.gaps == sum(1 for day in range(1, 150 - STALE_DAYS) if day % 3 == 0)
    assert (told.stale_products, told.stale_total) == (("COFFEE-2",), 1)
    assert told.stockout_products == (("COFFEE-1", 1, 20),)
    assert told.suspected_stockouts == 1


def test_more_stale_products_than_are_listed_are_counted():
    """Also where kept figures of one release, which counted none, and of another are put together."""
    old, new = FIRST, FIRST + timedelta(days=STALE_DAYS)
    count = LISTED_STALE + 3
    fresh = SalesFigures(last_date=new, last_dates={new: ("A",)}, last_date_counts={new: 1})
    of_one = [
        SalesFigures(last_date=old, last_dates={old: (f"P-{number:03d}",)}, last_date_counts={old: 1})
        for number in range(count)
    ]
    before = SalesFigures(last_date=old, last_dates={old: ("Q-1", "Q-2")})
    told = SalesFigures.put_together([SalesFigures.put_together(of_one), before, fresh]).summary().data_quality
    assert told.stale_products == tuple(f"P-{number:03d}" for number in range(LISTED_STALE))
    assert told.stale_total == count + 2


def test_a_discontinued_product_is_not_stale(shop):
    kept = shop.catalogue.kept["COFFEE-2"]
    shop.catalogue.kept["COFFEE-2"] = replace(kept, active=False)
    try:
        assert shop.summaries.summary().data_quality.stale_products == ()
    finally:
        shop.catalogue.kept["COFFEE-2"] = kept


def test_a_category_is_told_alone(shop):
    told = shop.summaries.summary("Coffee")
    assert (told.products, told.product_days) == (2, len(rows_of(shop, "COFFEE-1", "COFFEE-2")))
    assert [each.category for each in told.by_category] == ["Coffee"]


def test_a_shop_without_sales_has_nothing_to_tell():
    told = Shop().summaries.summary()
    assert (told.products, told.products_with_sales, told.product_days) == (2, 0, 0)
    assert (told.first_date, told.last_date, told.by_month, told.top_products) == (None, None, (), ())
    assert isinstance(told.total_units, Decimal)
    assert isinstance(told.total_revenue, Decimal)
    assert (told.total_units, told.total_revenue, told.data_quality.stale_products) == (0, 0, ())


@pytest.mark.parametrize("granularity", list(Granularity))
@pytest.mark.parametrize(
    ("first", "last"), [(None, None), (date(2026, 2, 10), date(2026, 4, 2)), (None, FIRST), (LAST, None)]
)
def test_a_history_comes_in_pages_that_hold_every_unit_of_its_days_once(shop, granularity, first, last):
    seen, after = [], None
    while True:
        page = shop.sales.history("TEA-1", first=first, last=last, granularity=granularity, limit=7, after=after)
        assert len(page.items) <= 7
        seen += page.items
        if page.next_position is None:
            break
        assert len(page.items) == 7
        after = page.next_position
    days = [row for row in rows_of(shop, "TEA-1") if (first or FIRST) <= row.day <= (last or LAST)]
    assert units(seen) == units(days)
    assert [period.day for period in seen] == sorted({period.day for period in seen})
    if granularity is Granularity.DAY:
        assert len(seen) == len(days)


@pytest.mark.parametrize("granularity", list(Granularity))
def test_recent_sales_are_the_sums_of_the_days_of_the_same_last_periods(shop, granularity):
    ids = ["TEA-1", "COFFEE-1", "NOBODY", "COFFEE-2"]
    told = shop.sales.recent(ids, granularity, 9)
    assert told.as_of == shop.clock.now().date()
    assert len(told.periods) == 9
    assert "NOBODY" not in told.quantities
    ends = [*told.periods[1:], told.as_of + timedelta(days=1)]
    for product_id, sold in told.quantities.items():
        for start, end, quantity in zip(told.periods, ends, sold, strict=True):
            days = [row for row in rows_of(shop, product_id) if start <= row.day < end]
            assert quantity == (units(days) if days else None)


def test_a_period_that_ends_before_it_starts_is_refused(shop):
    ask = {"granularity": Granularity.DAY, "limit": 5}
    with pytest.raises(InvalidPeriodError, match="ends before it starts") as refused:
        shop.sales.history("TEA-1", first=LAST, last=LAST - timedelta(days=1), **ask)
    (wrong,) = refused.value.fields
    assert (wrong.pointer, wrong.code, wrong.detail) == ("/query/to", "before_from", "must not be before 'from'")
    assert shop.sales.history("TEA-1", first=LAST, last=LAST, **ask).items
