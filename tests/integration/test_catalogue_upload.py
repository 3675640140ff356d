"""Products and stock levels by file, through the whole products function on moto."""

from __future__ import annotations

import boto3
import pytest

from handlers.products.api import handler
from handlers.products.container import container
from handlers.shared.files import MAX_BODY_BYTES
from testing.rest import LambdaContext, answer_of, call

pytestmark = pytest.mark.usefixtures("system_clock")


@pytest.fixture(autouse=True)
def _fresh(aws):
    container.reset_singletons()
    yield
    container.reset_singletons()


def upload(body, query=None, content_type="text/csv"):
    return call(handler, "POST", "/products/upload", body=body, headers={"Content-Type": content_type}, query=query)


def test_the_event_file_creates_a_product_and_stock_follows(event):
    first = answer_of(handler(event("products/upload"), LambdaContext()))
    assert (first.status, first.json["products_created"]) == (200, 1)
    assert first.json["status_url"] is None
    assert upload("sku,stock\nSKU-1,7\n").json["products_touched"] == 1
    found = call(handler, "GET", "/products/SKU-1").json
    assert (found["on_hand"], found["name"], found["current_price"], found["version"]) == (7, "Espresso beans", 14.9, 2)
    assert found["stock_as_of"]


def test_hundreds_of_products_at_once():
    rows = "".join(f"P-{number:04d},Product {number},Cat,{number}.5\n" for number in range(300))
    report = upload("sku,name,category,price\n" + rows).json
    assert (report["rows_accepted"], report["products_created"]) == (300, 300)
    assert upload("sku,name,category,price\n" + rows).json["products_created"] == 0
    assert len(call(handler, "GET", "/products", query={"limit": "500"}).json["items"]) == 300


def test_rejected_rows_are_kept_for_their_owner():
    report = upload("sku,name,category,price\nOK-1,a,b,1\nOK-2,,b,1\n").json
    assert (report["rows_accepted"], report["rows_rejected"]) == (1, 1)
    assert report["errors"][0]["code"] == "incomplete_product"
    kept = boto3.client("s3").get_object(Bucket="data-bucket", Key=f"rejected/{report['upload_id']}.csv")["Body"].read()
    assert kept == b"sku,name,category,price\r\nOK-2,,b,1\r\n"


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("", "text/csv", 422, "empty-file"),
        ("name\nx\n", "text/csv", 422, "missing-column"),
        ("sku,name\na b,x\n", "text/csv", 422, "unusable-upload"),
        (b"PK\x03\x04", "text/csv", 400, "not-a-text-file"),
        (b"{}", "application/json", 415, "unsupported-media-type"),
        (b"x" * (MAX_BODY_BYTES + 1), "text/csv", 413, "too-large"),
    ],
)
def test_unusable_files_get_their_documented_error(body, content_type, status, code):
    answer = upload(body, content_type=content_type)
    assert (answer.status, answer.json["type"].rpartition("/")[2]) == (status, code)


def test_a_dry_run_writes_nothing():
    report = upload("sku,name,category,price\nOK-1,a,b,1\n", query={"dry_run": "true"}).json
    assert (report["dry_run"], report["products_created"]) == (True, 1)
    assert call(handler, "GET", "/products/OK-1").status == 404


def test_the_report_says_how_the_file_was_read_and_takes_the_callers_word():
    query = {"columns": '{"current_price": "Preis"}', "decimal_mark": ",", "dry_run": "true"}
    told = upload("sku;name;category;price;Preis\nOK-1;a;b;1;2,5\n", query=query).json["read_as"]
    assert (told["columns"]["current_price"], told["unused_columns"]) == ("Preis", ["price"])
    refused = upload("sku,name\nOK-1,a\n", query={"columns": '{"quantity_sold": "name"}'}).json
    assert refused["errors"][0]["pointer"] == "/query/columns/quantity_sold"
