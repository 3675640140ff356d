"""Forecasts in the Forecasts table.

A product has an item for each day of its latest forecast, one with all of the latest in packed form
(:mod:`adapters.dynamodb.forecasting.codec`), and one for each forecast as it stood, a run, until that expires. The run
and the latest are written in a transaction that checks that the product is still the one that was forecast; then the
days follow. Readers here look at the latest only, so a writer that dies half-way is never seen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from itertools import batched, islice
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.forecasting.days import clear_days, confirm_cleared, write_days
from adapters.dynamodb.forecasting.items import (
    latest_item,
    run_item,
    to_forecast,
    to_vintage,
)
from adapters.dynamodb.table import page_of
from adapters.dynamodb.transactions import product_is_there, put, transact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.forecasting.models.accuracy import Vintage
    from domain.forecasting.models.catalogue import CatalogueEntry
    from domain.forecasting.models.forecast import Forecast
    from domain.shared.paging import Page

#: Forecasts written together; three actions each, and a transaction holds a hundred.
_GROUP: Final = 16
_THREADS: Final = 8


class _Outcome(Enum):
    """Outcome of keeping a forecast: as the latest, as a past one, or not, since its product is gone."""

    LATEST = auto()
    PAST = auto()
    GONE = auto()


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
    day_rows
        Whether the days of latest forecasts are kept an item each as well, for those who read the table itself.
    """

    def __init__(self, table: Table, products_table: str, *, day_rows: bool = True) -> None:
        self._table = table
        self._day_rows = day_rows
        self._products_table = products_table

    def store(
        self, forecasts: Sequence[Forecast], products: Mapping[str, CatalogueEntry], *, by_itself: bool = False
    ) -> set[str]:
        """Keep forecasts, a group at a time, side by side; return the ids of those whose product is gone."""
        previous = {
            item["product_id"]: item
            for item in self._table.get_many(keys.latest(forecast.product_id) for forecast in forecasts)
        }
        groups = list(batched(forecasts, _GROUP, strict=False))
        if len(groups) <= 1:
            return {
                missing
                for group in groups
                for missing in self._store_group(group, products, previous, by_itself=by_itself)
            }
        with ThreadPoolExecutor(_THREADS) as pool:
            outcomes = pool.map(lambda group: self._store_group(group, products, previous, by_itself=by_itself), groups)
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

    def runs(self, product_id: str, limit: int, after: str | None) -> Page[Vintage]:
        """Return up to ``limit`` past forecasts, latest first, from the position ``after`` on."""
        latest = after or keys.span(keys.RUNS)[1]
        between = (keys.RUNS, latest)
        found = self._table.query(
            keys.forecasts(product_id), between=between, descending=True, page_size=min(limit + 2, 100)
        )
        return page_of(found, to_vintage, limit, after)

    def run(self, product_id: str, run_id: str) -> Vintage | None:
        """Return the past forecast with this id."""
        partition = keys.forecasts(product_id)
        named = self._table.query(partition, prefix=keys.RUNS, attributes=("SK", "run_id"))
        for item in named:
            if item["run_id"] == run_id:
                found = self._table.get((partition, item["SK"]))
                return None if found is None else to_vintage(found)
        return None

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        """Return one past forecast."""
        item = self._table.get(keys.run(product_id, generated_at, run_id))
        return None if item is None else to_vintage(item)

    def _store_group(
        self,
        group: Sequence[Forecast],
        products: Mapping[str, CatalogueEntry],
        previous: Mapping[str, Item],
        *,
        by_itself: bool,
    ) -> set[str]:
        """Keep a group's forecasts, then their days; return the ids of those whose product is gone."""
        runs = {
            each.product_id: [
                self._check(products[each.product_id]),
                put(self._table, run_item(each, by_itself=by_itself)),
            ]
            for each in group
        }
        replaced = [previous[each.product_id] for each in group if each.product_id in previous]
        if not self._day_rows:
            clear_days(self._table, replaced)
        outcomes = self._keep(group, runs)
        if self._day_rows:
            write_days(self._table, [each for each in group if outcomes[each] is _Outcome.LATEST], previous)
        else:
            confirm_cleared(self._table, replaced)
        return {each.product_id for each in group if outcomes[each] is _Outcome.GONE}

    def _keep(self, group: Sequence[Forecast], runs: Mapping[str, list[Action]]) -> dict[Forecast, _Outcome]:
        try:
            transact(self._table, [action for each in group for action in self._actions(each, runs)])
        except ConditionFailedError:
            return {each: self._store_one(each, runs) for each in group}
        return dict.fromkeys(group, _Outcome.LATEST)

    def _check(self, product: CatalogueEntry) -> Action:
        return product_is_there(self._products_table, product.product_id, product.created_at)

    def _store_one(self, forecast: Forecast, runs: Mapping[str, list[Action]]) -> _Outcome:
        try:
            transact(self._table, self._actions(forecast, runs))
        except ProductGoneError:
            return _Outcome.GONE
        except ConditionFailedError:  # a later forecast is kept already
            try:
                transact(self._table, self._actions(forecast, runs, as_latest=False))
            except ProductGoneError:
                return _Outcome.GONE
            return _Outcome.PAST
        return _Outcome.LATEST

    def _actions(self, forecast: Forecast, runs: Mapping[str, list[Action]], *, as_latest: bool = True) -> list[Action]:
        actions = [*runs[forecast.product_id]]
        if as_latest:
            newest = "attribute_not_exists(#generated_at) OR #generated_at <= :now"
            now = {":now": keys.instant(forecast.generated_at)}
            actions.append(put(self._table, latest_item(forecast, day_rows=self._day_rows), newest, now))
        return actions
