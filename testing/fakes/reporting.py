"""Reporting's ports in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.reporting.errors import ReportNotFoundError
from domain.reporting.models import ReportLink
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from domain.reporting.documents import Document
    from domain.reporting.models import DemandForecast, FloatArray, Report, ReportFormat, SalesSeries, StockedProduct

LINK_MINUTES = 15


class FakeStockCatalogue:
    """Implements ``domain.reporting.ports.Catalogue``."""

    def __init__(self, *products: StockedProduct) -> None:
        self.kept = {product.product_id: product for product in products}
        self.reads = 0

    def put(self, product: StockedProduct) -> None:
        self.kept[product.product_id] = product

    def all(self, category: str | None = None) -> list[StockedProduct]:
        self.reads += 1
        listed = [self.kept[key] for key in sorted(self.kept)]
        return [product for product in listed if category is None or product.category == category]

    def get(self, product_id: str) -> StockedProduct:
        if product_id not in self.kept:
            raise ProductNotFoundError(product_id)
        return self.kept[product_id]


class FakeLatestForecasts:
    """Implements ``domain.reporting.ports.LatestForecasts``."""

    def __init__(self, *forecasts: DemandForecast) -> None:
        self.kept = {forecast.product_id: forecast for forecast in forecasts}

    def read_many(self, product_ids: Iterable[str]) -> dict[str, DemandForecast]:
        return {key: self.kept[key] for key in product_ids if key in self.kept}


class FakeSalesHistories:
    """Implements ``domain.reporting.ports.SalesHistories``; ``asked`` remembers whose sales were read."""

    def __init__(self, *series: SalesSeries) -> None:
        self.kept = {item.product_id: item for item in series}
        self.asked: list[str] = []

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        wanted = list(product_ids)
        self.asked += wanted
        return {key: self.kept[key] for key in wanted if key in self.kept}


class FakeForecaster:
    """Implements ``domain.reporting.ports.DemandForecaster``: normal demand around the mean of the last 56 days.

    ``asked`` remembers the days it forecast from and how many days of each history it was given to see.
    """

    def __init__(self, suspected: dict[str, tuple[date, ...]] | None = None) -> None:
        self.suspected = suspected or {}
        self.asked: list[date] = []
        self._levels = np.array([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995])
        self._scores = np.array([-2.326, -1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645, 1.96, 2.326, 2.576])

    @property
    def levels(self) -> FloatArray:
        return self._levels

    def cumulative(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries], as_of: date, horizon: int
    ) -> tuple[FloatArray, FloatArray]:
        self.asked.append(as_of)
        known = [item.quantity[: max((as_of - item.start).days + 1, 0)][-56:] for item in sales]
        daily = np.array([np.nan_to_num(values).mean() if values.size else 0.0 for values in known])
        spread = np.array([np.nan_to_num(values).std() if values.size else 0.0 for values in known])
        days = np.arange(1, horizon + 1)
        means = daily[:, None] * days
        deviations = spread[:, None, None] * np.sqrt(days)[:, None] * self._scores
        return means, np.maximum(means[:, :, None] + deviations, 0.0)

    def suspected_stockouts(
        self, products: Sequence[StockedProduct], sales: Sequence[SalesSeries]
    ) -> list[tuple[date, ...]]:
        return [self.suspected.get(product.product_id, ()) for product in products]


class FakeReportRepository:
    """Implements ``domain.reporting.ports.ReportRepository``; ``history`` has every status a report went through."""

    def __init__(self) -> None:
        self.kept: dict[str, Report] = {}
        self.history: list[Report] = []

    def put(self, report: Report) -> None:
        self.kept[report.report_id] = report
        self.history.append(report)

    def get(self, report_id: str) -> Report:
        if report_id not in self.kept:
            raise ReportNotFoundError(report_id)
        return self.kept[report_id]


class FakeReportFiles:
    """Implements ``domain.reporting.ports.ReportFiles``."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, location: str, content: bytes, report_format: ReportFormat) -> None:
        self.kept[location] = content

    def link(self, location: str, filename: str, now: datetime) -> ReportLink:
        from datetime import timedelta

        return ReportLink(f"https://files.example/{location}?signature=1", now + timedelta(minutes=LINK_MINUTES))


class FakeRenderer:
    """Implements ``domain.reporting.ports.ReportRenderer``: the title and the number of rows."""

    def __init__(self) -> None:
        self.failure: Exception | None = None

    def render(self, document: Document) -> bytes:
        if self.failure:
            raise self.failure
        return f"{document.title}: {len(document.main.rows)} rows".encode()


class FakeReportWorker:
    """Implements ``domain.reporting.ports.ReportWorker``."""

    def __init__(self) -> None:
        self.started: list[str] = []

    def start(self, report_id: str) -> None:
        self.started.append(report_id)
