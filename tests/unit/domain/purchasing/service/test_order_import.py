"""Files of open orders: what is put in place, what is rejected and why, and that repeating changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.purchasing.drafts import NewOrder
from domain.purchasing.models.order import MAX_LINES, OrderStatus
from domain.purchasing.receiving import ReceiptRequest
from domain.purchasing.service.order_import import MAX_ORDERS, OrderImport, TooManyOrdersError
from domain.purchasing.service.orders import PurchaseOrderService
from domain.shared.csv.report import UnusableUploadError
from testing.fakes.purchasing import FakeDeliveries, FakePurchaseOrders, FakeStock, FakeSuppliers
from testing.purchasing import TODAY, line, stocked, supplier

HEAD = "PO Number,Vendor,SKU,Qty,Received,Due date\n"


class Files:
    """Keeps rejected rows."""

    def __init__(self):
        self.kept = {}

    def put(self, key, data, content_type):
        self.kept[key] = data.decode("utf-8-sig")

    def download_url(self, key, filename, valid):
        return f"https://files.example/{key}"


class World:
    """Two suppliers, three products, and purchasing on fakes."""

    def __init__(self, clock, ids):
        self.suppliers = FakeSuppliers(supplier(lead_time_days=10), supplier("GROWER"))
        self.stock = FakeStock(stocked("SKU-1"), stocked("SKU-2"), stocked("SKU-3", supplier_id="GROWER"))
        self.deliveries = FakeDeliveries()
        self.orders = FakePurchaseOrders(self.suppliers, self.stock, self.deliveries)
        self.files = Files()
        parts = (self.orders, self.suppliers, self.stock, self.deliveries)
        self.service = OrderImport(*parts, self.files, clock, ids, "USD")
        self.by_hand = PurchaseOrderService(*parts, clock, ids, "USD")

    def upload(self, *rows, head=HEAD, **options):
        return self.service.upload((head + "\n".join(rows) + "\n").encode(), created_by="key-1", **options)

    def books(self):
        stock = {key: (each.on_hand, each.on_order) for key, each in self.stock.kept.items()}
        return dict(self.orders.kept), stock, {key: each.open_orders for key, each in self.suppliers.kept.items()}


@pytest.fixture
def world(clock, ids):
    return World(clock, ids)


def codes(report):
    return [(error.line, error.column, error.code) for error in report.errors]


def test_open_orders_are_on_order_and_what_was_received_raises_nothing(world):
    report = world.upload("PO-7,ROASTER,SKU-1,48,12,2026-12-04", "PO-7,ROASTER,SKU-2,5,,", "PO-8,GROWER,SKU-3,7,7,")
    assert (report.rows_received, report.rows_accepted, report.products_touched) == (3, 3, 3)
    order = world.orders.kept["PO-7"]
    assert (order.status, order.created_by, order.ordered_on) == (OrderStatus.PARTIALLY_RECEIVED, "key-1", None)
    assert [(each.quantity, each.received_quantity, each.expected_on) for each in order.lines] == [
        (48, 12, date(2026, 12, 4)),
        (5, 0, date(2026, 11, 30)),  # a lead time of ten days
    ]
    assert world.orders.kept["PO-8"].status is OrderStatus.RECEIVED
    assert {key: (each.on_hand, each.on_order) for key, each in world.stock.kept.items()} == {
        "SKU-1": (100, 36),
        "SKU-2": (100, 5),
        "SKU-3": (100, 0),
    }
    assert [world.suppliers.kept[key].open_orders for key in ("ROASTER", "GROWER")] == [1, 0]


def test_the_same_file_again_changes_nothing_and_a_later_one_brings_the_order_up_to_it(world):
    rows = ("PO-7,ROASTER,SKU-1,48,12,2026-12-04", "PO-7,ROASTER,SKU-2,5,0,2026-12-04")
    world.upload(*rows)
    books = world.books()
    assert world.upload(*rows).rows_accepted == 2
    assert world.books() == books
    world.upload("PO-7,ROASTER,SKU-1,60,48,2026-12-09")
    order = world.orders.kept["PO-7"]
    assert [(each.product_id, each.quantity, each.expected_on, each.promised_on) for each in order.lines] == [
        ("SKU-1", 60, date(2026, 12, 9), date(2026, 12, 4))
    ]
    assert order.version == 2
    assert [world.stock.kept[key].on_order for key in ("SKU-1", "SKU-2")] == [12, 0]
    world.upload("PO-7,ROASTER,SKU-1,60,60,2026-12-09")
    assert world.orders.kept["PO-7"].status is OrderStatus.RECEIVED
    assert world.stock.kept["SKU-1"].on_hand == 100
    assert world.suppliers.kept["ROASTER"].open_orders == 0


def test_a_draft_becomes_the_order_that_the_file_tells_of(world):
    world.by_hand.create(NewOrder(supplier_id="ROASTER", lines=(line(),), purchase_order_id="PO-1", note="by hand"))
    world.upload("PO-1,ROASTER,SKU-1,12,0,2026-12-04")
    order = world.orders.kept["PO-1"]
    assert (order.status, order.note, order.lines[0].quantity) == (OrderStatus.ORDERED, "by hand", 12)
    assert world.stock.kept["SKU-1"].on_order == 12


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["a b,ROASTER,SKU-1,1,,"], [(2, "PO Number", "invalid_purchase_order_id")]),
        (["PO-1,ROASTER,,1,,"], [(2, "SKU", "invalid_product_id")]),
        (["PO-1,NOBODY,SKU-1,1,,"], [(2, "Vendor", "unknown_supplier")]),
        (["PO-1,ROASTER,SKU-9,1,,"], [(2, "SKU", "unknown_product")]),
        (["PO-1,ROASTER,SKU-1,0,,"], [(2, "Qty", "missing_quantity")]),
        (["PO-1,ROASTER,SKU-1,,,"], [(2, "Qty", "missing_quantity")]),
        (["PO-1,ROASTER,SKU-1,-4,,"], [(2, "Qty", "negative_quantity")]),
        (["PO-1,ROASTER,SKU-1,4,-1,"], [(2, "Received", "negative_received_quantity")]),
        (["PO-1,ROASTER,SKU-1,ten,,"], [(2, "Qty", "not_a_number")]),
        (
            ["PO-1,ROASTER,SKU-1,1,,", "PO-1,GROWER,SKU-3,1,,"],
            [(2, None, "order_incomplete"), (3, "Vendor", "two_suppliers")],
        ),
        (
            ["PO-1,ROASTER,SKU-1,1,,", "PO-1,ROASTER,SKU-2,x,,"],
            [(2, None, "order_incomplete"), (3, "Qty", "not_a_number")],
        ),
        (["PO-1,ROASTER,SKU-1,1,,"] * (MAX_LINES + 1), [(2, None, "too_many_lines")]),
        (["PO-1,ROASTER,SKU-1,2000000000,,"], [(2, "Qty", "out_of_range")]),
        (["PO-1,ROASTER,SKU-1,900000000,,", "PO-1,ROASTER,SKU-1,900000000,,"], [(2, None, "order_refused")]),
    ],
)
def test_an_order_is_rejected_whole_with_what_is_wrong_with_it(world, rows, found):
    books = world.books()
    report = world.upload(*rows, "PO-2,ROASTER,SKU-1,3,,")
    assert codes(report)[: len(found)] == found
    assert report.rows_accepted == 1
    assert report.rows_received == report.rows_accepted + report.rows_rejected == len(rows) + 1
    assert world.orders.kept.keys() - books[0].keys() == {"PO-2"}
    assert world.files.kept[report.rejected_rows_key].splitlines()[1:] == rows


def test_what_was_received_or_finished_here_is_not_taken_back_by_an_older_file(world):
    world.upload("PO-1,ROASTER,SKU-1,10,0,2026-12-04", "PO-2,ROASTER,SKU-1,10,0,2026-12-04")
    world.by_hand.receive("PO-1", ReceiptRequest(received_on=TODAY, lines=((1, Decimal(4)),)))
    world.by_hand.cancel("PO-2")
    books = world.books()
    with pytest.raises(UnusableUploadError) as refused:
        world.upload(
            "PO-1,ROASTER,SKU-1,10,3,2026-12-04", "PO-2,ROASTER,SKU-1,10,0,2026-12-04", "PO-1,GROWER,SKU-1,10,4,"
        )
    assert {error.code for error in refused.value.report.errors} == {
        "order_incomplete",
        "two_suppliers",
        "order_refused",
    }
    assert world.books() == books
    with pytest.raises(UnusableUploadError) as refused:
        world.upload("PO-1,ROASTER,SKU-1,10,3,2026-12-04")
    assert refused.value.report.errors[0].detail == (
        "4 of 'SKU-1' have been received here, more than the file says. Export the file anew."
    )
    world.upload("PO-1,ROASTER,SKU-1,10,4,2026-12-04")
    assert world.books()[1] == books[1]


def test_a_dry_run_says_what_the_real_run_says_and_writes_nothing(world):
    rows = ("PO-7,ROASTER,SKU-1,48,12,2026-12-04", "PO-8,ROASTER,SKU-9,1,,", "PO-9,NOBODY,SKU-1,1,,")
    books = world.books()
    dry = world.upload(*rows, dry_run=True)
    assert world.books() == books
    assert world.files.kept == {}
    real = world.upload(*rows)
    same = {"upload_id": "", "dry_run": False, "rejected_rows_key": None}
    assert replace(dry, **same) == replace(real, **same)


def test_an_order_that_changes_meanwhile_is_decided_anew(world):
    world.upload("PO-1,ROASTER,SKU-1,10,0,2026-12-04")
    world.orders.before_commit = lambda: world.by_hand.receive(
        "PO-1", ReceiptRequest(received_on=TODAY, lines=((1, Decimal(4)),))
    )
    report = world.upload("PO-2,ROASTER,SKU-1,1,0,", "PO-1,ROASTER,SKU-1,12,0,2026-12-04")
    assert [(error.line, error.code) for error in report.errors] == [(3, "order_refused")]
    assert world.stock.kept["SKU-1"].on_order == 7


def test_more_orders_than_one_request_takes_are_refused(world):
    with pytest.raises(TooManyOrdersError):
        world.upload(*(f"PO-{number},ROASTER,SKU-1,1,," for number in range(MAX_ORDERS + 1)))
    assert world.orders.kept == {}


@pytest.mark.parametrize("text", ["", "PO Number,SKU,Qty\nPO-1,SKU-1,4\n"])
def test_a_file_that_cannot_be_read_is_refused_with_its_report(world, text):
    with pytest.raises(UnusableUploadError):
        world.service.upload(text.encode())
