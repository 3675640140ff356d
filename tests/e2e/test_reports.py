"""Reports through the deployed API: files behind presigned addresses, and replays."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit

import pytest

from testing.shop import daily_sales
from tests.support.stack import request


@pytest.fixture
def sold_product(stack, product_id):
    """A product with more than a year of sales, a forecast and stock."""
    uploaded = stack.upload(daily_sales(product_id))
    assert uploaded.status == 200, uploaded.body
    product = stack.call("GET", f"/products/{product_id}")
    ours = ("created_at", "updated_at", "version", "product_id")
    changed = {name: value for name, value in product.json.items() if name not in ours}
    changed |= {"on_hand": 90, "unit_cost": 2.5, "order_multiple": 12}
    assert stack.call("PUT", f"/products/{product_id}", changed).status == 200
    made = stack.call("POST", "/forecasts/generate", {"product_id": product_id, "horizon_days": 28})
    assert made.status == 200, made.body
    return product_id


@pytest.mark.parametrize(
    ("report", "form", "magic"),
    [
        ("inventory-recommendations", "csv", b"\xef\xbb\xbfproduct_id,"),
        ("inventory-recommendations", "xlsx", b"PK"),
        ("inventory-recommendations", "pdf", b"%PDF"),
        ("forecast-summary", "csv", b"\xef\xbb\xbfproduct_id,"),
        ("forecast-summary", "xlsx", b"PK"),
        ("forecast-summary", "pdf", b"%PDF"),
    ],
)
def test_a_file_is_handed_out_by_an_address_that_expires(stack, sold_product, report, form, magic):
    answer = stack.call("GET", f"/reports/{report}?category={sold_product}&format={form}")
    assert answer.status == 200, answer.body
    assert answer.json["expires_at"].endswith("Z")
    fetched = request(answer.json["url"])
    assert fetched.status == 200, fetched.body
    assert fetched.body.startswith(magic)
    assert f"{report}-" in fetched.headers["content-disposition"]
    key = urlsplit(answer.json["url"]).path.partition("reports/")[2]
    kept = stack.aws("s3").head_object(Bucket=stack.outputs["DataBucket"], Key=f"reports/{key}")
    assert kept["ContentLength"] == len(fetched.body)


def test_an_exported_file_loads_back(stack, sold_product):
    answer = stack.call("GET", f"/reports/inventory-recommendations?category={sold_product}&format=csv")
    content = request(answer.json["url"]).body
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["product_id"] == sold_product
    loaded = stack.call("POST", "/products/upload", content, content_type="text/csv")
    assert loaded.status == 200, loaded.body
    assert (loaded.json["rows_accepted"], loaded.json["rows_rejected"]) == (1, 0)
    assert stack.call("GET", f"/products/{sold_product}").json["unit_cost"] == 2.5


def test_a_finished_report_can_be_asked_for_again(stack, sold_product):
    made = stack.call("GET", f"/reports/forecast-summary?category={sold_product}&format=csv").json
    status = stack.call("GET", f"/reports/jobs/{made['report_id']}")
    assert (status.json["status"], status.json["format"]) == ("completed", "csv")
    assert request(status.json["url"]).status == 200
    assert stack.call("GET", "/reports/jobs/none").status == 404


def test_the_policy_is_replayed_on_the_products_own_history(stack, sold_product):
    answer = stack.call("GET", f"/reports/policy-replay?product_id={sold_product}")
    assert answer.status == 200, answer.body
    replay = answer.json
    assert replay["days"] == len(replay["series"]) > 300
    assert replay["recommended"]["fill_rate"] > 0.95
    assert replay["assumptions"]
    curve = stack.call("GET", f"/reports/service-curve?product_id={sold_product}").json["points"]
    assert [point["average_stock_value"] for point in curve] == sorted(point["average_stock_value"] for point in curve)


def test_the_summary_is_about_the_category_alone(stack, sold_product):
    summary = stack.call("GET", f"/reports/forecast-summary?category={sold_product}&horizon_days=7").json
    assert summary["totals"]["products"] == 1
    assert summary["horizon_days"] == 7
    assert summary["accuracy"]["skill_vs_naive"] is not None
