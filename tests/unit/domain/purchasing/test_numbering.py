"""Numbers of purchase orders."""

from __future__ import annotations

import re
from datetime import date, timedelta

from domain.purchasing.numbering import order_number

DAY = date(2026, 11, 28)


def test_a_number_can_be_read_out_and_names_its_day():
    assert re.fullmatch(r"261128(-[0-9A-HJKMNP-TV-Z]{5}){2}", order_number(DAY, "a"))


def test_numbers_are_in_the_order_of_their_days_and_one_of_a_kind():
    days = [DAY + timedelta(days=number) for number in range(800)]
    assert [order_number(day, f"{day}") for day in days] == sorted(order_number(day, f"{day}") for day in days)
    assert len({order_number(DAY, f"{seed}") for seed in range(20_000)}) == 20_000
    assert order_number(DAY, "a") == order_number(DAY, "a")
