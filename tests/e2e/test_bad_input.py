"""What people really send by mistake: each gets its documented refusal, and nothing of it is written."""

from __future__ import annotations

import pytest

from testing.shop import daily_sales

HEADER = "date,product_id,quantity_sold,price\n"

UPLOADS = {
    "empty file": (b"", {400, 422}),
    "header alone": (HEADER.encode(), {422}),
    "binary": (bytes(range(256)) * 40, {400, 415, 422}),
    "missing column": (b"date,product_id\n2026-01-01,{id}\n", {422}),
    "negative quantity": (HEADER.encode() + b"2026-01-01,{id},-3,1.00\n", {422}),
    "impossible date": (HEADER.encode() + b"2026-02-30,{id},3,1.00\n", {422}),
    "not a number": (HEADER.encode() + b"2026-02-01,{id},many,1.00\n", {422}),
    "unknown product": (HEADER.encode() + b"2026-02-01,nobody-knows-me,3,1.00\n", {422}),
    "ambiguous dates": (b"date,product_id,quantity_sold\n01/02/2026,{id},3\n02/03/2026,{id},3\n", {422}),
}


@pytest.mark.parametrize("name", sorted(UPLOADS))
def test_a_bad_file_is_refused_and_nothing_is_written(stack, product_id, name):
    body, statuses = UPLOADS[name]
    answer = stack.upload(body.replace(b"{id}", product_id.encode()))
    assert answer.status in statuses, answer.body
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json["detail"]
    assert stack.call("GET", f"/sales-data/{product_id}").json["items"] == []


def test_good_rows_are_written_and_bad_ones_named_by_line(stack, product_id):
    rows = f"2026-01-01,{product_id},3,1.00\n2026-01-02,{product_id},-1,1.00\n2026-01-03,{product_id},4,1.00\n"
    answer = stack.upload(HEADER + rows)
    assert answer.status == 200
    assert (answer.json["rows_received"], answer.json["rows_accepted"], answer.json["rows_rejected"]) == (3, 2, 1)
    (error,) = answer.json["errors"]
    assert (error["line"], error["column"], error["code"]) == (3, "quantity_sold", "return_exceeds_sales")
    assert len(stack.call("GET", f"/sales-data/{product_id}").json["items"]) == 2


def test_a_body_of_twenty_megabytes_is_told_the_way_for_big_files(stack):
    answer = stack.upload(b"x" * 20_000_000)
    assert answer.status == 413
    assert "/sales-data/uploads" in answer.json["detail"]


def test_a_body_that_is_not_json_is_400(stack):
    answer = stack.call("POST", "/products", b"{not json", content_type="application/json")
    assert answer.status == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("current_price", -1),
        ("current_price", "free"),
        ("current_price", False),
        ("name", ""),
        ("product_id", "upload"),
        ("product_id", "a b"),
    ],
)
def test_a_bad_field_is_named(stack, field, value):
    answer = stack.call(
        "POST",
        "/products",
        {"product_id": "E2E-bad", "name": "x", "category": "c", "current_price": 1} | {field: value},
    )
    assert answer.status == 422, answer.body
    assert any(error["pointer"] == f"/{field}" for error in answer.json["errors"])


def test_a_forged_cursor_is_400(stack):
    assert stack.call("GET", "/products?cursor=eyJwayI6MX0").status == 400


def test_a_repeated_upload_changes_nothing(stack, product_id):
    table = daily_sales(product_id, days=30)
    first, second = stack.upload(table), stack.upload(table)
    assert first.status == second.status == 200
    assert len(stack.call("GET", f"/sales-data/{product_id}?limit=500").json["items"]) == 30


def test_a_repeated_request_with_its_key_gets_the_first_answer(stack, product_id):
    body = {"product_id": f"{product_id}-twin", "name": "Twin", "category": "c", "current_price": 2}
    headers = {"Idempotency-Key": f"{product_id}-create"}
    first = stack.call("POST", "/products", body, headers=headers)
    again = stack.call("POST", "/products", body, headers=headers)
    other = stack.call("POST", "/products", body | {"name": "Another"}, headers=headers)
    stack.call("DELETE", f"/products/{product_id}-twin")
    assert (first.status, again.status, other.status) == (201, 201, 422)
    assert first.json == again.json


def test_two_writers_on_one_product_do_not_lose_a_change(stack, product_id):
    seen = stack.call("GET", f"/products/{product_id}")
    body = {"name": "First", "category": product_id, "current_price": 2}
    first = stack.call("PUT", f"/products/{product_id}", body, headers={"If-Match": seen.headers["etag"]})
    second = stack.call(
        "PUT", f"/products/{product_id}", body | {"name": "Second"}, headers={"If-Match": seen.headers["etag"]}
    )
    assert (first.status, second.status) == (200, 412)
    assert stack.call("GET", f"/products/{product_id}").json["name"] == "First"
