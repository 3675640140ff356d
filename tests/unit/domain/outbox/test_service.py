"""The publisher: everything in order, or an error that says to come again."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.outbox.errors import BusUnavailableError
from domain.outbox.models import StockLevel, StoredChange
from domain.outbox.service import Publisher
from testing.fakes.outbox import FakeBus


def stock(on_hand, number):
    level = StockLevel(product_id="SKU-1", on_hand=on_hand, on_order=Decimal(0), stock_as_of=None)
    return StoredChange(
        change_id=str(number),
        sequence=f"{number:040}",
        occurred_at=datetime(2026, 11, 20, tzinfo=UTC),
        before=None,
        after=level,
    )


def test_what_changes_tell_is_sent_and_counted():
    bus = FakeBus()
    assert Publisher(bus).publish([stock(Decimal(1), 1), stock(Decimal(2), 2)]) == 1
    assert [each["on_hand"] for event in bus.sent for each in event.data["changes"]] == [1, 2]


def test_nothing_to_tell_asks_nothing_of_the_bus():
    bus = FakeBus(broken=True)
    assert Publisher(bus).publish([stock(None, 1)]) == 0


def test_a_bus_that_is_down_is_no_success():
    with pytest.raises(BusUnavailableError):
        Publisher(FakeBus(broken=True)).publish([stock(Decimal(1), 1)])
