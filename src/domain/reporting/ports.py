"""Ports of reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from domain.reporting.models import LatestForecast, ListedProduct, Report, ReportFilters, ReportLink
    from domain.shared.demand_series import SalesSeries
    from domain.shared.documents import Document


class Catalogue(Protocol):
    """The shop's products."""

    def all(self, category: str | None = None) -> list[ListedProduct]:
        """Return all products, or all of a category, in order of their ids."""
        ...

    def get_many(self, product_ids: Iterable[str]) -> dict[str, ListedProduct]:
        """Return those of the products that exist, by id."""
        ...


class LatestForecasts(Protocol):
    """The latest forecast of each product."""

    def read_many(self, product_ids: Iterable[str]) -> dict[str, LatestForecast]:
        """Return the latest forecasts of those of the products that have one, by product id."""
        ...


class SalesHistories(Protocol):
    """Daily sales of products."""

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        """Return the sales of those of the products that have any, by product id."""
        ...


class Recommendations(Protocol):
    """Order recommendations, made by replenishment."""

    def document(self, filters: ReportFilters, currency: str) -> Document:
        """Return the recommendations that pass the filters, in their order."""
        ...


class ReportRepository(Protocol):
    """Keeps what is known about reports that were asked for as files; they are forgotten after a while."""

    def put(self, report: Report) -> None:
        """Keep a report in place of what was known of it."""
        ...

    def get(self, report_id: str) -> Report:
        """Return a report; raises :class:`ReportNotFoundError`."""
        ...


class ReportFiles(Protocol):
    """Keeps the files."""

    def put(self, location: str, content: bytes, file_format: str) -> None:
        """Keep a file."""
        ...

    def link(self, location: str, filename: str, now: datetime) -> ReportLink:
        """Return an address at which the file can be fetched for a while, under this name."""
        ...


class ReportRenderer(Protocol):
    """Writes a document in one format."""

    def render(self, document: Document) -> bytes:
        """Return the document's file."""
        ...


class ReportWorker(Protocol):
    """Makes reports in the background."""

    def start(self, report_id: str) -> None:
        """Begin making a report that the repository already holds."""
        ...
