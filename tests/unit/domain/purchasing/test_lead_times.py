"""Lead times learned from deliveries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.purchasing.lead_times import LeadTimeSource, lead_time_days, learned, measured
from domain.purchasing.models.stock import DeliveredLine, Delivery
from testing.purchasing import stocked, supplier

ORDERED = date(2026, 9, 1)


def delivery(number, took, quantity=1, product_id="SKU-1", promised=None):
    """Return a delivery of one product that took so many days."""
    line = DeliveredLine(
        product_id=product_id,
        quantity=Decimal(quantity),
        promised_on=None if promised is None else ORDERED + timedelta(days=promised),
    )
    return Delivery(
        supplier_id="ROASTER",
        purchase_order_id=f"PO-{number}",
        receipt_id="r",
        ordered_on=ORDERED,
        received_on=ORDERED + timedelta(days=took),
        lines=(line,),
    )


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), min_size=1, max_size=30))
def test_moments_and_quantiles_are_those_of_the_single_units(deliveries):
    found = learned(delivery(number, took, units) for number, (took, units) in enumerate(deliveries))
    units = np.sort(np.repeat([took for took, _ in deliveries], [units for _, units in deliveries]))
    assert found.receipts == len(deliveries)
    assert found.counts == (len(deliveries) >= 5)
    assert found.mean_days == pytest.approx(units.mean())
    assert found.std_days == pytest.approx(units.std(), abs=1e-6)
    for probability in (0.1, 0.5, 0.9, 1.0):
        assert found.quantile(probability) == np.quantile(units, probability, method="inverted_cdf")
    assert found.since == ORDERED + timedelta(days=min(took for took, _ in deliveries))
    assert sum(found.weights.values()) == pytest.approx(1)


def test_receipts_of_one_order_are_told_apart_and_lines_of_one_receipt_are_not():
    first = delivery(1, 5)
    several = Delivery(**{**vars(first), "lines": first.lines * 3})
    assert learned([several]).receipts == 1
    assert learned([first, Delivery(**{**vars(first), "receipt_id": "second"})]).receipts == 2


def test_nothing_is_learned_of_nothing():
    assert learned([]) is None
    assert learned([delivery(1, 5)], "SKU-2") is None


@pytest.mark.parametrize(
    ("delays", "sentence", "usual"),
    [
        ([4, 4, 4, 4, 4], "Late by 4 days on average.", 4),
        ([1, 0, 2, 1, 1], "Late by 1 day on average.", 1),
        ([0, 0, 1, 0, 0], "On time on average.", 0),
        ([-3, -2, -2, -1, -2], "Early by 2 days on average.", 0),
        ([4, 4, 4, 4], None, 0),
        ([None] * 5, None, 0),
    ],
)
def test_punctuality_is_told_from_five_receipts_on(delays, sentence, usual):
    found = learned(
        delivery(number, 10, promised=None if delay is None else 10 - delay) for number, delay in enumerate(delays)
    )
    assert (found.lateness, found.usual_delay_days) == (sentence, usual)


def test_delays_are_weighted_by_units_that_something_was_promised_of():
    rows = [delivery(number, 10, 1, promised=10) for number in range(4)]
    found = learned([*rows, delivery(9, 30, 4, promised=20), delivery(10, 50, 100)])
    assert found.average_delay_days == pytest.approx(5)


def test_a_product_of_five_receipts_counts_for_itself_else_its_supplier():
    deliveries = [delivery(number, 20) for number in range(4)] + [
        delivery(number, 8, product_id="SKU-2") for number in range(10, 15)
    ]
    assert measured(deliveries, "SKU-2").mean_days == 8
    assert measured(deliveries, "SKU-1").mean_days == pytest.approx((4 * 20 + 5 * 8) / 9)
    assert measured(deliveries[:4], "SKU-1") is None


@pytest.mark.parametrize(
    ("product", "agreed", "deliveries", "expected"),
    [
        (stocked(), None, [], (7, LeadTimeSource.DEFAULT)),
        (stocked(), 12, [], (12, LeadTimeSource.SUPPLIER)),
        (stocked(lead_time_days=3, has_own_lead_time=True), 12, [], (3, LeadTimeSource.PRODUCT)),
        (stocked(has_own_lead_time=True), 12, [delivery(n, n) for n in range(1, 6)], (3, LeadTimeSource.LEARNED)),
    ],
)
def test_the_days_an_order_is_expected_after(product, agreed, deliveries, expected):
    assert lead_time_days(product, supplier(lead_time_days=agreed), deliveries) == expected
    if agreed is None:
        assert lead_time_days(product, None, deliveries) == expected
