"""The sales function as a whole, on moto: files of every shape in, history and summary out."""

from __future__ import annotations

import gzip
import json
import re
import urllib.parse
from datetime import date, timedelta
from pathlib import Path

import boto3
import pytest

from domain.sales.service import uploads
from handlers.products.api import handler as products_handler
from handlers.products.container import container as products_container
from handlers.sales.api import handler
from handlers.sales.container import container
from handlers.shared.files import MAX_BODY_BYTES
from testing.rest import LambdaContext, answer_of, call

pytestmark = pytest.mark.usefixtures("system_clock")

ROOT = Path(__file__).resolve().parents[2]
CSV = (
    "date,sku,qty,price\n2026-01-01,SKU-1,3,1.5\n2026-01-01,SKU-1,2,1.5\n2026-01-05,SKU-1,-2,1.5\n2026-01-03,SKU-1,4,\n"
)


@pytest.fixture(autouse=True)
def _fresh(aws):
    for each in (container, products_container):
        each.reset_singletons()
    create("SKU-1")
    yield
    for each in (container, products_container):
        each.reset_singletons()


def create(product_id, category="Coffee"):
    body = {"product_id": product_id, "name": f"Name of {product_id}", "category": category, "current_price": 1}
    assert call(products_handler, "POST", "/products", body=body).status == 201


def upload(body, content_type="text/csv", query=None, path="/sales-data/upload", **headers):
    sent = {"Content-Type": content_type} | {name.replace("_", "-"): value for name, value in headers.items()}
    return call(handler, "POST", path, body=body, headers=sent, query=query)


def get(path, **query):
    return call(handler, "GET", path, query=query or None)


def form(*files, boundary="B0undary"):
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
        + b"Content-Type: text/csv\r\n\r\n"
        + content
        + b"\r\n"
        for name, content in files
    ]
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def stored(url):
    key = urllib.parse.unquote(urllib.parse.urlsplit(url).path).lstrip("/")
    return boto3.client("s3").get_object(Bucket="data-bucket", Key=key.removeprefix("data-bucket/"))["Body"].read()


def test_the_example_file_is_answered_as_the_readme_says():
    answer = upload((ROOT / "docs/examples/chai.csv").read_bytes(), query={"on_unknown_product": "create"})
    shown = (ROOT / "README.md").read_text().split("nothing is silent:")[1].split("curl")[0]
    promised = dict(re.findall(r'"([a-z_]+)": ("[^"]*"|\d+)', shown))
    assert len(promised) >= 12
    got = answer.json | answer.json["errors"][0]
    assert {name: json.loads(value) for name, value in promised.items()} == {name: got[name] for name in promised}


def test_the_event_files_work(event):
    call(products_handler, "DELETE", "/products/SKU-1")
    first = answer_of(handler(event("sales/upload"), LambdaContext()))
    assert (first.status, first.json["rows_accepted"], first.json["rows_rejected"]) == (200, 2, 1)
    assert first.json["products_created"] == 1
    added = answer_of(handler(event("sales/create"), LambdaContext()))
    assert (added.status, added.json["rows_accepted"], added.json["product_days_written"]) == (200, 2, 1)
    assert answer_of(handler(event("sales/announce"), LambdaContext())).status == 201
    assert answer_of(handler(event("sales/get_upload"), LambdaContext())).status == 404
    week = answer_of(handler(event("sales/history"), LambdaContext())).json
    assert week["items"][0]["quantity_sold"] == 25
    assert answer_of(handler(event("sales/summary"), LambdaContext())).json["product_days"] == 3


def test_an_upload_answers_a_report_that_can_be_read_again():
    answer = upload(CSV)
    report = answer.json
    assert answer.status == 200
    assert report | {"upload_id": 0, "rejected_rows_url": 0, "status_url": 0} == {
        "upload_id": 0,
        "status": "completed",
        "progress": 1,
        "dry_run": False,
        "filename": None,
        "rows_received": 4,
        "rows_accepted": 3,
        "rows_rejected": 1,
        "rows_skipped": 0,
        "product_days_written": 2,
        "products_touched": 1,
        "products_created": 0,
        "first_date": "2026-01-01",
        "last_date": "2026-01-03",
        "errors": [
            {
                "line": 4,
                "column": "qty",
                "value": "-2",
                "code": "return_exceeds_sales",
                "detail": report["errors"][0]["detail"],
            }
        ],
        "errors_truncated": False,
        "rejected_rows_url": 0,
        "warnings": [],
        "excluded": [],
        "overwrites": {"product_days": 0, "units_before": 0, "units_after": 0, "examples": []},
        "failure": None,
        "read_as": {
            "layout": "table",
            "encoding": "utf-8",
            "delimiter": ",",
            "columns": {
                "date": "date",
                "product_id": "sku",
                "quantity_sold": "qty",
                "price": "price",
                "revenue": None,
                "name": None,
                "category": None,
            },
            "unused_columns": [],
            "date_format": "YYYY-MM-DD",
            "decimal_mark": ".",
            "group_mark": ",",
            "currency": "USD",
            "time_zone": None,
            "mapping_id": None,
        },
        "status_url": 0,
    }
    kept = f"date,sku,qty,price,_upload,_line\r\n2026-01-05,SKU-1,-2,1.5,{report['upload_id']},4\r\n"
    assert stored(report["rejected_rows_url"]) == kept.encode()
    again = get(report["status_url"]).json
    assert again | {"rejected_rows_url": 0} == report | {"rejected_rows_url": 0}


def test_the_callers_word_on_the_file_beats_what_was_found(monkeypatch):
    monkeypatch.setenv("CURRENCY", "CHF")
    text = "Tag;sku;qty;Menge;price\n2026-01-01;SKU-1;1;1,234;2\n"
    options = {"columns": json.dumps({"date": "Tag", "quantity_sold": "Menge"}), "decimal_mark": ","}
    answer = upload(text.encode("cp1252"), query=options | {"encoding": "windows-1252"})
    assert get("/sales-data/SKU-1").json["items"][0]["quantity_sold"] == 1.234
    told = answer.json["read_as"]
    assert (told["columns"]["date"], told["columns"]["quantity_sold"], told["unused_columns"]) == (
        "Tag",
        "Menge",
        ["qty"],
    )
    assert (told["encoding"], told["decimal_mark"], told["group_mark"]) == ("windows-1252", ",", ".")
    assert (told["currency"], told["time_zone"]) == ("CHF", None)
    assert upload(text, query={"columns": '{"date": "Tag", "price": null}'}).json["read_as"]["currency"] is None


@pytest.mark.parametrize(
    ("query", "pointer", "code", "named"),
    [
        ({"columns": "Tag"}, "/query/columns", "invalid_columns", "JSON object"),
        ({"columns": "[1]"}, "/query/columns", "invalid_columns", "JSON object"),
        ({"columns": '{"date": 1}'}, "/query/columns", "invalid_columns", "JSON object"),
        ({"columns": '{"date": "\\ud800"}'}, "/query/columns", "invalid_columns", "JSON object"),
        ({"columns": "[" * 3999}, "/query/columns", "invalid_columns", "JSON object"),
        ({"columns": '{"qty/~": "x"}'}, "/query/columns/qty~1~0", "unknown_role", "quantity_sold"),
        ({"columns": '{"date": "Tag"}'}, "/query/columns/date", "unknown_column", "'sku'"),
        ({"decimal_mark": ";"}, "/query/decimal_mark", None, "'.' or ','"),
        ({"encoding": "ebcdic"}, "/query/encoding", None, "windows-1252"),
    ],
)
def test_a_word_on_the_file_that_cannot_be_followed_is_refused_by_name(query, pointer, code, named):
    answer = upload(CSV, query=query)
    assert answer.status == 422
    (error,) = answer.json["errors"]
    assert error["pointer"] == pointer
    assert code in {None, error["code"]}
    assert named in error["detail"]
    assert get("/sales-data/SKU-1").json["items"] == []


def test_a_dry_run_of_a_file_that_lacks_a_column_tells_what_was_found():
    problem = upload("date,sku,Zahl\n2026-01-01,SKU-1,1\n", query={"dry_run": "true"}).json
    assert problem["type"].endswith("missing-column")
    told = problem["report"]["read_as"]
    assert (told["columns"]["date"], told["columns"]["quantity_sold"]) == ("date", None)
    assert told["unused_columns"] == ["Zahl"]


def test_history_by_day_week_and_month():
    upload(CSV)
    items = get("/sales-data/SKU-1").json["items"]
    assert [(item["date"], item["quantity_sold"], item["revenue"], item["price"]) for item in items] == [
        ("2026-01-01", 5, 7.5, 1.5),
        ("2026-01-03", 4, None, None),
    ]
    assert set(items[0]) == {"product_id", "date", "quantity_sold", "revenue", "price", "created_at"}
    for granularity, day in (("week", "2025-12-29"), ("month", "2026-01-01")):
        (item,) = get("/sales-data/SKU-1", granularity=granularity).json["items"]
        assert (item["date"], item["quantity_sold"], item["revenue"], item["price"]) == (day, 9, 7.5, 1.5)


def test_history_is_paged_and_cut():
    upload("date,sku,qty\n" + "".join(f"2026-01-{day:02d},SKU-1,{day}\n" for day in range(1, 31)))
    seen, cursor = [], None
    while True:
        page = get("/sales-data/SKU-1", limit="7", **({"cursor": cursor} if cursor else {})).json
        seen += [item["quantity_sold"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == list(range(1, 31))
    cut = get("/sales-data/SKU-1", **{"from": "2026-01-10", "to": "2026-01-12"}).json["items"]
    assert [item["quantity_sold"] for item in cut] == [10, 11, 12]
    weeks = get("/sales-data/SKU-1", granularity="week", limit="2").json
    rest = get("/sales-data/SKU-1", granularity="week", limit="9", cursor=weeks["next_cursor"])
    assert rest.status == 200 or rest.json["type"].endswith("invalid-cursor")
    assert len(weeks["items"]) == 2


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/sales-data/NONE", {}, 404),
        ("/sales-data/uploads/none", {}, 404),
        ("/sales-data/SKU-1", {"from": "2026-02-01", "to": "2026-01-01"}, 422),
        ("/sales-data/SKU-1", {"from": "yesterday"}, 422),
        ("/sales-data/SKU-1", {"granularity": "hour"}, 422),
        ("/sales-data/SKU-1", {"limit": "501"}, 422),
        ("/sales-data/SKU-1", {"cursor": "forged"}, 400),
    ],
)
def test_what_cannot_be_answered(path, query, status):
    answer = get(path, **query)
    assert answer.status == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_the_summary_of_all_and_of_one_category():
    create("TEA-1", "Tea")
    create("TEA-2", "Tea")
    upload(CSV + "2026-02-10,TEA-1,10,2\n")
    whole = get("/sales-data/summary").json
    assert (whole["products"], whole["products_with_sales"], whole["product_days"]) == (3, 2, 3)
    assert (whole["total_units"], whole["total_revenue"]) == (19, 27.5)
    assert [(row["month"], row["total_units"]) for row in whole["by_month"]] == [("2026-01", 9), ("2026-02", 10)]
    assert [row["product_id"] for row in whole["top_products"]] == ["TEA-1", "SKU-1"]
    assert whole["data_quality"]["gaps"] == 1
    assert whole["data_quality"]["stale_products"] == ["SKU-1"]
    assert [each["code"] for each in get("/sales-data/summary", category="tea").json["warnings"]] == [
        "unknown_category"
    ]
    assert whole["warnings"] == get("/sales-data/summary", category="Tea").json["warnings"] == []
    tea = get("/sales-data/summary", category="Tea").json
    assert (tea["products"], tea["product_days"], tea["total_units"]) == (2, 1, 10)
    assert get("/sales-data/summary", category="None").json["first_date"] is None


def test_the_summary_costs_by_products_and_not_by_rows(monkeypatch):
    upload("date,sku,qty\n" + "".join(f"2026-01-{day:02d},SKU-1,{day}\n" for day in range(1, 31)))
    client, calls = container.dynamodb(), []
    for name in ("query", "batch_get_item", "get_item", "scan"):
        original = getattr(client, name)
        monkeypatch.setattr(
            client, name, lambda _original=original, _name=name, **k: (calls.append((_name, k)), _original(**k))[1]
        )
    assert get("/sales-data/summary").json["product_days"] == 30
    assert [name for name, _ in calls] == ["query", "query", "batch_get_item"]
    assert [asked["TableName"] for _, asked in calls[:2]] == ["WorklistTable", "ProductsTable"]


@pytest.mark.parametrize(
    "content_type", ["text/csv", "text/csv; charset=utf-8", "text/plain", "application/octet-stream"]
)
def test_content_types_of_tables(content_type):
    assert upload(CSV.encode(), content_type).status == 200


def test_gzip_by_header_and_by_itself():
    packed = gzip.compress(CSV.encode())
    assert upload(packed, Content_Encoding="gzip").json["rows_accepted"] == 3
    assert upload(packed, "application/gzip").json["rows_accepted"] == 3
    assert upload(CSV.encode(), Content_Encoding="gzip").json["rows_accepted"] == 3  # decompressed on the way


def test_forms_with_one_file():
    answer = upload(form(("Ümläut sales.csv", CSV.encode())), 'multipart/form-data; boundary="B0undary"')
    assert (answer.status, answer.json["filename"]) == (200, "ml_ut_sales.csv")
    packed = form(("sales.csv.gz", gzip.compress(CSV.encode())))
    assert upload(packed, "multipart/form-data; boundary=B0undary").json["rows_accepted"] == 3


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"", "text/csv", 422, "empty-file"),
        (b"\n\n", "text/csv", 422, "empty-file"),
        (b"date,sku,qty\n", "text/csv", 422, "empty-file"),
        (b"sku,qty\nSKU-1,1\n", "text/csv", 422, "missing-column"),
        (b"date,sku,qty,qty\n2026-01-01,SKU-1,1,2\n", "text/csv", 422, "duplicate-column"),
        (b"date,sku,qty\n01/02/2026,SKU-1,1\n", "text/csv", 422, "ambiguous-dates"),
        (b"date,sku,qty\n2026-01-01,SKU-1,-1\n", "text/csv", 422, "unusable-upload"),
        (b"PK\x03\x04", "text/csv", 400, "not-a-text-file"),
        ("date,sku".encode("utf-32"), "text/csv", 400, "unsupported-encoding"),
        (b"{}", "application/json", 415, "unsupported-media-type"),
        (b"x", "image/png", 415, "unsupported-media-type"),
        (b"x", "multipart/form-data", 400, "malformed"),
        (b"x", "multipart/form-data; boundary=", 400, "malformed"),
        (b"--B\r\n\r\nx", "multipart/form-data; boundary=B", 400, "malformed"),
        (form(), "multipart/form-data; boundary=B0undary", 400, "malformed"),
        (form(("a.csv", b"x"), ("b.csv", b"y")), "multipart/form-data; boundary=B0undary", 400, "malformed"),
        (b"\x1f\x8bbroken", "application/gzip", 400, "broken-compression"),
        (gzip.compress(b"0" * 70_000_000), "application/gzip", 413, "expands-too-far"),
        (b"x" * (MAX_BODY_BYTES + 1), "text/csv", 413, "upload-too-large"),
    ],
)
def test_unusable_files_get_their_documented_error_and_nothing_is_written(body, content_type, status, code):
    answer = upload(body, content_type)
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert get("/sales-data/SKU-1").json["items"] == []


def test_a_body_too_large_is_told_the_way_in():
    assert "/sales-data/uploads" in upload(b"x" * 20_000_000).json["detail"]


def test_the_problem_of_an_unusable_file_carries_the_report():
    problem = upload("date,sku,qty\n2026-01-01,SKU-1,-1\n2026-01-01,X,1\n").json
    assert (problem["status"], problem["report"]["status"]) == (422, "failed")
    assert problem["report"]["rows_received"] == 2
    assert [(error["line"], error["code"]) for error in problem["errors"]] == [
        (2, "return_exceeds_sales"),
        (3, "unknown_product"),
    ]
    assert b"SKU-1,-1" in stored(problem["report"]["rejected_rows_url"])


def test_bytes_that_are_not_utf8_are_read_as_excel_writes_them_and_said_to_be():
    answer = upload(b"date,sku,qty\n2026-01-01,SK\xdc,1\n2026-01-01,SKU-1,1\n")
    assert answer.status == 200
    assert answer.json["read_as"]["encoding"] == "windows-1252"
    assert answer.json["errors"][0]["value"] == "SK\xdc"


def test_a_repeat_with_the_same_key_gets_the_first_answer():
    first = upload(CSV, Idempotency_Key="k1")
    second = upload(CSV, Idempotency_Key="k1")
    assert second.headers["idempotent-replayed"] == "true"
    assert second.json["upload_id"] == first.json["upload_id"]
    assert upload(CSV + "2026-01-09,SKU-1,1,1\n", Idempotency_Key="k1").status == 422


ITEM = {"product_id": "SKU-1", "date": "2026-01-01", "quantity_sold": 2, "price": 1.5}


def send(*items, query=None, headers=None, **body):
    return call(handler, "POST", "/sales-data", body={"items": items} | body, query=query, headers=headers)


def test_sales_as_json_are_answered_with_the_report_of_a_file():
    answer = send(ITEM, ITEM | {"product_id": "NO"}, ITEM | {"quantity_sold": 1.25})
    report = answer.json
    assert (answer.status, report["rows_accepted"], report["rows_rejected"]) == (200, 2, 1)
    assert [(error["line"], error["column"], error["code"]) for error in report["errors"]] == [
        (1, "product_id", "unknown_product")
    ]
    assert report["read_as"]["columns"]["quantity_sold"] == "quantity_sold"
    assert stored(report["rejected_rows_url"]).startswith(b"product_id,date,quantity_sold,price,revenue")
    assert get(report["status_url"]).json["upload_id"] == report["upload_id"]
    (day,) = get("/sales-data/SKU-1").json["items"]
    assert (day["quantity_sold"], day["revenue"], day["price"]) == (3.25, 4.875, 1.5)


def test_sales_as_json_of_which_none_can_be_used_are_named_by_their_index():
    answer = send(ITEM | {"quantity_sold": "2"}, {"sku": "SKU-1"})
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (422, "unusable-upload")
    assert [(error["pointer"], error["code"]) for error in answer.json["errors"]] == [
        ("/items/0/quantity_sold", "not_a_number"),
        ("/items/1/sku", "unknown_member"),
    ]
    assert answer.json["report"]["status"] == "failed"


def test_sales_as_json_take_the_options_of_files():
    assert send(ITEM, query={"dry_run": "true"}).json["dry_run"] is True
    assert get("/sales-data/SKU-1").json["items"] == []
    assert send(ITEM | {"product_id": "NEW"}, on_unknown_product="create").json["products_created"] == 1
    assert send(ITEM, mode="add").json["type"].endswith("idempotency-key-required")
    for _ in range(2):
        assert send(ITEM, mode="add", headers={"Idempotency-Key": "k1"}).status == 200
    assert get("/sales-data/SKU-1").json["items"][0]["quantity_sold"] == 2


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/items"),
        ({"items": []}, "/items"),
        ({"items": {}}, "/items"),
        ({"items": [ITEM] * 5001}, "/items"),
        ({"items": [ITEM], "mode": "sum"}, "/mode"),
        ({"items": [ITEM], "on_unknown_product": "guess"}, "/on_unknown_product"),
        ({"items": [ITEM], "more": 1}, "/more"),
    ],
)
def test_json_that_holds_no_sales_is_refused_by_name(body, pointer):
    answer = call(handler, "POST", "/sales-data", body=body)
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_as_many_items_as_one_request_takes():
    items = [
        ITEM | {"date": f"20{year:02d}-{month:02d}-{day:02d}"}
        for year in range(10, 26)
        for month in range(1, 13)
        for day in range(1, 28)
    ]
    report = send(*items[:5000]).json
    assert (report["rows_accepted"], report["product_days_written"]) == (5000, 5000)


def test_adding_needs_a_key_and_counts_once_a_key():
    upload(CSV)
    refused = upload(CSV, query={"mode": "add"})
    assert (refused.status, refused.json["type"].rpartition("/")[2]) == (422, "idempotency-key-required")
    assert [error["code"] for error in refused.json["errors"]] == ["idempotency_key_required"]
    for _ in range(2):
        answer = upload(CSV, query={"mode": "add"}, Idempotency_Key="k1")
        assert (answer.status, answer.json["product_days_written"]) == (200, 2)
    units = {item["date"]: item["quantity_sold"] for item in get("/sales-data/SKU-1").json["items"]}
    assert units == {"2026-01-01": 10, "2026-01-03": 8}
    assert upload(CSV, query={"mode": "add", "dry_run": "true"}).status == 200
    assert upload(CSV, query={"mode": "sum"}).json["errors"][0]["pointer"] == "/query/mode"


def test_a_key_is_remembered_as_long_as_the_upload():
    first = upload(CSV, query={"mode": "add"}, Idempotency_Key="k1").json
    table = boto3.resource("dynamodb").Table("IdempotencyTable")
    for item in table.scan()["Items"]:
        table.delete_item(Key={"id": item["id"]})
    again = upload(CSV, query={"mode": "add"}, Idempotency_Key="k1").json
    assert again | {"rejected_rows_url": 0} == first | {"rejected_rows_url": 0}
    for item in table.scan()["Items"]:
        table.delete_item(Key={"id": item["id"]})
    other = upload(CSV + "2026-01-09,SKU-1,1,1\n", query={"mode": "add"}, Idempotency_Key="k1")
    assert (other.status, other.json["type"].rpartition("/")[2]) == (422, "idempotency-key-reused")
    assert get("/sales-data/SKU-1").json["items"][0]["quantity_sold"] == 5


def test_an_announced_file_says_what_it_does_to_its_days():
    body = {"filename": "s.csv", "mode": "add"}
    ticket = call(handler, "POST", "/sales-data/uploads", body=body).json
    assert container.records().get(ticket["upload_id"]).options.mode == "add"
    wrong = call(handler, "POST", "/sales-data/uploads", body=body | {"mode": "sum"})
    assert (wrong.status, wrong.json["errors"][0]["pointer"]) == (422, "/mode")


def test_rejected_rows_that_come_back_corrected_are_added_once():
    first = upload(CSV).json
    text = stored(first["rejected_rows_url"]).decode().replace("2026-01-05,SKU-1,-2", "2026-01-01,SKU-1,2")
    for added in (1, 0):
        answer = upload(text)
        assert (answer.status, answer.json["rows_accepted"], answer.json["product_days_written"]) == (200, 1, added)
        assert get("/sales-data/SKU-1").json["items"][0]["quantity_sold"] == 7
    refused = upload(text.replace(",4\r", ",9\r"))
    assert (refused.status, refused.json["errors"][0]["code"]) == (422, "not_rejected")
    upload("date,sku,qty\n2026-01-01,SKU-1,50\n")
    late = upload(text.replace(",SKU-1,2", ",SKU-1,3"))
    assert (late.status, late.json["errors"][0]["code"]) == (422, "already_counted")


def test_a_corrected_row_of_a_day_that_was_replaced_since_is_refused():
    first = upload(CSV).json
    upload("date,sku,qty\n2026-01-01,SKU-1,50\n")
    text = stored(first["rejected_rows_url"]).decode().replace("2026-01-05,SKU-1,-2", "2026-01-01,SKU-1,2")
    refused = upload(text)
    assert (refused.status, refused.json["errors"][0]["code"]) == (422, "superseded")
    assert get("/sales-data/SKU-1").json["items"][0]["quantity_sold"] == 50


def test_a_dry_run_writes_nothing():
    report = upload(CSV, query={"dry_run": "true"}).json
    assert (report["dry_run"], report["rows_accepted"], report["status_url"]) == (True, 3, None)
    assert get("/sales-data/SKU-1").json["items"] == []


def test_a_large_file_is_put_off_and_loaded_from_storage(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PRODUCT_DAYS_AT_ONCE", 1)
    answer = upload(gzip.compress(CSV.encode()), "application/gzip")
    assert (answer.status, answer.json["status"], answer.json["progress"]) == (202, "processing", 0)
    assert answer.json["rows_accepted"] == 3
    assert answer.headers["location"] == answer.json["status_url"]
    (found,) = boto3.client("s3").list_objects_v2(Bucket="data-bucket", Prefix="uploads/")["Contents"]
    assert found["Key"] == f"uploads/{answer.json['upload_id']}/sales.csv"


def test_what_is_logged_holds_no_file_contents(logs):
    upload("date,sku,qty\n2026-01-01,SKU-1,1\n2026-01-01,SECRET-SKU,1\n")
    assert "SECRET-SKU" not in json.dumps(logs())


def test_recent_sales_of_many_products_come_in_one_answer():
    create("SKU-2")
    weeks = get("/sales-data", product_ids="SKU-1", last="4").json["periods"]
    sunday = date.fromisoformat(weeks[1]) + timedelta(days=6)
    later = date.fromisoformat(weeks[3]) + timedelta(days=7)
    days = {weeks[1]: 2, str(sunday): 3, weeks[3]: 4, str(later): 9}
    rows = "".join(f"{day},SKU-1,{quantity}\n" for day, quantity in days.items())
    assert upload(f"date,sku,qty\n{rows}").status == 200
    body = get("/sales-data", product_ids="SKU-2,SKU-1,NOBODY", last="4").json
    assert weeks[3] <= body["as_of"] < str(later)
    assert body == {
        "granularity": "week",
        "as_of": body["as_of"],
        "periods": weeks,
        "items": [{"product_id": "SKU-1", "quantity_sold": [None, 5, None, 4]}],
        "without_sales": ["SKU-2", "NOBODY"],
    }


@pytest.mark.parametrize("query", [{}, {"product_ids": ""}, {"product_ids": "a b"}, {"product_ids": "A", "last": "0"}])
def test_recent_sales_that_cannot_be_told_are_refused(query):
    assert get("/sales-data", **query).status == 422
