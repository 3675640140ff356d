"""Every transition of a purchase order, spoilt at every one of its calls and repeated: stock is right, once."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest

from domain.purchasing import settling
from handlers.sales import reconcile
from testing.rest import LambdaContext
from tests.support import faults as fault
from tests.support.faults import everything, spoilt_calls

ORDER = "/purchase-orders/PO-1"
LINES = [{"product_id": "SKU-1", "quantity": 10}, {"product_id": "SKU-2", "quantity": 4}]
DRAFT = {"purchase_order_id": "PO-2", "supplier_id": "ROASTER", "lines": LINES}
RECEIPT = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 6}, {"line": 2, "quantity": 4}]}
DRAFTS = {"from_recommendations": {"product_ids": ["SKU-1", "SKU-2"], "quantities": {"SKU-1": 12, "SKU-2": 5}}}
OPEN_ORDERS = (
    b"order,supplier,sku,quantity,received,expected\nPO-1,ROASTER,SKU-1,12,2,2026-12-04\n"
    b"PO-1,ROASTER,SKU-2,9,9,2026-12-04\nPO-7,IDLE,SKU-1,5,0,2026-12-04\n"
)
KEY = {"Idempotency-Key": "once"}
CSV = {"Content-Type": "text/csv"}

#: By name: the request, and the statuses that a repeat may have beside the first one's when the work was done.
TRANSITIONS = {
    "create": (("POST", "/purchase-orders", {"body": DRAFT}), set()),
    "create with a key": (
        ("POST", "/purchase-orders", {"body": DRAFT | {"purchase_order_id": None}, "headers": KEY}),
        {409},
    ),
    "draft what is recommended": (("POST", "/purchase-orders", {"body": DRAFTS, "headers": KEY}), {409}),
    "upload": (
        ("POST", "/purchase-orders/upload", {"body": OPEN_ORDERS, "headers": {"Content-Type": "text/csv"}}),
        set(),
    ),
    "change": (("PATCH", ORDER, {"body": {"expected_on": "2026-12-24"}}), set()),
    "order": (("POST", "/purchase-orders/PO-0/order", {"body": {"ordered_on": "2026-11-19"}}), set()),
    "receive": (("POST", f"{ORDER}/receive", {"body": RECEIPT}), set()),
    "receive with a key": (("POST", f"{ORDER}/receive", {"body": RECEIPT, "headers": KEY}), {409}),
    "cancel": (("POST", f"{ORDER}/cancel", {}), set()),
    "delete a product": (("DELETE", "/products/SKU-2", {}), {404}),
    "delete a supplier": (("DELETE", "/suppliers/IDLE", {}), {404}),
    "change a supplier": (("PATCH", "/suppliers/ROASTER", {"body": {"note": "x"}}), set()),
}
EFFECTS = {
    "refused": fault.failing("ServiceUnavailable", 503),
    "killed behind": fault.killing_after,
    "sent twice": fault.sending_twice,
}


class Patient(LambdaContext):
    """A context with all its time left."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 900_000


@pytest.fixture
def buying(shop):
    """A draft and an order of both products, of which the first is counted."""
    read = shop.send("GET", "/products/SKU-1").json
    assert shop.send("PUT", "/products/SKU-1", body=read | {"on_hand": 50, "supplier_id": "ROASTER"}).status == 200
    assert shop.send("PATCH", "/products/SKU-2", body={"supplier_id": "GROWER"}).status == 200
    for name in ("ROASTER", "IDLE", "GROWER"):
        assert shop.send("POST", "/suppliers", body={"supplier_id": name, "name": name}).status == 201
    for name in ("PO-0", "PO-1"):
        body = DRAFT | {"purchase_order_id": name}
        assert shop.send("POST", "/purchase-orders", body=body).status == 201
    assert shop.send("POST", f"{ORDER}/order", body={"ordered_on": "2026-11-10"}).status == 200
    shop.state = everything(shop.environment)
    return shop


def books(shop):
    """Return purchasing's items and the products, without what differs from run to run."""
    tables = everything(shop.environment)
    return [
        {name: value for name, value in item.items() if name not in {"updated_at", "removing"}}
        for table in ("PURCHASING_TABLE", "PRODUCTS_TABLE")
        for item in tables[table]
    ]


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_transition_spoilt_at_any_call_and_repeated_takes_place_once(buying, name, effect):
    takes_place_once(buying, name, effect)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("name", ["upload", "order", "receive", "receive with a key", "cancel"])
def test_a_transition_in_parts_spoilt_at_any_call_and_repeated_takes_place_once(buying, name, effect, monkeypatch):
    monkeypatch.setattr(settling, "AT_ONCE", 1)
    assert takes_place_once(buying, name, effect).count("TransactWriteItems") > 1


@pytest.mark.parametrize("finisher", ["a reader", "the night", "a removal"])
def test_an_order_that_was_cut_off_between_its_parts_is_finished_by_others(buying, finisher, monkeypatch):
    monkeypatch.setattr(settling, "AT_ONCE", 1)
    send = partial(buying.send, "POST", f"{ORDER}/receive", body=RECEIPT)
    buying.faults.never()
    assert send().status == 200
    wanted = books(buying)
    if finisher == "a removal":
        assert buying.send("DELETE", "/products/SKU-2").status == 204
        wanted = books(buying)
    buying.fresh()
    buying.faults.at(1, fault.killing_after, operation="TransactWriteItems")
    with suppress(fault.KilledError):
        send()
    buying.faults.never()
    buying.new_process()
    assert books(buying) != wanted
    if finisher == "a removal":
        assert buying.send("DELETE", "/products/SKU-2").status == 204
    if finisher == "the night":
        assert reconcile.handler({}, Patient())["orders_settled"] == 1
        assert reconcile.handler({}, Patient())["orders_settled"] == 0
    else:
        assert buying.send("GET", "/purchase-orders").status == 200
    assert [each for each in books(buying) if "unsettled" in each or each["PK"] == {"S": "UNSETTLED_ORDERS"}] == []
    if finisher == "a removal":
        kept, there = buying.send("GET", ORDER).json, buying.send("GET", "/products/SKU-1").json
        assert (there["on_hand"], there["on_order"]) == (56, 4)
        assert kept["status"] == "partially_received"
    else:
        assert [*map(unsigned, books(buying))] == [*map(unsigned, wanted)]


def unsigned(item):
    """Return an item without the name of the key that wrote it: the night has none."""
    return {name: value for name, value in item.items() if name != "changed_by"}


def takes_place_once(buying, name, effect):
    """Spoil a transition at each of its calls and repeat it; returns the calls of one that nothing spoils."""
    (method, path, request), repeat_may_be = TRANSITIONS[name]
    send = partial(buying.send, method, path, **request)
    buying.faults.never()
    clean = send()
    assert clean.status < 300, clean.body
    calls = [*buying.faults.calls]
    wanted = books(buying)
    assert calls
    for number in spoilt_calls(len(calls)):
        buying.fresh()
        buying.faults.at(number, EFFECTS[effect])
        answer = None
        with suppress(fault.KilledError):
            answer = send()
        buying.faults.never()
        buying.new_process()
        assert answer is None or answer.status in {clean.status, 503, *repeat_may_be}, answer.body
        for _ in range(2):  # and once more, for nothing
            again = send()
            done = {409, 404} if again.status in {409, 404} and repeat_may_be else set()
            assert again.status in {clean.status, *repeat_may_be, *done}, (calls[number - 1], again.body)
        if again.status == 409:  # a killed request's key is held until it could not run any more
            continue
        assert books(buying) == wanted, f"{name}, {effect} at call {number}: {calls[number - 1]}"
    return calls


def test_what_meets_a_receipt_at_any_of_its_calls_leaves_books_that_add_up(buying):
    rivals = {
        "another receiver": (
            "POST",
            f"{ORDER}/receive",
            {"body": RECEIPT | {"lines": [{"line": 1, "quantity": 7}]}},
        ),
        "a cancellation": ("POST", f"{ORDER}/cancel", {}),
        "a count": ("PUT", "/products/SKU-1", None),
        "a removal": ("DELETE", "/products/SKU-1", {}),
    }
    send = partial(buying.send, "POST", f"{ORDER}/receive", body=RECEIPT)
    buying.faults.never()
    assert send().status == 200
    calls = len(buying.faults.calls)
    for rival, (method, path, request) in rivals.items():
        for number in spoilt_calls(calls):
            buying.fresh()
            body = buying.send("GET", "/products/SKU-1").json | {"on_hand": 30, "on_order": 0}  # none but the orders'
            told = []

            def act(method=method, path=path, request=request, body=body, told=told):
                told.append(buying.send(method, path, **({"body": body} if request is None else request)))

            buying.faults.at(number, fault.meanwhile(act))
            answer = send()
            buying.faults.never()
            order = buying.send("GET", ORDER).json
            product = buying.send("GET", "/products/SKU-1")
            where = (rival, number, answer.status, told[0].status)
            assert {answer.status, told[0].status} <= {200, 204, 409, 422}, where
            if rival == "a removal":
                assert product.status == 404, where
                assert order["lines"][0]["open_quantity"] == 0, where
                continue
            received = order["lines"][0]["received_quantity"]
            ours, theirs = answer.status == 200, rival == "another receiver" and told[0].status == 200
            assert received == 6 * ours + 7 * theirs, where
            # A receipt that was written before the count is in the count; whoever writes last is who was read last.
            start = {30, 36} if rival == "a count" else {50 + received}
            assert product.json["on_hand"] in start, where
            assert product.json["on_order"] == order["lines"][0]["open_quantity"], where
