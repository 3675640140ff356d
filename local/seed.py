"""Loads the demo shop through the public REST API, the way a user would, and forecasts it."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from local import demo
from local.report import LocalError, say, step

if TYPE_CHECKING:
    from datetime import date

    from local.stack import Stack

FORECAST_SECONDS = 600
_TRIES = 5


class Api:
    """The REST API of a stack on this machine."""

    def __init__(self, stack: Stack) -> None:
        self._url, self._key = stack.api_url, stack.bulk_api_key

    def call(
        self, method: str, path: str, body: str | None = None, content_type: str = "application/json"
    ) -> dict[str, Any]:
        """Call it, again if it was too busy; raises :class:`LocalError` with the API's own words."""
        headers = {"x-api-key": self._key, "Content-Type": content_type, "Accept": "application/json"}
        data = body.encode() if body is not None else None
        request = urllib.request.Request(self._url + path, data, headers, method=method)  # noqa: S310  # http, this machine
        for attempt in range(_TRIES):
            try:
                with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310
                    answer: dict[str, Any] = json.load(response)
                    return answer
            except urllib.error.HTTPError as error:
                if error.code in {429, 503} and attempt < _TRIES - 1:
                    time.sleep(float(error.headers.get("Retry-After") or 1))
                    continue
                problem = error.read().decode(errors="replace")[:2000]
                raise LocalError(f"{method} {path} answered {error.code}: {problem}") from error
        raise AssertionError("unreachable")


def is_empty(stack: Stack) -> bool:
    """Say whether the shop has no product yet."""
    return not Api(stack).call("GET", "/products?limit=1")["items"]


def seed(stack: Stack, today: date) -> None:
    """Load the demo shop as it is on a day. Doing it again on a later one adds the days between."""
    api = Api(stack)
    with step("loading the demo shop's catalogue"):
        _accepted(api.call("POST", "/products/upload", demo.catalogue_csv(today), "text/csv"))
    with step("loading two years of sales"):
        for category in dict.fromkeys(item.category for item in demo.ITEMS):
            table = demo.sales_csv(category, today)
            if table.count("\n") > 1:
                _accepted(api.call("POST", "/sales-data/upload", table, "text/csv"))
    with step("forecasting every product"):
        job = _finished(api, api.call("POST", "/forecasts/generate", json.dumps({"all": True}))["job_id"])
    say(f"  {job['done']} of {job['products']} products forecast; {job['failed']} without any history to go by")


def _accepted(report: dict[str, Any]) -> None:
    if report["rows_rejected"]:
        raise LocalError(f"the demo shop's own rows were rejected: {report['errors'][:3]}")


def _finished(api: Api, job_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + FORECAST_SECONDS
    while time.monotonic() < deadline:
        job = api.call("GET", f"/forecast-jobs/{job_id}")
        if job["status"] in {"completed", "completed_with_errors"}:
            return job
        if job["status"] == "failed":
            raise LocalError(f"the forecast job failed: {job.get('errors')}")
        time.sleep(0.5)
    raise LocalError(f"the forecast job is not done after {FORECAST_SECONDS} s; GET /forecast-jobs/{job_id}")
