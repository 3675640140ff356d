"""The outbox's object graph."""

from __future__ import annotations

from dependency_injector import containers, providers

from adapters.dynamodb.outbox.records import stored_changes
from adapters.eventbridge.bus import EventBridgeBus
from adapters.s3.unsent import S3UnsentRecords
from domain.outbox.service import Publisher
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.settings import required


class OutboxContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    bus = adapter(EventBridgeBus, providers.Singleton(clients.events), providers.Callable(required, "EVENT_BUS_NAME"))
    unsent = adapter(S3UnsentRecords, providers.Singleton(clients.s3), providers.Callable(required, "DATA_BUCKET"))
    publisher = providers.Singleton(Publisher, bus)
    changes = providers.Object(stored_changes)


container = OutboxContainer()
