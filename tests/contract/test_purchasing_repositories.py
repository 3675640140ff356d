"""One suite for purchasing's fakes and its DynamoDB adapters: suppliers, orders with stock, deliveries, settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import boto3
import pytest

from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.purchasing.orders import DynamoPurchaseOrders, DynamoStock
from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoShopSettings, DynamoSuppliers
from adapters.dynamodb.table import Table
from domain.purchasing.errors import (
    ConcurrentChangeError,
    PurchaseOrderNotFoundError,
    SupplierExistsError,
    SupplierNotFoundError,
)
from domain.purchasing.models.order import OrderStatus, Receipt
from domain.purchasing.models.settings import ShopSettings
from domain.purchasing.models.stock import DeliveredLine, Delivery, OpenLine, OrderChange
from domain.purchasing.ports import OrderQuery
from testing.fakes.purchasing import (
    FakeDeliveries,
    FakePurchaseOrders,
    FakeShopSettings,
    FakeStock,
    FakeSuppliers,
)
from testing.products import NOW, product
from testing.purchasing import line, order, stocked, supplier

LATER = NOW + timedelta(hours=1)


@dataclass
class Kept:
    """All of purchasing's repositories, with two products, of which the second's stock is not known."""

    suppliers: Any
    orders: Any
    stock: Any
    deliveries: Any
    settings: Any


@pytest.fixture(params=["fake", "dynamodb"])
def kept(request):
    if request.param == "fake":
        suppliers, deliveries = FakeSuppliers(), FakeDeliveries()
        stock = FakeStock(
            stocked("SKU-1", name="Espresso beans", typed_on_order=Decimal(3)),
            stocked("SKU-2", name="Espresso beans", on_hand=None, supplier_id=None, supplier_sku="x"),
        )
        orders = FakePurchaseOrders(suppliers, stock, deliveries)
        return Kept(suppliers, orders, stock, deliveries, FakeShopSettings())
    environment = request.getfixturevalue("aws")
    client = boto3.client("dynamodb")
    table, products_table = (Table(client, environment[name]) for name in ("PURCHASING_TABLE", "PRODUCTS_TABLE"))
    products = DynamoProductRepository(products_table)
    cost = Decimal(2)
    products.add(product("SKU-1", unit_cost=cost, supplier_id="ROASTER", on_hand=Decimal(100), on_order=Decimal(3)))
    products.add(product("SKU-2", unit_cost=cost, supplier_sku="x"))
    return Kept(
        DynamoSuppliers(table),
        DynamoPurchaseOrders(table, products_table),
        DynamoStock(products),
        DynamoDeliveries(table),
        DynamoShopSettings(table),
    )


def test_every_detail_of_a_supplier_survives_the_round_trip(kept):
    whole = supplier(
        email="orders@roaster.example",
        address="1 Mill Lane\nLeeds",
        currency="GBP",
        lead_time_days=9,
        lead_time_std_days=Decimal("1.5"),
        review_period_days=14,
        order_weekdays=("thu", "mon"),
        min_order_value=Decimal("250.5"),
        note="closed in August",
    )
    kept.suppliers.add(whole)
    assert kept.suppliers.get("ROASTER") == whole
    assert whole.details.order_weekdays == ("mon", "thu")
    kept.suppliers.add(supplier("BARE"))
    assert kept.suppliers.all() == [supplier("BARE"), whole]
    with pytest.raises(SupplierExistsError):
        kept.suppliers.add(supplier())
    with pytest.raises(SupplierNotFoundError):
        kept.suppliers.get("NOBODY")


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_of_suppliers_hold_each_once_in_order(kept, limit):
    for name in ("C", "A", "B"):
        kept.suppliers.add(supplier(name))
    found, after = [], None
    while True:
        page = kept.suppliers.page(limit, after)
        found += [each.supplier_id for each in page.items]
        if (after := page.next_position) is None:
            break
    assert found == ["A", "B", "C"]


def test_a_supplier_is_changed_and_removed_only_as_it_was_read(kept):
    kept.suppliers.add(supplier())
    kept.suppliers.replace(supplier(version=2, note="second"))
    for stale in (supplier(version=2), supplier(version=4), supplier(version=3, open_orders=1)):
        with pytest.raises(ConcurrentChangeError):
            kept.suppliers.replace(stale)
    with pytest.raises(ConcurrentChangeError):
        kept.suppliers.remove(supplier())
    with pytest.raises(ConcurrentChangeError):
        kept.suppliers.replace(supplier("NOBODY", version=2))
    kept.suppliers.remove(supplier(version=2))
    assert kept.suppliers.all() == []


def draft_of(kept, *lines, **changes):
    kept.suppliers.add(supplier())
    made = order("PO-1", *lines, **changes)
    kept.orders.commit(OrderChange(before=None, after=made))
    return made


def test_every_detail_of_an_order_survives_the_round_trip(kept):
    whole = draft_of(
        kept,
        line(
            supplier_sku="R/1",
            unit_cost=Decimal("2.125"),
            expected_on=date(2026, 12, 1),
            promised_on=date(2026, 11, 30),
            received_quantity=Decimal("0.5"),
        ),
        line(2, "SKU-2", cancelled=True),
        ordered_on=date(2026, 11, 1),
        note="two\nlines",
        created_by="key-1",
        receipts=(Receipt(receipt_id="r", fingerprint="f", received_on=date(2026, 11, 9), recorded_at=LATER),),
    )
    assert kept.orders.get("PO-1") == whole
    assert kept.orders.get_many(["PO-1", "PO-9"]) == {"PO-1": whole}
    with pytest.raises(PurchaseOrderNotFoundError):
        kept.orders.get("PO-9")


def test_a_commit_writes_order_stock_supplier_and_delivery_together(kept):
    draft = draft_of(kept, line(), line(2, "SKU-2"))
    assert kept.suppliers.get("ROASTER").open_orders == 1
    assert kept.suppliers.get("ROASTER").version == 1
    before = kept.stock.get_many(["SKU-1", "SKU-2", "SKU-9"])
    inbound = tuple(
        OpenLine(purchase_order_id="PO-1", line=number, quantity=Decimal(quantity), expected_on=date(2026, 12, number))
        for number, quantity in ((1, 8), (2, 10))
    )
    moved = (
        replace(before["SKU-1"], on_hand=Decimal("102.5"), inbound=inbound[:1]),
        replace(before["SKU-2"], inbound=inbound[1:]),
    )
    after = replace(draft, version=2, status=OrderStatus.PARTIALLY_RECEIVED, updated_at=LATER)
    delivery = Delivery(
        supplier_id="ROASTER",
        purchase_order_id="PO-1",
        receipt_id="r1",
        ordered_on=date(2026, 11, 1),
        received_on=date(2026, 11, 9),
        lines=(
            DeliveredLine(product_id="SKU-1", quantity=Decimal(2), promised_on=date(2026, 11, 8)),
            DeliveredLine(product_id="SKU-2", quantity=Decimal(1), promised_on=None),
        ),
    )
    kept.orders.commit(OrderChange(before=draft, after=after, stock=moved, delivery=delivery))
    assert kept.orders.get("PO-1") == after
    assert kept.stock.get_many(["SKU-1", "SKU-2"]) == {each.product_id: replace(each, version=2) for each in moved}
    assert kept.deliveries.of_suppliers(["ROASTER", "BARE"]) == {"ROASTER": [delivery], "BARE": []}
    assert kept.deliveries.of_suppliers(["ROASTER"]) == {"ROASTER": [delivery]}
    assert kept.suppliers.get("ROASTER").version == 2  # what is learned of its lead time has changed
    last = replace(after, version=3, status=OrderStatus.CANCELLED)
    emptied = tuple(replace(each, version=2, inbound=()) for each in moved)
    kept.orders.commit(OrderChange(before=after, after=last, stock=emptied))
    assert kept.suppliers.get("ROASTER").open_orders == 0
    assert kept.stock.get_many(["SKU-1"])["SKU-1"].on_order == 3


def stale_changes(draft, products):
    """Return changes of which one part is not as it was read."""
    after = replace(draft, version=2, status=OrderStatus.ORDERED)
    one, two = products["SKU-1"], products["SKU-2"]
    return {
        "order": OrderChange(before=replace(draft, version=2), after=replace(after, version=3)),
        "new order": OrderChange(before=None, after=draft),
        "supplier gone": OrderChange(before=None, after=replace(draft, purchase_order_id="PO-2", supplier_id="NO")),
        "product": OrderChange(before=draft, after=after, stock=(one, replace(two, version=2))),
        "product made anew": OrderChange(before=draft, after=after, stock=(replace(one, created_at=LATER), two)),
        "product gone": OrderChange(before=draft, after=after, stock=(one, replace(two, product_id="SKU-9"))),
    }


@pytest.mark.parametrize("part", list(stale_changes(order(), {"SKU-1": stocked(), "SKU-2": stocked()})))
def test_a_change_of_something_that_has_changed_meanwhile_writes_nothing(kept, part):
    draft = draft_of(kept)
    products = kept.stock.get_many(["SKU-1", "SKU-2"])
    change = stale_changes(draft, products)[part]
    with pytest.raises(ConcurrentChangeError):
        kept.orders.commit(change)
    assert kept.orders.page(OrderQuery(), 10, None).items == (draft,)
    assert kept.stock.get_many(["SKU-1", "SKU-2"]) == products
    assert [each.open_orders for each in kept.suppliers.all()] == [1]


def listed_orders(kept):
    for name in ("ROASTER", "DAIRY"):
        kept.suppliers.add(supplier(name))
    for number in range(1, 8):
        made = order(
            f"PO-{number}",
            line(product_id=f"SKU-{1 + number % 2}"),
            supplier_id="DAIRY" if number == 4 else "ROASTER",
            status=OrderStatus.ORDERED if number in {2, 3} else OrderStatus.DRAFT,
            updated_at=NOW + timedelta(days=number),
        )
        kept.orders.commit(OrderChange(before=None, after=made))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (OrderQuery(), [7, 6, 5, 4, 3, 2, 1]),
        (OrderQuery(status=OrderStatus.ORDERED), [3, 2]),
        (OrderQuery(supplier_id="DAIRY"), [4]),
        (OrderQuery(product_id="SKU-2"), [7, 5, 3, 1]),
        (OrderQuery(updated_since=NOW + timedelta(days=5)), [7, 6, 5]),
        (OrderQuery(status=OrderStatus.RECEIVED), []),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 7, 10])
def test_pages_of_orders_hold_each_that_matches_once(kept, query, expected, limit):
    listed_orders(kept)
    found, after = [], None
    while True:
        page = kept.orders.page(query, limit, after)
        assert len(page.items) <= limit
        found += [int(each.purchase_order_id[3:]) for each in page.items]
        if (after := page.next_position) is None:
            break
    assert found == expected


def test_products_of_a_supplier_are_those_that_name_it(kept):
    assert [each.product_id for each in kept.stock.supplied_by("ROASTER")] == ["SKU-1"]
    assert kept.stock.supplied_by("NOBODY") == []


def test_settings_are_replaced_version_by_version(kept):
    assert kept.settings.get() == ShopSettings()
    first = ShopSettings(name="Corner Shop", address="2 High St\nLeeds", holding_cost=Decimal("0.25"), version=1)
    kept.settings.put(first)
    assert kept.settings.get() == first
    for stale in (first, replace(first, version=3)):
        with pytest.raises(ConcurrentChangeError):
            kept.settings.put(stale)
    kept.settings.put(ShopSettings(version=2))
    assert kept.settings.get() == ShopSettings(version=2)


def test_drafts_are_added_all_or_none_and_counted_at_their_suppliers(kept):
    for name in ("ROASTER", "GROWER"):
        kept.suppliers.add(supplier(name))
    drafts = [order("PO-1"), order("PO-2"), order("PO-3", supplier_id="GROWER")]
    kept.orders.add_all(drafts)
    assert kept.orders.get_many(["PO-1", "PO-2", "PO-3", "PO-4"]) == {each.purchase_order_id: each for each in drafts}
    assert [kept.suppliers.get(name).open_orders for name in ("ROASTER", "GROWER")] == [2, 1]
    for late in ([order("PO-4"), order("PO-2")], [order("PO-4"), order("PO-5", supplier_id="GONE")]):
        with pytest.raises(ConcurrentChangeError):
            kept.orders.add_all(late)
    assert kept.orders.get_many(["PO-4", "PO-5"]) == {}
    assert [kept.suppliers.get(name).open_orders for name in ("ROASTER", "GROWER")] == [2, 1]
    kept.orders.add_all([])
