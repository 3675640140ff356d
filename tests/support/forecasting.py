"""Products and sales that forecasting tests share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.sales import history_codec
from adapters.dynamodb.table import Table
from testing.products import product

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = date(2025, 9, 1)
LAST_DAY = date(2026, 11, 19)


def weekly_sales(days: int = 445, level: float = 10.0, seed: int = 1) -> list[float]:
    """Return sales with a weekly season, strongest on the sixth day of each seven."""
    profile = np.array([0.8, 0.8, 0.9, 1.0, 1.2, 1.6, 0.7])
    rng = np.random.default_rng(seed)
    sold: list[float] = rng.poisson(level * profile[np.arange(days) % 7]).astype(float).tolist()
    return sold


def put_product(environment: dict[str, str], client, product_id: str = "SKU-1", **changes) -> None:
    """Keep a product in the products table."""
    DynamoProductRepository(Table(client, environment["PRODUCTS_TABLE"])).add(product(product_id, **changes))


def put_sales(
    environment: dict[str, str],
    client,
    product_id: str,
    quantity: Sequence[float],
    *,
    end: date = LAST_DAY,
    price: float = 4.99,
) -> None:
    """Keep a product's packed history in the sales table."""
    sold = np.asarray(quantity, dtype=float)
    start = end - timedelta(days=sold.size - 1)
    prices = np.full(sold.size, price)
    item = history_codec.encode(
        product_id, start, sold, sold * price, prices, version=1, updated_at=datetime(2026, 11, 20, tzinfo=UTC)
    )
    Table(client, environment["SALES_TABLE"]).put(keys.attributes(keys.history(product_id)) | item)
