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
from adapters.dynamodb.replenishment.inputs import DynamoStockCatalogue
from adapters.dynamodb.replenishment.purchases import DynamoPurchases
from adapters.dynamodb.table import Table
from domain.purchasing.drafts import NewOrder
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.orders import PurchaseOrderService
from domain.replenishment.inbound import LeadTime, OrderDays
from domain.replenishment.models import LeadTimeSource
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
        self.purchases = DynamoPurchases(self.suppliers, deliveries)
        self.catalogue = DynamoStockCatalogue(self.products)

    def supplies(self):
        return self.purchases.supplies(self.catalogue.all())

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


OWN = LeadTime(source=LeadTimeSource.SUPPLIER, weights={10: 1.0}, std_days=Decimal(2))


def test_open_lines_come_with_the_product_and_drafts_do_not(world):
    world.service.create(NewOrder(supplier_id="ROASTER", lines=(line(quantity=99),)))
    late = world.ordered(line(quantity=30, expected_on=date(2026, 12, 24)), line(2, "SKU-2", 4))
    soon = world.ordered(line(quantity=5))
    expected = {
        (soon.purchase_order_id, Decimal(5), date(2026, 11, 30)),
        (late.purchase_order_id, Decimal(30), date(2026, 12, 24)),
    }
    first, second, third = world.catalogue.all()
    assert {(each.purchase_order_id, each.quantity, each.expected_on) for each in first.inbound} == expected
    assert [each.quantity for each in second.inbound] == [4]
    assert (first.on_order, first.supplier_id, third.inbound, third.supplier_id) == (42, "ROASTER", (), None)
    world.received(soon, 0, {1: 2})
    world.service.cancel(late.purchase_order_id)
    first, second, _ = world.catalogue.all()
    assert ([each.quantity for each in first.inbound], second.inbound) == ([3], ())


def test_lead_times_are_the_suppliers_where_the_product_has_none_until_five_receipts_have_measured_them(world):
    assert {key: found.lead_time for key, found in world.supplies().items()} == {"SKU-1": OWN, "SKU-2": None}
    for days, quantity in ((12, 1), (14, 1), (14, 1), (20, 5)):
        world.received(world.ordered(line(quantity=quantity), ordered_on=date(2026, 10, 1)), days, {1: quantity})
    assert world.supplies()["SKU-1"].lead_time == OWN
    world.received(world.ordered(line(1, "SKU-2", 2), ordered_on=date(2026, 10, 1)), 14, {1: 2})
    measured = LeadTime(source=LeadTimeSource.LEARNED, weights={12: 0.1, 14: 0.4, 20: 0.5})
    assert {key: found.lead_time for key, found in world.supplies().items()} == {"SKU-1": measured, "SKU-2": measured}


def test_a_product_with_five_receipts_of_its_own_has_its_own_lead_time(world):
    for days in (8, 8, 9, 9, 9):
        world.received(world.ordered(line(1, "SKU-2", 2), ordered_on=date(2026, 10, 1)), days, {1: 2})
    world.received(world.ordered(line(quantity=10), ordered_on=date(2026, 10, 1)), 20, {1: 10})
    found = world.supplies()
    assert found["SKU-2"].lead_time.weights == pytest.approx({8: 0.4, 9: 0.6})
    assert found["SKU-1"].lead_time.weights == pytest.approx({8: 0.2, 9: 0.3, 20: 0.5})


def test_late_suppliers_are_known_to_be_late(world):
    for _ in range(5):
        world.received(world.ordered(line(quantity=1), ordered_on=date(2026, 10, 1)), 14, {1: 1})
    # All five came four days after the tenth day, which they had been promised for.
    assert {key: found.usual_delay_days for key, found in world.supplies().items()} == {"SKU-1": 4, "SKU-2": 4}


def test_order_days_are_the_suppliers_and_its_review_period_where_the_product_has_none(world):
    assert {key: found.order_days for key, found in world.supplies().items()} == {"SKU-1": None, "SKU-2": None}
    weekly = supplier(version=2, order_weekdays=("tue", "sun"), review_period_days=14)
    world.suppliers.replace(replace(weekly, open_orders=0))
    world.products.add(product("SKU-4", supplier_id="ROASTER", review_period_days=3))
    days = frozenset({1, 6})
    assert {key: found.order_days for key, found in world.supplies().items()} == {
        "SKU-1": OrderDays(weekdays=days, review_period_days=14),
        "SKU-2": OrderDays(weekdays=days, review_period_days=14),
        "SKU-4": OrderDays(weekdays=days),
    }


def test_of_a_supplier_that_is_gone_nothing_is_known(world):
    world.products.add(product("SKU-5", supplier_id="NOBODY"))
    assert "SKU-5" not in world.supplies()
