"""One product-day after an addition or a corrected row: sums, prices, and who has the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.sales.additions import DaySales, Origin, Outcome, added, recorded
from domain.shared.csv.numbers import EMPTY, MICRO

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EARLIER, LATER, MUCH_LATER = (NOON + timedelta(hours=hours) for hours in (-1, 1, 2))
ADDING = Origin("adding", NOON)
REPLACING = Origin("replacing", NOON, replaces=True)


def amounts(quantity, revenue=None, price=None):
    return tuple(EMPTY if value is None else round(value * MICRO) for value in (quantity, revenue, price))


def day(quantity=5, revenue=20, price=4, upload_id="other", created_at=EARLIER, **changes):
    return DaySales(*amounts(quantity, revenue, price), upload_id, created_at, **changes)


def told(result):
    return result.quantity, result.revenue, result.price


def add(kept, given, origin=ADDING, now=MUCH_LATER):
    return added(kept, given, origin, now)


def test_the_first_addition_makes_the_day():
    assert add(None, amounts(3, 9, 3)) == DaySales(*amounts(3, 9, 3), "adding", NOON, NOON, only_added=True)


@pytest.mark.parametrize(
    ("given", "sums"),
    [
        pytest.param(amounts(5, 20, 4), amounts(10, 40, 4), id="the same price"),
        pytest.param(amounts(5, 10, 2), amounts(10, 30, 3), id="another price"),
        pytest.param(amounts(1, 1, 1), amounts(6, 21, 3.5), id="a price that is worked out"),
        pytest.param(amounts(2, 1, 1), amounts(7, 21, 3), id="and one that comes out even"),
        pytest.param(amounts(1, 0, 0), amounts(6, 20, 3.3333), id="to four places"),
        pytest.param(amounts(5, None, 4), amounts(10, None, 4), id="revenue unknown, the same price"),
        pytest.param(amounts(5, None, 3), amounts(10, None, None), id="revenue unknown, another price"),
        pytest.param(amounts(-2, -8, 4), amounts(3, 12, 4), id="a return"),
        pytest.param(amounts(-5, -20, 3), amounts(0, 0, None), id="a return of everything, at another price"),
        pytest.param(amounts(-5, -20, 4), amounts(0, 0, 4), id="a return of everything"),
    ],
)
def test_amounts_are_added_and_the_price_is_that_of_the_sum(given, sums):
    assert told(add(day(), given)) == sums


@pytest.mark.parametrize("given", [amounts(-6, 0, 4), amounts(-1, -21, 4), amounts(-6, None, 4)])
def test_no_day_is_left_below_nothing(given):
    assert add(day(), given) is Outcome.BELOW_ZERO


def test_a_return_that_nothing_was_sold_before_is_refused():
    assert add(None, amounts(-1, -4, 4)) is Outcome.BELOW_ZERO


@pytest.mark.parametrize("given", [(4 * 10**18, EMPTY, EMPTY), (0, 4 * 10**18, EMPTY)])
def test_a_sum_beyond_what_can_be_kept_is_refused(given):
    assert add(day(), given) is Outcome.TOO_LARGE
    assert isinstance(add(None, given), DaySales)


def test_an_addition_remembers_the_latest_upload_that_added():
    kept = add(day(), amounts(1, 4, 4))
    assert (kept.upload_id, kept.created_at, kept.added_at, kept.only_added) == ("other", EARLIER, NOON, False)
    assert add(replace(kept, added_at=LATER), amounts(1, 4, 4)).added_at == LATER


def test_a_day_by_a_clock_that_is_ahead_says_nothing_of_the_order():
    """Else a wrong clock would keep everyone else's word out until its time has come."""
    assert told(add(day(created_at=LATER), amounts(1, 4, 4), now=NOON)) == amounts(6, 24, 4)
    assert recorded(day(created_at=LATER), "replacing", NOON, NOON) is None
    assert recorded(day(created_at=LATER), "replacing", NOON, LATER) is Outcome.SUPERSEDED


@pytest.mark.parametrize(
    ("kept", "outcome"),
    [
        pytest.param(day(created_at=EARLIER), None, id="an earlier day is replaced"),
        pytest.param(day(created_at=EARLIER, added_at=EARLIER), None, id="with what was added before"),
        pytest.param(day(created_at=NOON), None, id="of two at the same time the last one counts"),
        pytest.param(day(created_at=LATER), Outcome.SUPERSEDED, id="a day that was replaced later stays"),
        pytest.param(day(created_at=EARLIER, added_at=LATER), Outcome.SUPERSEDED, id="one that was added to later too"),
        pytest.param(day(created_at=LATER, added_at=LATER, only_added=True), Outcome.SUPERSEDED, id="or made so"),
        pytest.param(day(upload_id="replacing", created_at=NOON), None, id="its own is written again"),
        pytest.param(
            day(upload_id="replacing", created_at=NOON, added_at=NOON), Outcome.ADDED, id="but not what was added to it"
        ),
        pytest.param(day(upload_id="replacing", created_at=EARLIER), None, id="an earlier file of its own gives way"),
        pytest.param(day(upload_id="replacing", created_at=LATER), Outcome.SUPERSEDED, id="a later one does not"),
    ],
)
def test_an_upload_that_replaces_undoes_nothing_that_was_written_after_it_began(kept, outcome):
    assert recorded(kept, "replacing", NOON, MUCH_LATER) is outcome


@pytest.mark.parametrize(
    ("origin", "kept", "outcome"),
    [
        pytest.param(ADDING, day(created_at=LATER), Outcome.SUPERSEDED, id="a later upload replaced the day"),
        pytest.param(ADDING, day(created_at=EARLIER), amounts(6, 24, 4), id="an earlier one did"),
        pytest.param(
            ADDING, day(created_at=NOON, upload_id="zz"), Outcome.SUPERSEDED, id="one at the same time, by id"
        ),
        pytest.param(ADDING, day(created_at=NOON, upload_id="aa"), amounts(6, 24, 4), id="and the other way round"),
        pytest.param(ADDING, day(created_at=LATER, only_added=True), amounts(6, 24, 4), id="a later one only added"),
        pytest.param(ADDING, day(upload_id="adding", created_at=NOON), amounts(6, 24, 4), id="its own upload's day"),
        pytest.param(
            REPLACING, day(upload_id="replacing", created_at=NOON), amounts(6, 24, 4), id="the day it replaced"
        ),
        pytest.param(REPLACING, day(created_at=EARLIER), amounts(1, 4, 4), id="an earlier day gives way"),
        pytest.param(
            REPLACING, day(created_at=EARLIER, added_at=EARLIER), amounts(1, 4, 4), id="with what was added before"
        ),
        pytest.param(
            REPLACING, day(created_at=EARLIER, added_at=LATER), Outcome.SUPERSEDED, id="not what was added after"
        ),
        pytest.param(REPLACING, day(created_at=LATER), Outcome.SUPERSEDED, id="nor a day replaced later"),
        pytest.param(
            REPLACING,
            day(created_at=LATER, added_at=LATER, only_added=True),
            amounts(6, 24, 4),
            id="what was only added later stays",
        ),
        pytest.param(REPLACING, None, amounts(1, 4, 4), id="no day"),
    ],
)
def test_a_corrected_row_counts_as_it_would_have_in_its_own_upload(origin, kept, outcome):
    result = add(kept, amounts(1, 4, 4), origin)
    assert (result if isinstance(result, Outcome) else told(result)) == outcome


def test_a_day_that_a_corrected_row_replaces_is_its_uploads_from_then_on():
    for kept in (None, day(created_at=EARLIER), day(created_at=LATER, added_at=LATER, only_added=True)):
        result = add(kept, amounts(1, 4, 4), REPLACING)
        assert (result.upload_id, result.created_at, result.only_added) == ("replacing", NOON, False)
        assert result.added_at == (LATER if kept and kept.only_added else NOON)


def test_only_what_is_in_the_sum_counts():
    assert {outcome for outcome in Outcome if outcome.counts} == {Outcome.ADDED, Outcome.REPEATED}


@pytest.mark.parametrize(("now", "outcome"), [(NOON, Outcome.ADDED), (LATER, Outcome.SUPERSEDED)])
def test_a_day_from_beyond_now_is_a_wrong_clocks_and_one_of_this_moment_is_not(now, outcome):
    """The day's upload began at one o'clock, later than the addition."""
    found = add(day(created_at=LATER), amounts(1, 4, 4), now=now)
    assert (Outcome.ADDED if isinstance(found, DaySales) else found) is outcome
