"""A made-up shop for the report benchmarks: products, forecasts and histories in the form they are stored in."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb.packing import pack, unpack
from adapters.dynamodb.sales import history_codec
from domain.forecasting.models.levels import QUANTILE_LEVELS
from domain.replenishment.models import StockedProduct
from domain.reporting.models import ListedProduct
from domain.shared.demand_series import SalesSeries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.shared.demand_series import DemandForecast

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
HORIZON = 28
_WEEK = np.array([0.8, 0.8, 0.9, 1.0, 1.2, 1.6, 0.7])


class Shop:
    """A made-up shop: its catalogue, and its forecasts and histories packed as they are stored."""

    def __init__(self, products: int, days: int) -> None:
        rng = np.random.default_rng(0)
        self.products = [_product(index, int(rng.integers(0, 300))) for index in range(products)]
        self.forecasts: dict[str, bytes] = {}
        self.histories: dict[str, dict[str, Any]] = {}
        templates = [_packed_forecast(level) for level in (0.3, 2.0, 8.0, 30.0)]
        for index, product in enumerate(self.products):
            document = templates[index % len(templates)] | {"product_id": product.product_id}
            self.forecasts[product.product_id] = pack(document)
            sold = rng.poisson(8 * np.resize(_WEEK, days)).astype(float)
            self.histories[product.product_id] = history_codec.encode(
                product.product_id,
                TODAY - timedelta(days=days),
                sold,
                sold * 5,
                np.full(days, 5.0),
                version=1,
                updated_at=NOW,
            )

    def all(self, category: str | None = None) -> list[StockedProduct]:
        """Return the products."""
        return [product for product in self.products if category in {None, product.category}]

    def get(self, product_id: str) -> StockedProduct:
        """Return one product."""
        return next(product for product in self.products if product.product_id == product_id)

    def get_many(self, product_ids: Iterable[str], *, consistent: bool = True) -> dict[str, StockedProduct]:
        """Return those of the products that exist, by id."""
        del consistent  # all is as it was written
        wanted = set(product_ids)
        return {product.product_id: product for product in self.products if product.product_id in wanted}


class ListedShop:
    """The same products as the summary lists them."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def all(self, category: str | None = None) -> list[ListedProduct]:
        """Return the products."""
        names = [field.name for field in fields(ListedProduct)]
        return [ListedProduct(**{name: getattr(item, name) for name in names}) for item in self._shop.all(category)]

    def get_many(self, product_ids: Iterable[str]) -> dict[str, ListedProduct]:
        """Return those of the products that exist, by id."""
        wanted = set(product_ids)
        return {item.product_id: item for item in self.all() if item.product_id in wanted}


class PackedForecasts[Forecast: DemandForecast]:
    """Unpacks forecasts into a context's view when they are read."""

    def __init__(self, shop: Shop, view: Callable[[dict[str, Any]], Forecast]) -> None:
        self._shop = shop
        self._view = view

    def read_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        """Return the forecasts."""
        return {key: self._view(unpack(self._shop.forecasts[key])) for key in product_ids}


class PackedSales:
    """Unpacks histories when they are read."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def read_many(self, product_ids: Iterable[str]) -> dict[str, SalesSeries]:
        """Return the sales."""
        found = (history_codec.decode(self._shop.histories[key]) for key in product_ids)
        return {
            history.product_id: SalesSeries(
                product_id=history.product_id, start=history.start, quantity=history.quantity
            )
            for history in found
        }


def _product(index: int, on_hand: int) -> StockedProduct:
    return StockedProduct(
        product_id=f"SKU-{index:05d}",
        name=f"Product number {index}",
        category=f"Category {index % 12}",
        current_price=Decimal(5),
        status="active",
        unit_cost=Decimal(2),
        on_hand=Decimal(on_hand),
        on_order=Decimal(0),
        stock_as_of=TODAY - timedelta(days=index % 3 + 1),
        lead_time_days=7 + index % 14,
        lead_time_std_days=Decimal(index % 2),
        review_period_days=7,
        service_level=Decimal("0.95"),
        min_order_quantity=Decimal(12),
        order_multiple=Decimal(6),
    )


def _packed_forecast(level: float) -> dict[str, Any]:
    days = 2 * HORIZON
    sums = np.cumsum(np.random.default_rng(1).poisson(level, (1000, days)), axis=1)
    cumulative = np.quantile(sums, np.asarray(QUANTILE_LEVELS), axis=0).T
    mean = np.full(days, level)
    actual = np.random.default_rng(2).poisson(level, 84).astype(float).tolist()
    metrics = {"wape": 0.4, "mase": 0.8, "rmsse": 0.8, "bias": 0.0, "weighted_quantile_loss": 0.2}
    coverage = {"level": 0.8, "expected": 0.8, "actual": 0.79, "points": 84}
    return {
        "generated_at": NOW.isoformat(),
        "horizon_days": HORIZON,
        "start": TODAY.isoformat(),
        "demand_pattern": "smooth",
        "method": "combination",
        "degraded_reason": None,
        "demand": {
            "mean": mean,
            "quantiles": np.diff(cumulative, axis=0, prepend=0),
            "cumulative_mean": np.cumsum(mean),
            "cumulative": cumulative,
        },
        "history": {"borrowed": False, "last_date": (TODAY - ONE_DAY).isoformat(), "suspected_stockout_dates": []},
        "backtest": metrics
        | {"coverage": coverage, "naive": metrics | {"wape": 0.5}, "points": {"actual": actual, "predicted": actual}},
    }
