"""A shop of any size in the tables of an embedded DynamoDB, in the forms that the functions write.

Histories are two years of Poisson sales; forecasts are real ones, made of four of the histories by the forecasting
function and kept again for every other product, so that each has the size that forecasts have.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.packing import pack, unpack
from adapters.dynamodb.products.batches import DynamoProductBatches
from adapters.dynamodb.products.repository import DynamoProductRepository
from adapters.dynamodb.sales import history_codec
from adapters.dynamodb.table import Table
from domain.products.models import Product, ProductDetails
from domain.replenishment.tops import TOPS
from domain.reporting.service.summaries import CHECKS, FORECASTS
from domain.sales.service.summaries import SALES
from domain.shared.shards import SHARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from adapters.dynamodb.typed import Item

DAYS: Final = 730
CATEGORIES: Final = 12
_LEVELS: Final = (0.3, 2.0, 8.0, 30.0)
_WEEK: Final = np.array([0.8, 0.8, 0.9, 1.0, 1.2, 1.6, 0.7])


def product_id(number: int) -> str:
    """Return the id of a product of the shop."""
    return f"SKU-{number:06d}"


class Tables:
    """Tables of the shop, filled by what is the same for every product.

    Parameters
    ----------
    client
        A DynamoDB client.
    names
        The tables' names by environment variable.
    now
        When everything was written; histories end on the day before.
    """

    def __init__(self, client: Any, names: Mapping[str, str], now: datetime) -> None:
        self._products, self._sales, self._forecasts, self._worklist = (
            Table(client, names[f"{name}_TABLE"]) for name in ("PRODUCTS", "SALES", "FORECASTS", "WORKLIST")
        )
        self._now = now

    def fill(self, first: int, last: int) -> None:
        """Keep products and their histories, those numbered from ``first`` up to before ``last``."""
        numbers = range(first, last)
        left = DynamoProductBatches(DynamoProductRepository(self._products)).keep([*map(self._product, numbers)])
        if left:
            raise RuntimeError(f"{len(left)} products were there already")
        self._sales.write_many(puts=map(self._history, numbers))

    def copy_forecasts(self, first: int, last: int) -> None:
        """Keep for each product the forecast that was made for the first one with its level of sales."""
        made = [self._forecasts.get(keys.latest(product_id(number))) for number in range(len(_LEVELS))]
        if None in made:
            raise RuntimeError("the first products have no forecasts to copy")
        templates = [(item, unpack(item["document"])) for item in made if item is not None]
        copies = (_copy(*templates[number % len(_LEVELS)], product_id(number)) for number in range(first, last))
        self._forecasts.write_many(puts=copies)

    def forget_worklist(self) -> None:
        """Drop the worklist, which knows nothing of what is kept here."""
        numbers = range(SHARDS)
        made = [keys.worklist_shard(number) for number in numbers]
        made += [
            keys.partial(kind, number) for kind in (CHECKS, SALES, TOPS, *FORECASTS.values()) for number in numbers
        ]
        self._worklist.write_many(deletes=made)

    def _product(self, number: int) -> Product:
        counted = self._now.date() - timedelta(days=number % 3 + 1)
        details = ProductDetails(
            name=f"Product number {number}",
            category=f"Category {number % CATEGORIES}",
            current_price=Decimal(5),
            unit_cost=Decimal(2),
            on_hand=Decimal(number * 37 % 300),
            stock_as_of=counted,
            lead_time_days=7 + number % 14,
            min_order_quantity=Decimal(12),
            order_multiple=Decimal(6),
        )
        return Product(product_id=product_id(number), details=details, created_at=self._now, updated_at=self._now)

    def _history(self, number: int) -> Item:
        level = _LEVELS[number % len(_LEVELS)]
        sold = np.random.default_rng(number).poisson(level * np.resize(_WEEK, DAYS)).astype(float)
        start = self._now.date() - timedelta(days=DAYS)
        item = history_codec.encode(
            product_id(number),
            start,
            sold,
            sold * 5,
            np.full(DAYS, 5.0),
            version=1,
            updated_at=self._now,
            product_created_at=self._now,
        )
        return keys.attributes(keys.history(product_id(number))) | item


def _copy(item: Item, document: dict[str, Any], key: str) -> Item:
    packed = pack(document | {"product_id": key})
    return item | keys.attributes(keys.latest(key)) | {"product_id": key, "document": packed}


def a_day(products: int, day: str) -> Iterator[str]:
    """Yield the lines of a file with one row a product."""
    yield "date,product_id,quantity,price"
    for number in range(products):
        yield f"{day},{product_id(number)},{number % 9 + 1},5.00"
