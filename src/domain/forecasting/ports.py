"""Ports of forecasting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from typing import Any

    from domain.forecasting.models.accuracy import OpenProposal, TrackRecord, Vintage
    from domain.forecasting.models.advice import Advice, Briefing
    from domain.forecasting.models.catalogue import CatalogueEntry, ShopState
    from domain.forecasting.models.forecast import Adjustment, Forecast
    from domain.forecasting.models.job import BatchResult, ForecastJob, JobBatch, JobOrder, StockException
    from domain.forecasting.models.known_days import KnownEvent
    from domain.forecasting.models.override import Override
    from domain.forecasting.models.request import Selection
    from domain.shared.demand_series import PricedSales
    from domain.shared.paging import Page


class Catalogue(Protocol):
    """The products there are."""

    def get_many(self, product_ids: Iterable[str]) -> dict[str, CatalogueEntry]:
        """Return those of the products that exist, by id."""
        ...

    def active_ids(self, category: str | None = None) -> Iterator[str]:
        """Yield the ids of all active products, or of a category's, in order."""
        ...

    def page_of_ids(self, category: str | None, limit: int, after: str | None) -> Page[str]:
        """Return up to ``limit`` ids of products, active or not, in order, from the position ``after`` on."""
        ...


class SalesHistories(Protocol):
    """Sales histories of products."""

    def read_many(self, product_ids: Iterable[str]) -> dict[str, PricedSales]:
        """Return the daily sales of those of the products that have any, by id."""
        ...


class HolidayCalendar(Protocol):
    """Public holidays of the shop's country, and of those that count for some categories instead."""

    def region(self, category: str | None) -> str:
        """Return the country, with its region, whose holidays count for a category's products."""
        ...

    def between(self, first: date, last: date, region: str | None = None) -> Mapping[date, str]:
        """Return the holidays from ``first`` to ``last`` by date, of the shop's own country or of another.

        There are none where the country is not known.
        """
        ...

    def problem(self, region: str) -> str | None:
        """Return what is wrong with a country, as a sentence; ``None`` when it is known."""
        ...


class EventCalendar(Protocol):
    """The shop's calendar: its entries on days past and to come."""

    def events(self) -> tuple[KnownEvent, ...]:
        """Return all entries of the calendar, the one said last at the end."""
        ...


class EventKeeper(Protocol):
    """Puts events on the calendar."""

    def keep(self, events: Sequence[KnownEvent], selection: Selection) -> tuple[KnownEvent, ...]:
        """Keep events for the products of a selection, and return the entries that they are now.

        The same name, days and products is the same entry, which is changed where an event expects something else.
        """
        ...


class ForecastRepository(Protocol):
    """Keeps the latest forecast of each product, and past ones as vintages."""

    def store(
        self,
        forecasts: Sequence[Forecast],
        products: Mapping[str, CatalogueEntry],
        *,
        by_itself: bool = False,
        withdrawn: Adjustment | None = None,
    ) -> set[str]:
        """Keep forecasts as their products' latest, and as vintages; return the ids of those not kept.

        Not kept is a forecast whose product does not exist any more, though another one may have its id by now. One
        that is older than the latest kept one becomes a vintage only. May be repeated.

        Parameters
        ----------
        products
            What the forecasts were made for, by id.
        by_itself
            Whether they are of no job, so that each is told of by itself.
        withdrawn
            The adjustment that a person took out of the one before; told of once the forecast is the latest.
        """
        ...

    def latest(self, product_id: str) -> Forecast | None:
        """Return the product's latest forecast."""
        ...

    def latest_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        """Return the latest forecasts of those of the products that have one, by id."""
        ...

    def vintages(self, product_id: str, limit: int) -> Sequence[Vintage]:
        """Return up to ``limit`` past forecasts, latest first."""
        ...

    def runs(self, product_id: str, limit: int, after: str | None) -> Page[Vintage]:
        """Return up to ``limit`` past forecasts, latest first, from the position ``after`` on."""
        ...

    def run(self, product_id: str, run_id: str) -> Vintage | None:
        """Return the past forecast with this id."""
        ...

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        """Return one past forecast."""
        ...


class OverrideRepository(Protocol):
    """Keeps overrides."""

    def add(self, override: Override, product: CatalogueEntry) -> None:
        """Keep a new override; raises ``ProductNotFoundError`` when the product does not exist any more."""
        ...

    def of_product(self, product_id: str) -> tuple[Override, ...]:
        """Return a product's overrides, oldest first."""
        ...

    def of_many(self, product_ids: Iterable[str]) -> dict[str, tuple[Override, ...]]:
        """Return the overrides of those of the products that have any, oldest first."""
        ...

    def remove(self, product_id: str, override_id: str) -> None:
        """Forget an override; raises ``OverrideNotFoundError``."""
        ...


class ShopMemory(Protocol):
    """Keeps what is known of the shop as a whole."""

    def load(self) -> ShopState:
        """Return what is known; empty when nothing is."""
        ...

    def note_last_date(self, day: date) -> None:
        """Note that the shop has sales up to ``day``; an earlier day than the known one changes nothing."""
        ...

    def save_profile(self, profile: Mapping[str, Any], fitted_on: date) -> None:
        """Keep what the products have in common."""
        ...


class Ledger(Protocol):
    """Keeps what adjusters proposed and what became of it."""

    def open(self, proposal: OpenProposal) -> None:
        """Note that a run holds proposals, to be settled once their days are sold; not for a product that is gone."""
        ...

    def due(self, source: str, until: date, limit: int) -> Sequence[OpenProposal]:
        """Return open proposals whose days ended by ``until``, the earliest first."""
        ...

    def settle(self, proposal: OpenProposal, record: TrackRecord | None) -> None:
        """Close a proposal and add its record to the product's and the shop's, once however often it is called.

        Of a product that is gone nothing is added.
        """
        ...

    def record(self, source: str, product_id: str | None = None) -> TrackRecord:
        """Return the record of a source with one product, or with the whole shop."""
        ...


class Advisor(Protocol):
    """A language model that reads a briefing."""

    @property
    def is_configured(self) -> bool:
        """True when there is a model to ask."""
        ...

    def advise(self, briefing: Briefing, budget_seconds: float) -> Advice:
        """Return what the model says, unverified; raises ``AdviceError`` when it says nothing usable."""
        ...


class BreakerStore(Protocol):
    """Shares between processes until when a failing service is left alone."""

    def open_until(self) -> datetime | None:
        """Return until when; ``None`` when it may be asked."""
        ...

    def open(self, until: datetime) -> None:
        """Leave it alone until then."""
        ...


class JobRepository(Protocol):
    """Keeps jobs and the results of their batches."""

    def add(self, job: ForecastJob) -> bool:
        """Keep a new job; return false when there is one with this id already."""
        ...

    def get(self, job_id: str) -> ForecastJob:
        """Return a job with the first of its errors; raises ``JobNotFoundError``."""
        ...

    def plan(self, job_id: str, products: int, batches: int) -> None:
        """Note that the job is planned and under way."""
        ...

    def result(self, job_id: str, number: int) -> BatchResult | None:
        """Return the result of a batch that is through."""
        ...

    def record(self, result: BatchResult) -> None:
        """Keep the result of a batch and count it, once however often it is called."""
        ...

    def results(self, job_id: str) -> Iterator[BatchResult]:
        """Yield the results so far, in order of their numbers."""
        ...

    def finish(self, job: ForecastJob) -> None:
        """Keep the final state of a job, unless it has one."""
        ...


class JobFiles(Protocol):
    """Keeps what is too big for a table: a job's order and its batches."""

    def put_order(self, order: JobOrder) -> None:
        """Keep what the job has to do."""
        ...

    def get_order(self, job_id: str) -> JobOrder:
        """Return it; raises ``JobNotFoundError``."""
        ...

    def put_batches(self, job_id: str, batches: Iterable[JobBatch]) -> str:
        """Keep the batches, one JSON line each, and return the key they are kept under."""
        ...

    def get_batches(self, job_id: str) -> Iterator[JobBatch]:
        """Yield the batches again."""
        ...


class JobRunner(Protocol):
    """Works jobs off in the background."""

    def start(self, job_id: str) -> None:
        """Start a job; starting it twice is starting it once."""
        ...


class ExceptionsNotice(Protocol):
    """Tells people what they should look at."""

    def send(self, job: ForecastJob, exceptions: Sequence[StockException], total: int) -> None:
        """Send the first of ``total`` exceptions; raises :class:`UnavailableError` when that cannot be done."""
        ...


class Meter(Protocol):
    """Counts what an operator watches."""

    def count(self, name: str, value: float = 1) -> None:
        """Add to a count."""
        ...

    def measure(self, name: str, value: float) -> None:
        """Record one value."""
        ...
