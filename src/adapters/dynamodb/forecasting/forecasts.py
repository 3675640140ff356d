"""Forecasts in the Forecasts table.

A product has an item for each day of its latest forecast, one with all of the latest in packed form
(:mod:`adapters.dynamodb.forecasting.codec`), and one for each forecast as it stood, a run, until that expires. The run
is written in a transaction that checks that the product is still the one that was forecast. The latest follows by
itself, at half of what it would cost there: it tells whose it is, and is put in place of one of the same product, which
is there for as long as that is; a product's first goes with its run. Then the days follow. Readers here look at the
latest only, so a writer that dies half-way has left a past forecast at most.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from itertools import batched, islice
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.forecasting.days import clear_days, confirm_cleared, write_days
from adapters.dynamodb.forecasting.items import (
    PRODUCT_CREATED_AT,
    latest_item,
    run_item,
    to_forecast,
    to_vintage,
    withdrawal,
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
    from domain.forecasting.models.forecast import Adjustment, Forecast
    from domain.shared.paging import Page

#: Forecasts written together; three actions each at most, and a transaction holds a hundred.
_GROUP: Final = 16
_THREADS: Final = 8


class _Outcome(Enum):
    """Outcome of keeping a forecast: as the latest, as a past one, or not, since its product is gone."""

    LATEST = auto()
    PAST = auto()
    GONE = auto()


@dataclass(frozen=True)
class _Kept:
    """A forecast to be kept, with the product as it was forecast and its latest forecast as it was read."""

    forecast: Forecast
    product: CatalogueEntry
    previous: Item | None
    by_itself: bool
    withdrawn: Adjustment | None

    @property
    def created_at(self) -> str | None:
        """Moment the product was created, as items tell it."""
        return self.product.created_at.isoformat() if self.product.created_at else None

    @property
    def is_fenced(self) -> bool:
        """True when there is a latest forecast that is known to be of this product."""
        return self.previous is not None and self.created_at == self.previous.get(PRODUCT_CREATED_AT, "")


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
        self,
        forecasts: Sequence[Forecast],
        products: Mapping[str, CatalogueEntry],
        *,
        by_itself: bool = False,
        withdrawn: Adjustment | None = None,
    ) -> set[str]:
        """Keep forecasts, a group at a time, side by side; return the ids of those whose product is gone."""
        previous = {
            item["product_id"]: item
            for item in self._table.get_many(keys.latest(forecast.product_id) for forecast in forecasts)
        }
        kept = [
            _Kept(each, products[each.product_id], previous.get(each.product_id), by_itself, withdrawn)
            for each in forecasts
        ]
        groups = list(batched(kept, _GROUP, strict=False))
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

    def _store_group(self, group: Sequence[_Kept], previous: Mapping[str, Item]) -> set[str]:
        """Keep a group's forecasts, then their days; return the ids of those whose product is gone."""
        forecasts = [each.forecast for each in group]
        replaced = [each.previous for each in group if each.previous is not None]
        if not self._day_rows:
            clear_days(self._table, replaced)
        outcomes = list(zip(forecasts, self._keep(group), strict=True))
        if self._day_rows:
            write_days(self._table, [each for each, outcome in outcomes if outcome is _Outcome.LATEST], previous)
        else:
            confirm_cleared(self._table, replaced)
        return {each.product_id for each, outcome in outcomes if outcome is _Outcome.GONE}

    def _keep(self, group: Sequence[_Kept]) -> list[_Outcome]:
        """Keep the forecasts of a group."""
        try:
            transact(self._table, [action for each in group for action in self._actions(each)])
        except ConditionFailedError:
            return [self._keep_one(each) for each in group]
        return [self._keep_latest(each) if each.is_fenced else _Outcome.LATEST for each in group]

    def _keep_one(self, kept: _Kept) -> _Outcome:
        """Keep a forecast whose product may be gone, or have a later one."""
        try:
            transact(self._table, self._actions(kept))
        except ProductGoneError:
            return _Outcome.GONE
        except ConditionFailedError:
            return self._as_past(kept)
        return self._keep_latest(kept) if kept.is_fenced else _Outcome.LATEST

    def _keep_latest(self, kept: _Kept) -> _Outcome:
        """Put the latest forecast in place of an earlier one of the same product."""
        values = {":now": keys.instant(kept.forecast.generated_at), ":created_at": kept.created_at}
        try:
            self._table.put(self._latest(kept), "#product_created_at = :created_at AND #generated_at <= :now", values)
        except ConditionFailedError:  # a later one is there, or none any more
            try:
                transact(self._table, [self._check(kept.product), self._put_latest(kept)])
            except ProductGoneError:
                return _Outcome.GONE
            except ConditionFailedError:
                return _Outcome.PAST
        return _Outcome.LATEST

    def _as_past(self, kept: _Kept) -> _Outcome:
        try:
            transact(self._table, self._run_actions(kept))
        except ProductGoneError:
            return _Outcome.GONE
        return _Outcome.PAST

    def _actions(self, kept: _Kept) -> list[Action]:
        return [*self._run_actions(kept), *([] if kept.is_fenced else [self._put_latest(kept)])]

    def _run_actions(self, kept: _Kept) -> list[Action]:
        return [self._check(kept.product), put(self._table, run_item(kept.forecast, by_itself=kept.by_itself))]

    def _put_latest(self, kept: _Kept) -> Action:
        newest = "attribute_not_exists(#generated_at) OR #generated_at <= :now"
        return put(self._table, self._latest(kept), newest, {":now": keys.instant(kept.forecast.generated_at)})

    def _latest(self, kept: _Kept) -> Item:
        item = latest_item(kept.forecast, day_rows=self._day_rows, product_created_at=kept.created_at)
        return item if kept.withdrawn is None else self._table.signed(item | withdrawal(kept.withdrawn))

    def _check(self, product: CatalogueEntry) -> Action:
        return product_is_there(self._products_table, product.product_id, product.created_at)
