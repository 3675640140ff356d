"""What reporting reads of other contexts' tables: products, latest forecasts and packed sales histories.

Cost grows with products: a page of the catalogue's index, one forecast and one history a product; never a sales row.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.packing import unpack_if_known
from adapters.dynamodb.table import READ_BATCH
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.products.models import Product, ProductQuery
from domain.reporting.models import DemandForecast, ForecastAccuracy, SalesSeries, StockedProduct
from domain.shared.errors import ProductNotFoundError
from domain.shared.paging import MAX_PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.sales.history import SalesHistoryReader
    from adapters.dynamodb.table import Table

_THREADS: Final = 8
_LEVELS: Final = np.asarray(QUANTILE_LEVELS, dtype=np.float64)


class DynamoStockCatalogue:
    """Implements :class:`domain.reporting.ports.Catalogue` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def all(self, category: str | None = None) -> list[StockedProduct]:
        """Return all products, or all of a category, in order of their ids."""
        found: list[StockedProduct] = []
        query, position = ProductQuery(category=category), None
        while True:
            page = self._products.page(query, MAX_PAGE_SIZE, position)
            found.extend(map(_to_stocked, page.items))
            if (position := page.next_position) is None:
                return found

    def get(self, product_id: str) -> StockedProduct:
        """Return one product."""
        try:
            return _to_stocked(self._products.get(product_id))
        except ProductNotFoundError as error:
            raise ProductNotFoundError(product_id) from error


class DynamoLatestForecasts:
    """Implements :class:`domain.reporting.ports.LatestForecasts` on the packed latest forecasts.

    Parameters
    ----------
    table
        The forecasts table.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def read_many(self, product_ids: Iterable[str]) -> dict[str, DemandForecast]:
        """Return the latest forecasts of those of the products that have one, by product id."""
        batches = list(batched(dict.fromkeys(product_ids), READ_BATCH, strict=False))
        with ThreadPoolExecutor(_THREADS) as pool:
            return {found.product_id: found for batch in pool.map(self._read, batches) for found in batch}

    def _read(self, product_ids: tuple[str, ...]) -> list[DemandForecast]:
        documents = map(unpack_if_known, self._table.get_many(map(keys.latest, product_ids)))
        return [to_forecast(document) for document in documents if document is not None]


class DynamoSalesSeries:
    """Implements :class:`domain.reporting.ports.SalesHistories` on the packed histories."""

    def __init__(self, reader: SalesHistoryReader) -> None:
        self._reader = reader

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        """Return the sales of those of the products that have any, by product id."""
        return {
            history.product_id: SalesSeries(
                product_id=history.product_id, start=history.start, quantity=history.quantity
            )
            for history in self._reader.iterate(product_ids)
            if history.days
        }


def _to_stocked(product: Product) -> StockedProduct:
    details = product.details
    return StockedProduct(
        product_id=product.product_id,
        name=details.name,
        category=details.category,
        current_price=details.current_price,
        status=details.status.value,
        unit_cost=details.unit_cost,
        on_hand=details.on_hand,
        on_order=details.on_order,
        stock_as_of=details.stock_as_of,
        lead_time_days=details.lead_time_days,
        lead_time_std_days=details.lead_time_std_days,
        review_period_days=details.review_period_days,
        service_level=details.service_level,
        min_order_quantity=details.min_order_quantity,
        order_multiple=details.order_multiple,
        supersedes=details.supersedes,
    )


def to_forecast(document: dict[str, Any]) -> DemandForecast:
    """Return what reporting needs of an unpacked forecast document."""
    demand, history = document["demand"], document["history"]
    return DemandForecast(
        product_id=document["product_id"],
        generated_at=datetime.fromisoformat(document["generated_at"]).astimezone(UTC),
        horizon_days=document["horizon_days"],
        start=date.fromisoformat(document["start"]),
        mean=np.asarray(demand["mean"], dtype=np.float64),
        cumulative_mean=np.asarray(demand["cumulative_mean"], dtype=np.float64),
        levels=_LEVELS,
        cumulative=np.asarray(demand["cumulative"], dtype=np.float64),
        pattern=document["demand_pattern"],
        method=document["method"],
        last_sale_date=date.fromisoformat(history["last_date"]) if history["last_date"] else None,
        suspected_stockout_days=len(history["suspected_stockout_dates"]),
        degraded=document["degraded_reason"] is not None,
        accuracy=_to_accuracy(document["backtest"]) if document["backtest"] else None,
    )


def _to_accuracy(backtest: dict[str, Any]) -> ForecastAccuracy:
    actual = np.asarray(backtest["points"]["actual"], dtype=np.float64)
    coverage = backtest["coverage"]
    return ForecastAccuracy(
        points=int(np.isfinite(actual).sum()),
        volume=float(np.nansum(actual)),
        wape=backtest["wape"],
        bias=backtest["bias"],
        naive_wape=backtest["naive"]["wape"],
        coverage_level=coverage["level"] if coverage else None,
        coverage_actual=coverage["actual"] if coverage else None,
        coverage_points=coverage["points"] if coverage else 0,
    )
