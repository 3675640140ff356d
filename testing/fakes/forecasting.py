"""Forecasting's ports in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.forecasting.errors import JobNotFoundError, OverrideNotFoundError
from domain.forecasting.models.accuracy import OpenProposal, TrackRecord, Vintage
from domain.forecasting.models.catalogue import CatalogueEntry, ShopState
from domain.forecasting.models.job import FINAL
from domain.shared.demand_series import PricedSales
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from domain.forecasting.models.advice import Advice, Briefing
    from domain.forecasting.models.forecast import Forecast
    from domain.forecasting.models.job import BatchResult, ForecastJob, JobBatch, JobOrder, StockException
    from domain.forecasting.models.override import Override


class FakeCatalogue:
    """Implements ``Catalogue``."""

    def __init__(self, *entries: CatalogueEntry) -> None:
        self.kept = {entry.product_id: entry for entry in entries}

    def has(self, product: CatalogueEntry) -> bool:
        """Tell whether a product is there, and not another one of the same id."""
        kept = self.kept.get(product.product_id)
        return kept is not None and kept.created_at == product.created_at

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        return {key: self.kept[key] for key in product_ids if key in self.kept}

    def active_ids(self, category: str | None = None) -> Iterator[str]:
        for key in sorted(self.kept):
            if self.kept[key].active and category in {None, self.kept[key].category}:
                yield key


class FakePricedSales:
    """Implements ``SalesHistories``; ``failure`` is raised by every read."""

    def __init__(self, sold: Mapping[str, PricedSales] | None = None) -> None:
        self.sold = dict(sold or {})
        self.failure: Exception | None = None

    def read_many(self, product_ids: Iterable[str]) -> dict[str, PricedSales]:
        if self.failure:
            raise self.failure
        return {key: self.sold[key] for key in product_ids if key in self.sold}


class FakeHolidays:
    """Implements ``HolidayCalendar``."""

    def __init__(self, holidays: Mapping[date, str] | None = None) -> None:
        self.holidays = dict(holidays or {})

    def between(self, first: date, last: date) -> Mapping[date, str]:
        return {day: name for day, name in self.holidays.items() if first <= day <= last}


class FakeForecastRepository:
    """Implements ``ForecastRepository`` for the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self.catalogue = catalogue
        self.newest: dict[str, Forecast] = {}
        self.runs: dict[tuple[str, datetime, str], Vintage] = {}

    def store(self, forecasts: Sequence[Forecast], products: Mapping[str, CatalogueEntry]) -> set[str]:
        missing = set()
        for forecast in forecasts:
            key = forecast.product_id
            if not self.catalogue.has(products[key]):
                missing.add(key)
                continue
            self.runs[key, forecast.generated_at, forecast.run_id] = _vintage(forecast)
            if key not in self.newest or self.newest[key].generated_at <= forecast.generated_at:
                self.newest[key] = forecast
        return missing

    def latest(self, product_id: str) -> Forecast | None:
        return self.newest.get(product_id)

    def latest_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        return {key: self.newest[key] for key in product_ids if key in self.newest}

    def vintages(self, product_id: str, limit: int) -> Sequence[Vintage]:
        mine = [run for key, run in sorted(self.runs.items(), reverse=True) if key[0] == product_id]
        return mine[:limit]

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        return self.runs.get((product_id, generated_at, run_id))


def _vintage(forecast: Forecast) -> Vintage:
    days = forecast.horizon_days
    return Vintage(
        product_id=forecast.product_id,
        run_id=forecast.run_id,
        generated_at=forecast.generated_at,
        start=forecast.demand.start,
        known_until=forecast.known_until,
        confidence_level=forecast.confidence_level,
        mean=forecast.demand.mean[:days],
        quantiles=forecast.demand.quantiles[:days],
        layers=forecast.layers,
    )


class FakeOverrideRepository:
    """Implements ``OverrideRepository`` for the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self.catalogue = catalogue
        self.kept: dict[str, dict[str, Override]] = {}

    def add(self, override: Override, product: CatalogueEntry) -> None:
        if not self.catalogue.has(product):
            raise ProductNotFoundError(override.product_id)
        self.kept.setdefault(override.product_id, {})[override.override_id] = override

    def of_product(self, product_id: str) -> tuple[Override, ...]:
        mine = self.kept.get(product_id, {})
        return tuple(mine[key] for key in sorted(mine))

    def of_many(self, product_ids: Iterable[str]) -> dict[str, tuple[Override, ...]]:
        return {key: found for key in product_ids if (found := self.of_product(key))}

    def remove(self, product_id: str, override_id: str) -> None:
        if self.kept.get(product_id, {}).pop(override_id, None) is None:
            raise OverrideNotFoundError(product_id, override_id)


class FakeShopMemory:
    """Implements ``ShopMemory``."""

    def __init__(self, state: ShopState | None = None) -> None:
        self.state = state or ShopState()

    def load(self) -> ShopState:
        return self.state

    def note_last_date(self, day: date) -> None:
        if self.state.last_date is None or day > self.state.last_date:
            self.state = replace(self.state, last_date=day)

    def save_profile(self, profile: Mapping[str, Any], fitted_on: date) -> None:
        self.state = replace(self.state, profile=profile, fitted_on=fitted_on)


class FakeLedger:
    """Implements ``Ledger`` for the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self.catalogue = catalogue
        self.opened: set[OpenProposal] = set()
        self.records: dict[tuple[str, str | None], TrackRecord] = {}

    def open(self, proposal: OpenProposal) -> None:
        if self._has_product(proposal):
            self.opened.add(proposal)

    def due(self, source: str, until: date, limit: int) -> Sequence[OpenProposal]:
        due = [proposal for proposal in self.opened if proposal.source == source and proposal.due <= until]
        return sorted(due, key=lambda proposal: (proposal.due, proposal.product_id))[:limit]

    def settle(self, proposal: OpenProposal, record: TrackRecord | None) -> None:
        if proposal not in self.opened or (record is not None and not self._has_product(proposal)):
            return
        self.opened.remove(proposal)
        if record is not None:
            for product_id in (proposal.product_id, None):
                before = self.record(record.source, product_id)
                self.records[record.source, product_id] = TrackRecord(
                    record.source,
                    before.proposals + record.proposals,
                    before.error_without + record.error_without,
                    before.error_with + record.error_with,
                    before.actual + record.actual,
                )

    def _has_product(self, proposal: OpenProposal) -> bool:
        kept = self.catalogue.kept.get(proposal.product_id)
        return kept is not None and proposal.product_created_at in {None, kept.created_at}

    def record(self, source: str, product_id: str | None = None) -> TrackRecord:
        return self.records.get((source, product_id), TrackRecord(source))


class FakeAdvisor:
    """Implements ``Advisor``: gives the advice it was given, or raises it; ``asked`` holds the briefings."""

    def __init__(self, advice: Advice | Exception | None = None) -> None:
        self.advice = advice
        self.asked: list[Briefing] = []

    @property
    def is_configured(self) -> bool:
        return self.advice is not None

    def advise(self, briefing: Briefing, budget_seconds: float) -> Advice:
        self.asked.append(briefing)
        if isinstance(self.advice, Exception):
            raise self.advice
        assert self.advice is not None
        return self.advice


class FakeBreakerStore:
    """Implements ``BreakerStore``."""

    def __init__(self) -> None:
        self.until: datetime | None = None

    def open_until(self) -> datetime | None:
        return self.until

    def open(self, until: datetime) -> None:
        self.until = until


class FakeJobRepository:
    """Implements ``JobRepository``."""

    def __init__(self) -> None:
        self.kept: dict[str, ForecastJob] = {}
        self.batches: dict[tuple[str, int], BatchResult] = {}

    def add(self, job: ForecastJob) -> bool:
        if job.job_id in self.kept:
            return False
        self.kept[job.job_id] = job
        return True

    def get(self, job_id: str) -> ForecastJob:
        if job_id not in self.kept:
            raise JobNotFoundError(job_id)
        job = self.kept[job_id]
        if job.status in FINAL:
            return job
        errors = [error for result in self.results(job_id) for error in result.failures]
        return replace(job, errors=tuple(errors[:100]))

    def plan(self, job_id: str, products: int, batches: int) -> None:
        job = self.get(job_id)
        if job.status not in FINAL:
            self.kept[job_id] = replace(self.kept[job_id], status="running", products=products, batches=batches)

    def result(self, job_id: str, number: int) -> BatchResult | None:
        return self.batches.get((job_id, number))

    def record(self, result: BatchResult) -> None:
        if (result.job_id, result.number) not in self.batches:
            self.batches[result.job_id, result.number] = result
            job = self.kept[result.job_id]
            self.kept[result.job_id] = replace(
                job, done=job.done + result.done, failed=job.failed + len(result.failures)
            )

    def results(self, job_id: str) -> Iterator[BatchResult]:
        return iter([result for key, result in sorted(self.batches.items()) if key[0] == job_id])

    def finish(self, job: ForecastJob) -> None:
        if self.kept[job.job_id].status not in FINAL:
            self.kept[job.job_id] = job


class FakeJobFiles:
    """Implements ``JobFiles``."""

    def __init__(self) -> None:
        self.orders: dict[str, JobOrder] = {}
        self.batches: dict[str, list[JobBatch]] = {}

    def put_order(self, order: JobOrder) -> None:
        self.orders[order.job_id] = order

    def get_order(self, job_id: str) -> JobOrder:
        if job_id not in self.orders:
            raise JobNotFoundError(job_id)
        return self.orders[job_id]

    def put_batches(self, job_id: str, batches: Iterable[JobBatch]) -> str:
        self.batches[job_id] = list(batches)
        return f"jobs/{job_id}/batches.jsonl"

    def get_batches(self, job_id: str) -> Iterator[JobBatch]:
        if job_id not in self.batches:
            raise JobNotFoundError(job_id)
        return iter(self.batches[job_id])


class FakeJobRunner:
    """Implements ``JobRunner``; ``failure`` is raised by every start."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.failure: Exception | None = None

    def start(self, job_id: str) -> None:
        if self.failure:
            raise self.failure
        self.started.append(job_id)


class FakeNotice:
    """Implements ``ExceptionsNotice``."""

    def __init__(self) -> None:
        self.sent: list[tuple[ForecastJob, tuple[StockException, ...], int]] = []

    def send(self, job: ForecastJob, exceptions: Sequence[StockException], total: int) -> None:
        self.sent.append((job, tuple(exceptions), total))


class FakeMeter:
    """Implements ``Meter``."""

    def __init__(self) -> None:
        self.counts: dict[str, float] = {}
        self.values: dict[str, list[float]] = {}

    def count(self, name: str, value: float = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + value

    def measure(self, name: str, value: float) -> None:
        self.values.setdefault(name, []).append(value)
