"""The products function as a whole, on moto: contract, errors, paging, locking, idempotency, logs."""

from __future__ import annotations

import json

import boto3
import pytest

from handlers.products.api import handler
from handlers.products.container import container
from testing.rest import LambdaContext, answer_of, call

pytestmark = pytest.mark.usefixtures("system_clock")

BEANS = {"product_id": "SKU-1", "name": "Espresso beans", "category": "Coffee", "current_price": 14.9}


MERGE_PATCH = {"Content-Type": "application/merge-patch+json"}


@pytest.fixture(autouse=True)
def _fresh(aws):
    container.reset_singletons()
    yield
    container.reset_singletons()


def send(method, path, **request):
    return call(handler, method, path, **request)


def test_the_event_files_walk_a_product_through_its_life(event):
    statuses = [
        answer_of(handler(event(f"products/{name}"), LambdaContext())).status
        for name in ("create", "get", "list", "replace", "change", "batch", "delete", "get")
    ]
    assert statuses == [201, 200, 200, 200, 200, 200, 204, 404]


def test_a_created_product_is_answered_whole():
    created = send("POST", "/products", body=BEANS)
    assert created.status == 201
    assert created.headers["location"] == "/products/SKU-1"
    assert created.headers["etag"] == '"v1"'
    body = created.json
    assert body["created_at"].endswith("Z")
    assert body["created_at"] == body["updated_at"]
    assert body | {"created_at": 0, "updated_at": 0} == BEANS | {
        "created_at": 0,
        "updated_at": 0,
        "status": "active",
        "unit_cost": None,
        "on_hand": None,
        "on_order": 0,
        "stock_as_of": None,
        "lead_time_days": 7,
        "lead_time_std_days": 0,
        "review_period_days": 7,
        "service_level": 0.95,
        "min_order_quantity": 0,
        "order_multiple": 1,
        "supersedes": None,
        "supplier_id": None,
        "supplier_sku": None,
        "version": 1,
    }
    assert send("GET", "/products/SKU-1").json == body


def test_what_was_read_can_be_sent_back():
    body = send("POST", "/products", body=BEANS).json
    assert send("PUT", "/products/SKU-1", body=body | {"current_price": 15}).json["current_price"] == 15


def test_an_id_is_made_when_none_is_sent():
    without_id = {name: value for name, value in BEANS.items() if name != "product_id"}
    created = send("POST", "/products", body=without_id).json
    assert send("GET", f"/products/{created['product_id']}").status == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"current_price": "4.99"}, "/current_price"),
        ({"current_price": False}, "/current_price"),
        ({"current_price": -1}, "/current_price"),
        ({"lead_time_days": 1.5}, "/lead_time_days"),
        ({"name": None}, "/name"),
        ({"name": "a\u0000b"}, "/name"),
        ({"colour": "red"}, "/colour"),
        ({"product_id": "summary"}, "/product_id"),
        ({"product_id": "a b"}, "/product_id"),
        ({"service_level": 1}, "/service_level"),
        ({"stock_as_of": "2026-02-30"}, "/stock_as_of"),
        ({"status": "gone"}, "/status"),
    ],
)
def test_an_invalid_field_is_named_and_nothing_is_written(change, pointer):
    refused = send("POST", "/products", body=BEANS | change)
    assert refused.status == 422
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert problem["instance"] == "/products"
    assert problem["correlation_id"] == refused.headers["x-correlation-id"]
    assert send("GET", "/products").json["items"] == []


def test_an_unreadable_body_is_400():
    assert send("POST", "/products", body='{"name": ').status == 400


def test_another_content_type_is_415():
    assert send("POST", "/products", body="name", headers={"Content-Type": "text/plain"}).status == 415


def test_a_taken_id_is_409():
    send("POST", "/products", body=BEANS)
    refused = send("POST", "/products", body=BEANS)
    assert (refused.status, refused.json["type"].rsplit("/", 1)[1]) == (409, "product-exists")


def test_an_unknown_product_is_404_everywhere():
    for method, body in (("GET", None), ("PUT", BEANS | {"product_id": "SKU-9"}), ("DELETE", None)):
        refused = send(method, "/products/SKU-9", body=body)
        assert (method, refused.status) == (method, 404)
        assert refused.json["detail"] == "No product has the id 'SKU-9'."


def test_a_stale_if_match_is_412_and_changes_nothing():
    send("POST", "/products", body=BEANS)
    first = send("PUT", "/products/SKU-1", body=BEANS | {"name": "First"}, headers={"If-Match": '"v1"'})
    assert (first.status, first.headers["etag"]) == (200, '"v2"')
    for tag in ('"v1"', "nonsense"):
        assert send("PUT", "/products/SKU-1", body=BEANS, headers={"If-Match": tag}).status == 412
        assert send("DELETE", "/products/SKU-1", headers={"if-match": tag}).status == 412
    assert send("GET", "/products/SKU-1").json["name"] == "First"


def test_a_known_etag_is_304_without_a_body():
    etag = send("POST", "/products", body=BEANS).headers["etag"]
    unchanged = send("GET", "/products/SKU-1", headers={"If-None-Match": f'W/"other", {etag}'})
    assert (unchanged.status, unchanged.body, unchanged.headers["etag"]) == (304, "", etag)
    listing = send("GET", "/products").headers["etag"]
    assert send("GET", "/products", headers={"If-None-Match": listing}).status == 304
    send("PUT", "/products/SKU-1", body=BEANS)
    assert send("GET", "/products", headers={"If-None-Match": listing}).status == 200


def test_the_id_in_the_body_must_be_the_one_in_the_path():
    send("POST", "/products", body=BEANS)
    assert send("PUT", "/products/SKU-1", body=BEANS | {"product_id": "SKU-2"}).status == 422


def test_pages_are_walked_by_cursor_and_filters_hold():
    for number in range(7):
        send(
            "POST",
            "/products",
            body=BEANS | {"product_id": f"P{number}", "category": "Tea" if number % 2 else "Coffee"},
        )
    first = send("GET", "/products", query={"limit": "2", "category": "Coffee"}).json
    rest = send("GET", "/products", query={"limit": "2", "category": "Coffee", "cursor": first["next_cursor"]}).json
    assert [item["product_id"] for item in first["items"] + rest["items"]] == ["P0", "P2", "P4", "P6"]
    assert rest["next_cursor"] is None
    named = send("GET", "/products", query={"product_ids": "P5,GONE,P0,P3", "category": "Tea"}).json
    assert ([item["product_id"] for item in named["items"]], named["next_cursor"]) == (["P3", "P5"], None)


@pytest.mark.parametrize(
    "tamper", [lambda c: c[:-2] + "AA", lambda c: "x" + c, lambda c: c[:9], lambda c: c.upper(), lambda c: c + "é"]
)
def test_a_forged_cursor_is_400(tamper):
    for number in range(3):
        send("POST", "/products", body=BEANS | {"product_id": f"P{number}"})
    cursor = send("GET", "/products", query={"limit": "1"}).json["next_cursor"]
    refused = send("GET", "/products", query={"limit": "1", "cursor": tamper(cursor)})
    assert (refused.status, refused.json["title"]) == (400, "Unreadable cursor")


def test_a_cursor_of_another_filter_is_400():
    for number in range(3):
        send("POST", "/products", body=BEANS | {"product_id": f"P{number}"})
    cursor = send("GET", "/products", query={"limit": "1"}).json["next_cursor"]
    assert send("GET", "/products", query={"limit": "1", "cursor": cursor, "category": "Coffee"}).status == 400


@pytest.mark.parametrize("limit", ["0", "501", "ten"])
def test_an_impossible_limit_is_422(limit):
    assert send("GET", "/products", query={"limit": limit}).json["errors"][0]["pointer"] == "/query/limit"


def test_a_repeated_idempotency_key_gets_the_first_answer():
    headers = {"Idempotency-Key": "once"}
    first = send("POST", "/products", body={**BEANS, "product_id": None}, headers=headers)
    again = send("POST", "/products", body={**BEANS, "product_id": None}, headers=headers)
    assert (first.status, again.status) == (201, 201)
    assert again.json == first.json
    assert again.headers["idempotent-replayed"] == "true"
    assert len(send("GET", "/products").json["items"]) == 1


def test_an_idempotency_key_for_another_body_is_422():
    headers = {"Idempotency-Key": "once"}
    send("POST", "/products", body=BEANS, headers=headers)
    refused = send("POST", "/products", body=BEANS | {"product_id": "SKU-2"}, headers=headers)
    assert (refused.status, refused.json["type"].rsplit("/", 1)[1]) == (422, "idempotency-key-reused")


def test_a_failed_request_does_not_use_up_its_idempotency_key():
    headers = {"Idempotency-Key": "retry"}
    assert send("POST", "/products", body=BEANS | {"current_price": -1}, headers=headers).status == 422
    assert send("POST", "/products", body=BEANS, headers=headers).status == 201


def test_the_callers_correlation_id_is_answered_and_logged(logs):
    answer = send("GET", "/products", headers={"X-Correlation-Id": "order-4711"})
    assert answer.headers["x-correlation-id"] == "order-4711"
    assert [line["correlation_id"] for line in logs() if line["message"] == "request"] == ["order-4711"]


@pytest.mark.parametrize("given", ["a b", "x" * 129, 'a"\n{}'])
def test_an_insane_correlation_id_is_replaced(given):
    assert send("GET", "/products", headers={"X-Correlation-Id": given}).headers["x-correlation-id"] != given


def test_no_body_and_no_key_ever_reaches_the_log(logs):
    send("POST", "/products", body=BEANS | {"name": "very secret beans"}, headers={"x-api-key": "k3y"})
    logged = json.dumps(logs())
    assert "/products" in logged
    assert "secret beans" not in logged
    assert "k3y" not in logged


def test_a_missing_table_is_a_500_that_tells_nothing(aws, logs):
    boto3.client("dynamodb").delete_table(TableName=aws["PRODUCTS_TABLE"])
    failed = send("GET", "/products")
    assert failed.status == 500
    assert "Table" not in failed.body
    assert "ResourceNotFoundException" in json.dumps(logs())


def test_a_deleted_products_sales_and_forecasts_go_with_it(aws):
    send("POST", "/products", body=BEANS)
    dynamodb = boto3.client("dynamodb")
    for table, prefix in (("SALES_TABLE", "SALES"), ("FORECASTS_TABLE", "FORECAST")):
        for day in range(30):
            key = {"PK": {"S": f"{prefix}#SKU-1"}, "SK": {"S": f"DATE#2026-11-{day + 1:02d}"}}
            dynamodb.put_item(TableName=aws[table], Item=key)
    assert send("DELETE", "/products/SKU-1").status == 204
    for table in ("SALES_TABLE", "FORECASTS_TABLE"):
        assert dynamodb.scan(TableName=aws[table])["Count"] == 0


def test_a_patch_changes_what_it_says_and_nothing_else():
    before = send("POST", "/products", body=BEANS | {"unit_cost": 8.123456, "service_level": 0.9}).json
    after = send("PATCH", "/products/SKU-1", body={"current_price": 15}, headers=MERGE_PATCH)
    assert after.status == 200
    assert after.headers["etag"] == '"v2"'
    assert after.json == before | {"current_price": 15, "version": 2, "updated_at": after.json["updated_at"]}
    again = send("PATCH", "/products/SKU-1", body={"current_price": 15}, headers=MERGE_PATCH)
    assert again.json["version"] == 2


def test_null_takes_a_value_away_and_a_needed_one_stays():
    send("POST", "/products", body=BEANS | {"unit_cost": 8, "lead_time_days": 30})
    body = send("PATCH", "/products/SKU-1", body={"unit_cost": None, "lead_time_days": None}).json
    assert (body["unit_cost"], body["lead_time_days"]) == (None, 7)
    refused = send("PATCH", "/products/SKU-1", body={"name": None})
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/name")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ({"current_price": "4.99"}, {}, 422),
        ({"colour": "red"}, {}, 422),
        ({"product_id": "SKU-2"}, {}, 422),
        ([1], {}, 422),
        ("{", {}, 400),
        (b"name=x", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"name": "x"}, {"If-Match": '"v7"'}, 412),
    ],
)
def test_patches_that_are_none(body, headers, status):
    send("POST", "/products", body=BEANS)
    refused = send("PATCH", "/products/SKU-1", body=body, headers=headers)
    assert refused.status == status
    assert send("GET", "/products/SKU-1").json["version"] == 1


def test_a_patch_of_nothing_is_404():
    assert send("PATCH", "/products/SKU-9", body={"name": "x"}).status == 404


def test_patched_stock_counts_as_of_today():
    send("POST", "/products", body=BEANS | {"on_hand": 5, "stock_as_of": "2020-01-01"})
    body = send("PATCH", "/products/SKU-1", body={"on_hand": -2}).json
    assert (body["on_hand"], body["stock_as_of"]) == (-2, body["updated_at"][:10])


def test_a_batch_answers_each_item_in_the_order_sent():
    send("POST", "/products", body=BEANS)
    items = [
        {"product_id": "SKU-2", "name": "Assam", "category": "Tea", "current_price": 6.5},
        {"product_id": "SKU-1", "on_hand": "many"},
        {"name": "nameless"},
        {"product_id": "no spaces"},
        {"product_id": "SKU-3", "name": "No price"},
        {"product_id": "SKU-1", "on_hand": 40},
        {"product_id": "SKU-1", "current_price": 14.9},
    ]
    answer = send("POST", "/products/batch", body={"items": items})
    assert answer.status == 200
    outcomes = answer.json["items"]
    assert [outcome["result"] for outcome in outcomes] == [
        "created", "failed", "failed", "failed", "failed", "updated", "unchanged",
    ]  # fmt: skip
    assert [outcome["product_id"] for outcome in outcomes] == [item.get("product_id") for item in items]
    pointers = [[error["pointer"] for error in (outcome["problem"] or {}).get("errors") or []] for outcome in outcomes]
    assert pointers == [[], ["/on_hand"], ["/product_id"], ["/product_id"], ["/category", "/current_price"], [], []]
    assert all(outcome["problem"]["detail"] for outcome in outcomes if outcome["result"] == "failed")
    assert send("GET", "/products/SKU-1").json["on_hand"] == 40


def test_a_batch_holds_up_to_500_products():
    items = [{"product_id": f"SKU-{n}", "name": "Chai", "category": "Tea", "current_price": 1} for n in range(501)]
    assert send("POST", "/products/batch", body={"items": items}).status == 422
    assert send("POST", "/products/batch", body={"items": []}).status == 422
    answer = send("POST", "/products/batch", body={"items": items[:500]})
    assert {item["result"] for item in answer.json["items"]} == {"created"}
    assert len(answer.body) < 100_000


def test_a_program_that_follows_the_catalogue_is_told_what_was_changed_since(system_clock):
    for number in range(3):
        assert send("POST", "/products", body=BEANS | {"product_id": f"SKU-{number}"}).status == 201
    seen = send("GET", "/products", query={"sort": "updated_at"}).json["items"][-1]["updated_at"]
    later = send("PATCH", "/products/SKU-1", body={"on_hand": 7}, headers=MERGE_PATCH).json["updated_at"]
    told = send("GET", "/products", query={"updated_since": later}).json["items"]
    assert "SKU-1" in [each["product_id"] for each in told]
    assert [each["updated_at"] for each in told] == sorted(each["updated_at"] for each in told)
    assert all(each["updated_at"] >= later for each in told)
    everything = send("GET", "/products", query={"updated_since": seen, "sort": "product_id"}).json["items"]
    assert [each["product_id"] for each in everything] == sorted(each["product_id"] for each in everything)
    assert send("GET", "/products", query={"updated_since": "2999-01-01T00:00:00Z"}).json["items"] == []
    assert send("GET", "/products", query={"updated_since": "yesterday"}).status == 422
    assert send("GET", "/products", query={"sort": "price"}).status == 422
