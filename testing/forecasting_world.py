"""A shop in memory, with all of forecasting's services on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from domain.forecasting.accuracy.ledger import ProposalLedger
from domain.forecasting.advice.breaker import CircuitBreaker
from domain.forecasting.advice.desk import AdviceDesk
from domain.forecasting.inputs.history_reader import HistoryReader
from domain.forecasting.inputs.shop_profile import ShopProfiles
from domain.forecasting.models.catalogue import CatalogueEntry
from domain.forecasting.models.distribution import DemandDistribution
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.forecasting.models.request import ForecastOptions
from domain.forecasting.service.accuracy import AccuracyService
from domain.forecasting.service.forecaster import Forecaster
from domain.forecasting.service.forecasts import ForecastService
from domain.forecasting.service.jobs.finisher import JobFinisher
from domain.forecasting.service.jobs.planner import JobPlanner
from domain.forecasting.service.jobs.requests import JobService
from domain.forecasting.service.jobs.worker import BatchWorker
from domain.forecasting.service.overrides import OverrideService
from domain.shared.demand_series import PricedSales
from testing.fakes.advice import FakeAdvisor, FakeBreakerStore, FakeLedger, FakeMeter
from testing.fakes.forecasting import (
    FakeCatalogue,
    FakeEventCalendar,
    FakeForecastRepository,
    FakeHolidays,
    FakeOverrideRepository,
    FakePricedSales,
    FakeShopMemory,
)
from testing.fakes.jobs import FakeJobFiles, FakeJobRepository, FakeJobRunner, FakeNotice
from testing.fakes.system import FakeClock, FakeIds
from testing.products import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.forecasting.models.forecast import Forecast

LAST_DAY = date(2026, 11, 19)


def entry(product_id: str = "SKU-1", **changes) -> CatalogueEntry:
    """Return a product with changes."""
    return CatalogueEntry(
        **{
            "product_id": product_id,
            "name": "Espresso beans",
            "category": "Coffee",
            "current_price": 4.99,
            "created_at": NOW,
        }
        | changes
    )


def priced_sales(
    quantity: Sequence[float], end: date = LAST_DAY, price: float = 4.99, product_id: str = "SKU-1"
) -> PricedSales:
    """Return sales that end on a day."""
    values = np.asarray(quantity, dtype=float)
    start = end - timedelta(days=values.size - 1)
    return PricedSales(product_id=product_id, start=start, quantity=values, price=np.full(values.size, price))


def weekly_sales(days: int = 445, level: float = 10.0, seed: int = 1) -> np.ndarray:
    """Return sales with a weekly season."""
    profile = np.array([0.8, 0.8, 0.9, 1.0, 1.2, 1.6, 0.7])
    return np.random.default_rng(seed).poisson(level * profile[np.arange(days) % 7]).astype(float)


def simulated_demand(mean=(3.0, 5.0, 8.0, 4.0, 0.5, 2.0), draws: int = 2000) -> DemandDistribution:
    """Return a distribution from simulated days, the first of them the day that the fake clock shows."""
    paths = np.random.default_rng(7).poisson(np.asarray(mean), size=(draws, len(mean))).astype(float)
    levels = np.asarray(QUANTILE_LEVELS)
    total = np.cumsum(paths, axis=1)
    return DemandDistribution(
        LAST_DAY + timedelta(days=1),
        paths.mean(axis=0),
        np.quantile(paths, levels, axis=0).T,
        np.cumsum(paths.mean(axis=0)),
        np.quantile(total, levels, axis=0).T,
    )


class World:
    """One shop: change what it holds, then call its services."""

    def __init__(self, *entries: CatalogueEntry, advisor: FakeAdvisor | None = None) -> None:
        self.catalogue = FakeCatalogue(*(entries or (entry(),)))
        self.sales = FakePricedSales()
        self.holidays = FakeHolidays()
        self.calendar = FakeEventCalendar()
        self.overrides = FakeOverrideRepository(self.catalogue)
        self.shop = FakeShopMemory()
        self.forecasts = FakeForecastRepository(self.catalogue)
        self.ledger = FakeLedger(self.catalogue)
        self.advisor = advisor or FakeAdvisor()
        self.breaker_store = FakeBreakerStore()
        self.jobs = FakeJobRepository()
        self.files = FakeJobFiles()
        self.runner = FakeJobRunner()
        self.notice = FakeNotice()
        self.meter = FakeMeter()
        self.clock = FakeClock()
        self.ids = FakeIds()

        self.histories = HistoryReader(self.catalogue, self.sales, self.calendar, self.shop, self.clock)
        self.accuracy = AccuracyService(self.forecasts, self.histories)
        self.proposal_ledger = ProposalLedger(self.ledger, self.forecasts, self.shop, self.histories)
        self.breaker = CircuitBreaker(self.breaker_store, self.clock)
        self.desk = AdviceDesk(self.advisor, self.breaker, self.proposal_ledger, self.meter)
        self.profiles = ShopProfiles(self.catalogue, self.sales, self.holidays, self.calendar, self.shop, self.clock)
        self.forecaster = Forecaster(
            self.catalogue,
            self.sales,
            self.holidays,
            self.calendar,
            self.overrides,
            self.shop,
            self.profiles,
            self.desk,
            self.clock,
            "test",
        )
        self.service = ForecastService(
            self.forecaster, self.catalogue, self.calendar, self.forecasts, self.proposal_ledger, self.ids, self.meter
        )
        self.override_service = OverrideService(
            self.overrides, self.forecasts, self.catalogue, self.sales, self.clock, self.ids
        )
        self.job_service = JobService(
            self.jobs, self.files, self.catalogue, self.calendar, self.runner, self.clock, self.ids
        )
        self.planner = JobPlanner(self.jobs, self.files, self.catalogue, self.profiles, self.clock)
        self.worker = BatchWorker(
            self.forecaster, self.forecasts, self.jobs, self.proposal_ledger, self.clock, self.meter
        )
        self.finisher = JobFinisher(self.jobs, self.files, self.proposal_ledger, self.notice, self.clock, self.meter)

    def sell(self, product_id: str = "SKU-1", quantity: Sequence[float] | None = None, end: date = LAST_DAY) -> None:
        """Give a product a history."""
        values = weekly_sales() if quantity is None else quantity
        self.sales.sold[product_id] = priced_sales(values, end, product_id=product_id)

    def sell_on(self, product_id: str, quantity: Sequence[float]) -> None:
        """Let a product sell on the days after its history's end, and time pass."""
        known = self.sales.sold[product_id]
        values = np.concatenate([known.quantity, np.asarray(quantity, float)])
        self.sales.sold[product_id] = priced_sales(
            values, known.end + timedelta(days=len(quantity)), product_id=product_id
        )
        self.clock.advance(days=len(quantity))

    def generate(self, product_id: str = "SKU-1", **options) -> Forecast:
        """Forecast a product."""
        return self.service.generate(product_id, ForecastOptions(**options))
