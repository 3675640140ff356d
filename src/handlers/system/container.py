"""What the health check looks at."""

from __future__ import annotations

from dependency_injector import containers, providers

from adapters.dynamodb.table import Table
from adapters.system.clock import SystemClock
from handlers.shared import clients
from handlers.shared.settings import required
from handlers.system.health import HealthCheck


class SystemContainer(containers.DeclarativeContainer):
    """Everything is made on first use, once a process."""

    products_table = providers.Singleton(
        Table, providers.Singleton(clients.dynamodb), providers.Callable(required, "PRODUCTS_TABLE")
    )
    health = providers.Singleton(HealthCheck, products_table.provided.ping, providers.Singleton(SystemClock))


container = SystemContainer()
