"""Exports in the forecasts table, and what they hold of other contexts' tables: histories and latest forecasts.

They are forgotten with their files: the attribute ``expires_at`` is the table's time to live.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.forecasting.forecasts import read_latest_many
from adapters.dynamodb.reporting.jobs import KEPT
from adapters.dynamodb.transactions import IS_NEW
from adapters.dynamodb.typed import to_instant
from domain.reporting.errors import ExportNotFoundError, ExportTakenOverError
from domain.reporting.models import Export, Exported, ExportFormat, ReportStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from adapters.dynamodb.sales.history import SalesHistoryReader
    from adapters.dynamodb.sales.history_codec import PackedHistory
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item
    from domain.forecasting.models.forecast import Forecast
    from domain.reporting.models import ListedProduct
    from domain.shared.arrays import FloatArray

    type Rows = Sequence[Mapping[str, Any]]


class DynamoExportRepository:
    """Implements :class:`domain.reporting.ports.ExportRepository`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, export: Export) -> None:
        """Keep a new export."""
        self._table.put(_to_item(export), IS_NEW)

    def get(self, export_id: str) -> Export:
        """Return an export."""
        item = self._table.get(keys.export(export_id), consistent=True)
        if item is None:
            raise ExportNotFoundError(export_id)
        return _to_export(item)

    def replace(self, export: Export) -> None:
        """Keep an export in place of its previous version."""
        if not self._table.put_version(_to_item(export)):
            raise ExportTakenOverError(export.export_id)


class DynamoExportedHistories:
    """Implements :class:`domain.reporting.ports.ExportRows`: a row a product-day, oldest first."""

    def __init__(self, reader: SalesHistoryReader) -> None:
        self._reader = reader

    def of(self, products: Sequence[ListedProduct]) -> Iterator[tuple[str, Rows]]:
        """Yield the days of each of the products."""
        histories = self._reader.read_many(product.product_id for product in products)
        for product in products:
            history = histories.get(product.product_id)
            yield product.product_id, _history_rows(product, history) if history else ()


class DynamoExportedForecasts:
    """Implements :class:`domain.reporting.ports.ExportRows` on the packed latest forecasts.

    Parameters
    ----------
    table
        The forecasts table.
    rows
        Makes the rows of a product's forecast.
    """

    def __init__(self, table: Table, rows: Callable[[ListedProduct, Forecast], Rows]) -> None:
        self._table = table
        self._rows = rows

    def of(self, products: Sequence[ListedProduct]) -> Iterator[tuple[str, Rows]]:
        """Yield the forecast of each of the products, in as many rows as it is shown in."""
        forecasts = read_latest_many(self._table, (product.product_id for product in products))
        for product in products:
            forecast = forecasts.get(product.product_id)
            yield product.product_id, self._rows(product, forecast) if forecast else ()


def _history_rows(product: ListedProduct, history: PackedHistory) -> Rows:
    """Return the rows of the days that have one; numbers are exact to the six decimal places that are stored."""
    sold = ~np.isnan(history.quantity)
    days = [(history.start + timedelta(days=day)).isoformat() for day in np.flatnonzero(sold).tolist()]
    columns = (_numbers(column[sold]) for column in (history.quantity, history.price, history.revenue))
    known = {"product_id": product.product_id, "name": product.name, "category": product.category}
    return [
        known | {"date": day, "quantity_sold": quantity, "price": price, "revenue": revenue}
        for day, quantity, price, revenue in zip(days, *columns, strict=True)
    ]


def _numbers(values: FloatArray) -> list[float | None]:
    return [None if value != value else int(value) if value.is_integer() else value for value in values.tolist()]  # noqa: PLR0124


def _to_item(export: Export) -> Item:
    times = {name: getattr(export, name) for name in ("created_at", "updated_at", "completed_at")}
    return (
        keys.attributes(keys.export(export.export_id))
        | dict(vars(export))
        | {name: value.isoformat() if value else None for name, value in times.items()}
        | {
            "what": export.what.value,
            "format": export.format.value,
            "status": export.status.value,
            "parts": list(export.parts),
            "expires_at": int((export.created_at + KEPT).timestamp()),
        }
    )


def _to_export(item: Item) -> Export:
    return Export(
        export_id=item["export_id"],
        what=Exported(item["what"]),
        format=ExportFormat(item["format"]),
        status=ReportStatus(item["status"]),
        created_at=to_instant(item["created_at"]),
        updated_at=to_instant(item["updated_at"]),
        version=int(item["version"]),
        products=int(item["products"]),
        rows=int(item["rows"]),
        after=item.get("after"),
        upload=item.get("upload"),
        parts=tuple(item["parts"]),
        completed_at=to_instant(item["completed_at"]) if "completed_at" in item else None,
        location=item.get("location"),
        error=item.get("error"),
    )
