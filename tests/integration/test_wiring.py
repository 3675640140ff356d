"""Adapters and boto3 clients that each endpoint builds in a fresh process: those that it uses, and no others.

A new endpoint or function has to be listed here; the lists of them are the API's contract and the template.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.typed import typed_key
from domain.reporting.service.summaries import CHECKS
from domain.sales.service.summaries import SALES as SALES_SUMS
from domain.shared.csv.import_mapping import FileKind, fingerprint
from handlers.forecasting import finisher, planner, worker
from handlers.outbox import sender
from handlers.reporting import worker as report_worker
from handlers.reporting import worklist
from handlers.reporting.container import container as reporting
from handlers.sales import ingest, reconcile
from testing.deployed import TEMPLATE, building, deployed, new_process, open_shop, send, standing_clock
from testing.fakes.reporting import FakeReportWorker
from testing.rest import LambdaContext
from testing.template import load_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTRACT = Path(__file__).parents[2] / "src" / "handlers" / "system" / "openapi.json"
CSV = {"Content-Type": "text/csv"}
SALES = "date,product_id,quantity_sold,price\n2026-11-19,SKU-1,3,4.5\n"
OPEN_ORDERS = "order,supplier,sku,quantity,received\nPO-7,ROASTER,SKU-1,48,12\n"
PRODUCT = {"name": "Green tea", "category": "Tea", "current_price": 3.5}
FAIR = {"name": "Trade fair", "start": "2026-12-04", "end": "2026-12-06", "scope": {"all": True}}
KNOWN_EVENT = {"name": "Trade fair", "start": "2026-12-04", "end": "2026-12-06", "expected_change_pct": 30}
OVERRIDE = {"start": "2026-11-25", "end": "2026-11-26", "factor": 1.5, "reason": "Fair", "author": "Ann"}


@dataclass(frozen=True)
class Shop:
    """Names of what there is before the requests."""

    upload_id: str
    arrived_id: str
    override_id: str
    job_id: str
    plan: dict[str, Any]
    worked: dict[str, Any]
    report_id: str
    event_id: str
    left_event_id: str
    run_id: str
    export_id: str
    exports: dict[str, str]

    def at(self, path: str) -> str:
        """Return a path with the names filled in."""
        return path.format(**vars(self))


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """Six products with sales, one of them forecast; overrides, uploads, a planned job and a report."""
    with deployed(), standing_clock():
        open_shop("SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-5", "SKU-6", days=200)
        assert send("POST", "/forecasts/SKU-4/overrides", body=OVERRIDE).status == 201
        assert send("POST", "/forecasts/generate", body={"product_id": "SKU-1"}).status == 200
        arrived = send("POST", "/sales-data/uploads", body={"filename": "sales.csv"}).json["upload_id"]
        boto3.client("s3").put_object(Bucket="data-bucket", Key=f"uploads/{arrived}/sales.csv", Body=SALES.encode())
        job_id, worked_id = (
            send("POST", "/forecasts/generate", body={"category": category}).json["job_id"]
            for category in ("SKU-2", "SKU-3")
        )
        worked = _planned(worked_id)
        _work(worked)
        for supplier_id in ("ROASTER", "IDLE"):
            send("POST", "/suppliers", body={"supplier_id": supplier_id, "name": "Supplier"})
        for order_id in ("PO-1", "PO-2", "PO-3", "PO-4"):
            send("POST", "/purchase-orders", body={"purchase_order_id": order_id, "supplier_id": "ROASTER"} | LINE)
        for ordered in ("PO-2", "PO-3"):
            send("POST", f"/purchase-orders/{ordered}/order")
        for mapping in (MAPPING, OLD_MAPPING):
            send("PUT", "/import-mappings", body=mapping)
        with reporting.export_worker.override(FakeReportWorker()):
            wanted = {"histories": "histories", "forecasts": "forecasts", "waiting": "histories"}
            exports = {
                name: send("POST", "/exports", body={"what": what, "format": "csv"}).json["export_id"]
                for name, what in wanted.items()
            }
        yield Shop(
            upload_id=send("POST", "/sales-data/upload", body=SALES.encode(), headers=CSV).json["upload_id"],
            arrived_id=arrived,
            override_id=send("POST", "/forecasts/SKU-1/overrides", body=OVERRIDE).json["override_id"],
            job_id=job_id,
            plan=_planned(job_id),
            worked=worked,
            run_id=send("GET", "/forecasts/SKU-1/runs").json["items"][0]["run_id"],
            event_id=send("POST", "/calendar", body=FAIR).json["event_id"],
            left_event_id=send("POST", "/calendar", body=FAIR | {"name": "Old fair"}).json["event_id"],
            report_id=send("GET", "/reports/inventory-recommendations", query={"format": "csv"}).json["report_id"],
            export_id=exports.pop("waiting"),
            exports=exports,
        )


def ask(method: str, path: str, **request: Any) -> Callable[[Shop], None]:
    """Return a request that succeeds."""

    def asked(shop: Shop) -> None:
        answer = send(method, shop.at(path), **request)
        assert answer.status < 300, answer.body

    return asked


def _planned(job_id: str) -> dict[str, Any]:
    return planner.handler({"request": {"job_id": job_id}, "execution_name": "run"}, LambdaContext())


def _work(planned: dict[str, Any]) -> None:
    lines = boto3.client("s3").get_object(Bucket=planned["bucket"], Key=planned["batches_key"])["Body"].read()
    assert worker.handler(json.loads(lines.splitlines()[0]), LambdaContext())["done"] == 1


def withdraw(_: Shop) -> None:
    """Withdraw an adjustment that is not in force: without a model there is none."""
    assert send("DELETE", "/forecasts/SKU-1/adjustments/none").status == 404


def plan(shop: Shop) -> None:
    """Plan the job again; the shop's profile is fitted already."""
    _planned(shop.job_id)


def finish(shop: Shop) -> None:
    """Close a job whose batch is forecast."""
    finisher.handler(shop.worked, LambdaContext())


def make_report(shop: Shop) -> None:
    """Let the report worker look after a report that is made already."""
    report_worker.handler({"report_id": shop.report_id}, LambdaContext())


def export(what: str) -> Callable[[Shop], None]:
    """Return the making of an export by the report worker."""

    def make(shop: Shop) -> None:
        report_worker.handler({"export_id": shop.exports[what]}, LambdaContext())

    return make


def begin_export(_: Shop) -> None:
    """Ask for an export; nobody is there who makes it."""
    assert send("POST", "/exports", body={"what": "histories", "format": "csv"}).status == 503


def arrive(shop: Shop) -> None:
    """Tell the ingest function of a file that has arrived in storage."""
    detail = {"detail": {"object": {"key": f"uploads/{shop.arrived_id}/sales.csv"}}}
    message = {"messageId": "1", "attributes": {"ApproximateReceiveCount": "1"}, "body": json.dumps(detail)}
    assert ingest.handler({"Records": [message]}, _Patient()) == {"batchItemFailures": []}


class _Patient(LambdaContext):
    @staticmethod
    def get_remaining_time_in_millis() -> int:
        return 300_000


def check_histories(shop: Shop) -> None:
    """Let the nightly check compare histories with their rows."""
    assert reconcile.handler({}, _Patient())["is_whole"], shop


def keep_up(_: Shop) -> None:
    """Let the worklist be made, and compared with what is stored; summaries are without a part of it afterwards."""
    assert worklist.handler({}, _Patient())["is_whole"]
    for kind in (SALES_SUMS, CHECKS):
        key = typed_key(keys.partial(kind, 0))
        boto3.client("dynamodb").delete_item(TableName=os.environ["WORKLIST_TABLE"], Key=key)


def tell(_: Shop) -> None:
    """Tell other systems of a product that needs attention."""
    found = {"product_id": {"S": "SKU-1"}, "kind": {"S": "stale_data"}, "detail": {"S": "No sales since May."}}
    key = {"PK": {"S": "JOB#1"}, "SK": {"S": "BATCH#000000"}}
    item = key | {"job_id": {"S": "1"}, "failures": {"L": []}, "exceptions": {"L": [{"M": found}]}}
    item |= {name: {"N": "1"} for name in ("number", "done", "exceptions_total")}
    told = {"Keys": key, "NewImage": item, "SequenceNumber": "1", "ApproximateCreationDateTime": 1795825864}
    assert sender.handler({"Records": [{"dynamodb": told}]}, LambdaContext()) == {"sent": 1}


def tell_what_was_left(_: Shop) -> None:
    """Look for records that could not be sent in time; there are none."""
    assert sender.handler({"trigger": "left"}, LambdaContext()) == {"sent": 0}


def work(shop: Shop) -> None:
    """Forecast the one batch of the job."""
    _work(shop.plan)


PRODUCTS = {"DynamoProductRepository", "Table"}
SALES_CATALOGUE = PRODUCTS | {"DynamoSalesCatalogue"}
LEDGER = {"DynamoSalesLedger", "SalesTransactions", "SalesHistoryReader"}
HISTORIES = SALES_CATALOGUE | {"DynamoSalesHistories", "SalesHistoryReader"}
UPLOAD = SALES_CATALOGUE | LEDGER | {"DynamoUploadRecords", "TimeOrderedIds"}
TABLE = UPLOAD | {"DynamoImportMappings"}
READ_SALES = {"DynamoPricedSales", "SalesHistoryReader", "DynamoShopMemory"}
FORECAST = {"DynamoForecastRepository", "Table"}
EVENTS = {"DynamoEntryRepository", "DynamoEventCalendar"}
BATCH = PRODUCTS | READ_SALES | FORECAST | EVENTS | {"DynamoCatalogue", "DynamoOverrideRepository", "PublicHolidays"}
JOB = {"DynamoJobRepository", "Table"}
STOCK = PRODUCTS | {"DynamoStockCatalogue"}
ADVISE = STOCK | {"DynamoDemandForecasts", "DynamoSnoozes"}
LIST = ADVISE | {"DynamoPartials", "DynamoShards"}
CHECKED = PRODUCTS | {"DynamoListedProducts", "DynamoLatestForecasts"}
SUMMARY = CHECKED | {"DynamoSalesSeries", "SalesHistoryReader"}
PARTIALS = {"DynamoPartials", "DynamoStaleNotes"}
FILE = {"DynamoListedProducts", "DynamoReportRepository", "S3ReportFiles", "TimeOrderedIds"}
EXPORT = {"DynamoExportRepository", "DynamoListedProducts", "DynamoProductRepository", "S3ReportFiles", "Table"}
ADVICE_FILE = ADVISE | FILE | {"ServiceRecommendations"}
REPLAY = STOCK | {"DynamoSalesSeries", "SalesHistoryReader", "EngineForecaster", "PublicHolidays"} | EVENTS
CALENDAR = {"DynamoEntryRepository", "Table"}
SUPPLIERS = {"DynamoSuppliers", "Table"}
TERMS = SUPPLIERS | {"DynamoDeliveries"}
ORDERS = PRODUCTS | SUPPLIERS | {"DynamoPurchaseOrders", "DynamoStock"}
LINE = {"lines": [{"product_id": "SKU-1", "quantity": 4}]}
SNOOZE = {"until": "2026-12-01", "reason": "Later"}
RECEIPT = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 1}]}
KNOWN = PRODUCTS | {"DynamoKnownProducts"}
DATABASE = {"dynamodb"}
STORAGE = {"dynamodb", "s3"}
SIGNED = {"dynamodb", "secretsmanager"}
ADVICE = "/reports/inventory-recommendations"
BAD_SALES = f"{SALES}2026-11-18,SKU-1,-3,4.5\n".encode()
MAPPINGS = {"DynamoImportMappings", "Table"}
MAPPING = {"header": ["Tag", "Ware", "Stk"], "columns": {"date": "Tag", "product_id": "Ware", "quantity_sold": "Stk"}}
OLD_MAPPING = MAPPING | {"header": [*MAPPING["header"], "Farbe"]}
MAPPED, MAPPED_BEFORE = (fingerprint(FileKind.SALES, each["header"]) for each in (MAPPING, OLD_MAPPING))
ITEMS = {"items": [{"product_id": "SKU-1", "date": "2026-11-18", "quantity_sold": 3}]}
BAD_STOCK = b"product_id,on_hand\nSKU-1,7\nNEW-9,7\n"

#: Operation or handler, and where there are several which: the request, and what it builds.
CASES: dict[str, tuple[Callable[[Shop], None], set[str], set[str]]] = {
    "GET /docs": (ask("GET", "/docs"), set(), set()),
    "GET /openapi.json": (ask("GET", "/openapi.json"), set(), set()),
    "GET /health": (ask("GET", "/health"), {"PublicHolidays", "SystemClock", "Table"}, DATABASE),
    "GET /products": (ask("GET", "/products"), PRODUCTS, DATABASE),
    "GET /products, to be continued": (ask("GET", "/products", query={"limit": "1"}), PRODUCTS, SIGNED),
    "POST /products": (ask("POST", "/products", body={"product_id": "NEW"} | PRODUCT), PRODUCTS, DATABASE),
    "POST /products, without an id": (
        ask("POST", "/products", body=PRODUCT),
        PRODUCTS | {"TimeOrderedIds"},
        DATABASE,
    ),
    "POST /products/upload": (
        ask("POST", "/products/upload", body=b"product_id,on_hand\nSKU-1,7\n", headers=CSV),
        PRODUCTS | {"DynamoProductBatches", "TimeOrderedIds", "DynamoImportMappings"},
        DATABASE,
    ),
    "POST /products/upload, with a bad row": (
        ask("POST", "/products/upload", body=BAD_STOCK, headers=CSV),
        PRODUCTS | {"DynamoProductBatches", "TimeOrderedIds", "DynamoImportMappings", "S3UploadFiles"},
        STORAGE,
    ),
    "GET /products/{product_id}": (ask("GET", "/products/SKU-1"), PRODUCTS, DATABASE),
    "PUT /products/{product_id}": (ask("PUT", "/products/SKU-1", body=PRODUCT), PRODUCTS, DATABASE),
    "PATCH /products/{product_id}": (ask("PATCH", "/products/SKU-1", body={"on_hand": 7}), PRODUCTS, DATABASE),
    "POST /products/batch": (
        ask("POST", "/products/batch", body={"items": [{"product_id": "SKU-1", "on_hand": 8}]}),
        PRODUCTS | {"DynamoProductBatches"},
        DATABASE,
    ),
    "DELETE /products/{product_id}": (
        ask("DELETE", "/products/SKU-3"),
        PRODUCTS | {"DynamoTraces", "OpenLineTraces", "DynamoPurchaseOrders", "TimeOrderedIds"},
        DATABASE,
    ),
    "GET /sales-data": (
        ask("GET", "/sales-data", query={"product_ids": "SKU-1,SKU-2"}),
        {"DynamoSalesHistories", "SalesHistoryReader", "Table"},
        DATABASE,
    ),
    "POST /sales-data": (ask("POST", "/sales-data", body=ITEMS), UPLOAD, DATABASE),
    "POST /sales-data/upload": (
        ask("POST", "/sales-data/upload", body=SALES.encode(), headers=CSV),
        TABLE,
        DATABASE,
    ),
    "POST /sales-data/upload, with a bad row": (
        ask("POST", "/sales-data/upload", body=BAD_SALES, headers=CSV),
        TABLE | {"S3UploadFiles"},
        STORAGE,
    ),
    "POST /sales-data/uploads": (
        ask("POST", "/sales-data/uploads", body={"filename": "big.csv"}),
        {"DynamoUploadRecords", "S3UploadFiles", "Table", "TimeOrderedIds"},
        STORAGE,
    ),
    "GET /sales-data/uploads/{upload_id}": (
        ask("GET", "/sales-data/uploads/{upload_id}"),
        {"DynamoUploadRecords", "Table"},
        DATABASE,
    ),
    "GET /sales-data/summary": (ask("GET", "/sales-data/summary"), HISTORIES | PARTIALS, DATABASE),
    "GET /sales-data/{product_id}": (
        ask("GET", "/sales-data/SKU-1", query={"from": "2026-11-01"}),
        SALES_CATALOGUE | LEDGER,
        DATABASE,
    ),
    "GET /sales-data/{product_id}, weeks": (
        ask("GET", "/sales-data/SKU-1", query={"granularity": "week", "from": "2026-11-01"}),
        HISTORIES,
        DATABASE,
    ),
    "GET /import-mappings": (ask("GET", "/import-mappings"), MAPPINGS, DATABASE),
    "PUT /import-mappings": (ask("PUT", "/import-mappings", body=MAPPING), MAPPINGS, DATABASE),
    "GET /import-mappings/{mapping_id}": (ask("GET", f"/import-mappings/{MAPPED}"), MAPPINGS, DATABASE),
    "DELETE /import-mappings/{mapping_id}": (ask("DELETE", f"/import-mappings/{MAPPED_BEFORE}"), MAPPINGS, DATABASE),
    "GET /suppliers": (ask("GET", "/suppliers"), TERMS, DATABASE),
    "POST /suppliers": (ask("POST", "/suppliers", body={"name": "Dairy"}), TERMS | {"TimeOrderedIds"}, DATABASE),
    "GET /suppliers/{supplier_id}": (ask("GET", "/suppliers/ROASTER"), TERMS, DATABASE),
    "PUT /suppliers/{supplier_id}": (ask("PUT", "/suppliers/ROASTER", body={"name": "R"}), TERMS, DATABASE),
    "PATCH /suppliers/{supplier_id}": (ask("PATCH", "/suppliers/ROASTER", body={"note": "x"}), TERMS, DATABASE),
    "DELETE /suppliers/{supplier_id}": (ask("DELETE", "/suppliers/IDLE"), SUPPLIERS, DATABASE),
    "GET /settings": (ask("GET", "/settings"), {"DynamoShopSettings", "Table"}, DATABASE),
    "PUT /settings": (ask("PUT", "/settings", body={"name": "Shop"}), {"DynamoShopSettings", "Table"}, DATABASE),
    "GET /purchase-orders": (ask("GET", "/purchase-orders"), {"DynamoPurchaseOrders", "Table"}, DATABASE),
    "POST /purchase-orders": (
        ask("POST", "/purchase-orders", body={"supplier_id": "ROASTER"} | LINE),
        ORDERS | {"TimeOrderedIds"},
        DATABASE,
    ),
    "POST /purchase-orders, from recommendations": (
        ask("POST", "/purchase-orders", body={"from_recommendations": {"product_ids": ["SKU-1"]}}),
        ORDERS | STOCK | {"DynamoShopSettings", "DynamoDemandForecasts", "DynamoSnoozes", "ServiceProposals"},
        DATABASE,
    ),
    "POST /purchase-orders/upload": (
        ask("POST", "/purchase-orders/upload", body=OPEN_ORDERS.encode(), headers=CSV),
        ORDERS | {"DynamoDeliveries", "TimeOrderedIds"},
        DATABASE,
    ),
    "GET /purchase-orders/{purchase_order_id}": (ask("GET", "/purchase-orders/PO-1"), ORDERS, DATABASE),
    "GET /purchase-orders/{purchase_order_id}, its document": (
        ask("GET", "/purchase-orders/PO-1", query={"format": "csv"}),
        ORDERS | {"DynamoShopSettings", "S3ReportFiles", "CsvRenderer"},
        DATABASE | {"s3"},
    ),
    "PATCH /purchase-orders/{purchase_order_id}": (
        ask("PATCH", "/purchase-orders/PO-1", body={"note": "soon"}),
        ORDERS,
        DATABASE,
    ),
    "POST /purchase-orders/{purchase_order_id}/order": (
        ask("POST", "/purchase-orders/PO-4/order"),
        ORDERS | {"DynamoDeliveries"},
        DATABASE,
    ),
    "POST /purchase-orders/{purchase_order_id}/receive": (
        ask("POST", "/purchase-orders/PO-2/receive", body=RECEIPT),
        ORDERS,
        DATABASE,
    ),
    "POST /purchase-orders/{purchase_order_id}/cancel": (
        ask("POST", "/purchase-orders/PO-3/cancel"),
        PRODUCTS | {"DynamoPurchaseOrders", "DynamoStock"},
        DATABASE,
    ),
    "GET /calendar": (ask("GET", "/calendar"), CALENDAR, DATABASE),
    "GET /calendar, of a product": (
        ask("GET", "/calendar", query={"product_id": "SKU-1"}),
        CALENDAR | KNOWN,
        DATABASE,
    ),
    "POST /calendar": (
        ask("POST", "/calendar", body=FAIR | {"name": "New"}),
        CALENDAR | {"TimeOrderedIds"},
        DATABASE,
    ),
    "POST /calendar, of products": (
        ask("POST", "/calendar", body=FAIR | {"name": "Tasting", "scope": {"product_ids": ["SKU-1"]}}),
        CALENDAR | KNOWN | {"TimeOrderedIds"},
        DATABASE,
    ),
    "POST /calendar/upload": (
        ask("POST", "/calendar/upload", body=b"name,start\nSale,2026-12-01\n", headers=CSV),
        CALENDAR | {"TimeOrderedIds"},
        DATABASE,
    ),
    "POST /calendar/upload, with a bad row": (
        ask("POST", "/calendar/upload", body=b"name,start\nSale,2026-12-01\nSale,never\n", headers=CSV),
        CALENDAR | {"TimeOrderedIds", "S3UploadFiles"},
        STORAGE,
    ),
    "GET /calendar/{event_id}": (ask("GET", "/calendar/{event_id}"), CALENDAR, DATABASE),
    "GET /calendar/{event_id}/effect": (
        ask("GET", "/calendar/{event_id}/effect"),
        PRODUCTS | READ_SALES | EVENTS | {"DynamoCatalogue", "PublicHolidays"},
        DATABASE,
    ),
    "PUT /calendar/{event_id}": (ask("PUT", "/calendar/{event_id}", body=FAIR), CALENDAR, DATABASE),
    "PATCH /calendar/{event_id}": (ask("PATCH", "/calendar/{event_id}", body={"note": "x"}), CALENDAR, DATABASE),
    "DELETE /calendar/{event_id}": (ask("DELETE", "/calendar/{left_event_id}"), CALENDAR, DATABASE),
    "POST /forecasts/generate": (
        ask("POST", "/forecasts/generate", body={"product_id": "SKU-1", "engine": "statistical"}),
        BATCH | {"TimeOrderedIds"},
        DATABASE,
    ),
    "POST /forecasts/generate, with a model if there is one": (
        ask("POST", "/forecasts/generate", body={"product_id": "SKU-1"}),
        BATCH | {"TimeOrderedIds", "BedrockAdvisor"},
        DATABASE,
    ),
    "POST /forecasts/generate, with events": (
        ask("POST", "/forecasts/generate", body={"product_id": "SKU-1", "events": [KNOWN_EVENT]}),
        BATCH | {"TimeOrderedIds", "BedrockAdvisor", "CalendarEventKeeper", "DynamoKnownProducts"},
        DATABASE,
    ),
    "POST /forecasts/generate, many": (
        ask("POST", "/forecasts/generate", body={"product_ids": ["SKU-1", "SKU-2"]}),
        JOB | {"S3JobFiles", "StepFunctionsJobRunner", "TimeOrderedIds"},
        STORAGE | {"stepfunctions"},
    ),
    "GET /forecasts": (ask("GET", "/forecasts"), PRODUCTS | FORECAST | {"DynamoCatalogue"}, DATABASE),
    "GET /forecasts/{product_id}": (ask("GET", "/forecasts/SKU-1"), FORECAST, DATABASE),
    "GET /forecasts/{product_id}/runs": (ask("GET", "/forecasts/SKU-1/runs"), FORECAST, DATABASE),
    "GET /forecasts/{product_id}/runs/{run_id}": (ask("GET", "/forecasts/SKU-1/runs/{run_id}"), FORECAST, DATABASE),
    "GET /forecasts/{product_id}/accuracy": (
        ask("GET", "/forecasts/SKU-1/accuracy"),
        PRODUCTS | READ_SALES | FORECAST | EVENTS | {"DynamoCatalogue"},
        DATABASE,
    ),
    "GET /forecasts/{product_id}/overrides": (
        ask("GET", "/forecasts/SKU-4/overrides"),
        {"DynamoOverrideRepository", "Table"},
        DATABASE,
    ),
    "GET /forecasts/{product_id}/overrides, without any": (
        ask("GET", "/forecasts/SKU-5/overrides"),
        PRODUCTS | {"DynamoOverrideRepository", "DynamoCatalogue"},
        DATABASE,
    ),
    "POST /forecasts/{product_id}/overrides": (
        ask("POST", "/forecasts/SKU-6/overrides", body=OVERRIDE),
        PRODUCTS | FORECAST | {"DynamoCatalogue", "DynamoOverrideRepository", "TimeOrderedIds"},
        DATABASE,
    ),
    "DELETE /forecasts/{product_id}/overrides/{override_id}": (
        ask("DELETE", "/forecasts/SKU-1/overrides/{override_id}"),
        (BATCH - EVENTS - {"DynamoShopMemory", "PublicHolidays"}) | {"TimeOrderedIds"},
        DATABASE,
    ),
    "DELETE /forecasts/{product_id}/adjustments/{adjustment_id}": (
        withdraw,
        PRODUCTS | FORECAST | {"DynamoCatalogue"},
        DATABASE,
    ),
    "GET /forecast-jobs/{job_id}": (ask("GET", "/forecast-jobs/{job_id}"), JOB, DATABASE),
    "handlers.sales.reconcile": (
        check_histories,
        SALES_CATALOGUE | LEDGER | {"DynamoReconciliationPlace", "DynamoPurchaseOrders", "DynamoStock"},
        DATABASE,
    ),
    "handlers.forecasting.planner": (
        plan,
        JOB | PRODUCTS | READ_SALES | EVENTS | {"DynamoCatalogue", "S3JobFiles"},
        STORAGE,
    ),
    "handlers.forecasting.worker": (work, BATCH | JOB, STORAGE),
    "handlers.forecasting.finisher": (
        finish,
        JOB | {"DynamoLedger", "DynamoShopMemory", "SnsExceptionsNotice"},
        {"dynamodb", "sns"},
    ),
    "handlers.sales.ingest": (arrive, TABLE | {"S3UploadFiles"}, STORAGE),
    f"GET {ADVICE}": (ask("GET", ADVICE), LIST, DATABASE),
    f"GET {ADVICE}/{{product_id}}": (ask("GET", f"{ADVICE}/SKU-1"), ADVISE, DATABASE),
    f"POST {ADVICE}/{{product_id}}/snooze": (ask("POST", f"{ADVICE}/SKU-1/snooze", body=SNOOZE), ADVISE, DATABASE),
    f"DELETE {ADVICE}/{{product_id}}/snooze": (
        ask("DELETE", f"{ADVICE}/SKU-1/snooze"),
        STOCK | {"DynamoSnoozes"},
        DATABASE,
    ),
    f"GET {ADVICE}, CSV": (ask("GET", ADVICE, query={"format": "csv"}), ADVICE_FILE | {"CsvRenderer"}, STORAGE),
    f"GET {ADVICE}, XLSX": (ask("GET", ADVICE, query={"format": "xlsx"}), ADVICE_FILE | {"XlsxRenderer"}, STORAGE),
    f"GET {ADVICE}, PDF": (ask("GET", ADVICE, query={"format": "pdf"}), ADVICE_FILE | {"PdfRenderer"}, STORAGE),
    "GET /reports/forecast-summary": (
        ask("GET", "/reports/forecast-summary"),
        SUMMARY | {"DynamoPartials"},
        DATABASE,
    ),
    "GET /reports/today": (ask("GET", "/reports/today"), LIST | CHECKED | {"DynamoPartials"}, DATABASE),
    "GET /reports/policy-replay": (
        ask("GET", "/reports/policy-replay", query={"product_id": "SKU-1"}),
        REPLAY,
        DATABASE,
    ),
    "GET /reports/service-curve": (
        ask("GET", "/reports/service-curve", query={"product_id": "SKU-1"}),
        REPLAY,
        DATABASE,
    ),
    "GET /reports/jobs/{report_id}": (
        ask("GET", "/reports/jobs/{report_id}"),
        {"DynamoReportRepository", "S3ReportFiles", "Table"},
        STORAGE,
    ),
    "handlers.reporting.worklist": (keep_up, LIST | SUMMARY | HISTORIES | PARTIALS | {"DynamoProductIds"}, DATABASE),
    "GET /changes": (ask("GET", "/changes"), {"DynamoChangeLog", "Table"}, DATABASE),
    "handlers.outbox.sender": (tell, {"EventBridgeBus", "DynamoChangeLog", "Table"}, {"dynamodb", "events"}),
    "handlers.outbox.sender, what was left": (tell_what_was_left, {"S3UnsentRecords"}, {"s3"}),
    "handlers.reporting.worker": (make_report, {"DynamoReportRepository", "Table"}, DATABASE),
    "handlers.reporting.worker, histories": (
        export("histories"),
        EXPORT | {"SalesHistoryReader"},
        STORAGE,
    ),
    "handlers.reporting.worker, forecasts": (
        export("forecasts"),
        EXPORT,
        STORAGE,
    ),
    "POST /exports": (
        begin_export,
        {"DynamoExportRepository", "TimeOrderedIds", "LambdaReportWorker", "Table"},
        {"dynamodb", "lambda"},
    ),
    "GET /exports/{export_id}": (ask("GET", "/exports/{export_id}"), {"DynamoExportRepository", "Table"}, DATABASE),
}


def test_every_operation_and_every_background_function_is_listed():
    operations = {
        f"{method.upper()} {path}"
        for path, methods in json.loads(CONTRACT.read_text())["paths"].items()
        for method in methods
        if method in {"get", "post", "put", "delete", "patch"}
    }
    resources = load_template(TEMPLATE)["Resources"].values()
    handlers = {each["Properties"]["Handler"].removesuffix(".handler") for each in resources if _is_function(each)}
    background = {name for name in handlers if not name.endswith(".api")}
    assert {name.partition(",")[0] for name in CASES} == operations | background


def _is_function(resource: dict[str, Any]) -> bool:
    return resource["Type"] == "AWS::Serverless::Function" and "Handler" in resource["Properties"]


@pytest.mark.usefixtures("system_clock")
@pytest.mark.parametrize("name", CASES)
def test_a_request_builds_what_it_uses_and_nothing_else(shop, name):
    request, adapters, services = CASES[name]
    new_process()
    with building() as built:
        request(shop)
    assert built.adapters == adapters
    assert built.clients == services
