"""Replenishment's object graph."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from dependency_injector import containers, providers

from adapters.calendars.holidays import PublicHolidays
from adapters.dynamodb.calendar.entries import DynamoEntryRepository
from adapters.dynamodb.forecasting.calendar import DynamoEventCalendar
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.purchasing.suppliers import DynamoDeliveries, DynamoSuppliers
from adapters.dynamodb.replenishment.inputs import DynamoDemandForecasts, DynamoStockCatalogue
from adapters.dynamodb.replenishment.purchases import DynamoPurchases
from adapters.dynamodb.replenishment.rows import worklist_shards, worklist_tops
from adapters.dynamodb.replenishment.snoozes import DynamoSnoozes
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.sales.series import DynamoSalesSeries
from adapters.dynamodb.table import Table
from adapters.system.clock import SystemClock
from domain.replenishment.service.listing import ListingService
from domain.replenishment.service.recommendations import RecommendationService
from domain.replenishment.service.replays import ReplayService
from domain.replenishment.service.snoozing import SnoozeService
from domain.replenishment.tops import ToppedShards
from domain.shared.shards import ShardKeeper
from handlers.shared import clients
from handlers.shared.authors import author
from handlers.shared.lazy import adapter
from handlers.shared.settings import optional, required

if TYPE_CHECKING:
    from adapters.in_process.demand_forecaster import EngineForecaster
    from domain.replenishment.service.proposals import ProposalService


def _engine(holidays: PublicHolidays, events: DynamoEventCalendar) -> EngineForecaster:
    from adapters.in_process.demand_forecaster import (
        EngineForecaster,  # on first use: few calls replay, and it is large
    )

    return EngineForecaster(holidays, events)


def _proposal_service(*parts: Any) -> ProposalService:
    from domain.replenishment.service.proposals import ProposalService  # on first use: only drafts need it

    return ProposalService(*parts)


class ReplenishmentContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    products_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PRODUCTS_TABLE"))
    sales_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "SALES_TABLE"))
    purchasing_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "PURCHASING_TABLE"))
    forecasts_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"), author=providers.Object(author)
    )

    clock = adapter(SystemClock)
    currency = providers.Callable(optional, "CURRENCY", "USD")
    catalogue = adapter(DynamoStockCatalogue, providers.Singleton(DynamoProductRepository, products_table))
    forecasts = adapter(DynamoDemandForecasts, forecasts_table)
    sales = adapter(DynamoSalesSeries, providers.Singleton(SalesHistoryReader, sales_table))
    holidays = adapter(
        PublicHolidays,
        providers.Callable(optional, "COUNTRY", "US"),
        providers.Callable(optional, "CATEGORY_COUNTRIES", "{}"),
    )
    calendar_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "CALENDAR_TABLE"))
    events = adapter(DynamoEventCalendar, providers.Singleton(DynamoEntryRepository, calendar_table))
    forecaster = adapter(_engine, holidays, events)
    purchases = adapter(
        DynamoPurchases,
        providers.Singleton(DynamoSuppliers, purchasing_table),
        providers.Singleton(DynamoDeliveries, purchasing_table),
    )

    snoozes = adapter(DynamoSnoozes, forecasts_table, products_table)
    worklist_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "WORKLIST_TABLE"))
    tops = adapter(worklist_tops, worklist_table)
    rows = adapter(ToppedShards, adapter(worklist_shards, worklist_table), tops)

    recommendation_service = providers.Singleton(
        RecommendationService, catalogue, forecasts, sales, clock, purchases, snoozes
    )
    listing_service = providers.Singleton(ListingService, recommendation_service, rows, tops, clock)
    #: What rows are made of is read as it was just written: a row must have seen the change that it is made for.
    written_service = providers.Singleton(
        RecommendationService,
        catalogue,
        adapter(partial(DynamoDemandForecasts, consistent=True), forecasts_table),
        adapter(partial(DynamoSalesSeries, consistent=True), providers.Singleton(SalesHistoryReader, sales_table)),
        clock,
        purchases,
        snoozes,
    )
    row_keeper = providers.Singleton(ShardKeeper, rows, written_service.provided.rows, clock)
    proposal_service = providers.Singleton(_proposal_service, catalogue, forecasts, sales, clock, purchases, snoozes)
    snooze_service = providers.Singleton(SnoozeService, catalogue, snoozes, clock)
    replay_service = providers.Singleton(ReplayService, catalogue, sales, forecaster, clock)


container = ReplenishmentContainer()
