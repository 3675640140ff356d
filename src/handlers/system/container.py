"""Container of the health check."""

from __future__ import annotations

from dependency_injector import containers, providers

from adapters.calendars.holidays import PublicHolidays
from adapters.dynamodb.table import Table
from adapters.system.clock import SystemClock
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.settings import optional, required
from handlers.system.health import HealthCheck


class SystemContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    products_table = providers.Singleton(
        Table, providers.Singleton(clients.dynamodb), providers.Callable(required, "PRODUCTS_TABLE")
    )
    holidays = adapter(
        PublicHolidays,
        providers.Callable(optional, "COUNTRY", "US"),
        providers.Callable(optional, "CATEGORY_COUNTRIES", "{}"),
    )
    health = providers.Singleton(
        HealthCheck, products_table.provided.ping, adapter(SystemClock), holidays.provided.problems
    )


container = SystemContainer()
