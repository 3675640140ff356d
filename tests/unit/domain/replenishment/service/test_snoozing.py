"""Snoozes: out of the list until their day, said to be, of one product only, and awake again on the day."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.replenishment.errors import InvalidSnoozeError
from domain.replenishment.models import EVERYTHING, Selection
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.service.snoozing import SnoozeService
from domain.replenishment.snooze import MAX_DAYS, REASON_MAX_LENGTH
from domain.shared.errors import ProductNotFoundError
from testing.demand_series import TODAY, poisson_forecast
from testing.fakes.inputs import FakeCatalogue, FakeLatestForecasts, FakeSalesHistories
from testing.fakes.replenishment import FakeSnoozes
from testing.fakes.system import FakeClock
from testing.replenishment import CREATED_AT, stocked

IDS = ("A", "B", "C", "D")
TOMORROW = TODAY + timedelta(days=1)


class Shop:
    """Four products that are short, and the services over them."""

    def __init__(self):
        self.catalogue = FakeCatalogue(*(stocked(key, on_hand=Decimal(5)) for key in IDS))
        self.clock = FakeClock()
        self.snoozes = FakeSnoozes(self.catalogue)
        forecasts = FakeLatestForecasts(*(poisson_forecast(product_id=key) for key in IDS))
        self.service = RecommendationService(
            self.catalogue, forecasts, FakeSalesHistories(), self.clock, snoozes=self.snoozes
        )
        self.snoozing = SnoozeService(self.catalogue, self.snoozes, self.clock)

    def listed(self, *, snoozed=False):
        return {item.product.product_id for item in self.service.list().only(None, snoozed=snoozed)}


@pytest.fixture
def shop():
    return Shop()


def test_a_snoozed_line_is_left_out_and_said_to_be_until_its_day(shop):
    whole = shop.service.list().totals
    shop.snoozing.snooze("B", TODAY + timedelta(days=3), "New recipe")
    for _ in range(3):
        assert (shop.listed(), shop.listed(snoozed=True)) == ({"A", "C", "D"}, {"B"})
        (line,) = shop.service.list().snoozed
        assert (line.snoozed.until, line.snoozed.reason) == (TODAY + timedelta(days=3), "New recipe")
        assert shop.service.one("B").snoozed == line.snoozed
        totals = shop.service.list().totals
        assert (totals.products, totals.snoozed, sum(totals.by_urgency.values())) == (3, 1, 3)
        assert totals.order_value < whole.order_value
        shop.clock.advance(days=1)
    assert (shop.listed(), shop.listed(snoozed=True)) == (set(IDS), set())
    assert shop.service.list().totals.snoozed == 0
    assert shop.service.one("B").snoozed is None


def test_a_snooze_changes_nothing_of_the_recommendation_itself(shop):
    before = shop.service.one("B")
    shop.snoozing.snooze("B", TOMORROW, "Later")
    after = shop.service.one("B")
    assert after.snoozed is not None
    assert (after.urgency, after.recommended_order_quantity, after.reason) == (
        before.urgency,
        before.recommended_order_quantity,
        before.reason,
    )


def test_a_later_product_of_the_same_id_is_not_snoozed(shop):
    shop.snoozing.snooze("B", TOMORROW, "Old stock")
    shop.catalogue.put(stocked("B", on_hand=Decimal(5), created_at=CREATED_AT + timedelta(days=9)))
    assert shop.listed() == set(IDS)
    assert shop.service.one("B").snoozed is None


def test_it_is_woken_by_hand_and_a_second_time_is_harmless(shop):
    shop.snoozing.snooze("B", TOMORROW, "Later")
    shop.snoozing.wake("B")
    shop.snoozing.wake("B")
    assert shop.listed() == set(IDS)


def test_the_last_snooze_counts(shop):
    shop.snoozing.snooze("B", TODAY + timedelta(days=9), "First")
    shop.snoozing.snooze("B", TOMORROW, "Second")
    assert shop.service.one("B").snoozed.reason == "Second"
    shop.clock.advance(days=1)
    assert shop.listed() == set(IDS)


def test_pages_of_one_day_go_on_in_the_list_that_they_began(shop):
    _, after = shop.service.list().page(None, 2, None)
    shop.snoozing.snooze("D", TOMORROW, "Later")
    kept = shop.service.list(EVERYTHING, after)
    assert {item.product.product_id for item in kept.ranked} == set(IDS)
    assert shop.listed() == {"A", "B", "C"}
    assert shop.service.list(Selection(product_id="D")).totals.snoozed == 1


@pytest.mark.parametrize("days", [-1, 0, MAX_DAYS + 1])
def test_a_day_that_is_past_or_too_far_off_is_refused(shop, days):
    with pytest.raises(InvalidSnoozeError) as refused:
        shop.snoozing.snooze("B", TODAY + timedelta(days=days), "Later")
    assert [field.pointer for field in refused.value.fields] == ["/until"]
    assert shop.listed() == set(IDS)


@pytest.mark.parametrize("reason", ["", "  ", "x" * (REASON_MAX_LENGTH + 1), "a\nb", "a\u202eb"])
def test_a_reason_that_says_nothing_or_misleads_is_refused(shop, reason):
    with pytest.raises(InvalidSnoozeError) as refused:
        shop.snoozing.snooze("B", TODAY, reason)
    assert [field.pointer for field in refused.value.fields] == ["/reason", "/until"]


def test_a_product_that_is_not_there_is_neither_snoozed_nor_woken(shop):
    with pytest.raises(ProductNotFoundError):
        shop.snoozing.snooze("Z", TOMORROW, "Later")
    with pytest.raises(ProductNotFoundError):
        shop.snoozing.wake("Z")


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(IDS), st.integers(1, 6)), st.integers(0, 7))
def test_on_every_day_each_product_is_in_one_of_the_two_lists(asleep, passed):
    shop = Shop()
    for product_id, days in asleep.items():
        shop.snoozing.snooze(product_id, TODAY + timedelta(days=days), "Later")
    shop.clock.advance(days=passed)
    sleeping = {key for key, days in asleep.items() if days > passed}
    assert (shop.listed(snoozed=True), shop.listed()) == (sleeping, set(IDS) - sleeping)
