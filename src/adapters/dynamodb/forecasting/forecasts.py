"""Forecasts in the Forecasts table.

``FORECAST#<product_id>`` holds a product's forecasts: ``DATE#<date>`` a day of the latest one, ``LATEST`` all of it in
one packed item (:mod:`adapters.dynamodb.forecasting.codec`), and ``RUN#<generated_at>#<run_id>`` each one as it stood,
until it expires. The days are written first and ``LATEST`` last, in a transaction that checks that the product is still
there; readers only ever look at ``LATEST``, so a writer that dies half-way is never seen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import batched, islice
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb.forecasting.items import (
    RUN_PREFIX,
    day_items,
    day_key,
    forecast_days,
    instant,
    is_superseded,
    latest_item,
    latest_key,
    outdated_days,
    run_item,
    run_key,
    to_forecast,
    to_vintage,
)
from adapters.dynamodb.forecasting.writes import StoreOutcome, transact
from adapters.dynamodb.products.repository import PRODUCT_IS_THERE, product_key
from adapters.dynamodb.table import serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from adapters.dynamodb.table import Item, Table
    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.forecast import Forecast

#: Forecasts written together; three actions each, and a transaction holds a hundred.
_GROUP: Final = 16
_THREADS: Final = 8


def read_latest_many(table: Table, product_ids: Iterable[str]) -> dict[str, Forecast]:
    """Return the latest forecasts of those of the products that have one, by id; for reports as well."""
    read = map(to_forecast, table.get_many(map(latest_key, product_ids)))
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
            for item in self._table.get_many(latest_key(forecast.product_id) for forecast in forecasts)
        }
        groups = list(batched(forecasts, _GROUP, strict=False))
        if len(groups) <= 1:
            return {missing for group in groups for missing in self._store_group(group, previous)}
        with ThreadPoolExecutor(_THREADS) as pool:
            outcomes = pool.map(lambda group: self._store_group(group, previous), groups)
            return {missing for outcome in outcomes for missing in outcome}

    def latest(self, product_id: str) -> Forecast | None:
        """Return the product's latest forecast."""
        item = self._table.get(latest_key(product_id), consistent=True)
        return None if item is None else to_forecast(item)

    def latest_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        """Return the latest forecasts of those of the products that have one, by id."""
        return read_latest_many(self._table, product_ids)

    def vintages(self, product_id: str, limit: int) -> Sequence[Vintage]:
        """Return up to ``limit`` past forecasts, latest first."""
        items = self._table.query(
            latest_key(product_id)[0],
            sort_from=RUN_PREFIX,
            sort_to=f"{RUN_PREFIX}~",
            descending=True,
            page_size=min(limit, 100),
        )
        read = map(to_vintage, islice(items, limit))
        return [vintage for vintage in read if vintage is not None]

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        """Return one past forecast."""
        item = self._table.get(run_key(product_id, generated_at, run_id))
        return None if item is None else to_vintage(item)

    def _store_group(self, group: Sequence[Forecast], previous: dict[str, Item]) -> set[str]:
        self._write_days([forecast for forecast in group if not is_superseded(forecast, previous)], previous)
        if transact(self._table, [action for forecast in group for action in self._actions(forecast)]).stored:
            return set()
        return {forecast.product_id for forecast in group if not self._store_one(forecast)}

    def _write_days(self, group: Sequence[Forecast], previous: dict[str, Item]) -> None:
        self._table.write_many(
            puts=[item for forecast in group for item in day_items(forecast)],
            deletes=[key for forecast in group for key in outdated_days(forecast, previous)],
        )

    def _store_one(self, forecast: Forecast) -> bool:
        """Keep one forecast whose days are written; take them back and return false when its product is gone."""
        outcome = transact(self._table, self._actions(forecast))
        if outcome is StoreOutcome.SUPERSEDED:
            outcome = transact(self._table, self._actions(forecast, as_latest=False))
        if outcome is StoreOutcome.PRODUCT_IS_GONE:
            self._table.write_many(deletes=[day_key(forecast.product_id, day) for day in forecast_days(forecast)])
        return outcome is not StoreOutcome.PRODUCT_IS_GONE

    def _actions(self, forecast: Forecast, *, as_latest: bool = True) -> list[dict[str, Any]]:
        key = product_key(forecast.product_id)
        check = {
            "TableName": self._products_table,
            "Key": serialize({"PK": key[0], "SK": key[1]}),
            "ConditionExpression": PRODUCT_IS_THERE,
            "ExpressionAttributeNames": {"#PK": "PK", "#removing": "removing"},
        }
        run = {"TableName": self._table.name, "Item": serialize(run_item(forecast))}
        actions: list[dict[str, Any]] = [{"ConditionCheck": check}, {"Put": run}]
        if as_latest:
            newest = {
                "TableName": self._table.name,
                "Item": serialize(latest_item(forecast)),
                "ConditionExpression": "attribute_not_exists(generated_at) OR generated_at <= :now",
                "ExpressionAttributeValues": serialize({":now": instant(forecast.generated_at)}),
            }
            actions.append({"Put": newest})
        return actions
