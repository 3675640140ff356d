"""What the API says about itself and what it says elsewhere, without AWS."""

from __future__ import annotations

import pytest

from domain.shared.errors import UnavailableError
from handlers.shared.http import UNROUTED
from handlers.system.api import handler
from handlers.system.container import container
from handlers.system.health import HealthCheck
from testing.rest import call


class Database:
    """Counts how often it is read, and can be down."""

    def __init__(self):
        self.reads = 0
        self.down = False
        self.wrong_countries = ()

    def ping(self):
        self.reads += 1
        if self.down:
            raise UnavailableError("down")


@pytest.fixture
def database(clock):
    found = Database()
    with container.health.override(HealthCheck(found.ping, clock, lambda: found.wrong_countries)):
        yield found


def test_a_system_that_can_serve_is_ok(database, monkeypatch):
    monkeypatch.delenv("BEDROCK_MODEL_ID", raising=False)
    answer = call(handler, "GET", "/health")
    assert answer.status == 200
    assert answer.json["status"] == "ok"
    assert answer.json["checks"] == {"database": "ok", "language_model": "not_configured", "holidays": "ok"}


def test_a_country_whose_holidays_are_not_known_is_said_though_the_api_can_serve(database):
    database.wrong_countries = ("The holidays of 'DE-XX' are not known.",)
    answer = call(handler, "GET", "/health")
    assert (answer.status, answer.json["status"]) == (200, "degraded")
    assert answer.json["checks"]["holidays"] == "unknown_country"


def test_a_database_that_is_down_is_503_and_no_more(database):
    database.down = True
    answer = call(handler, "GET", "/health")
    assert (answer.status, answer.json["status"], answer.headers["retry-after"]) == (503, "degraded", "10")


def test_asking_often_does_not_read_often(database, clock):
    for _ in range(20):
        call(handler, "GET", "/health")
    assert database.reads == 1
    clock.advance(seconds=11)
    call(handler, "GET", "/health")
    assert database.reads == 2


def test_the_contract_and_its_page_are_served():
    contract = call(handler, "GET", "/openapi.json")
    assert contract.json["openapi"] == "3.1.0"
    assert "/products" in contract.json["paths"]
    page = call(handler, "GET", "/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "Stockcast API" in page.body


@pytest.mark.parametrize("path", ["/nowhere", "/products/x/y", "/productsx", "/products%2Fx/y/z"])
def test_an_unknown_address_is_a_problem(path):
    assert call(handler, "GET", path).json["type"].endswith("/no-such-route")
    elsewhere = call(handler, "POST", path, resource=UNROUTED, headers={"Idempotency-Key": "k"})
    assert (elsewhere.status, elsewhere.json["instance"]) == (404, path)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PATCH", "/products", "GET, OPTIONS, POST"),
        ("POST", "/products/MUG-1", "DELETE, GET, OPTIONS, PATCH, PUT"),
        ("GET", "/products/upload", "OPTIONS, POST"),
        ("DELETE", "/sales-data/uploads", "OPTIONS, POST"),
        ("HEAD", "/forecasts/MUG-1/overrides/o-1", "DELETE, OPTIONS"),
        ("POST", "/health", "GET, OPTIONS"),
    ],
)
def test_a_method_that_an_address_does_not_have_is_told_those_it_has(method, path, allow):
    answer = call(handler, method, path, resource=UNROUTED, headers={"Idempotency-Key": "k"})
    assert (answer.status, answer.headers["allow"]) == (405, allow)
    assert answer.json["type"].endswith("/method-not-allowed")
    assert answer.json["correlation_id"] == answer.headers["x-correlation-id"]
