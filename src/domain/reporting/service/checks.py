"""Accuracy of all forecasts and what to look at: by rows where they are kept, else worked out."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING

from domain.reporting.service.summaries import CHUNK
from domain.reporting.summary.checks import CheckRow, ForecastChecks
from domain.shared.shards import kept_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reporting.models import ListedProduct
    from domain.reporting.ports import Catalogue, LatestForecasts
    from domain.shared.ports import Clock
    from domain.shared.shards import ShardStore


class CheckService:
    """Says how good the forecasts are and what to look at.

    Parameters
    ----------
    catalogue, forecasts
        Products, and their latest forecasts.
    store
        Where the rows are kept.
    clock
        The time; "today" is the day in UTC.
    """

    def __init__(
        self, catalogue: Catalogue, forecasts: LatestForecasts, store: ShardStore[CheckRow], clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._forecasts = forecasts
        self._store = store
        self._clock = clock

    def checks(self) -> ForecastChecks:
        """Return the checks of all products."""
        kept = kept_rows(self._store)
        return ForecastChecks.of(self._rows(self._catalogue.all()) if kept is None else kept.rows)

    def rows(self, product_ids: Sequence[str]) -> dict[str, CheckRow]:
        """Return the rows of those of the products that exist, by id, as everything is stored now."""
        products = self._catalogue.get_many(product_ids)
        return {row.product_id: row for row in self._rows(list(products.values()))}

    def _rows(self, products: Sequence[ListedProduct]) -> Iterator[CheckRow]:
        today = self._clock.now().date()
        for chunk in batched(products, CHUNK, strict=False):
            forecasts = self._forecasts.read_many(product.product_id for product in chunk)
            yield from (CheckRow.of(product, forecasts.get(product.product_id), today) for product in chunk)
