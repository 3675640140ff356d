"""Logs, metrics and the correlation id that ties one request's lines together.

Logs are JSON lines; every line of a request carries ``correlation_id``. Metrics are written in CloudWatch's embedded
metric format. Neither ever holds API keys, bodies or file contents.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from handlers.shared.settings import optional

if TYPE_CHECKING:
    from collections.abc import Mapping

CORRELATION_HEADER = "x-correlation-id"
NAMESPACE = "Stockcast"

_SANE_CORRELATION_ID = re.compile(r"[A-Za-z0-9._:/=+@-]{1,128}\Z")

logger = Logger(
    service="stockcast", level=optional("LOG_LEVEL", "INFO"), use_rfc3339=True, utc=True, serialize_stacktrace=False
)
metrics = Metrics(namespace=NAMESPACE, service=optional("POWERTOOLS_SERVICE_NAME", "stockcast"))


def correlation_id_from(headers: Mapping[str, str] | None) -> str:
    """Return the caller's correlation id if it sent a sane one, else a new one."""
    for name, value in (headers or {}).items():
        if name.lower() == CORRELATION_HEADER and _SANE_CORRELATION_ID.match(value or ""):
            return value
    return str(uuid.uuid4())


def current_correlation_id() -> str | None:
    """Return the correlation id of the request at hand, for the work that it leaves to other functions."""
    return logger.get_correlation_id()


def count(name: str, value: float = 1) -> None:
    """Add to a count metric."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)


def measure(name: str, value: float, unit: MetricUnit = MetricUnit.NoUnit) -> None:
    """Record one value of a metric."""
    metrics.add_metric(name=name, unit=unit, value=value)


def flush_metrics() -> None:
    """Write what was counted since the last flush; silent when nothing was."""
    if metrics.metric_set:
        metrics.flush_metrics()
    metrics.clear_metrics()
