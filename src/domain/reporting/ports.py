"""Ports of reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from domain.reporting.models import (
        Export,
        LatestForecast,
        ListedProduct,
        Report,
        ReportFilters,
        ReportLink,
    )
    from domain.shared.demand_series import SalesSeries
    from domain.shared.documents import Document
    from domain.shared.paging import Page


class Catalogue(Protocol):
    """The shop's products."""

    def all(self, category: str | None = None) -> list[ListedProduct]:
        """Return all products, or all of a category, in order of their ids."""
        ...

    def get_many(self, product_ids: Iterable[str]) -> dict[str, ListedProduct]:
        """Return those of the products that exist, by id."""
        ...


class PagedCatalogue(Protocol):
    """The shop's products, however many they are."""

    def page(self, limit: int, after: str | None) -> Page[ListedProduct]:
        """Return products in order of their ids, from behind the product ``after`` on."""
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


class FilesInTheMaking(Protocol):
    """Keeps large files, a part at a time; nobody sees one before it is complete."""

    def put(self, location: str, content: bytes, file_format: str) -> None:
        """Keep a file of one part."""
        ...

    def begin(self, location: str, file_format: str) -> str:
        """Begin a file; returns what it is called while it is in the making."""
        ...

    def add(self, location: str, upload: str, number: int, content: bytes) -> str:
        """Keep a part, in place of an earlier one of its number; returns what its content is called.

        Raises :class:`PartsLostError`.
        """
        ...

    def complete(self, location: str, upload: str, parts: Sequence[str]) -> None:
        """Make the file of its parts; raises :class:`PartsLostError` unless they are those that were added."""
        ...

    def link(self, location: str, filename: str, now: datetime) -> ReportLink:
        """Return an address at which the file can be fetched for a while, under this name."""
        ...


class ExportRepository(Protocol):
    """Keeps what is known about exports; they are forgotten after a while."""

    def add(self, export: Export) -> None:
        """Keep a new export."""
        ...

    def get(self, export_id: str) -> Export:
        """Return an export; raises :class:`ExportNotFoundError`."""
        ...

    def replace(self, export: Export) -> None:
        """Keep an export in place of its previous version; raises :class:`ExportTakenOverError` if that is gone."""
        ...


class ExportRows(Protocol):
    """Rows of products: what is exported of them, by the names of its columns."""

    def of(self, products: Sequence[ListedProduct]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
        """Yield of each of the products its id and its rows, in the products' order."""
        ...


class ExportWriter(Protocol):
    """Writes rows in one format."""

    @property
    def head(self) -> bytes:
        """Return what a file begins with."""
        ...

    def lines(self, rows: Iterable[Mapping[str, Any]]) -> bytes:
        """Return a line a row."""
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
