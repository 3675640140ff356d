"""Inputs of recommendations, read for many products at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.replenishment.inbound import OWN_TERMS, ProductSupply
from domain.replenishment.position import needs_sales

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from domain.replenishment.models import StockedProduct
    from domain.replenishment.ports import LatestForecasts, Purchases, SalesHistories
    from domain.shared.demand_series import DemandForecast, SalesSeries


@dataclass(frozen=True)
class PlanningInput:
    """One product with everything that its recommendation rests on."""

    product: StockedProduct
    forecast: DemandForecast | None
    sales: SalesSeries | None
    supply: ProductSupply


class PlanningInputs:
    """Reads what recommendations rest on.

    Parameters
    ----------
    forecasts, sales
        Latest forecasts of products, and what they sold.
    purchases
        Lead times, days to order and usual delays of suppliers; without it each product's own terms are all there is.
    """

    def __init__(self, forecasts: LatestForecasts, sales: SalesHistories, purchases: Purchases | None = None) -> None:
        self._forecasts = forecasts
        self._sales = sales
        self._purchases = purchases

    def of(self, products: Sequence[StockedProduct], today: date) -> Iterator[PlanningInput]:
        """Return the inputs of products, in their order."""
        forecasts = self._forecasts.read_many(product.product_id for product in products)
        sales = self._sales_since_counts(products, forecasts, today)
        supplies = self._supplies(products)
        for product in products:
            key = product.product_id
            yield PlanningInput(product, forecasts.get(key), sales.get(key), supplies.get(key, OWN_TERMS))

    def _supplies(self, products: Sequence[StockedProduct]) -> Mapping[str, ProductSupply]:
        """Return how products are supplied, by product id; those that name a supplier are asked about, no others."""
        supplied = [product for product in products if product.supplier_id is not None]
        return self._purchases.supplies(supplied) if self._purchases is not None and supplied else {}

    def _sales_since_counts(
        self, products: Sequence[StockedProduct], forecasts: Mapping[str, DemandForecast], today: date
    ) -> dict[str, SalesSeries]:
        """Read the sales of products that were counted earlier than yesterday, and of no others."""
        forecast_of = ((product, forecasts.get(product.product_id)) for product in products)
        wanted = [
            product.product_id
            for product, forecast in forecast_of
            if forecast is not None and needs_sales(product, forecast, today)
        ]
        return self._sales.read_many(wanted) if wanted else {}
