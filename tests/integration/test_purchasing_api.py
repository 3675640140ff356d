"""Suppliers, purchase orders and receipts over HTTP, down to the tables."""

from __future__ import annotations

from functools import partial

import boto3
import pytest

from domain.purchasing.settling import AT_ONCE
from testing.deployed import deployed, send, standing_clock

SUPPLIER = {"supplier_id": "ROASTER", "name": "The Roaster", "lead_time_days": 10}
LINES = [{"product_id": "SKU-1", "quantity": 10}, {"product_id": "SKU-2", "quantity": 4, "unit_cost": 1.5}]
DRAFT = {"purchase_order_id": "PO-1", "supplier_id": "ROASTER", "lines": LINES}
ORDER = "/purchase-orders/PO-1"
RECEIPT = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 4}]}


@pytest.fixture
def shop():
    """Two products, one of a stock of 50, and a supplier."""
    with deployed(), standing_clock():
        for number, stock in ((1, {"on_hand": 50, "on_order": 3, "unit_cost": 2}), (2, {})):
            product = {"product_id": f"SKU-{number}", "name": "Tea", "category": "Tea", "current_price": 5} | stock
            assert send("POST", "/products", body=product).status == 201
        assert send("POST", "/suppliers", body=SUPPLIER).status == 201
        yield


def stock(product_id="SKU-1"):
    """Return a product's stock and what is on order."""
    product = send("GET", f"/products/{product_id}").json
    return product["on_hand"], product["on_order"]


def problem(answer):
    """Return the status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json", answer.body
    return answer.status, answer.json["type"].rsplit("/", 1)[-1]


def test_a_supplier_from_creation_to_removal(shop):
    made = send("POST", "/suppliers", body=SUPPLIER | {"supplier_id": "DAIRY", "order_weekdays": ["thu", "mon"]})
    assert (made.status, made.headers["location"], made.headers["etag"]) == (201, "/suppliers/DAIRY", '"v1"')
    assert made.json["order_weekdays"] == ["mon", "thu"]
    assert made.json["learned_lead_time"] is made.json["lateness"] is None
    assert problem(send("POST", "/suppliers", body=SUPPLIER)) == (409, "supplier-exists")
    changed = send("PATCH", "/suppliers/DAIRY", body={"note": "ring twice", "lead_time_days": None})
    assert (changed.json["note"], changed.json["lead_time_days"], changed.json["name"]) == (
        "ring twice",
        None,
        "The Roaster",
    )
    stale = {"If-Match": '"v1"'}
    assert problem(send("PATCH", "/suppliers/DAIRY", body={"note": "x"}, headers=stale)) == (412, "purchasing-changed")
    assert send("PUT", "/suppliers/DAIRY", body=changed.json, headers={"If-Match": '"v2"'}).json == changed.json
    bare = send("PUT", "/suppliers/DAIRY", body={"name": "Dairy"}).json
    assert (bare["note"], bare["order_weekdays"], bare["version"]) == (None, [], 3)
    listed = send("GET", "/suppliers").json
    assert [each["supplier_id"] for each in listed["items"]] == ["DAIRY", "ROASTER"]
    first = send("GET", "/suppliers", query={"limit": "1"}).json
    assert [
        each["supplier_id"]
        for each in send("GET", "/suppliers", query={"limit": "1", "cursor": first["next_cursor"]}).json["items"]
    ] == ["ROASTER"]
    assert problem(send("DELETE", "/suppliers/DAIRY", headers=stale)) == (412, "purchasing-changed")
    assert send("DELETE", "/suppliers/DAIRY").status == 204
    for method in ("GET", "DELETE"):
        assert problem(send(method, "/suppliers/DAIRY")) == (404, "supplier-not-found")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/supplier_id"),
        ({"supplier_id": "ROASTER"}, "/lines"),
        ({"supplier_id": "ROASTER", "lines": []}, "/lines"),
        ({"supplier_id": "ROASTER", "lines": LINES * 251}, "/lines"),
        ({"supplier_id": "ROASTER", "from_recommendations": {"category": "Tea"}}, "/supplier_id"),
        ({"note": "x", "from_recommendations": {"category": "Tea"}}, "/note"),
        ({"from_recommendations": {}}, "/from_recommendations"),
        ({"from_recommendations": {"product_ids": []}}, "/from_recommendations"),
        ({"from_recommendations": {"category": "Tea", "budget": "5"}}, "/from_recommendations/budget"),
        ({"from_recommendations": {"category": "Tea", "quantities": {"SKU-9": 1}}}, "/from_recommendations/quantities"),
        ({"from_recommendations": {"category": "Tea", "misspelt": 1}}, "/from_recommendations/misspelt"),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused_by_field(shop, body, pointer):
    answer = send("POST", "/purchase-orders", body=body)
    assert answer.status == 422, answer.body
    assert answer.json["errors"][0]["pointer"].startswith(pointer)
    assert send("GET", "/purchase-orders").json["items"] == []


def test_drafts_from_recommendations_say_what_is_left_out(shop):
    """Nothing has been forecast, so there is nothing to recommend; what the buyer sets is drafted all the same."""
    asked = {"from_recommendations": {"product_ids": ["SKU-1", "SKU-2", "SKU-9"], "quantities": {"SKU-1": 12}}}
    read = send("GET", "/products/SKU-1").json
    assert send("PUT", "/products/SKU-1", body=read | {"supplier_id": "ROASTER"}).status == 200
    answer = send("POST", "/purchase-orders", body=asked)
    assert answer.status == 201
    (draft,) = answer.json["items"]
    assert (draft["supplier_id"], draft["status"], draft["total_cost"]) == ("ROASTER", "draft", 24)
    assert [(line["product_id"], line["quantity"]) for line in draft["lines"]] == [("SKU-1", 12)]
    assert [(each["product_id"], each["code"], each["quantity"]) for each in answer.json["left_out"]] == [
        ("SKU-2", "no_forecast", None),
        ("SKU-9", "unknown_product", None),
    ]
    assert send("GET", f"/purchase-orders/{draft['purchase_order_id']}").json == draft
    assert problem(send("POST", "/purchase-orders", body={"from_recommendations": {"supplier_id": "X"}})) == (
        404,
        "supplier-not-found",
    )


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "x", "order_weekdays": ["monday"]}, "/order_weekdays/0"),
        ({"name": "x", "currency": "euro"}, "/currency"),
        ({"name": "x", "email": "nobody"}, "/email"),
        ({"name": "x", "min_order_value": -1}, "/min_order_value"),
        ({"name": "x", "misspelt": 1}, "/misspelt"),
        ({}, "/name"),
    ],
)
def test_a_supplier_that_breaks_a_rule_is_refused_by_field(shop, body, pointer):
    refused = send("POST", "/suppliers", body=body)
    assert refused.status == 422
    assert pointer in [error["pointer"] for error in refused.json["errors"]]


def test_settings_are_replaced_and_read(shop):
    first = send("GET", "/settings")
    assert first.json == {"name": None, "address": None, "holding_cost": 0.2, "version": 0}
    assert first.headers["etag"] == '"v0"'
    wanted = {"name": "Corner Shop", "address": "2 High St\nLeeds", "holding_cost": 0.25}
    put = send("PUT", "/settings", body=wanted, headers={"If-Match": '"v0"'})
    assert put.json == wanted | {"version": 1}
    assert send("PUT", "/settings", body=put.json).json == put.json
    assert problem(send("PUT", "/settings", body=wanted, headers={"If-Match": '"v0"'})) == (412, "purchasing-changed")


def test_an_order_from_draft_to_receipt(shop):
    made = send("POST", "/purchase-orders", body=DRAFT)
    assert (made.status, made.headers["location"], made.headers["etag"]) == (201, ORDER, '"v1"')
    assert (made.json["status"], made.json["total_units"], made.json["total_cost"]) == ("draft", 14, 26)
    assert stock() == (50, 3)
    ordered = send("POST", f"{ORDER}/order", body={"ordered_on": "2026-11-20"}).json
    assert [ordered[name] for name in ("status", "ordered_on", "expected_on")] == [
        "ordered",
        "2026-11-20",
        "2026-11-30",
    ]
    assert [line["open_quantity"] for line in ordered["lines"]] == [10, 4]
    assert (stock(), stock("SKU-2")) == ((50, 13), (None, 4))
    assert problem(send("DELETE", "/suppliers/ROASTER")) == (409, "supplier-has-open-orders")
    received = send("POST", f"{ORDER}/receive", body=RECEIPT)
    assert (received.status, received.json["status"]) == (200, "partially_received")
    assert stock() == (54, 9)
    again = send("POST", f"{ORDER}/receive", body=RECEIPT).json
    assert [warning["code"] for warning in again["warnings"]] == ["recorded_before"]
    assert stock() == (54, 9)
    over = RECEIPT | {"lines": [{"line": 1, "quantity": 7}]}
    refused = send("POST", f"{ORDER}/receive", body=over)
    assert problem(refused) == (422, "over-receipt")
    assert refused.json["errors"][0]["pointer"] == "/lines/0/quantity"
    send("POST", f"{ORDER}/receive", body=over | {"allow_over": True})
    rest = send("POST", f"{ORDER}/receive", body=RECEIPT | {"lines": [{"line": 2, "quantity": 4}]}).json
    assert (rest["status"], stock(), stock("SKU-2")) == ("received", (61, 3), (None, 0))
    assert send("GET", "/suppliers/ROASTER").json["learned_lead_time"] | {"since": None} == {
        "receipts": 3,
        "counts": False,
        "mean_days": 0,
        "std_days": 0,
        "p50": 0,
        "p90": 0,
        "since": None,
        "average_delay_days": -10,
    }
    assert send("GET", ORDER).json["lines"] == rest["lines"]
    assert send("DELETE", "/suppliers/ROASTER").status == 204


def test_what_was_read_of_a_product_and_written_back_changes_nothing(shop):
    send("POST", "/purchase-orders", body=DRAFT)
    send("POST", f"{ORDER}/order")
    read = send("GET", "/products/SKU-1").json
    assert send("PUT", "/products/SKU-1", body=read).json["on_order"] == 13
    assert send("PUT", "/products/SKU-1", body=read | {"on_order": 0}).json["on_order"] == 10
    assert send("PUT", "/products/SKU-1", body=read | {"on_order": 12}).json["on_order"] == 12
    send("POST", f"{ORDER}/cancel")
    assert stock() == (50, 2)


def test_a_count_written_upon_an_older_read_is_refused_after_a_receipt(shop):
    send("POST", "/purchase-orders", body=DRAFT)
    send("POST", f"{ORDER}/order")
    read = send("GET", "/products/SKU-1")
    send("POST", f"{ORDER}/receive", body=RECEIPT)
    counted = send("PUT", "/products/SKU-1", body=read.json, headers={"If-Match": read.headers["etag"]})
    assert problem(counted) == (412, "product-changed")
    assert stock() == (54, 9)


def test_orders_are_listed_by_what_is_asked_for(shop):
    send("POST", "/purchase-orders", body=DRAFT)
    send("POST", "/purchase-orders", body=DRAFT | {"purchase_order_id": "PO-2", "lines": LINES[1:]})
    send("POST", "/purchase-orders/PO-2/order")

    def listed(**query):
        return [each["purchase_order_id"] for each in send("GET", "/purchase-orders", query=query).json["items"]]

    assert listed() == ["PO-2", "PO-1"]
    assert listed(status="ordered") == ["PO-2"]
    assert listed(product_id="SKU-1") == ["PO-1"]
    assert listed(supplier_id="NOBODY") == listed(updated_since="2026-11-21T00:00:00Z") == []
    assert listed(updated_since="2026-11-20T08:30:00Z") == ["PO-2", "PO-1"]
    for none in ("0.5", "2026-11-20", "2026-11-20T08:30:00"):
        assert send("GET", "/purchase-orders", query={"updated_since": none}).status == 422
    assert problem(send("GET", "/purchase-orders", query={"state": "draft"})) == (422, "unknown-parameter")
    first = send("GET", "/purchase-orders", query={"limit": "1"}).json
    query = {"limit": "1", "cursor": first["next_cursor"]}
    assert [each["purchase_order_id"] for each in send("GET", "/purchase-orders", query=query).json["items"]] == [
        "PO-1"
    ]


def test_a_draft_is_changed_whole_and_an_order_by_its_days_and_note(shop):
    made = send("POST", "/purchase-orders", body=DRAFT).json
    patch = partial(send, "PATCH", ORDER)
    assert patch(body=made | {"lines": made["lines"]}, headers={"If-Match": '"v1"'}).status == 422  # unknown members
    same = patch(body={"lines": made["lines"]})
    assert same.json == made
    changed = patch(body={"lines": [{"product_id": "SKU-2", "quantity": 2}, *LINES[:1]], "note": "soon"}).json
    assert [(line["line"], line["product_id"]) for line in changed["lines"]] == [(1, "SKU-2"), (2, "SKU-1")]
    assert problem(patch(body={"note": "x"}, headers={"If-Match": '"v1"'})) == (412, "purchasing-changed")
    assert patch(body={"lines": [{"quantity": 2}]}).json["errors"][0]["pointer"] == "/lines/0"
    send("POST", f"{ORDER}/order")
    moved = patch(body={"lines": [{"line": 2, "expected_on": "2026-12-24"}], "note": None}).json
    assert [line["expected_on"] for line in moved["lines"]] == ["2026-11-30", "2026-12-24"]
    assert (moved["note"], moved["expected_on"]) == (None, "2026-12-24")
    assert patch(body={"expected_on": "2026-12-05"}).json["lines"][1]["expected_on"] == "2026-12-05"
    assert problem(patch(body={"lines": [{"line": 1, "quantity": 9}]})) == (409, "purchase-order-status")
    assert patch(body={"lines": [{"line": 9, "expected_on": "2026-12-05"}]}).status == 422
    assert patch(body=b"{", headers={"Content-Type": "application/json"}).status == 400
    assert patch(body=["x"]).status == 422
    assert patch(body="note", headers={"Content-Type": "text/plain"}).status == 415


def test_a_product_that_is_removed_takes_its_open_lines_with_it(shop):
    send("POST", "/purchase-orders", body=DRAFT)
    send("POST", f"{ORDER}/order")
    assert send("DELETE", "/products/SKU-2").status == 204
    order = send("GET", ORDER).json
    assert [(line["open_quantity"], line["cancelled"]) for line in order["lines"]] == [(10, False), (0, True)]
    assert order["status"] == "ordered"
    refused = send("POST", f"{ORDER}/receive", body=RECEIPT | {"lines": [{"line": 2, "quantity": 4}]})
    assert refused.status == 422
    assert send("DELETE", "/products/SKU-1").status == 204
    assert send("GET", ORDER).json["status"] == "cancelled"
    assert send("DELETE", "/suppliers/ROASTER").status == 204


def test_a_repeated_request_with_its_key_is_done_once(shop):
    key = {"Idempotency-Key": "once"}
    body = {name: value for name, value in DRAFT.items() if name != "purchase_order_id"}
    first = send("POST", "/purchase-orders", body=body, headers=key).json["purchase_order_id"]
    assert send("POST", "/purchase-orders", body=body, headers=key).json["purchase_order_id"] == first
    assert len(send("GET", "/purchase-orders").json["items"]) == 1
    order = f"/purchase-orders/{first}"
    send("POST", f"{order}/order")
    for _ in range(2):
        assert send("POST", f"{order}/receive", body=RECEIPT, headers=key).status == 200
    assert stock() == (54, 9)


@pytest.mark.parametrize("path", ["/purchase-orders/NO", "/purchase-orders/NO/order", "/purchase-orders/NO/cancel"])
def test_an_order_that_is_not_there_is_404(shop, path):
    method = "GET" if path.endswith("NO") else "POST"
    assert problem(send(method, path)) == (404, "purchase-order-not-found")


@pytest.mark.parametrize("kind", ["pdf", "csv", "xlsx"])
def test_an_order_has_a_document_for_its_supplier(shop, kind):
    assert send("PATCH", "/suppliers/ROASTER", body={"email": "orders@roaster.example"}).status == 200
    assert send("PUT", "/settings", body={"name": "Corner shop", "address": "1 High Street"}).status == 200
    send("POST", "/purchase-orders", body=DRAFT)
    answer = send("GET", ORDER, query={"format": kind})
    assert answer.status == 200
    assert set(answer.json) == {"url", "expires_at", "mail"}
    assert f"/reports/orders/PO-1/1/PO-1.{kind}" in answer.json["url"]
    assert answer.json["mail"]["to"] == "orders@roaster.example"
    assert "10 x SKU-1, Tea at 2.00 USD: 20.00 USD" in answer.json["mail"]["body"]
    stored = boto3.client("s3").get_object(Bucket="data-bucket", Key=f"reports/orders/PO-1/1/PO-1.{kind}")
    content = stored["Body"].read()
    assert content.startswith({"pdf": b"%PDF", "csv": b"\xef\xbb\xbfline,supplier_sku", "xlsx": b"PK"}[kind])
    assert problem(send("GET", "/purchase-orders/PO-9", query={"format": kind})) == (404, "purchase-order-not-found")
    assert problem(send("GET", ORDER, query={"format": "doc"}))[0] == 422


def test_open_orders_of_a_file_are_put_in_place_and_rejected_rows_can_be_fetched(shop):
    file = b"order,supplier,sku,quantity,received\nPO-7,ROASTER,SKU-1,48,12\nPO-8,ROASTER,SKU-9,1,0\n"
    ask = {"body": file, "headers": {"Content-Type": "text/csv"}}
    dry = send("POST", "/purchase-orders/upload", query={"dry_run": "true"}, **ask)
    assert (dry.status, dry.json["rows_accepted"], dry.json["rows_rejected"]) == (200, 1, 1)
    assert send("GET", "/purchase-orders").json["items"] == []
    answer = send("POST", "/purchase-orders/upload", **ask)
    assert [(error["line"], error["column"], error["code"]) for error in answer.json["errors"]] == [
        (3, "sku", "unknown_product")
    ]
    assert "rejected/" in answer.json["rejected_rows_url"]
    assert stock() == (50, 3 + 36)
    (order,) = send("GET", "/purchase-orders").json["items"]
    assert (order["purchase_order_id"], order["status"], order["expected_on"]) == (
        "PO-7",
        "partially_received",
        "2026-11-30",
    )
    unusable = send("POST", "/purchase-orders/upload", body=b"sku,quantity\nSKU-1,1\n", headers=ask["headers"])
    assert problem(unusable)[0] == 422
    assert unusable.json["report"]["read_as"]["columns"]["product_id"] == "sku"


def test_an_order_longer_than_a_transaction_from_draft_to_delivery(shop):
    names = [f"BULK-{number:03d}" for number in range(AT_ONCE + 30)]
    items = [{"product_id": name, "name": name, "category": "Bulk", "current_price": 5, "on_hand": 1} for name in names]
    assert send("POST", "/products/batch", body={"items": items}).status == 200
    lines = [{"product_id": name, "quantity": 6} for name in names]
    made = send("POST", "/purchase-orders", body=DRAFT | {"lines": lines})
    assert (made.status, len(made.json["lines"])) == (201, len(names))
    ordered = send("POST", f"{ORDER}/order", headers={"If-Match": made.headers["etag"]})
    assert (ordered.status, ordered.json["status"]) == (200, "ordered")
    assert ordered.headers["etag"] == send("GET", ORDER).headers["etag"]
    assert [stock(name) for name in (names[0], names[-1])] == [(1, 6), (1, 6)]
    counted = [{"line": number, "quantity": 4} for number in range(1, len(names) + 1)]
    receipt = {"body": RECEIPT | {"lines": counted}, "headers": {"Idempotency-Key": "one"}}
    for _ in range(2):
        received = send("POST", f"{ORDER}/receive", **receipt)
        assert (received.status, received.json["status"]) == (200, "partially_received")
    assert {stock(name) for name in names[::33]} == {(5, 2)}
    assert send("POST", f"{ORDER}/cancel").json["status"] == "cancelled"
    assert {stock(name) for name in names[::33]} == {(5, 0)}
    assert problem(send("POST", "/purchase-orders", body=DRAFT | {"lines": lines * 5})) == (422, "invalid")
