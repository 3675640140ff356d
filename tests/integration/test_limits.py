"""AWS's limits on every route and every message, by what the code does near them.

Routes are those of the contract and calls those in the source: a new route is held without a line here, a new call
fails until the largest that it hands on is said.
"""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from decimal import Decimal
from itertools import batched
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from adapters.aws_lambda.report_worker import LambdaReportWorker
from adapters.eventbridge.bus import EventBridgeBus
from adapters.s3.forecast_jobs import encode_batch
from adapters.sns.exceptions_notice import SnsExceptionsNotice
from adapters.stepfunctions.forecast_jobs import StepFunctionsJobRunner
from domain.forecasting.models.job import ForecastJob, JobBatch, StockException
from domain.forecasting.models.known_days import KnownEvent
from domain.forecasting.models.request import MAX_EVENT_NAME, MAX_EVENTS, MAX_NOTES, ForecastOptions
from domain.forecasting.service.jobs import finisher, planner
from domain.outbox.models import OrderedLine, OrderState, StoredChange
from domain.outbox.telling import events_of
from domain.purchasing.models.order import MAX_LINES
from handlers.forecasting import planner as planner_function
from handlers.forecasting.job_steps import PlannerInput
from handlers.products.schemas import SUPPLIER_SKU_MAX_LENGTH
from handlers.shared import http
from handlers.shared.files import MAX_BODY_BYTES, MAX_FILE_BYTES
from testing.deployed import HANDLERS, deployed, send
from testing.fakes.system import FakeClock

ROOT = Path(__file__).parents[2]
CONTRACT = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
METHODS = {"get", "post", "put", "delete", "patch"}
OPERATIONS = [
    (method.upper(), path) for path, item in CONTRACT["paths"].items() for method in item if method in METHODS
]
#: Lambda's limits on what a caller who waits sends and gets, as JSON with the body as a string.
MOST_SENT = MOST_ANSWERED = 6 * 1024 * 1024
#: API Gateway's own, after it has undone a ``Content-Encoding``.
MOST_TAKEN_BY_THE_GATEWAY = 10 * 1024 * 1024
#: What SQS, SNS, Step Functions, EventBridge and asynchronous calls of Lambda hand on.
MOST_HANDED_ON = 256 * 1024
#: The longest ids, and the character that takes most bytes in JSON.
PRODUCT_ID, CORRELATION_ID, JOB_ID, WIDEST = "X" * 64, "x" * 128, "j" * 80, "\U0001f4e6"


@pytest.fixture(scope="module", autouse=True)
def account():
    """The functions' own tables and bucket."""
    with deployed():
        yield


def operation(method, path):
    return CONTRACT["paths"][path][method.lower()]


def filled(path):
    return re.sub(r"{\w+}", "X", path)


def bodies():
    """Return every route that takes a body, with each type of it."""
    return [
        (method, path, kind)
        for method, path in OPERATIONS
        for kind in operation(method, path).get("requestBody", {}).get("content", {})
    ]


# -------------------------------------------------------------------------------- 6 MB back
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("text", ["x" * 7_000_000, "\u00e9" * 1_200_000, WIDEST * 600_000, '"' * 3_500_000])
def test_an_answer_that_lambda_cannot_return_becomes_a_problem_that_says_what_to_do(method, path, text):
    huge = {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": text, "isBase64Encoded": False}
    handler = HANDLERS[path.split("/")[1]]
    assert handler.__module__ == "handlers.shared.http", "each REST function goes through the one entry point"
    with patch.object(http, "_resolve", lambda *_: dict(huge)):
        answer = send(method, filled(path), resource=path)
    assert len(json.dumps(vars(answer))) < MOST_ANSWERED
    assert answer.json["type"].endswith("/answer-too-large")
    assert answer.status == (422 if method == "GET" else 500)
    assert ("Ask for less" if method == "GET" else "was carried out") in answer.json["detail"]


def test_an_answer_just_below_is_sent():
    text = "x" * 5_900_000
    with patch.object(http, "_resolve", lambda *_: {"statusCode": 200, "headers": {}, "body": text}):
        assert send("GET", "/products").body == text


# -------------------------------------------------------------------------------- 6 MB and 10 MB in
@pytest.mark.parametrize(("method", "path", "kind"), bodies())
def test_a_body_that_is_too_large_is_refused_while_lambda_can_still_pass_it_on(method, path, kind):
    json_only = kind == "application/json"
    limit = http.MAX_JSON_BYTES if json_only else MAX_BODY_BYTES
    assert limit * 4 / 3 + 100_000 < MOST_SENT, "in base64, with headers"
    body = b'{"x":"' + b"x" * limit + b'"}'
    kind = kind + "; boundary=b" if kind.startswith("multipart") else kind
    answer = send(method, filled(path), body=body, headers={"Content-Type": kind}, resource=path)
    assert answer.status == 413, answer.body
    assert re.search(r"POST /sales-data/uploads|parts|[Ss]plit|two files|at a time", answer.json["detail"]), answer.body


@pytest.mark.parametrize(("method", "path", "kind"), [each for each in bodies() if "gzip" in each[2]])
def test_a_body_is_inflated_no_further_than_memory_allows(method, path, kind):
    bomb = gzip.compress(b"x" * (MAX_FILE_BYTES + 1))
    assert len(bomb) < MAX_BODY_BYTES
    for headers in ({"Content-Type": kind}, {"Content-Type": "text/csv", "Content-Encoding": "gzip"}):
        answer = send(method, filled(path), body=bomb, headers=headers, resource=path)
        assert answer.status == 413, answer.body


def test_what_the_gateway_inflates_itself_is_less_than_a_function_would_refuse():
    """It undoes a Content-Encoding before it looks at its own limit, and its own refusal names the way for files."""
    assert MAX_BODY_BYTES < MOST_TAKEN_BY_THE_GATEWAY < MAX_FILE_BYTES
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    refusal = template.split("REQUEST_TOO_LARGE:")[1].split("UNSUPPORTED_MEDIA_TYPE:")[0]
    assert "POST /sales-data/uploads" in refusal


# -------------------------------------------------------------------------------- 256 KB on
class Recorder:
    """A client of any service that keeps what it was asked to hand on."""

    def __init__(self):
        self.sent = []

    def __getattr__(self, _):
        return lambda **given: self.sent.append(given)


def largest_start(client):
    StepFunctionsJobRunner(client, "arn", lambda: CORRELATION_ID).start(JOB_ID)


def largest_report(client):
    LambdaReportWorker(client, "worker", lambda: CORRELATION_ID).start("r" * 64)


def largest_notice(client):
    kinds = ("stockout_within_lead_time", "accuracy_lost", "stale_data")
    found = [StockException(PRODUCT_ID, kinds[each % 3], WIDEST * 1000) for each in range(finisher._EXCEPTIONS_SENT)]
    job = ForecastJob(
        job_id=JOB_ID, status="completed", trigger="nightly", created_at=FakeClock().now(), products=10**6
    )
    SnsExceptionsNotice(client, "arn").send(job, found, 10**6)


def going_on_with_a_file(client):
    """The message is the one that came, so it is no longer than EventBridge's of a file with the longest name."""
    key = f"uploads/{'u' * 64}/{WIDEST * 200}.csv"
    client.send_message(MessageBody=json.dumps({"detail": {"object": {"key": key}}}) + "x" * 2000)


def largest_event(client):
    """An order of as many lines as there may be, all of them received, with the longest names; the client takes all."""
    line = OrderedLine(
        line=MAX_LINES,
        product_id=PRODUCT_ID,
        supplier_sku=WIDEST * SUPPLIER_SKU_MAX_LENGTH,
        quantity=Decimal("1000000.123456"),
        received_quantity=Decimal("1000000.123456"),
        open_quantity=Decimal(0),
        unit_cost=Decimal("1000000.123456"),
        expected_on=date(2026, 12, 1),
    )
    order = OrderState(
        purchase_order_id="o" * 64,
        supplier_id="s" * 64,
        status="received",
        is_ordered=True,
        ordered_on=date(2026, 12, 1),
        expected_on=date(2026, 12, 1),
        currency="USD",
        total_units=Decimal(10**9),
        total_cost=Decimal(10**9),
        lines=(line,) * MAX_LINES,
    )
    change = StoredChange(
        change_id="c" * 80, sequence="9" * 40, occurred_at=FakeClock().now(), before=None, after=order
    )

    class Taking(Recorder):
        def put_events(self, Entries):
            client.sent += [{**entry, "Time": ""} for entry in Entries]
            return {"Entries": [{} for _ in Entries]}

    EventBridgeBus(Taking(), "bus").send(events_of([change]))


#: By module: what hands something on, and its largest message.
HANDED_ON = {
    "adapters/stepfunctions/forecast_jobs.py": largest_start,
    "adapters/aws_lambda/report_worker.py": largest_report,
    "adapters/sns/exceptions_notice.py": largest_notice,
    "adapters/eventbridge/bus.py": largest_event,
    "handlers/outbox/sender.py": largest_event,
    "handlers/sales/ingest.py": going_on_with_a_file,
}
CALLS = re.compile(r"\.(send_message(?:_batch)?|publish(?:_batch)?|invoke|put_events|start_execution|put_records?)\(")


def test_everything_that_hands_something_on_is_known():
    found = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src").rglob("*.py")
        if CALLS.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(HANDED_ON), "say how large its largest message is"


@pytest.mark.parametrize("module", HANDED_ON)
def test_the_largest_message_fits(module):
    client = Recorder()
    HANDED_ON[module](client)
    for given in client.sent:
        assert len(json.dumps(given, default=bytes.decode)) < MOST_HANDED_ON


def widest_options(engine):
    events = [KnownEvent(WIDEST * MAX_EVENT_NAME, date(2026, 12, 1), date(2026, 12, 2), 999.5)] * MAX_EVENTS
    return ForecastOptions(engine=engine, events=tuple(events), notes=WIDEST * MAX_NOTES)


@pytest.mark.parametrize("engine", ["statistical", "bedrock"])
def test_a_batch_of_the_longest_names_fits_between_two_steps(engine):
    """A line of the batches' file is the input of a child of the map, which adds the correlation id."""
    size = planner.BATCH_SIZE if engine == "statistical" else planner.BATCH_SIZE_WITH_MODEL
    (group,) = batched([PRODUCT_ID] * size, size, strict=True)
    line = encode_batch(JobBatch(JOB_ID, 10**6, group, widest_options(engine), "nightly"))
    assert len(json.dumps(line | {"correlation_id": CORRELATION_ID})) < MOST_HANDED_ON


def test_what_the_planner_hands_on_does_not_grow_with_the_catalogue(monkeypatch):
    plan = planner.Plan(JOB_ID, f"jobs/{JOB_ID}/batches.jsonl", 10**6)
    fake = SimpleNamespace(plan_requested=lambda _: plan)
    monkeypatch.setattr(planner_function, "container", SimpleNamespace(planner=lambda: fake))
    given = PlannerInput.model_validate({"request": {"job_id": JOB_ID}, "execution_name": "x"})
    assert len(json.dumps(planner_function.plan(given))) < 2_000
