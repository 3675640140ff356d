"""Forecasting's object graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dependency_injector import containers, providers

from adapters.bedrock.advisor import BedrockAdvisor
from adapters.calendars.holidays import PublicHolidays
from adapters.dynamodb.calendar.entries import DynamoEntryRepository
from adapters.dynamodb.calendar.products import DynamoKnownProducts
from adapters.dynamodb.forecasting.breaker import DynamoBreakerStore
from adapters.dynamodb.forecasting.calendar import DynamoEventCalendar
from adapters.dynamodb.forecasting.forecasts import DynamoForecastRepository
from adapters.dynamodb.forecasting.inputs import DynamoCatalogue, DynamoPricedSales
from adapters.dynamodb.forecasting.jobs import DynamoJobRepository
from adapters.dynamodb.forecasting.ledger import DynamoLedger
from adapters.dynamodb.forecasting.overrides import DynamoOverrideRepository
from adapters.dynamodb.forecasting.shop import DynamoShopMemory
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.sales.history import SalesHistoryReader
from adapters.dynamodb.table import Table
from adapters.in_process.event_keeper import CalendarEventKeeper
from adapters.s3.forecast_jobs import S3JobFiles
from adapters.sns.exceptions_notice import SnsExceptionsNotice
from adapters.stepfunctions.forecast_jobs import StepFunctionsJobRunner
from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.calendar.service import CalendarService
from domain.forecasting.accuracy.ledger import ProposalLedger
from domain.forecasting.advice.breaker import CircuitBreaker
from domain.forecasting.advice.desk import AdviceDesk
from domain.forecasting.inputs.history_reader import HistoryReader
from domain.forecasting.service.accuracy import AccuracyService
from domain.forecasting.service.forecasts import ForecastService
from domain.forecasting.service.jobs.finisher import JobFinisher
from domain.forecasting.service.jobs.planner import JobPlanner
from domain.forecasting.service.jobs.requests import JobService
from domain.forecasting.service.listing import ForecastListing
from domain.forecasting.service.overrides import OverrideService
from handlers.forecasting.meter import EmfMeter
from handlers.shared import clients
from handlers.shared.authors import author
from handlers.shared.lazy import adapter
from handlers.shared.observability import current_correlation_id
from handlers.shared.settings import VERSION, optional, required

if TYPE_CHECKING:
    from domain.forecasting.inputs.shop_profile import ShopProfiles
    from domain.forecasting.service.effects import EffectService
    from domain.forecasting.service.forecaster import Forecaster
    from domain.forecasting.service.jobs.worker import BatchWorker


def _model_ids() -> tuple[str, str]:
    """Return the language models to ask, in order; empty names are none."""
    return optional("BEDROCK_MODEL_ID"), optional("BEDROCK_FALLBACK_MODEL_ID")


# The engine is imported on first use: it is large, and only the calls that forecast need it.
def _forecasts(table: Table, products_table: str) -> DynamoForecastRepository:
    day_rows = optional("FORECAST_DAY_ROWS", "true") == "true"
    return DynamoForecastRepository(table, products_table, day_rows=day_rows)


def _profiles(*collaborators: Any) -> ShopProfiles:
    from domain.forecasting.inputs.shop_profile import ShopProfiles

    return ShopProfiles(*collaborators)


def _forecaster(*collaborators: Any) -> Forecaster:
    from domain.forecasting.service.forecaster import Forecaster

    return Forecaster(*collaborators)


def _effects(*collaborators: Any) -> EffectService:
    from domain.forecasting.service.effects import EffectService

    return EffectService(*collaborators)


def _worker(*collaborators: Any) -> BatchWorker:
    from domain.forecasting.service.jobs.worker import BatchWorker

    return BatchWorker(*collaborators)


def _event_keeper(*collaborators: Any) -> CalendarEventKeeper:
    return CalendarEventKeeper(CalendarService(*collaborators))


class ForecastingContainer(containers.DeclarativeContainer):
    """Services are made once a process, adapters too, and those on first use."""

    dynamodb = providers.Singleton(clients.dynamodb)
    s3 = providers.Singleton(clients.s3)
    step_functions = providers.Singleton(clients.step_functions)
    sns = providers.Singleton(clients.sns)
    products_table_name = providers.Callable(required, "PRODUCTS_TABLE")
    products_table = providers.Singleton(Table, dynamodb, products_table_name)
    sales_table = providers.Singleton(Table, dynamodb, providers.Callable(required, "SALES_TABLE"))
    forecasts_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "FORECASTS_TABLE"), author=providers.Object(author)
    )

    calendar_table = providers.Singleton(
        Table, dynamodb, providers.Callable(required, "CALENDAR_TABLE"), author=providers.Object(author)
    )

    clock = adapter(SystemClock)
    ids = adapter(TimeOrderedIds)
    meter = providers.Singleton(EmfMeter)
    entries = providers.Singleton(DynamoEntryRepository, calendar_table)
    events = adapter(DynamoEventCalendar, entries)
    event_keeper = adapter(
        _event_keeper,
        entries,
        providers.Singleton(
            DynamoKnownProducts, providers.Singleton(DynamoProductRepository, products_table), products_table
        ),
        clock,
        ids,
    )
    holidays = adapter(
        PublicHolidays,
        providers.Callable(optional, "COUNTRY", "US"),
        providers.Callable(optional, "CATEGORY_COUNTRIES", "{}"),
    )
    catalogue = adapter(DynamoCatalogue, providers.Singleton(DynamoProductRepository, products_table))
    sales = adapter(DynamoPricedSales, providers.Singleton(SalesHistoryReader, sales_table))
    forecasts = adapter(_forecasts, forecasts_table, products_table_name)
    overrides = adapter(DynamoOverrideRepository, forecasts_table, products_table_name)
    shop = adapter(DynamoShopMemory, forecasts_table)
    ledger = adapter(DynamoLedger, forecasts_table, products_table_name)
    jobs = adapter(DynamoJobRepository, forecasts_table, clock)
    job_files = adapter(S3JobFiles, s3, providers.Callable(required, "DATA_BUCKET"))
    runner = adapter(
        StepFunctionsJobRunner,
        step_functions,
        providers.Callable(required, "BULK_STATE_MACHINE_ARN"),
        providers.Object(current_correlation_id),
    )
    notice = adapter(SnsExceptionsNotice, sns, providers.Callable(required, "ALERTS_TOPIC_ARN"))

    histories = providers.Singleton(HistoryReader, catalogue, sales, events, shop, clock)
    listing = providers.Singleton(ForecastListing, catalogue, forecasts)
    accuracy_service = providers.Singleton(AccuracyService, forecasts, histories)
    proposal_ledger = providers.Singleton(ProposalLedger, ledger, forecasts, shop, histories)
    advisor = adapter(BedrockAdvisor, providers.Object(clients.bedrock_runtime), providers.Callable(_model_ids))
    breaker = providers.Singleton(CircuitBreaker, adapter(DynamoBreakerStore, forecasts_table), clock)
    advice_desk = providers.Singleton(AdviceDesk, advisor, breaker, proposal_ledger, meter)
    profiles = providers.Singleton(_profiles, catalogue, sales, holidays, events, shop, clock)
    forecaster = providers.Singleton(
        _forecaster, catalogue, sales, holidays, events, overrides, shop, profiles, advice_desk, clock, VERSION
    )
    forecast_service = providers.Singleton(
        ForecastService, forecaster, catalogue, event_keeper, forecasts, proposal_ledger, ids, meter
    )
    effect_service = providers.Singleton(_effects, catalogue, sales, holidays, events, shop, clock)
    override_service = providers.Singleton(OverrideService, overrides, forecasts, catalogue, sales, clock, ids)
    job_service = providers.Singleton(JobService, jobs, job_files, catalogue, event_keeper, runner, clock, ids)
    planner = providers.Singleton(JobPlanner, jobs, job_files, catalogue, profiles, clock)
    worker = providers.Singleton(_worker, forecaster, forecasts, jobs, proposal_ledger, clock, meter)
    finisher = providers.Singleton(JobFinisher, jobs, job_files, proposal_ledger, notice, clock, meter)


container = ForecastingContainer()
