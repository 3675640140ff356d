"""Odd, huge and hostile input: refused in the API's own words, never a 500, never an answer too large to send."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest

from handlers.shared import observability
from handlers.shared.http import MAX_JSON_BYTES
from testing.rest import LambdaContext, answer_of
from tests.faults.conftest import HANDLERS

FIELDS = '"name": "Tea", "category": "Tea", "current_price": 1'
JSON_ROUTES = {
    "create": ("POST", "/products"),
    "replace": ("PUT", "/products/SKU-1"),
    "announce": ("POST", "/sales-data/uploads"),
    "generate": ("POST", "/forecasts/generate"),
    "override": ("POST", "/forecasts/SKU-1/overrides"),
}
UNREADABLE = {
    "not json": "{",
    "nothing but nul": "\0",
    "deep arrays": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "an endless number": '{"name": ' + "9" * 5000 + "}",
    "not utf-8": b'{"name": "\xff\xfe"}',
}
REFUSED = {
    "empty list": "[]",
    "a number": "1",
    "null": "null",
    "unknown members": json.dumps({f"member-{number}": 1 for number in range(20_000)}),
    "a huge name": json.dumps({"k" * 400_000: 1}),
    "deep but readable": '{"name": ' + "[" * 800 + "]" * 800 + "}",
    "lone surrogates": '{"name": "\\ud800", "filename": "\\udfff", "notes": "\\ud800", "reason": "\\ud800"}',
}
NUMBERS = ("NaN", "Infinity", "-Infinity", "1e400", "-1e400", "true", '"5"', "[1]", "{}", "-1", "9" * 400, "1e-7")
NUMBER_FIELDS = ("current_price", "on_hand", "lead_time_days", "service_level", "order_multiple")


def is_sendable(answer):
    """Tell whether Lambda can return it and the gateway pass it on, with every header it must have."""
    json.dumps({"body": answer.body, "headers": answer.headers}, ensure_ascii=False).encode()
    return (
        len(answer.body) < 300_000
        and answer.headers["x-content-type-options"] == "nosniff"
        and answer.headers["strict-transport-security"].startswith("max-age=")
        and answer.headers["x-correlation-id"]
        and "cache-control" in answer.headers
        and "Traceback" not in answer.body
    )


def code(answer):
    return answer.json["type"].rsplit("/", 1)[1]


@pytest.mark.parametrize("route", JSON_ROUTES)
def test_bodies_that_make_no_sense_are_refused_and_change_nothing(shop, route):
    method, path = JSON_ROUTES[route]
    before = shop.items()
    for name, body in (UNREADABLE | REFUSED).items():
        answer = shop.send(method, path, body=body, headers={"Content-Type": "application/json"})
        assert answer.status == (400 if name in UNREADABLE else 422), (name, answer.body[:300])
        assert code(answer) in {"malformed", "invalid", "selection", "invalid-forecast-request"}, name
        assert is_sendable(answer), name
        assert len(answer.json.get("errors", ())) <= 100
    huge = shop.send(method, path, body=json.dumps({"name": "x" * (MAX_JSON_BYTES + 1)}))
    assert (huge.status, code(huge)) == (413, "too-large")
    assert shop.items() == before


@pytest.mark.parametrize("field", NUMBER_FIELDS)
def test_numbers_that_are_none_or_out_of_range_are_refused_by_name(shop, field):
    # Stock may be below zero: what was sold and could not be handed over yet.
    for number in (each for each in NUMBERS if (field, each) != ("on_hand", "-1")):
        answer = shop.send("POST", "/products", body=f'{{{FIELDS}, "{field}": {number}}}')
        assert answer.status == 422, (number, answer.body)
        assert {error["pointer"] for error in answer.json["errors"]} == {f"/{field}"}, number


def test_lists_of_ids_and_texts_have_limits(shop):
    for body in (
        {"product_ids": ["A-1"] * 10_001},
        {"product_ids": ["!"] * 10_000},
        {"product_ids": [None] * 10_000},
        {"product_id": "A" * 65},
        {"product_id": "SKU-1", "notes": "x" * 2001},
        {"product_id": "SKU-1", "events": [{"name": "x", "start": "2026-12-01", "end": "2026-12-01"}] * 51},
        {"product_id": "SKU-1", "horizon_days": 366},
        {"category": "x" * 101},
    ):
        answer = shop.send("POST", "/forecasts/generate", body=body)
        assert answer.status == 422, answer.body[:300]
        assert is_sendable(answer)
    million = shop.send("POST", "/forecasts/generate", body={"product_ids": ["A-1"] * 10**6})
    assert million.status == 413


ODD_IDS = ("a" * 300, "a" * 3000, "\0", "\ud800", "..", "%2e%2e", "é", "' OR 1=1", "{{7*7}}", "${jndi:x}", "PRODUCT#x")
ID_ROUTES = (
    ("GET", "/products/{}"),
    ("DELETE", "/products/{}"),
    ("GET", "/sales-data/{}"),
    ("GET", "/sales-data/uploads/{}"),
    ("GET", "/forecasts/{}"),
    ("GET", "/forecasts/{}/accuracy"),
    ("GET", "/forecasts/{}/overrides"),
    ("DELETE", "/forecasts/SKU-1/overrides/{}"),
    ("GET", "/forecast-jobs/{}"),
    ("GET", "/reports/jobs/{}"),
    ("DELETE", "/reports/inventory-recommendations/{}/snooze"),
)


@pytest.mark.parametrize("value", ODD_IDS, ids=range(len(ODD_IDS)))
def test_ids_that_cannot_be_are_not_found(shop, value):
    for method, path in ID_ROUTES:
        answer = shop.send(method, path.format(value))
        assert answer.status in {404, 422}, (path, answer.status)
        assert is_sendable(answer), path


LISTS = {"/products": {}, "/sales-data/SKU-1": {"granularity": "day"}, "/reports/inventory-recommendations": {}}


def test_cursors_are_followed_only_where_they_were_given_out(shop):
    given = {}
    for path, query in LISTS.items():
        given[path] = shop.send("GET", path, query=query | {"limit": "1"}).json["next_cursor"]
        assert given[path], path
        following = shop.send("GET", path, query=query | {"limit": "1", "cursor": given[path]})
        assert following.status == 200
        assert following.json["items"]
    for path, query in LISTS.items():
        own = given[path]
        raw = base64.urlsafe_b64decode(own + "=" * (-len(own) % 4))
        flipped = [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in range(len(raw))]
        other_key = hmac.digest(b"guess", raw[16:], hashlib.sha256)[:16] + raw[16:]
        no_key = hmac.digest(b"", raw[16:], hashlib.sha256)[:16] + raw[16:]
        for forged in (
            *(base64.urlsafe_b64encode(data).decode().rstrip("=") for data in (*flipped, raw[16:], other_key, no_key)),
            *(cursor for elsewhere, cursor in given.items() if elsewhere != path),
            own[:-4],
            own + "AAAA",
            "e30",
            "\ud800",
            "\0",
            "",
        ):
            answer = shop.send("GET", path, query=query | {"cursor": forged})
            assert (answer.status, code(answer)) in {(400, "invalid-cursor"), (422, "invalid")}, (path, forged)
            assert is_sendable(answer)
        assert shop.send("GET", path, query=query | {"cursor": "A" * 100_000}).status == 422
    other_filter = {"category": "Coffee", "cursor": given["/products"]}
    assert shop.send("GET", "/products", query=other_filter).status == 400
    other_product = {"granularity": "day", "cursor": given["/sales-data/SKU-1"]}
    assert shop.send("GET", "/sales-data/SKU-2", query=other_product).status == 400


FILE_ROWS = (
    b"2026-01-01,SKU-1,1e400,1",
    b"2026-01-01,SKU-1,NaN,1",
    b"2026-01-01,SKU-1," + b"9" * 5000 + b",1",
    b"0000-00-00,SKU-1,1,1",
    b"9999-12-31,SKU-1,1,1",
    b"2026-01-01,\xff\xfe,1,1",
    b"2026-01-01,SK\x01U,1,1",
    b'2026-01-01,"SKU-1,1,1',
    b"2026-01-01," + b"A" * 3000 + b",1,1",
    b"2026-01-01," + b"A" * 200_000 + b",1,1",
)


@pytest.mark.parametrize("row", FILE_ROWS, ids=range(len(FILE_ROWS)))
def test_a_bad_row_is_reported_beside_a_good_one(shop, row):
    body = b"date,product_id,quantity_sold,price\n" + row + b"\n2026-01-02,SKU-2,3,1\n"
    if row.count(b'"') == 1:
        body = body.replace(b"\n2026-01-02,SKU-2,3,1\n", b"\n") + b"2026-01-02,SKU-2,3,1\n"
    answer = shop.send("POST", "/sales-data/upload", body=body, headers={"Content-Type": "text/csv"})
    assert answer.status == 200, answer.body[:300]
    assert (answer.json["rows_accepted"], answer.json["rows_rejected"]) == (1, 1)
    assert is_sendable(answer)


def test_a_thousand_columns_and_cells_of_megabytes_do_not_blow_up_the_answer(shop):
    wide = b",".join(b"column-%d" % number for number in range(50_000)) + b"\n1,2\n"
    tall = b"date,product_id,quantity_sold\n" + b"".join(b"2026-01-01," + b"Q" * 30_000 + b",1\n" for _ in range(120))
    for body in (wide, tall):
        answer = shop.send("POST", "/sales-data/upload", body=body, headers={"Content-Type": "text/csv"})
        assert answer.status == 422
        assert is_sendable(answer), len(answer.body)


@pytest.mark.parametrize("origin", ["", "https://shop.example"])
def test_every_answer_of_every_kind_carries_the_same_headers(shop, monkeypatch, origin):
    monkeypatch.setenv("ALLOWED_ORIGIN", origin)
    answers = {
        200: shop.send("GET", "/products"),
        201: shop.send("POST", "/products", body=f'{{"product_id": "NEW", {FIELDS}}}'),
        204: shop.send("DELETE", "/products/NEW"),
        304: shop.send("GET", "/products/SKU-1", headers={"If-None-Match": '"v1"'}),
        400: shop.send("POST", "/products", body="{"),
        404: shop.send("GET", "/products/NOBODY"),
        409: shop.send("POST", "/products", body=f'{{"product_id": "SKU-1", {FIELDS}}}'),
        412: shop.send("PUT", "/products/SKU-1", body=f"{{{FIELDS}}}", headers={"If-Match": '"v9"'}),
        413: shop.send("POST", "/products", body=json.dumps({"name": "x" * (MAX_JSON_BYTES + 1)})),
        415: shop.send("POST", "/products", body="{}", headers={"Content-Type": "text/plain"}),
        422: shop.send("POST", "/products", body="{}"),
    }
    monkeypatch.setattr(
        "handlers.products.container.container.listing", lambda: (_ for _ in ()).throw(RuntimeError("inside"))
    )
    answers[500] = shop.send("GET", "/products")
    for status, answer in answers.items():
        assert answer.status == status, answer.body
        assert is_sendable(answer), status
        assert answer.headers.get("access-control-allow-origin", "") == origin
        if origin:
            assert "X-Correlation-Id" in answer.headers["access-control-expose-headers"]
            assert answer.headers["vary"] == "Origin"
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json["status"] == status
            assert answer.json["correlation_id"] == answer.headers["x-correlation-id"]
    assert "inside" not in answers[500].body


MARK = "Zq7MARKERzQ"


def test_no_log_line_holds_what_people_typed_or_sent(shop, logs, capfd, event):
    name, secret = f"{MARK} name", f"{MARK}-key"
    headers = {"x-api-key": secret, "Authorization": secret, "Idempotency-Key": f"{MARK}-once", "Cookie": secret}
    product = {"product_id": "SKU-5", "name": name, "category": f"{MARK} category", "current_price": 1}
    override = {"start": "2026-11-25", "end": "2026-11-26", "factor": 1.1, "reason": name, "author": name}
    told = {"notes": name, "events": [{"name": name, "start": "2026-11-25", "end": "2026-11-25"}], "horizon_days": 7}
    csv = f"date,product_id,quantity_sold,{MARK}\n2026-01-01,SKU-1,{MARK},1\n2026-01-02,SKU-1,3,{MARK}\n"
    requests = [
        ("POST", "/products", {"body": product}),
        ("POST", "/products", {"body": product | {"on_hand": MARK, MARK: MARK}}),
        ("POST", "/products", {"body": "{" + MARK}),
        ("PUT", "/products/SKU-5", {"body": product | {"name": name * 50}}),
        ("GET", "/products", {"query": {"q": MARK, "category": MARK, "cursor": MARK}}),
        ("POST", "/products/upload", {"body": f"product_id,name,on_hand\nSKU-5,{name},{MARK}\n".encode()}),
        ("POST", "/sales-data/upload", {"body": csv.encode(), "query": {"on_unknown_product": "create"}}),
        ("POST", "/sales-data/upload", {"body": MARK.encode()}),
        ("POST", "/sales-data/uploads", {"body": {"filename": f"{MARK}.csv"}}),
        ("GET", "/sales-data/summary", {"query": {"category": MARK}}),
        ("POST", "/forecasts/generate", {"body": {"product_id": "SKU-1"} | told}),
        ("POST", "/forecasts/generate", {"body": {"all": True} | told}),
        ("POST", "/forecasts/SKU-1/overrides", {"body": override}),
        ("POST", "/forecasts/SKU-1/overrides", {"body": override | {"factor": MARK}}),
        ("POST", "/reports/inventory-recommendations/SKU-1/snooze", {"body": {"until": MARK, "reason": MARK}}),
        ("POST", "/reports/inventory-recommendations/SKU-1/snooze", {"body": {"until": "2026-12-01", "reason": name}}),
        ("GET", "/reports/inventory-recommendations", {"query": {"category": MARK, "format": "csv"}}),
    ]
    for number, (method, path, request) in enumerate(requests):
        sent = headers | {"Idempotency-Key": f"{MARK}-{number}"}
        if isinstance(request.get("body"), bytes):
            sent["Content-Type"] = f'text/csv; name="{MARK}"'
        assert shop.send(method, path, headers=sent, **request).status < 500, path
    # What Step Functions hands on holds notes as well; what does not fit is Lambda's own to log.
    from handlers.forecasting import worker

    batch = event("forecasting/worker")
    batch["options"]["notes"] = {"not": MARK}
    with pytest.raises(ValueError, match="notes") as refused:
        worker.handler(batch, LambdaContext())
    assert MARK not in str(refused.value)
    # An error nobody foresaw is logged whole: its traceback must not bring data along.
    lines = logs()
    assert len([line for line in lines if line["message"] == "request"]) == len(requests)
    assert [line for line in lines if MARK in json.dumps(line)] == []
    out, err = capfd.readouterr()
    assert MARK not in out + err


def test_a_bug_in_an_answer_is_logged_without_the_data_in_it(shop, logs, monkeypatch):
    from handlers.products import api

    shop.send("PUT", "/products/SKU-1", body=f'{{"name": "{MARK}", "category": "{MARK}", "current_price": 1}}')
    monkeypatch.setattr(
        api.ProductBody,
        "of",
        lambda _: api.ProductBody(product_id=1, name={"a": MARK}, category=[MARK]),  # type: ignore[arg-type]
    )
    answer = shop.send("GET", "/products/SKU-1")
    assert answer.status == 500
    assert any(line["message"] == "unexpected error" and "ValidationError" in str(line) for line in logs())
    assert MARK not in answer.body + json.dumps(logs())


def test_logs_are_written_at_the_level_that_is_checked(shop, logs):
    observability.logger.info(MARK)
    assert MARK in json.dumps(logs()), "the test above looks where lines are written"


def test_bodies_in_broken_base64_are_refused(shop, event):
    for body in ("é", "====", "A"):
        broken = event("products/create", body=body, isBase64Encoded=True)
        answer = answer_of(HANDLERS["/products"](broken, LambdaContext()))
        assert (answer.status, code(answer)) == (400, "malformed"), answer.body
