"""What replenishment reads of purchase orders and suppliers, from what purchasing has written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import boto3
import pytest

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.purchasing.orders import DynamoPurchaseOrders, DynamoStock
from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoSuppliers
from adapters.dynamodb.replenishment.purchases import DynamoPurchases
from adapters.dynamodb.table import Table
from domain.purchasing.drafts import NewOrder
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.orders import PurchaseOrderService
from domain.replenishment.inbound import Arrival, LeadTime, LeadTimeSource, OrderDays
from testing.products import product
from testing.purchasing import line, supplier


class World:
    """Purchasing and replenishment on the same tables."""

    def __init__(self, environment, clock, ids):
        client = boto3.client("dynamodb")
        table, products_table = (Table(client, environment[name]) for name in ("PURCHASING_TABLE", "PRODUCTS_TABLE"))
        self.clock = clock
        self.products = DynamoProductRepository(products_table)
        self.suppliers, deliveries = DynamoSuppliers(table), DynamoDeliveries(table)
        self.service = PurchaseOrderService(
            DynamoPurchaseOrders(table, products_table),
            self.suppliers,
            DynamoStock(self.products),
            deliveries,
            clock,
            ids,
            "USD",
        )
        self.purchases = DynamoPurchases(self.products, self.suppliers, deliveries)

    def ordered(self, *lines, supplier_id="ROASTER", ordered_on=None):
        made = self.service.create(NewOrder(supplier_id=supplier_id, lines=lines)).order
        return self.service.order(made.purchase_order_id, ordered_on).order

    def received(self, made, days, quantities):
        request = ReceiptRequest(
            received_on=made.ordered_on + timedelta(days=days),
            lines=tuple((number, Decimal(quantity)) for number, quantity in quantities.items()),
        )
        return self.service.receive(made.purchase_order_id, request).order


@pytest.fixture
def world(aws, clock, ids):
    world = World(aws, clock, ids)
    world.products.add(product("SKU-1", supplier_id="ROASTER", on_order=Decimal(7)))
    world.products.add(product("SKU-2", supplier_id="ROASTER", lead_time_days=3))
    world.products.add(product("SKU-3"))
    world.suppliers.add(supplier(lead_time_days=10, lead_time_std_days=Decimal(2)))
    return world


ALL = ("SKU-1", "SKU-2", "SKU-3", "SKU-9")


def test_open_lines_arrive_in_order_of_their_days_and_drafts_do_not(world):
    world.service.create(NewOrder(supplier_id="ROASTER", lines=(line(quantity=99),)))
    late = world.ordered(line(quantity=30, expected_on=date(2026, 12, 24)), line(2, "SKU-2", 4))
    soon = world.ordered(line(quantity=5))
    assert world.purchases.open_arrivals(ALL) == {
        "SKU-1": (
            Arrival(purchase_order_id=soon.purchase_order_id, quantity=Decimal(5), expected_on=date(2026, 11, 30)),
            Arrival(purchase_order_id=late.purchase_order_id, quantity=Decimal(30), expected_on=date(2026, 12, 24)),
        ),
        "SKU-2": (
            Arrival(purchase_order_id=late.purchase_order_id, quantity=Decimal(4), expected_on=date(2026, 11, 23)),
        ),
    }
    assert world.products.get("SKU-1").details.on_order == 42
    world.received(soon, 0, {1: 2})
    world.service.cancel(late.purchase_order_id)
    assert {key: [each.quantity for each in found] for key, found in world.purchases.open_arrivals(ALL).items()} == {
        "SKU-1": [3]
    }


def test_lead_times_are_the_suppliers_where_the_product_has_none_until_five_receipts_have_measured_them(world):
    agreed = LeadTime(source=LeadTimeSource.SUPPLIER, weights={10: 1.0}, std_days=Decimal(2))
    assert world.purchases.lead_times(ALL) == {"SKU-1": agreed}
    for days, quantity in ((12, 1), (14, 1), (14, 1), (20, 5)):
        world.received(world.ordered(line(quantity=quantity), ordered_on=date(2026, 10, 1)), days, {1: quantity})
    assert world.purchases.lead_times(ALL) == {"SKU-1": agreed}
    world.received(world.ordered(line(1, "SKU-2", 2), ordered_on=date(2026, 10, 1)), 14, {1: 2})
    measured = LeadTime(source=LeadTimeSource.LEARNED, weights={12: 0.1, 14: 0.4, 20: 0.5})
    assert world.purchases.lead_times(ALL) == {"SKU-1": measured, "SKU-2": measured}


def test_late_suppliers_open_lines_are_known_to_come_late(world):
    for _ in range(5):
        world.received(world.ordered(line(quantity=1), ordered_on=date(2026, 10, 1)), 14, {1: 1})
    world.ordered(line(quantity=9, expected_on=date(2026, 12, 1)))
    [arrival] = world.purchases.open_arrivals(ALL)["SKU-1"]
    # All five came four days after the tenth day, which they had been promised for.
    assert arrival.usual_delay_days == 4


def test_order_days_are_the_suppliers_and_its_review_period_where_the_product_has_none(world):
    assert world.purchases.order_days(ALL) == {}
    weekly = supplier(version=2, order_weekdays=("tue", "sun"), review_period_days=14)
    world.suppliers.replace(replace(weekly, open_orders=0))
    world.products.add(product("SKU-4", supplier_id="ROASTER", review_period_days=3))
    days = frozenset({1, 6})
    assert world.purchases.order_days([*ALL, "SKU-4"]) == {
        "SKU-1": OrderDays(weekdays=days, review_period_days=14),
        "SKU-2": OrderDays(weekdays=days, review_period_days=14),
        "SKU-4": OrderDays(weekdays=days),
    }
