"""What every test may use: fake time and ids, the AWS tables of template.yaml on moto, and events by name."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from hypothesis import HealthCheck, settings
from moto import mock_aws

from handlers.shared import clients, cursors, idempotency, observability
from testing.fakes.system import FakeClock, FakeIds
from testing.template import create_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How long an example takes says more about the machine than about the code.
settings.register_profile("stockcast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stockcast")

ROOT = Path(__file__).parent.parent
CURSOR_SECRET = "a-secret-only-tests-know"


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
    with mock_aws():
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
