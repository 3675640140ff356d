"""Forecasts as items of the Forecasts table, and back; :mod:`adapters.dynamodb.forecasting.forecasts` lists them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.forecasting import codec as forecast_codec
from adapters.dynamodb.forecasting.latest import read_document
from adapters.dynamodb.packing import pack, unpack_item
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.typed import to_instant
from domain.forecasting.models.accuracy import Vintage
from domain.forecasting.models.known_days import RunEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.typed import Item
    from domain.forecasting.models.forecast import Adjustment, Forecast
    from domain.shared.arrays import FloatArray

#: Attribute of a latest forecast that has no days beside it; the others lack it.
_DAY_ROWS: Final = "day_rows"
#: Attribute of a latest forecast: when the product was created that it is of; those of earlier releases lack it.
PRODUCT_CREATED_AT: Final = "product_created_at"
#: Attribute of a latest forecast that a person took an adjustment out of: that adjustment, as JSON.
WITHDRAWN: Final = "withdrawn"
#: Attribute of what is told of by itself: a past forecast of no job, the latest forecast after a withdrawal.
BY_ITSELF: Final = "by_itself"
#: How long a past forecast is kept after its last day, to be scored.
VINTAGE_DAYS: Final = 400


def _from_1(item: Item) -> Item:
    """Numbers were lists, and ``None`` where nothing is known."""
    document = item["document"]
    layers = {name: _array(values) for name, values in document["layers"].items()}
    same = {name: _array(document[name]) for name in ("mean", "quantiles")}
    return item | {"document": {"version": 2, "layers": layers, **same}}


def _from_2(item: Item) -> Item:
    """Items told nothing of ``known_until`` at first: the eve of the first day, or for overrides the day they came."""
    known = date.fromisoformat(item["start"]) - timedelta(days=1)
    if item["document"]["layers"]["override"] is not None:
        known = max(known, to_instant(item["generated_at"]).date())
    return {"known_until": known.isoformat()} | item


def _from_3(item: Item) -> Item:
    """Nothing changed in runs; the number was raised for the latest forecasts, whose number it also was."""
    return item


def _array(values: Any) -> FloatArray | None:
    return None if values is None else np.asarray(values, dtype=np.float64)


def _from_4(item: Item) -> Item:
    """Forecasts without their events were not kept; they may be missing."""
    return item


def _from_5(item: Item) -> Item:
    """Runs of form 5 as form 6: without events, which were not kept."""
    return item | {"document": {"events": []} | item["document"]}


#: Kept for scoring, and not to be made again.
RUN: Final = StoredForm("forecast run", 6, {1: _from_1, 2: _from_2, 3: _from_3, 4: _from_4, 5: _from_5})


def forecast_days(forecast: Forecast) -> list[date]:
    """Return the days of the horizon."""
    return [forecast.demand.start + timedelta(days=day) for day in range(forecast.horizon_days)]


def has_days(latest: Item) -> bool:
    """Tell whether a latest forecast has its days beside it, an item each."""
    return bool(latest.get(_DAY_ROWS, True))


def days_of(latest: Item) -> list[Key]:
    """Return the keys of the days beside a latest forecast."""
    start, product_id = date.fromisoformat(latest["start"]), latest["product_id"]
    days = range(int(latest["horizon_days"])) if has_days(latest) else ()
    return [keys.forecast_day(product_id, start + timedelta(days=day)) for day in days]


def outdated_days(forecast: Forecast, previous: Mapping[str, Item]) -> list[Key]:
    """Return the keys of days of the previous forecast that the new one does not overwrite."""
    kept = previous.get(forecast.product_id)
    new = {keys.forecast_day(forecast.product_id, day) for day in forecast_days(forecast)}
    return [] if kept is None else [key for key in days_of(kept) if key not in new]


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.3f}").normalize() + 0


def day_items(forecast: Forecast) -> list[Item]:
    """Return an item for each day of the horizon."""
    tail = (1 - forecast.confidence_level) / 2
    lower, upper = forecast.demand.quantile(tail), forecast.demand.quantile(1 - tail)
    level = Decimal(str(forecast.confidence_level))
    items = []
    for position, day in enumerate(forecast_days(forecast)):
        interval = {"lower": _number(lower[position]), "upper": _number(upper[position]), "level": level}
        items.append(
            keys.attributes(keys.forecast_day(forecast.product_id, day))
            | {
                "product_id": forecast.product_id,
                "forecast_date": day.isoformat(),
                "predicted_demand": _number(forecast.demand.mean[position]),
                "confidence_interval": interval,
                "model_accuracy": _number(forecast.model_accuracy),
                "created_at": keys.instant(forecast.generated_at),
                "run_id": forecast.run_id,
            }
        )
    return items


def latest_item(forecast: Forecast, *, day_rows: bool = True, product_created_at: str | None = None) -> Item:
    """Return the item with all of it; without ``day_rows``, marked as one that has no days beside it."""
    return _header(forecast, keys.latest(forecast.product_id)) | {
        "engine": forecast.engine,
        "degraded": forecast.degraded,
        "model_accuracy": _number(forecast.model_accuracy),
        "document": forecast_codec.encode(forecast),
        _DAY_ROWS: None if day_rows else False,
        PRODUCT_CREATED_AT: product_created_at,
    }


def withdrawal(adjustment: Adjustment) -> Item:
    """Return what the latest forecast says beside itself of an adjustment that was taken out of it."""
    told = {name: getattr(adjustment, name) for name in ("adjustment_id", "start", "end", "factor", "reason")}
    return {WITHDRAWN: json.dumps(told, default=str), BY_ITSELF: "yes"}


def run_item(forecast: Forecast, *, by_itself: bool = False) -> Item:
    """Return the item of a forecast as it stands; one of no job says so to who follows the table."""
    days = forecast.horizon_days
    last_day = forecast.demand.start + timedelta(days=days)
    kept_until = datetime.combine(last_day, datetime.min.time(), UTC) + timedelta(days=VINTAGE_DAYS)
    document = {
        "version": RUN.version,
        "mean": forecast.demand.mean[:days],
        "quantiles": forecast.demand.quantiles[:days],
        "layers": vars(forecast.layers),
        "events": [vars(event) for event in forecast.calendar_events],
    }
    key = keys.run(forecast.product_id, forecast.generated_at, forecast.run_id)
    return _header(forecast, key) | {
        "known_until": forecast.known_until.isoformat(),
        "confidence_level": Decimal(str(forecast.confidence_level)),
        "expires_at": int(max(kept_until, forecast.generated_at + timedelta(days=VINTAGE_DAYS)).timestamp()),
        BY_ITSELF: "yes" if by_itself else None,
        "document": pack(document),
    }


def _header(forecast: Forecast, key: Key) -> Item:
    return keys.attributes(key) | {
        "product_id": forecast.product_id,
        "run_id": forecast.run_id,
        "generated_at": keys.instant(forecast.generated_at),
        "start": forecast.demand.start.isoformat(),
        "horizon_days": forecast.horizon_days,
    }


def to_forecast(item: Item) -> Forecast | None:
    """Return the latest forecast from its item, ``None`` when its form is unknown."""
    document = read_document(item)
    return None if document is None else forecast_codec.decode(document)


def _to_event(told: Mapping[str, Any]) -> RunEvent:
    days = {name: date.fromisoformat(told[name]) for name in ("start", "end")}
    return RunEvent(**{**told, **days})


def to_vintage(item: Item) -> Vintage:
    """Return a past forecast from its item, of any version; raises UnknownFormError for one of a newer release."""
    item = unpack_item(item, RUN)
    document = item["document"]
    return Vintage(
        product_id=item["product_id"],
        run_id=item["run_id"],
        generated_at=to_instant(item["generated_at"]),
        start=date.fromisoformat(item["start"]),
        known_until=date.fromisoformat(item["known_until"]),
        confidence_level=float(item["confidence_level"]),
        mean=document["mean"],
        quantiles=document["quantiles"],
        layers=forecast_codec.decode_layers(document["layers"]),
        events=tuple(map(_to_event, document["events"])),
    )
