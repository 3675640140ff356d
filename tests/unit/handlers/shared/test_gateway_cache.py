"""What a function says of an answer that API Gateway's cache repeats."""

from __future__ import annotations

import pytest

from handlers.shared.gateway_cache import STAGE_VARIABLE, repeated_seconds, retry_after

TOLD = "/products=60,/reports/forecast-summary=120"


def request(method="GET", resource="/products", told=TOLD):
    return {"httpMethod": method, "resource": resource, "stageVariables": {STAGE_VARIABLE: told}}


@pytest.mark.parametrize(
    ("event", "seconds"),
    [
        (request(), 60),
        (request(resource="/reports/forecast-summary"), 120),
        (request(resource="/products/{product_id}"), 0),
        (request(method="POST"), 0),
        (request(told="none"), 0),
        ({"httpMethod": "GET", "resource": "/products", "stageVariables": None}, 0),
        ({"httpMethod": "GET", "resource": "/products"}, 0),
    ],
)
def test_how_long_an_answer_is_repeated(event, seconds):
    assert repeated_seconds(event) == seconds


@pytest.mark.parametrize(
    ("status", "wished", "said"),
    [(503, "5", "60"), (503, "90", "90"), (500, None, "60"), (422, None, None), (202, "2", "2"), (200, None, None)],
)
def test_a_servers_error_is_not_to_be_tried_again_before_the_cache_forgets_it(status, wished, said):
    assert retry_after(request(), status, wished) == said


def test_without_a_cache_an_error_waits_as_long_as_it_wishes():
    assert retry_after(request(told="none"), 503, "5") == "5"
    assert retry_after(request(told="none"), 500, None) is None
