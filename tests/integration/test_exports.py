"""Exports of a whole shop on moto: what they hold is what the API answers, and comes back into an empty shop."""

from __future__ import annotations

import csv
import io
import json
from itertools import batched
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

import boto3
import pytest

from handlers.forecasting.answers.forecast import ANSWER_LEVELS
from handlers.reporting import worker
from handlers.reporting.container import container
from testing.deployed import deployed, open_shop, send, standing_clock
from testing.fakes.reporting import FakeReportWorker
from testing.rest import LambdaContext

FILE = {"Content-Type": "text/csv"}
#: Each with something that a file could lose: formulas, quotes, numbers that look like thousands or have an exponent.
NAMES = {"A": '=HYPERLINK("http://evil")', "B-1": "+1", "C": 'Tea, "green" and black', "D": "'=x"}
SALES = """date,product_id,quantity_sold,price,revenue
2026-10-02,A,3,1.234,
2026-10-03,A,1.234,,
2026-10-05,A,0.000001,,
2026-10-04,B-1,12345.678,0.001,
2026-11-01,C,0,,
2026-11-02,C,7,,21.35
"""
HISTORY_MEMBERS = ("date", "quantity_sold", "price", "revenue")


def open_odd_shop():
    for product_id, name in NAMES.items():
        body = {"product_id": product_id, "name": name, "category": name[:4], "current_price": 2}
        assert send("POST", "/products", body=body).status == 201
    loaded = send("POST", "/sales-data/upload", body=SALES.encode(), headers=FILE, query={"decimal_mark": "."})
    assert loaded.status == 200, loaded.body


def exported(what, file_format):
    started = FakeReportWorker()
    with patch.object(container.export_service(), "_worker", started):
        begun = send("POST", "/exports", body={"what": what, "format": file_format})
        assert (begun.status, begun.json["status"], begun.json["url"]) == (202, "queued", None)
        assert begun.headers["location"] == f"/exports/{begun.json['export_id']}" == begun.json["status_url"]
        while started.started:
            worker.handler({"export_id": started.started.pop()}, LambdaContext())
    done = send("GET", begun.json["status_url"])
    assert (done.status, done.json["status"], done.headers["cache-control"]) == (200, "completed", "no-store")
    found = content_of(done.json)
    return done.json, found["Body"].read(), found["ContentType"]


def content_of(export):
    key = unquote(urlsplit(export["url"]).path).removeprefix("/").removeprefix("data-bucket/")
    return boto3.client("s3").get_object(Bucket="data-bucket", Key=key)


def histories():
    sold = [name for name in NAMES if name != "D"]
    listed = (send("GET", f"/sales-data/{product_id}") for product_id in sold)
    return {
        name: [{member: day[member] for member in HISTORY_MEMBERS} for day in answer.json["items"]]
        for name, answer in zip(sold, listed, strict=True)
    }


def described():
    products = send("GET", "/products").json["items"]
    return {each["product_id"]: (each["name"], each["category"]) for each in products if each["product_id"] != "D"}


def test_a_csv_of_histories_makes_the_same_shop_again():
    with deployed(), standing_clock():
        open_odd_shop()
        before, products = histories(), described()
        report, content, content_type = exported("histories", "csv")
        assert (report["products"], report["rows"], content_type) == (3, 6, "text/csv; charset=utf-8")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row["product_id"] for row in rows] == ["A", "A", "A", "B-1", "C", "C"]
        for row in rows:
            assert not any(cell[:1] in "=+-@\t" for cell in row.values() if cell), row
    with deployed(), standing_clock():
        loaded = send(
            "POST", "/sales-data/upload", body=content, headers=FILE, query={"on_unknown_product": "create"}
        ).json
        assert (loaded["rows_accepted"], loaded["rows_rejected"], loaded["products_created"]) == (6, 0, 3), loaded
        assert described() == products
        assert histories() == before


def test_ndjson_of_histories_are_items_of_sales():
    with deployed(), standing_clock():
        open_odd_shop()
        before = histories()
        _, content, content_type = exported("histories", "ndjson")
        assert content_type == "application/x-ndjson"
        items = [json.loads(line) for line in content.splitlines()]
        assert len(items) == 6
    with deployed(), standing_clock():
        for part in batched(items, 4, strict=False):
            body = {"items": part, "on_unknown_product": "create"}
            assert send("POST", "/sales-data", body=body).json["rows_rejected"] == 0
        assert histories() == before


@pytest.fixture(scope="module")
def forecast_shop():
    with deployed(), standing_clock():
        open_shop("SKU-1", "SKU-2", "SKU-3", days=60)
        for name in ("SKU-1", "SKU-3"):
            assert send("POST", "/forecasts/generate", body={"product_id": name}).status == 200
        yield


@pytest.mark.usefixtures("forecast_shop")
def test_ndjson_of_forecasts_are_items_of_the_list_of_forecasts():
    report, content, _ = exported("forecasts", "ndjson")
    assert [json.loads(line) for line in content.splitlines()] == send("GET", "/forecasts").json["items"]
    assert (report["products"], report["rows"]) == (2, 2)


@pytest.mark.usefixtures("forecast_shop")
def test_a_csv_of_forecasts_has_a_row_a_day_with_the_same_numbers():
    report, content, _ = exported("forecasts", "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    wanted = [
        {"product_id": each["product_id"], "run_id": each["run_id"], "forecast_date": day["forecast_date"]}
        | {"predicted_demand": day["predicted_demand"]}
        | day["confidence_interval"]
        | {f"quantile_{level}": day["quantiles"][str(level)] for level in ANSWER_LEVELS}
        for each in send("GET", "/forecasts").json["items"]
        for day in each["forecast"]
    ]
    text = {"product_id", "run_id", "forecast_date"}
    found = [{name: row[name] if name in text else float(row[name]) for name in wanted[0]} for row in rows]
    assert found == wanted
    assert report["rows"] == 56


@pytest.mark.usefixtures("forecast_shop")
def test_a_worker_that_has_no_time_is_called_again_and_goes_on():
    whole = exported("histories", "csv")[1]
    started = FakeReportWorker()
    with (
        container.export_worker.override(started),
        patch.object(container.export_service(), "_part_bytes", 1_000),
        patch("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 0),
        patch.object(LambdaContext, "get_remaining_time_in_millis", lambda _: 60_000),
        patch.object(container.export_service(), "_worker", started),
    ):
        export_id = send("POST", "/exports", body={"what": "histories", "format": "csv"}).json["export_id"]
        runs = 0
        while started.started:
            runs += 1
            assert send("GET", f"/exports/{export_id}").json["url"] is None
            worker.handler({"export_id": started.started.pop()}, LambdaContext())
    done = send("GET", f"/exports/{export_id}").json
    assert (done["status"], runs) == ("completed", 4)
    assert content_of(done)["Body"].read() == whole


@pytest.mark.usefixtures("forecast_shop")
def test_what_cannot_be_exported_is_refused_by_name():
    wrong = send("POST", "/exports", body={"what": "products", "format": "xlsx"})
    assert wrong.status == 422
    assert {each["pointer"] for each in wrong.json["errors"]} == {"/what", "/format"}
    missing = send("GET", "/exports/none")
    assert (missing.status, missing.json["title"]) == (404, "Export not found")
    assert worker.handler({"export_id": "none"}, LambdaContext())["status"] == "expired"
