"""How long forecast jobs and the results of their batches are kept in the table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import boto3
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.forecasting.jobs import KEPT_DAYS, DynamoJobRepository
from adapters.dynamodb.table import Table
from domain.forecasting.models.job import BatchResult, ForecastJob
from testing.fakes.system import FakeClock

CREATED = datetime(2031, 5, 1, 23, 30, tzinfo=UTC)
RECORDED = CREATED + timedelta(hours=2)


@pytest.fixture
def table(aws) -> Table:
    return Table(boto3.client("dynamodb"), aws["FORECASTS_TABLE"])


def test_a_job_is_kept_from_its_creation_and_a_result_from_when_the_clock_says_it_came(table):
    clock = FakeClock(CREATED)
    jobs = DynamoJobRepository(table, clock)
    jobs.add(ForecastJob(job_id="job-1", status="queued", trigger="api", created_at=CREATED, products=1))
    clock.advance(hours=2)
    jobs.record(BatchResult("job-1", 0, 1))
    kept = timedelta(days=KEPT_DAYS)
    assert table.get(keys.job("job-1"))["expires_at"] == (CREATED + kept).timestamp()
    assert table.get(keys.batch("job-1", 0))["expires_at"] == (RECORDED + kept).timestamp()
