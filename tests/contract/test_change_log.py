"""The log of changes on moto: in order, in pages, over days without any, and kept once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import boto3
import pytest

from adapters.dynamodb.outbox.change_log import DynamoChangeLog
from adapters.dynamodb.table import Table
from domain.outbox.change_service import KEPT, ChangeService
from domain.outbox.models import Action, Change, FieldChange, Subject
from testing.fakes.system import FakeClock

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def change(number, occurred_at, product_id="SKU-1", subject=Subject.PRODUCT):
    return Change(
        subject=subject,
        subject_id=product_id or "S",
        product_id=product_id,
        action=Action.CHANGED,
        sequence=f"{number:040d}",
        occurred_at=occurred_at,
        changed_by="till" if number % 2 else None,
        fields=(FieldChange(name="on_hand", before=0.1, after=None), FieldChange(name="name", before="a", after="b")),
    )


@pytest.fixture
def log(aws):
    return DynamoChangeLog(Table(boto3.client("dynamodb", region_name="us-east-1"), aws["FORECASTS_TABLE"]))


def pages(service, limit, product_id=None, since=None):
    found, after, count = [], None, 0
    while count == 0 or after is not None:
        page = service.page(product_id, since, limit, after)
        assert len(page.items) <= limit
        found += page.items
        after, count = page.next_position, count + 1
        assert count < 50
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_all_come_oldest_first_over_days_without_any_and_are_kept_once(log, limit):
    days = [399, 399, 250, 3, 3, 3, 0]
    told = [change(number, NOW - timedelta(days=days_ago, hours=-number)) for number, days_ago in enumerate(days)]
    log.record(told)
    log.record(told[::-1])
    service = ChangeService(log, FakeClock(NOW + timedelta(hours=8)))
    assert pages(service, limit, since=told[0].occurred_at) == told
    assert pages(service, limit) == told[3:]
    assert pages(service, limit, "SKU-1") == told
    since = told[4].occurred_at
    assert pages(service, limit, since=since) == told[4:]
    assert pages(service, limit, "SKU-1", since) == told[4:]
    assert pages(service, limit, "SKU-2") == []


def test_changes_of_one_second_stay_apart_by_number_and_subject(log):
    told = [change(1, NOW), change(1, NOW, subject=Subject.SALES), change(2, NOW), change(3, NOW, "2026-11-20")]
    log.record(told)
    service = ChangeService(log, FakeClock(NOW))
    assert pages(service, 2) == told
    assert pages(service, 2, "2026-11-20") == told[3:]


def test_a_change_of_no_product_is_among_its_days_alone(log):
    told = [change(1, NOW), change(2, NOW, None, Subject.SUPPLIER)]
    log.record(told)
    service = ChangeService(log, FakeClock(NOW))
    assert pages(service, 2) == told
    assert pages(service, 2, "SKU-1") == told[:1]
    assert pages(service, 2, "S") == []


def test_they_are_forgotten_after_400_days(log, aws):
    log.record([change(1, NOW)])
    client = boto3.client("dynamodb", region_name="us-east-1")
    items = client.scan(TableName=aws["FORECASTS_TABLE"])["Items"]
    assert {int(item["expires_at"]["N"]) for item in items} == {int((NOW + KEPT).timestamp())}
    assert pages(ChangeService(log, FakeClock(NOW + KEPT + timedelta(seconds=1))), 5, "SKU-1") == []
