"""The reports function as a whole, on moto: contract, order, paging, files, jobs, replays."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import boto3
import numpy as np
import pytest
from pypdf import PdfReader

from adapters.dynamodb import keys
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.purchasing.suppliers import DynamoSuppliers
from adapters.dynamodb.table import Table
from domain.products.models import ProductQuery
from domain.replenishment.models import WORST_FIRST
from domain.reporting.service import files
from handlers.products.api import handler as products_handler
from handlers.products.container import container as products_container
from handlers.replenishment.container import container as replenishment
from handlers.replenishment.schemas import RecommendationLine
from handlers.reporting import api, worker
from handlers.reporting.api import handler
from handlers.reporting.container import container
from handlers.reporting.schemas import FIRST_NOTES
from testing.demand_series import TODAY, poisson_forecast, put_latest
from testing.fakes.replenishment import FakeForecaster
from testing.fakes.reporting import FakeReportWorker
from testing.fakes.system import FakeClock
from testing.purchasing import supplier
from testing.rest import LambdaContext, answer_of, call
from tests.support.forecasting import put_product, put_sales

RECOMMENDATIONS = "/reports/inventory-recommendations"
SUMMARY = "/reports/forecast-summary"


@pytest.fixture(autouse=True)
def shop(aws):
    """Three coffees, out of stock, short and overstocked, and a tea without a forecast."""
    new_process()
    client = boto3.client("dynamodb", region_name="us-east-1")
    counted = TODAY - timedelta(days=1)
    stock = {
        "unit_cost": Decimal(2),
        "stock_as_of": counted,
        "min_order_quantity": Decimal(24),
        "order_multiple": Decimal(12),
    }
    put_product(aws, client, "SKU-OUT", on_hand=Decimal(0), **stock)
    put_product(aws, client, "SKU-LOW", on_hand=Decimal(110), **stock)
    put_product(aws, client, "SKU-MUCH", on_hand=Decimal(900), **stock)
    put_product(
        aws, client, "TEA", category="Tea", name='=HYPERLINK("http://evil")', on_hand=Decimal(5), stock_as_of=counted
    )
    for product_id in ("SKU-OUT", "SKU-LOW", "SKU-MUCH"):
        put_latest(aws, client, poisson_forecast(10.0, product_id=product_id))
        put_sales(aws, client, product_id, np.random.default_rng(1).poisson(10, 445).tolist())
    with container.clock.override(FakeClock()), replenishment.clock.override(FakeClock()):
        yield client
    new_process()


def new_process():
    for made in (container, replenishment):
        made.reset_singletons()


def get(path, **query):
    return call(handler, "GET", path, query=query or None)


def test_recommendations_come_worst_first_with_everything_they_rest_on():
    answer = get(RECOMMENDATIONS)
    assert answer.status == 200, answer.body
    items = answer.json["items"]
    assert [(item["product_id"], item["urgency"]) for item in items] == [
        ("SKU-OUT", "stocked_out"),
        ("SKU-LOW", "order_soon"),
        ("SKU-MUCH", "overstock"),
        ("TEA", "no_forecast"),
    ]
    worst = items[0]
    assert worst["recommended_order_quantity"] % 12 == 0
    assert worst["recommended_order_quantity"] >= worst["order_up_to"]
    assert worst["as_of"] == TODAY.isoformat()
    assert worst["waterfall"][-1] == {
        "label": "Order",
        "quantity": worst["recommended_order_quantity"],
        "source": "sum of all steps",
        "kind": "total",
    }
    assert "Out of stock. Order" in worst["reason"]
    assert items[3]["recommended_order_quantity"] is None
    assert answer.json["totals"]["by_urgency"]["stocked_out"] == 1
    assert answer.json["currency"] == "USD"


def test_one_product_is_what_the_list_says_of_it():
    for item in get(RECOMMENDATIONS).json["items"]:
        assert get(f"{RECOMMENDATIONS}/{item['product_id']}").json == item
    missing = get(f"{RECOMMENDATIONS}/SKU-9")
    assert (missing.status, missing.json["type"].rpartition("/")[2]) == (404, "product-not-found")


def test_each_line_carries_the_terms_its_quantity_is_held_against():
    for item in get(RECOMMENDATIONS).json["items"]:
        ordered, smallest = item["recommended_order_quantity"], item["min_order_quantity"]
        assert not ordered or (ordered >= smallest and ordered % item["order_multiple"] == 0)
        if ordered and item["unit_cost"] is not None:
            assert item["order_value"] == pytest.approx(ordered * item["unit_cost"])
    assert {item["order_multiple"] for item in get(RECOMMENDATIONS).json["items"]} >= {12}


def test_what_comes_too_late_is_expedited_and_listed_by_its_day(aws, shop):
    """A thousand in thirty days, of a supplier who takes orders on Mondays; today is Friday."""
    suppliers = DynamoSuppliers(Table(shop, aws["PURCHASING_TABLE"]))
    suppliers.add(supplier("ROASTER", lead_time_days=10, order_weekdays=("mon",)))
    put_product(aws, shop, "SKU-LATE", on_hand=Decimal(2), stock_as_of=TODAY - timedelta(days=1), supplier_id="ROASTER")
    put_latest(aws, shop, poisson_forecast(10.0, product_id="SKU-LATE"))
    lines = [{"purchase_order_id": "PO-1", "line": 1, "quantity": 1000, "expected_on": "2026-12-20"}]
    Table(shop, aws["PRODUCTS_TABLE"]).update(keys.product("SKU-LATE"), "SET inbound = :lines", {":lines": lines})
    late = get(f"{RECOMMENDATIONS}/SKU-LATE").json
    assert late["inbound"] == [
        {"purchase_order_id": "PO-1", "quantity": 1000, "expected_on": "2026-12-20", "overdue_days": 0}
    ]
    assert (late["urgency"], late["supplier_id"], late["on_order"]) == ("expedite", "ROASTER", 1000)
    assert (late["lead_time_source"], late["borrowed"]) == ("supplier", False)
    assert (late["lead_time_days"], late["lead_time_std_days"], late["review_period_days"]) == (10, 0, 7)
    assert late["order_by_date"] == "2026-11-23"
    assert late["expected_demand"] == pytest.approx((3 + 7 + 10) * 10, rel=0.01)
    assert late["stockout_probability"] > 0.99
    assert "PO-1" in late["reason"]


def test_today_is_what_the_list_and_the_summary_say(aws, shop, monkeypatch):
    monkeypatch.setattr(api, "FIRST_ROWS", 1)
    until = {"until": (TODAY + timedelta(days=9)).isoformat(), "reason": "Later"}
    for product_id in ("SKU-OUT-2", "SKU-OUT-3"):
        put_product(aws, shop, product_id, on_hand=Decimal(0), stock_as_of=TODAY - timedelta(days=1))
        put_latest(aws, shop, poisson_forecast(10.0, product_id=product_id))
    assert call(handler, "POST", f"{RECOMMENDATIONS}/SKU-OUT-2/snooze", body=until).status == 200
    answer = get("/reports/today")
    assert answer.status == 200, answer.body
    found, summary = answer.json, get(SUMMARY).json
    listed = get(RECOMMENDATIONS).json
    assert (found["today"], found["currency"], found["totals"]) == (TODAY.isoformat(), "USD", listed["totals"])
    assert [group["urgency"] for group in found["groups"]] == [urgency.value for urgency in WORST_FIRST]
    for group in found["groups"]:
        of_it = get(RECOMMENDATIONS, urgency=group["urgency"]).json["items"]
        assert group["products"] == len(of_it)
        assert group["items"] == [{name: item[name] for name in RecommendationLine.model_fields} for item in of_it[:1]]
        for amount in ("order_value", "value_at_risk", "excess_value"):
            assert group[amount] == pytest.approx(sum(item[amount] or 0 for item in of_it))
    assert (found["accuracy"], found["attention_total"]) == (summary["accuracy"], summary["attention_total"])
    assert found["attention"] == summary["attention"][: len(found["attention"])]
    assert len(found["attention"]) == min(FIRST_NOTES, summary["attention_total"]) > 0


def test_pages_follow_each_other_without_gap_or_repeat():
    seen, cursor = [], None
    while True:
        page = get(RECOMMENDATIONS, limit="1", **({"cursor": cursor} if cursor else {})).json
        seen += [item["product_id"] for item in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == ["SKU-OUT", "SKU-LOW", "SKU-MUCH", "TEA"]


def test_a_cursor_of_another_list_is_refused():
    cursor = get(RECOMMENDATIONS, limit="1").json["next_cursor"]
    refused = get(RECOMMENDATIONS, limit="1", urgency="ok", cursor=cursor)
    assert refused.status == 400
    assert refused.json["type"].endswith("/invalid-cursor")


def test_filters_narrow_the_list():
    assert [item["product_id"] for item in get(RECOMMENDATIONS, urgency="overstock").json["items"]] == ["SKU-MUCH"]
    assert [item["product_id"] for item in get(RECOMMENDATIONS, category="Tea").json["items"]] == ["TEA"]
    assert get(RECOMMENDATIONS, urgency="soonish").status == 422


def test_pages_and_files_take_the_same_filters_and_order(aws, shop):
    """Every parameter of the page that narrows or orders it does so in a file, too."""
    table = Table(shop, aws["PRODUCTS_TABLE"])
    table.update(keys.product("SKU-LOW"), "SET supplier_id = :it", {":it": "ACME"})
    table.update(keys.product("TEA"), "SET supplier_id = :it", {":it": "ACME"})
    for query, expected in (
        ({"supplier_id": "ACME"}, ["SKU-LOW", "TEA"]),
        ({"product_id": "SKU-LOW"}, ["SKU-LOW"]),
        ({"q": "sku-"}, ["SKU-OUT", "SKU-LOW", "SKU-MUCH"]),
        ({"q": "sku-", "supplier_id": "ACME"}, ["SKU-LOW"]),
        ({"sort": "excess_value"}, ["SKU-MUCH", "SKU-LOW", "SKU-OUT", "TEA"]),
        ({"sort": "product_id", "urgency": "order_soon"}, ["SKU-LOW"]),
        ({"category": "Tea"}, ["TEA"]),
    ):
        page = get(RECOMMENDATIONS, **query).json
        assert [item["product_id"] for item in page["items"]] == expected
        assert "urgency" in query or page["totals"]["products"] == len(expected)
        content, _ = fetch(get(RECOMMENDATIONS, format="csv", **query), aws)
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert [row["product_id"] for row in rows] == expected
    for refused in ({"sort": "colour"}, {"supplier_id": "A" * 65}, {"q": "A" * 201}):
        assert get(RECOMMENDATIONS, **refused).status == 422


def test_a_category_that_no_product_has_is_no_empty_shop():
    detail = "No product has the category 'tea'. Check its spelling; upper and lower case count."
    for path in (SUMMARY, RECOMMENDATIONS):
        assert get(path, category="tea").json["warnings"] == [{"code": "unknown_category", "detail": detail}]
        assert get(path).json["warnings"] == get(path, category="Tea").json["warnings"] == []
    assert get(RECOMMENDATIONS, category="Tea", urgency="overstock").json["warnings"] == []
    for query in ({"q": "sku", "category": "Tea"}, {"product_id": "SKU-9"}, {"supplier_id": "NOBODY"}):
        assert [each["code"] for each in get(RECOMMENDATIONS, **query).json["warnings"]] == ["no_products"]
    for path in ("/reports/policy-replay", "/reports/service-curve"):
        assert get(path, category="tea").json["detail"] == detail


@pytest.mark.parametrize("path", [SUMMARY, RECOMMENDATIONS])
def test_a_file_says_that_no_product_has_its_category(aws, path):
    pages = PdfReader(io.BytesIO(fetch(get(path, category="tea", format="pdf"), aws)[0])).pages
    assert "No product has the category 'tea'" in " ".join(page.extract_text() for page in pages).replace("\n", " ")


def test_a_snoozed_line_is_out_of_pages_and_files_and_is_found_where_it_is_asked_for(aws):
    snooze = {"until": (TODAY + timedelta(days=2)).isoformat(), "reason": "=new recipe"}
    path = f"{RECOMMENDATIONS}/SKU-OUT/snooze"
    answer = call(handler, "POST", path, body=snooze)
    assert answer.status == 200, answer.body
    assert answer.json["snoozed"] == snooze | {"created_at": "2026-11-20T08:30:00.000Z"}
    assert get(f"{RECOMMENDATIONS}/SKU-OUT").json == answer.json
    page = get(RECOMMENDATIONS).json
    assert [item["product_id"] for item in page["items"]] == ["SKU-LOW", "SKU-MUCH", "TEA"]
    assert {item["snoozed"] for item in page["items"]} == {None}
    assert (page["totals"]["products"], page["totals"]["snoozed"]) == (3, 1)
    assert page["totals"]["by_urgency"]["stocked_out"] == 0
    asleep = get(RECOMMENDATIONS, snoozed="true").json
    assert get(RECOMMENDATIONS, product_id="SKU-OUT").json["warnings"] == []
    assert asleep["items"] == [answer.json]
    for query, expected in (({}, ["SKU-LOW", "SKU-MUCH", "TEA"]), ({"snoozed": "true"}, ["SKU-OUT"])):
        content, _ = fetch(get(RECOMMENDATIONS, format="csv", **query), aws)
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row["product_id"] for row in rows] == expected
    assert rows[0]["snoozed"] == f"until {snooze['until']}: =new recipe"
    assert call(handler, "DELETE", path).status == 204
    assert get(RECOMMENDATIONS).json["items"][0]["product_id"] == "SKU-OUT"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"until": TODAY.isoformat(), "reason": "x"}, "/until"),
        ({"until": "2028-01-01", "reason": "x"}, "/until"),
        ({"until": "2026-12-01", "reason": " "}, "/reason"),
        ({"until": "2026-12-01"}, "/reason"),
        ({"until": "soon", "reason": "x"}, "/until"),
        ({"until": "2026-12-01", "reason": "x", "why": "x"}, "/why"),
    ],
)
def test_a_snooze_that_cannot_be_names_its_field(body, pointer):
    answer = call(handler, "POST", f"{RECOMMENDATIONS}/SKU-OUT/snooze", body=body)
    assert (answer.status, [field["pointer"] for field in answer.json["errors"]]) == (422, [pointer])
    assert call(handler, "DELETE", f"{RECOMMENDATIONS}/SKU-9/snooze").status == 404


def test_a_changed_stock_shows_at_once(shop, aws):
    assert get(RECOMMENDATIONS).json["items"][0]["product_id"] == "SKU-OUT"
    table = boto3.resource("dynamodb", region_name="us-east-1").Table(aws["PRODUCTS_TABLE"])
    table.update_item(
        Key={"PK": "PRODUCT#SKU-OUT", "SK": "METADATA"},
        UpdateExpression="SET on_hand = :n",
        ExpressionAttributeValues={":n": Decimal(200)},
    )
    after = {item["product_id"]: item["urgency"] for item in get(RECOMMENDATIONS).json["items"]}
    assert after["SKU-OUT"] == "ok"


def test_the_summary_adds_up():
    answer = get(SUMMARY)
    assert answer.status == 200, answer.body
    body = answer.json
    assert body["totals"]["products"] == 3
    assert body["totals"]["products_without_forecast"] == 1
    assert body["totals"]["predicted_demand"] == pytest.approx(3 * 280)
    assert body["totals"]["predicted_revenue"] == pytest.approx(3 * 280 * 4.99)
    assert [(month["month"], month["days"]) for month in body["by_month"]] == [("2026-11", 11), ("2026-12", 17)]
    assert sum(month["predicted_demand"] for month in body["by_month"]) == pytest.approx(840)
    assert body["attention"][0] == {
        "product_id": "TEA",
        "name": '=HYPERLINK("http://evil")',
        "code": "no_forecast",
        "detail": "No forecast has been generated for it.",
    }
    shorter = get(SUMMARY, horizon_days="7").json
    assert shorter["horizon_days"] == 7
    assert shorter["totals"]["predicted_demand"] == pytest.approx(210)


def fetch(answer, aws):
    """Read the file that an answer points to."""
    assert answer.status == 200, answer.body
    key = urlsplit(answer.json["url"]).path.removeprefix("/").removeprefix("data-bucket/")
    body = boto3.client("s3", region_name="us-east-1").get_object(Bucket=aws["DATA_BUCKET"], Key=key)
    return body["Body"].read(), body["ContentType"]


def test_a_csv_neutralises_formulas_and_names_columns_as_the_api_does(aws):
    answer = get(RECOMMENDATIONS, format="csv")
    content, content_type = fetch(answer, aws)
    assert content_type.startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["product_id"] for row in rows] == ["SKU-OUT", "SKU-LOW", "SKU-MUCH", "TEA"]
    assert rows[3]["name"] == '\'=HYPERLINK("http://evil")'
    assert rows[0]["lead_time_days"] == "7"
    assert rows[0]["recommended_order_quantity"].isdigit()
    expires = datetime.fromisoformat(answer.json["expires_at"])
    assert expires == datetime(2026, 11, 20, 8, 45, tzinfo=UTC)


@pytest.mark.parametrize("path", [RECOMMENDATIONS, SUMMARY])
def test_a_workbook_has_charts_and_no_formulas(path, aws):
    content, content_type = fetch(get(path, format="xlsx"), aws)
    assert "spreadsheetml" in content_type
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert any(name.startswith("xl/charts/chart") for name in names)
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in sheet for sheet in sheets)


@pytest.mark.parametrize("path", [RECOMMENDATIONS, SUMMARY])
def test_a_pdf_can_be_read(path, aws):
    content, content_type = fetch(get(path, format="pdf"), aws)
    assert content_type == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "SKU-MUCH" in text


def test_a_large_report_becomes_a_job_that_can_be_followed(aws, monkeypatch):
    monkeypatch.setattr(files, "MAX_PRODUCTS_AT_ONCE", 3)
    started = FakeReportWorker()
    with container.worker.override(started):
        container.report_service.reset()
        answer = get(RECOMMENDATIONS, format="pdf")
    assert answer.status == 202
    assert answer.headers["location"] == answer.json["status_url"]
    report_id = answer.json["report_id"]
    assert started.started == [report_id]
    status = get(f"/reports/jobs/{report_id}")
    assert (status.json["status"], status.json["url"]) == ("queued", None)

    assert worker.handler({"report_id": report_id}, LambdaContext()) == {"report_id": report_id, "status": "completed"}

    status = get(f"/reports/jobs/{report_id}")
    assert status.json["status"] == "completed"
    content, _ = fetch(status, aws)
    assert content.startswith(b"%PDF")


def test_a_report_nobody_asked_for_is_not_found():
    answer = get("/reports/jobs/none")
    assert answer.status == 404
    assert answer.json["type"].endswith("/report-not-found")
    assert worker.handler({"report_id": "none"}, LambdaContext())["status"] == "expired"


def test_a_replay_says_what_each_policy_would_have_done():
    with replenishment.forecaster.override(FakeForecaster()):
        replenishment.replay_service.reset()
        answer = get("/reports/policy-replay", product_id="SKU-LOW")
        curve = get("/reports/service-curve", category="Coffee")
    replenishment.replay_service.reset()
    assert answer.status == 200, answer.body
    body = answer.json
    assert body["products"] == 1
    assert body["last_date"] == (TODAY - timedelta(days=1)).isoformat()
    assert len(body["series"]) == body["days"] == 445 - 56
    assert body["recommended"]["fill_rate"] > 0.95
    assert body["assumptions"]
    assert curve.json["products"] == 3
    stocks = [point["average_stock_value"] for point in curve.json["points"]]
    assert stocks == sorted(stocks)


def test_a_replay_of_what_is_not_there_says_so():
    assert get("/reports/policy-replay", product_id="SKU-9").status == 404
    both = get("/reports/policy-replay", product_id="TEA", category="Tea")
    assert both.status == 422
    short = get("/reports/policy-replay", product_id="TEA")
    assert short.status == 422
    assert short.json["type"].endswith("/nothing-to-replay")


def test_the_event_files_work(event, ids):
    with container.ids.override(ids), replenishment.forecaster.override(FakeForecaster()):
        for provider in (container.report_service, replenishment.replay_service):
            provider.reset()
        answers = {
            name: answer_of(handler(event(f"reporting/{name}"), LambdaContext()))
            for name in (
                "recommendations",
                "recommendations-csv",
                "recommendation",
                "summary",
                "replay",
                "service-curve",
                "job",
                "snooze",
            )
        }
        woken = handler(event("reporting/wake"), LambdaContext())
        worked = worker.handler(event("reporting/worker"), LambdaContext())
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert answers["job"].json["format"] == "csv"
    assert worked["status"] == "completed"
    assert woken["statusCode"] == 204


def test_an_exported_csv_loads_back_and_changes_nothing(aws, shop, system_clock):
    content, _ = fetch(get(RECOMMENDATIONS, format="csv"), aws)
    before = _details(shop, aws)
    products_container.reset_singletons()
    headers = {"Content-Type": "text/csv"}
    answer = call(products_handler, "POST", "/products/upload", body=content, headers=headers)
    products_container.reset_singletons()
    assert answer.status == 200, answer.body
    assert answer.json["rows_rejected"] == 0, answer.json["errors"]
    assert answer.json["rows_accepted"] == 4
    assert _details(shop, aws) == before


def _details(client, environment):
    products = DynamoProductRepository(Table(client, environment["PRODUCTS_TABLE"]))
    return {product.product_id: product.details for product in products.page(ProductQuery(), 100, None).items}
