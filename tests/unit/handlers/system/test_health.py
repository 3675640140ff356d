"""The health check, without AWS."""

from __future__ import annotations

import pytest

from domain.shared.errors import UnavailableError
from handlers.system.api import handler
from handlers.system.container import container
from handlers.system.health import HealthCheck
from tests.support.rest import call


class Database:
    """Counts how often it is read, and can be down."""

    def __init__(self):
        self.reads = 0
        self.down = False

    def read(self, key):
        self.reads += 1
        if self.down:
            raise UnavailableError("down")


@pytest.fixture
def database(clock):
    found = Database()
    with container.health.override(HealthCheck(found.read, clock)):
        yield found


def test_a_system_that_can_serve_is_ok(database, monkeypatch):
    monkeypatch.delenv("BEDROCK_MODEL_ID", raising=False)
    answer = call(handler, "GET", "/health")
    assert answer.status == 200
    assert answer.json["status"] == "ok"
    assert answer.json["checks"] == {"database": "ok", "language_model": "not_configured"}


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


def test_an_unknown_address_is_a_problem():
    assert call(handler, "GET", "/nowhere").json["type"].endswith("/no-such-route")
