"""Numbers, shares, money, dates and lists as sentences spell them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.shared import words

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.034, "0.034"),
        (3.44, "3.4"),
        (3.0, "3"),
        (95.2, "95"),
        (1240.4, "1,240"),
        (278347776.0, "278,300,000"),
        (0, "0"),
    ],
)
def test_quantities_have_the_digits_a_buyer_cares_for(value, said):
    assert words.estimate(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("1240.00"), "1,240"),
        (Decimal("0.001"), "0.001"),
        (2.345678, "2.35"),
        (Decimal("-3.10"), "-3.1"),
        (0, "0"),
    ],
)
def test_exact_numbers_have_two_decimal_places_at_most_and_no_trailing_zeros(value, said):
    assert words.number(value) == said


@pytest.mark.parametrize(("value", "said"), [(0.013, "0"), (0.26, "0.3"), (1240.4, "1,240")])
def test_estimated_totals_have_a_tenth_at_most_below_one(value, said):
    assert words.estimated_total(value) == said


@pytest.mark.parametrize(
    ("share", "decimals", "said"),
    [
        (Decimal("0.95"), 1, "95%"),
        (Decimal("0.999"), 1, "99.9%"),
        (0.1822, 0, "18%"),
        (0.1822, 1, "18.2%"),
        (1, 1, "100%"),
        (0, 1, "0%"),
        (12.5, 0, "1,250%"),
    ],
)
def test_shares_are_percentages_without_a_space(share, decimals, said):
    assert words.percent(share, decimals) == said


@pytest.mark.parametrize(
    ("factor", "said"),
    [(1.4, "40% more"), (0.75, "25% less"), (1.001, "no different"), (0, "nothing sold"), (-0.2, "nothing sold")],
)
def test_factors_are_changes(factor, said):
    assert words.change(factor) == said


def test_money_has_two_decimal_places():
    assert words.money(Decimal("1240.5")) == "1,240.50"


def test_counts_agree_with_their_nouns():
    assert (words.counted(1, "row"), words.counted(0, "row"), words.counted(1240, "row")) == (
        "1 row",
        "0 rows",
        "1,240 rows",
    )
    assert (words.counted(1, "day looks", "days look"), words.counted(2, "day looks", "days look")) == (
        "1 day looks",
        "2 days look",
    )
    assert (words.days(1), words.days(7)) == ("1 day", "7 days")


def test_dates_are_written_out():
    assert words.day_month(DAY) == "26 November"
    assert words.weekday_date(DAY) == "Thursday 26 November"
    assert words.full_date(DAY) == "26 November 2026"
    assert words.date_range(DAY, DAY) == "on 26 November 2026"
    assert words.date_range(DAY, date(2027, 1, 4)) == "from 26 November 2026 to 4 January 2027"


def test_names_stand_in_calendar_order():
    assert [name[:3].lower() for name in words.WEEKDAY_NAMES.values()] == list(words.WEEKDAY_NAMES)
    assert [name[:3].lower() for name in words.MONTH_NAMES.values()] == list(words.MONTH_NAMES)


@pytest.mark.parametrize(("parts", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_end_with_and(parts, said):
    assert words.listing(parts) == said
