"""The calendar's object graph."""

from __future__ import annotations

from dependency_injector import containers, providers

from adapters.dynamodb.calendar.entries import DynamoEntryRepository
from adapters.dynamodb.calendar.products import DynamoKnownProducts
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.table import Table
from adapters.s3.uploads import S3UploadFiles
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.calendar.calendar_import import CalendarImport
from domain.calendar.service import CalendarService
from handlers.shared import clients
from handlers.shared.authors import author
from handlers.shared.lazy import adapter
from handlers.shared.settings import optional, required


class CalendarContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    calendar_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "CALENDAR_TABLE"), author=providers.Object(author)
    )
    products_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"))
    entries = adapter(DynamoEntryRepository, calendar_table)
    products = adapter(
        DynamoKnownProducts, providers.Singleton(DynamoProductRepository, products_table), products_table
    )
    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    s3 = providers.Singleton(clients.s3)
    files = adapter(S3UploadFiles, s3, providers.Callable(required, "DATA_BUCKET"))
    currency = providers.Callable(optional, "CURRENCY", "USD")
    calendar_service = providers.Singleton(CalendarService, entries, products, clock, ids)
    calendar_import = providers.Singleton(CalendarImport, calendar_service, products, files, ids, currency)


container = CalendarContainer()
