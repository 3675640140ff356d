"""Replenishment's inputs from other contexts' tables: products with their stock, and latest forecasts.

Cost grows with products: a page of the catalogue's index and one forecast a product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.dynamodb.forecasting.latest import demand_fields, read_latest
from domain.products.models import Product, ProductQuery
from domain.replenishment.models import Arrival, StockedProduct
from domain.shared.demand_series import DemandForecast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.dynamodb.products.repository import DynamoProductRepository
    from adapters.dynamodb.table import Table


class DynamoStockCatalogue:
    """Implements :class:`domain.replenishment.ports.Catalogue` on the product repository."""

    def __init__(self, products: DynamoProductRepository) -> None:
        self._products = products

    def all(self, category: str | None = None) -> list[StockedProduct]:
        """Return all products, or all of a category, in order of their ids."""
        return list(map(_to_stocked, self._products.iterate(ProductQuery(category=category))))

    def get(self, product_id: str) -> StockedProduct:
        """Return one product."""
        return _to_stocked(self._products.get(product_id))

    def get_many(self, product_ids: Iterable[str], *, consistent: bool = True) -> dict[str, StockedProduct]:
        """Return those of the products that exist, by id."""
        found = self._products.get_many(product_ids, consistent=consistent)
        return {key: _to_stocked(product) for key, product in found.items()}


class DynamoDemandForecasts:
    """Implements :class:`domain.replenishment.ports.LatestForecasts` on the packed latest forecasts.

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

    def read_many(self, product_ids: Iterable[str]) -> dict[str, DemandForecast]:
        """Return the latest forecasts of those of the products that have one, by product id."""
        return read_latest(self._table, product_ids, to_demand_forecast, consistent=self._consistent)


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
        supplier_id=details.supplier_id,
        inbound=tuple(
            Arrival(purchase_order_id=line.purchase_order_id, quantity=line.quantity, expected_on=line.expected_on)
            for line in product.inbound
        ),
        created_at=product.created_at,
        version=product.version,
    )


def to_demand_forecast(document: dict[str, Any]) -> DemandForecast:
    """Return what replenishment needs of an unpacked forecast document."""
    return DemandForecast(**demand_fields(document))
