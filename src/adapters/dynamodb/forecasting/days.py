"""Days of latest forecasts, an item each, as the Forecasts table is defined by.

Days are too many for the transaction that a forecast is kept in, and would cost twice as much there. So they follow it,
and whoever has written some looks once more at what they are of: a removal of the product, or another forecast of it,
may have come in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.forecasting.items import day_items, days_of, has_days, outdated_days, to_forecast
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.forecasting.models.forecast import Forecast


def write_days(table: Table, forecasts: Sequence[Forecast], previous: Mapping[str, Item]) -> None:
    """Write the days of latest forecasts, and mend those of products whose latest is another one by then.

    Parameters
    ----------
    previous
        The latest forecasts before these, by product: of their days those that the new ones lack are deleted.
    """
    if not forecasts:
        return
    table.write_many(
        puts=[item for forecast in forecasts for item in day_items(forecast)],
        deletes=[key for forecast in forecasts for key in outdated_days(forecast, previous)],
    )
    for product_id in _overtaken(table, {forecast.product_id: forecast.run_id for forecast in forecasts}):
        _mend(table, product_id)


def clear_days(table: Table, previous: Iterable[Item]) -> None:
    """Delete the days of latest forecasts that are about to be replaced by ones without.

    It comes first: whoever is killed after it has left a forecast that is taken to have days, and is looked at again.
    """
    table.write_many(deletes=[key for item in previous for key in days_of(item)])


def confirm_cleared(table: Table, previous: Iterable[Item]) -> None:
    """Delete what another writer has kept of days between their deletion and the forecast without any."""
    for item in previous:
        if has_days(item):
            _mend(table, item["product_id"])


def _overtaken(table: Table, written: Mapping[str, str]) -> list[str]:
    """Return the products whose latest forecast is another run by now, or none."""
    found = table.get_many(map(keys.latest, written), consistent=True, attributes=("product_id", "run_id"))
    latest = {item["product_id"]: item["run_id"] for item in found}
    return [product_id for product_id, run_id in written.items() if latest.get(product_id) != run_id]


def _mend(table: Table, product_id: str) -> None:
    """Let a product's days be those of its latest forecast, whoever made that."""
    for _ in table.tries():
        latest = table.get(keys.latest(product_id), consistent=True)
        _write(table, product_id, latest)
        if _run_id(table.get(keys.latest(product_id), consistent=True)) == _run_id(latest):
            return
    raise UnavailableError("The same product is forecast again and again. Repeat the request; that is safe.")


def _run_id(latest: Item | None) -> str | None:
    return None if latest is None else str(latest["run_id"])


def _write(table: Table, product_id: str, latest: Item | None) -> None:
    wanted = _days_of(latest)
    if wanted is None:
        return
    partition = keys.forecasts(product_id)
    kept = table.query(partition, prefix=keys.DAYS, consistent=True, attributes=("PK", "SK", "run_id"))
    runs = {item["SK"]: item["run_id"] for item in kept}
    table.write_many(
        puts=[item for sort, item in wanted.items() if runs.get(sort) != item["run_id"]],
        deletes=[(partition, sort) for sort in runs.keys() - wanted.keys()],
    )


def _days_of(latest: Item | None) -> dict[str, Item] | None:
    """Return the day items of a latest forecast by sort key; ``None`` for another release's, which writes its own."""
    if latest is None or not has_days(latest):
        return {}
    forecast = to_forecast(latest)
    return None if forecast is None else {item["SK"]: item for item in day_items(forecast)}
