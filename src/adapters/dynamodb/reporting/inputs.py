"""Reporting's inputs from other contexts' tables: products, and latest forecasts with their accuracy.

Cost grows with products: a page of the catalogue's index and one forecast a product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb.forecasting.latest import demand_fields, read_latest
from adapters.dynamodb.typed import to_instant
from domain.products.models import ProductQuery
from domain.reporting.models import ForecastAccuracy, LatestForecast, ListedProduct
from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.table import Table
    from domain.products.models import Product


class DynamoListedProducts:
    """Implements ``Catalogue`` and ``PagedCatalogue`` of :mod:`domain.reporting.ports` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def all(self, category: str | None = None) -> list[ListedProduct]:
        """Return all products, or all of a category, in order of their ids."""
        return list(map(_to_listed, self._products.iterate(ProductQuery(category=category))))

    def page(self, limit: int, after: str | None) -> Page[ListedProduct]:
        """Return products in order of their ids, from behind the product ``after`` on."""
        found = self._products.page(ProductQuery(), limit, after)
        return Page(tuple(map(_to_listed, found.items)), found.next_position)

    def get_many(self, product_ids: Iterable[str]) -> dict[str, ListedProduct]:
        """Return those of the products that exist, by id."""
        return {key: _to_listed(product) for key, product in self._products.get_many(product_ids).items()}


class DynamoLatestForecasts:
    """Implements :class:`domain.reporting.ports.LatestForecasts` on the packed latest forecasts.

    Parameters
    ----------
    table
        The forecasts table.
    consistent
        Whether a forecast that was just written is always found, at twice the cost.
    """

    def __init__(self, table: Table, *, consistent: bool = False) -> None:
        self._table = table
        self._consistent = consistent

    def read_many(self, product_ids: Iterable[str]) -> dict[str, LatestForecast]:
        """Return the latest forecasts of those of the products that have one, by product id."""
        return read_latest(self._table, product_ids, to_latest_forecast, consistent=self._consistent)


def _to_listed(product: Product) -> ListedProduct:
    details = product.details
    return ListedProduct(
        product_id=product.product_id,
        name=details.name,
        category=details.category,
        current_price=details.current_price,
        status=details.status.value,
    )


def to_latest_forecast(document: dict[str, Any]) -> LatestForecast:
    """Return what reporting needs of an unpacked forecast document."""
    return LatestForecast(
        **demand_fields(document),
        generated_at=to_instant(document["generated_at"]),
        horizon_days=document["horizon_days"],
        pattern=document["demand_pattern"],
        method=document["method"],
        suspected_stockout_days=len(document["history"]["suspected_stockout_dates"]),
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
