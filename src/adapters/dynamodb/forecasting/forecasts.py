"""Forecasts in the Forecasts table.

A product has an item for each day of its latest forecast, one with all of the latest in packed form
(:mod:`adapters.dynamodb.forecasting.codec`), and one for each forecast as it stood, a run, until that expires. The days
are written first, the run and the latest last, in a transaction that checks that the product is still there; readers
only look at the latest, so a writer that dies half-way is never seen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import batched, islice
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.forecasting.items import (
    day_items,
    forecast_days,
    is_superseded,
    latest_item,
    outdated_days,
    run_item,
    to_forecast,
    to_vintage,
)
from adapters.dynamodb.transactions import product_is_there, put, transact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.forecast import Forecast

#: Forecasts written together; three actions each, and a transaction holds a hundred.
_GROUP: Final = 16
_THREADS: Final = 8


def read_latest_many(table: Table, product_ids: Iterable[str]) -> dict[str, Forecast]:
    """Return the latest forecasts of those of the products that have one, by id; for reports as well."""
    read = map(to_forecast, table.get_many(map(keys.latest, product_ids)))
    return {forecast.product_id: forecast for forecast in read if forecast is not None}


class DynamoForecastRepository:
    """Implements :class:`domain.forecasting.ports.ForecastRepository`.

    Parameters
    ----------
    table
        The forecasts table.
    products_table
        Name of the products table, which each write is checked against.
    """

    def __init__(self, table: Table, products_table: str) -> None:
        self._table = table
        self._products_table = products_table

    def store(self, forecasts: Sequence[Forecast]) -> set[str]:
        """Keep forecasts, a group at a time, side by side; return the ids of those whose product is gone."""
        previous = {
            item["product_id"]: item
            for item in self._table.get_many(keys.latest(forecast.product_id) for forecast in forecasts)
        }
        groups = list(batched(forecasts, _GROUP, strict=False))
        if len(groups) <= 1:
            return {missing for group in groups for missing in self._store_group(group, previous)}
        with ThreadPoolExecutor(_THREADS) as pool:
            outcomes = pool.map(lambda group: self._store_group(group, previous), groups)
            return {missing for outcome in outcomes for missing in outcome}

    def latest(self, product_id: str) -> Forecast | None:
        """Return the product's latest forecast."""
        item = self._table.get(keys.latest(product_id), consistent=True)
        return None if item is None else to_forecast(item)

    def latest_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        """Return the latest forecasts of those of the products that have one, by id."""
        return read_latest_many(self._table, product_ids)

    def vintages(self, product_id: str, limit: int) -> Sequence[Vintage]:
        """Return up to ``limit`` past forecasts, latest first."""
        items = self._table.query(
            keys.forecasts(product_id), prefix=keys.RUNS, descending=True, page_size=min(limit, 100)
        )
        return [to_vintage(item) for item in islice(items, limit)]

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        """Return one past forecast."""
        item = self._table.get(keys.run(product_id, generated_at, run_id))
        return None if item is None else to_vintage(item)

    def _store_group(self, group: Sequence[Forecast], previous: dict[str, Item]) -> set[str]:
        self._write_days([forecast for forecast in group if not is_superseded(forecast, previous)], previous)
        try:
            transact(self._table, [action for forecast in group for action in self._actions(forecast)])
        except ConditionFailedError:
            return {forecast.product_id for forecast in group if not self._store_one(forecast)}
        return set()

    def _write_days(self, group: Sequence[Forecast], previous: dict[str, Item]) -> None:
        self._table.write_many(
            puts=[item for forecast in group for item in day_items(forecast)],
            deletes=[key for forecast in group for key in outdated_days(forecast, previous)],
        )

    def _store_one(self, forecast: Forecast) -> bool:
        """Keep one forecast whose days are written; take them back and return false when its product is gone."""
        try:
            self._transact_one(forecast)
        except ProductGoneError:
            days = forecast_days(forecast)
            self._table.write_many(deletes=[keys.forecast_day(forecast.product_id, day) for day in days])
            return False
        return True

    def _transact_one(self, forecast: Forecast) -> None:
        try:
            transact(self._table, self._actions(forecast))
        except ProductGoneError:
            raise
        except ConditionFailedError:  # a later forecast is kept already
            transact(self._table, self._actions(forecast, as_latest=False))

    def _actions(self, forecast: Forecast, *, as_latest: bool = True) -> list[Action]:
        check = product_is_there(self._products_table, forecast.product_id)
        actions = [check, put(self._table, run_item(forecast))]
        if as_latest:
            newest = "attribute_not_exists(#generated_at) OR #generated_at <= :now"
            now = {":now": keys.instant(forecast.generated_at)}
            actions.append(put(self._table, latest_item(forecast), newest, now))
        return actions
