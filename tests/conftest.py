"""What every test may use: fake time and ids, the AWS tables of template.yaml on moto, and events by name."""

from __future__ import annotations

import io
import json
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import boto3
import pytest
import time_machine
from hypothesis import HealthCheck, settings
from moto import mock_aws

from adapters.system.clock import SystemClock
from handlers.shared import clients, cursors, idempotency, observability
from testing.fakes.system import FakeClock, FakeIds
from testing.moto_dynamodb import whole_transactions
from testing.permissions import enforced
from testing.service_models import parse_once
from testing.template import create_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How long an example takes says more about the machine than about the code.
settings.register_profile("stockcast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stockcast")
parse_once()

ROOT = Path(__file__).parent.parent
TODAY = os.environ.get("STOCKCAST_TODAY", "")
CURSOR_SECRET = "a-secret-only-tests-know"


def pytest_configure(config: pytest.Config) -> None:
    """Travel to the day (from noon on) or instant that STOCKCAST_TODAY names, before any test is imported."""
    if TODAY:
        start = datetime.fromisoformat(TODAY if "T" in TODAY else f"{TODAY}T12:00:00").timestamp()
        travelled = time_machine.travel(start, tick=True)
        travelled.start()
        config.add_cleanup(travelled.stop)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that read the system's clock: they are run on other days too."""
    for item in items:
        if "system_clock" in getattr(item, "fixturenames", ()):
            item.add_marker("day")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Fail a test that reads the system's clock without saying so, since it would be missing among those."""
    if item.get_closest_marker("day"):
        return (yield)
    with patch.object(SystemClock, "now", lambda _clock: pytest.fail("this test reads the clock: use system_clock")):
        return (yield)


@pytest.fixture(scope="session")
def system_clock() -> None:
    """Use the system's clock: the test holds on every day, and is run on several."""


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until it is moved."""
    return FakeClock()


@pytest.fixture
def ids() -> FakeIds:
    """Ids that count up."""
    return FakeIds()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """An empty AWS account on moto with the template's tables and one bucket; yields the environment it sets."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    _forget_clients()
    with mock_aws(), whole_transactions(), enforced():
        environment = create_tables(ROOT / "template.yaml", boto3.client("dynamodb", region_name="us-east-1"))
        environment["DATA_BUCKET"] = "data-bucket"
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="data-bucket")
        secret = boto3.client("secretsmanager", region_name="us-east-1").create_secret(
            Name="cursors", SecretString=CURSOR_SECRET
        )
        environment["CURSOR_SECRET_ARN"] = secret["ARN"]
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield environment
    _forget_clients()


@pytest.fixture(autouse=True)
def logging_stays_on() -> Iterator[None]:
    """No test turns off what later ones look for."""
    yield
    disabled = logging.root.manager.disable
    logging.disable(logging.NOTSET)
    assert disabled == logging.NOTSET, "the test has left logging disabled"


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, Any]]]:
    """What the code logs from here on: call it for the JSON lines so far."""
    stream = io.StringIO()
    for handler in observability.logger.handlers:
        monkeypatch.setattr(handler, "stream", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def _forget_clients() -> None:
    for cached in (clients.session, cursors._secret, idempotency._store):
        cached.cache_clear()


@pytest.fixture
def event() -> Callable[..., dict[str, Any]]:
    """Load an event of ``events/`` by its path, e.g. ``products/create``, with changes on top."""

    def load(name: str, **changes: Any) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((ROOT / "events" / f"{name}.json").read_text())
        return loaded | changes

    return load
