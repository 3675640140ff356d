"""The outbox's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dependency_injector import containers, providers

from adapters.dynamodb.outbox.change_log import DynamoChangeLog
from adapters.dynamodb.table import Table
from adapters.system.clock import SystemClock
from domain.outbox.change_service import ChangeService
from domain.outbox.service import Publisher
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.settings import required

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapters.s3.unsent import S3UnsentRecords
    from domain.outbox.models import Change, StoredChange
    from domain.outbox.ports import EventBus


# What only the sender needs is imported on first use.


def _bus(name: str) -> EventBus:
    from adapters.eventbridge.bus import EventBridgeBus

    return EventBridgeBus(clients.events(), name)


def _unsent(bucket: str) -> S3UnsentRecords:
    from adapters.s3.unsent import S3UnsentRecords

    return S3UnsentRecords(clients.s3(), bucket)


def _stored_changes(records: Iterable[Mapping[str, Any]]) -> Iterator[StoredChange]:
    from adapters.dynamodb.outbox.records import stored_changes

    return stored_changes(records)


def _changes_of(records: Iterable[Mapping[str, Any]]) -> Iterator[Change]:
    from adapters.dynamodb.outbox.changes import changes_of

    return changes_of(records)


class OutboxContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    bus = adapter(_bus, providers.Callable(required, "EVENT_BUS_NAME"))
    unsent = adapter(_unsent, providers.Callable(required, "DATA_BUCKET"))
    publisher = providers.Singleton(Publisher, bus)
    clock = adapter(SystemClock)
    dynamodb = providers.Singleton(clients.dynamodb)
    forecasts_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"))
    change_log = adapter(DynamoChangeLog, forecasts_table)
    change_service = providers.Singleton(ChangeService, change_log, clock)
    stored_changes = providers.Object(_stored_changes)
    changes_of = providers.Object(_changes_of)


container = OutboxContainer()
