"""Arrivals as seen from a day, and lead times that are probabilities."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.replenishment.inbound import LeadTime, OrderDays
from domain.replenishment.models import Arrival, LeadTimeSource
from testing.demand_series import TODAY


@pytest.mark.parametrize(
    ("expected_in", "delay", "comes_in", "overdue"),
    [
        (5, 0, 5, 0),
        (5, 3, 8, 0),
        (0, 0, 0, 0),
        (0, 2, 2, 0),
        (-1, 0, 1, 1),
        (-4, 9, 5, 4),
        (-4, 2, 1, 4),
    ],
)
def test_an_arrival_comes_with_the_usual_delay_and_an_overdue_one_tomorrow_at_the_earliest(
    expected_in, delay, comes_in, overdue
):
    arrival = Arrival(
        purchase_order_id="PO-1",
        quantity=Decimal(10),
        expected_on=TODAY + timedelta(days=expected_in),
    )
    assert arrival.comes_on(TODAY, delay) == TODAY + timedelta(days=comes_in)
    assert arrival.overdue_days(TODAY) == overdue


@pytest.mark.parametrize(
    ("weights", "std"),
    [
        ({}, 0),
        ({7: 0.5}, 0),
        ({7: 0.5, 8: 0.6}, 0),
        ({-1: 0.5, 3: 0.5}, 0),
        ({3: 1.0, 4: 0.0}, 0),
        ({3: 0.5, 4: 0.5}, 1),
    ],
)
def test_a_lead_time_is_a_distribution_over_whole_days(weights, std):
    with pytest.raises(ValueError, match="lead time"):
        LeadTime(source=LeadTimeSource.LEARNED, weights=weights, std_days=Decimal(std))


def test_weekdays_are_weekdays():
    with pytest.raises(ValueError, match="weekdays"):
        OrderDays(weekdays=frozenset({0, 7}))


@pytest.mark.parametrize(("weights", "std", "spread"), [({7: 1.0}, 2, 2), ({5: 0.5, 9: 0.5}, 0, 2), ({4: 1.0}, 0, 0)])
def test_the_spread_of_a_lead_time_is_typed_or_measured(weights, std, spread):
    lead_time = LeadTime(source=LeadTimeSource.LEARNED, weights=weights, std_days=Decimal(std))
    assert lead_time.spread_days == pytest.approx(spread)
