"""Container of the health check."""

from __future__ import annotations

from dependency_injector import containers, providers

from adapters.dynamodb.table import Table
from adapters.system.clock import SystemClock
from handlers.shared import clients
from handlers.shared.lazy import adapter
from handlers.shared.settings import required
from handlers.system.health import HealthCheck


class SystemContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    products_table = providers.Singleton(
        Table, providers.Singleton(clients.dynamodb), providers.Callable(required, "PRODUCTS_TABLE")
    )
    health = providers.Singleton(HealthCheck, products_table.provided.ping, adapter(SystemClock))


container = SystemContainer()
