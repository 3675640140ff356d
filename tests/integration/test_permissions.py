"""The rights that every test on moto holds functions to are the template's."""

from __future__ import annotations

import pytest

from testing import permissions
from testing.deployed import deployed, send

REPORTS, CALENDAR = "handlers.reporting.api.handler", "handlers.calendar.api.handler"


@pytest.mark.parametrize(
    ("handler", "deed", "allowed"),
    [
        (CALENDAR, ("dynamodb:Query", "ProductsTable/index/categories", ()), True),
        (CALENDAR, ("dynamodb:PutItem", "ProductsTable", ("PRODUCT#1",)), False),
        (REPORTS, ("dynamodb:DeleteItem", "ForecastsTable", ("SNOOZED",)), True),
        (REPORTS, ("dynamodb:DeleteItem", "ForecastsTable", ("FORECAST#1",)), False),
        (REPORTS, ("dynamodb:PutItem", "ForecastsTable", ("REPORT#1",)), True),
        (REPORTS, ("dynamodb:PutItem", "ForecastsTable", ("REPORT#1", "FORECAST#1")), False),
        ("handlers.sales.api.handler", ("s3:PutObject", "DataBucket/uploads/1", ()), True),
        ("handlers.sales.api.handler", ("s3:PutObject", "DataBucket/reports/1", ()), False),
    ],
)
def test_a_function_may_do_what_its_policy_says_to_the_keys_that_it_names(handler, deed, allowed):
    assert permissions._allowed(handler, *deed) is allowed


@pytest.mark.usefixtures("system_clock")
def test_a_call_that_the_policy_lacks_fails_a_test(monkeypatch):
    with deployed():
        assert send("GET", "/products/none").status == 404
        without = {**permissions._statements(), "handlers.products.api.handler": ()}
        monkeypatch.setattr(permissions, "_statements", lambda: without)
        assert send("GET", "/products/none").status == 500
        assert send("GET", "/calendar/none").status == 404
