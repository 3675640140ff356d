"""Forecasts in the Forecasts table.

``FORECAST#<product_id>`` holds a product's forecasts: ``DATE#<date>`` a day of the latest one, ``LATEST`` all of it in
one packed item (see :mod:`adapters.dynamodb.forecast_codec`), and ``RUN#<generated_at>#<run_id>`` each one as it stood,
until it expires. The days are written first and ``LATEST`` last, in a transaction that checks that the product is still
there; readers only ever look at ``LATEST``, so a writer that dies half-way is never seen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import batched, islice
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import forecast_codec
from adapters.dynamodb.forecast_writes import StoreOutcome, transact
from adapters.dynamodb.products import PRODUCT_IS_THERE, product_key
from adapters.dynamodb.table import serialize
from domain.forecasting.models.accuracy import Vintage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.dynamodb.table import Item, Key, Table
    from domain.forecasting.models.forecast import Forecast

#: How long a past forecast is kept after its last day, to be scored.
VINTAGE_DAYS: Final = 400
#: Forecasts written together; three actions each, and a transaction holds a hundred.
_GROUP: Final = 16
_THREADS: Final = 8
_PREFIX = "RUN#"


def latest_key(product_id: str) -> Key:
    """Return the key of a product's latest forecast."""
    return f"FORECAST#{product_id}", "LATEST"


def day_key(product_id: str, day: date) -> Key:
    """Return the key of one day of a product's latest forecast."""
    return f"FORECAST#{product_id}", f"DATE#{day.isoformat()}"


def run_key(product_id: str, generated_at: datetime, run_id: str) -> Key:
    """Return the key of a forecast as it stood."""
    return f"FORECAST#{product_id}", f"{_PREFIX}{_instant(generated_at)}#{run_id}"


def read_latest_many(table: Table, product_ids: Iterable[str]) -> dict[str, Forecast]:
    """Return the latest forecasts of those of the products that have one, by id; for reports as well."""
    items = table.get_many(map(latest_key, product_ids))
    return {item["product_id"]: forecast_codec.decode(item["document"]) for item in items}


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
        return None if item is None else forecast_codec.decode(item["document"])

    def latest_many(self, product_ids: Iterable[str]) -> dict[str, Forecast]:
        """Return the latest forecasts of those of the products that have one, by id."""
        return read_latest_many(self._table, product_ids)

    def vintages(self, product_id: str, limit: int) -> Sequence[Vintage]:
        """Return up to ``limit`` past forecasts, latest first."""
        items = self._table.query(
            latest_key(product_id)[0],
            sort_from=_PREFIX,
            sort_to=f"{_PREFIX}~",
            descending=True,
            page_size=min(limit, 100),
        )
        return [_to_vintage(item) for item in islice(items, limit)]

    def vintage(self, product_id: str, generated_at: datetime, run_id: str) -> Vintage | None:
        """Return one past forecast."""
        item = self._table.get(run_key(product_id, generated_at, run_id))
        return None if item is None else _to_vintage(item)

    def _store_group(self, group: Sequence[Forecast], previous: dict[str, Item]) -> set[str]:
        current = [forecast for forecast in group if not _is_superseded(forecast, previous.get(forecast.product_id))]
        self._table.write_many(
            puts=[item for forecast in current for item in _day_items(forecast)],
            deletes=[
                key for forecast in current for key in _outdated_days(forecast, previous.get(forecast.product_id))
            ],
        )
        if transact(self._table, [action for forecast in group for action in self._actions(forecast)]).stored:
            return set()
        missing = set()
        for forecast in group:
            outcome = transact(self._table, self._actions(forecast))
            if outcome is StoreOutcome.SUPERSEDED:
                outcome = transact(self._table, self._actions(forecast, as_latest=False))
            if outcome is StoreOutcome.PRODUCT_IS_GONE:
                missing.add(forecast.product_id)
                self._table.write_many(deletes=[day_key(forecast.product_id, day) for day in _days(forecast)])
        return missing

    def _actions(self, forecast: Forecast, *, as_latest: bool = True) -> list[dict[str, Any]]:
        key = product_key(forecast.product_id)
        check = {
            "TableName": self._products_table,
            "Key": serialize({"PK": key[0], "SK": key[1]}),
            "ConditionExpression": PRODUCT_IS_THERE,
            "ExpressionAttributeNames": {"#PK": "PK", "#removing": "removing"},
        }
        run = {"TableName": self._table.name, "Item": serialize(_run_item(forecast))}
        actions: list[dict[str, Any]] = [{"ConditionCheck": check}, {"Put": run}]
        if as_latest:
            newest = {
                "TableName": self._table.name,
                "Item": serialize(_latest_item(forecast)),
                "ConditionExpression": "attribute_not_exists(generated_at) OR generated_at <= :now",
                "ExpressionAttributeValues": serialize({":now": _instant(forecast.generated_at)}),
            }
            actions.append({"Put": newest})
        return actions


def _instant(value: datetime) -> str:
    """Return an instant as text of fixed length, so that texts sort as instants do."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds")


def _is_superseded(forecast: Forecast, previous: Item | None) -> bool:
    return previous is not None and previous["generated_at"] > _instant(forecast.generated_at)


def _days(forecast: Forecast) -> list[date]:
    return [forecast.demand.start + timedelta(days=day) for day in range(forecast.horizon_days)]


def _outdated_days(forecast: Forecast, previous: Item | None) -> list[Key]:
    """Return the keys of days of the previous forecast that the new one does not overwrite."""
    if previous is None:
        return []
    start = date.fromisoformat(previous["start"])
    old = (start + timedelta(days=day) for day in range(int(previous["horizon_days"])))
    new = set(_days(forecast))
    return [day_key(forecast.product_id, day) for day in old if day not in new]


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.3f}").normalize() + 0


def _day_items(forecast: Forecast) -> list[Item]:
    tail = (1 - forecast.confidence_level) / 2
    lower, upper = forecast.demand.quantile(tail), forecast.demand.quantile(1 - tail)
    level = Decimal(str(forecast.confidence_level))
    items = []
    for position, day in enumerate(_days(forecast)):
        partition, sort = day_key(forecast.product_id, day)
        interval = {"lower": _number(lower[position]), "upper": _number(upper[position]), "level": level}
        items.append(
            {
                "PK": partition,
                "SK": sort,
                "product_id": forecast.product_id,
                "forecast_date": day.isoformat(),
                "predicted_demand": _number(forecast.demand.mean[position]),
                "confidence_interval": interval,
                "model_accuracy": _number(forecast.model_accuracy),
                "created_at": _instant(forecast.generated_at),
                "run_id": forecast.run_id,
            }
        )
    return items


def _latest_item(forecast: Forecast) -> Item:
    partition, sort = latest_key(forecast.product_id)
    return _header(forecast) | {
        "PK": partition,
        "SK": sort,
        "engine": forecast.engine,
        "degraded": forecast.degraded,
        "model_accuracy": _number(forecast.model_accuracy),
        "document": forecast_codec.encode(forecast),
    }


def _run_item(forecast: Forecast) -> Item:
    partition, sort = run_key(forecast.product_id, forecast.generated_at, forecast.run_id)
    days = forecast.horizon_days
    last_day = forecast.demand.start + timedelta(days=days)
    kept_until = datetime.combine(last_day, datetime.min.time(), UTC) + timedelta(days=VINTAGE_DAYS)
    document = {
        "mean": forecast.demand.mean[:days],
        "quantiles": forecast.demand.quantiles[:days],
        "layers": vars(forecast.layers),
    }
    return _header(forecast) | {
        "PK": partition,
        "SK": sort,
        "known_until": forecast.known_until.isoformat(),
        "confidence_level": Decimal(str(forecast.confidence_level)),
        "expires_at": int(max(kept_until, forecast.generated_at + timedelta(days=VINTAGE_DAYS)).timestamp()),
        "document": forecast_codec.pack(document),
    }


def _header(forecast: Forecast) -> Item:
    return {
        "product_id": forecast.product_id,
        "run_id": forecast.run_id,
        "generated_at": _instant(forecast.generated_at),
        "start": forecast.demand.start.isoformat(),
        "horizon_days": forecast.horizon_days,
    }


def _to_vintage(item: Item) -> Vintage:
    document = forecast_codec.unpack(item["document"])
    return Vintage(
        product_id=item["product_id"],
        run_id=item["run_id"],
        generated_at=datetime.fromisoformat(item["generated_at"]).astimezone(UTC),
        start=date.fromisoformat(item["start"]),
        known_until=date.fromisoformat(item["known_until"]),
        confidence_level=float(item["confidence_level"]),
        mean=document["mean"],
        quantiles=document["quantiles"],
        layers=forecast_codec.decode_layers(document["layers"]),
    )
