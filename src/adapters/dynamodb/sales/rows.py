"""Sales rows as DynamoDB items, one a product and day (:func:`adapters.dynamodb.keys.sales_day`).

A row names the moment its product was created. An upload that dies while its product is removed may leave rows behind;
they are no sales of a later product of the same id, and go with that one's removal at the latest.

Items are built and read in DynamoDB's own typed form here: uploads write many thousands of them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.stored_forms import ATTRIBUTE, StoredForm
from adapters.dynamodb.typed import to_instant
from domain.sales.additions import DaySales
from domain.sales.models import CatalogueProduct, PeriodSales
from domain.shared.csv.numbers import EMPTY, MICRO, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.dynamodb.typed import Item
    from domain.sales.ports import DaysToRecord


SALES_ROW: Final = StoredForm("sales row")
AMOUNTS: Final = ("quantity_sold", "revenue", "price")
#: What :func:`day_values` and :func:`is_of` read of a row.
ROW_VALUES: Final = ("SK", "quantity_sold", "revenue", "price", "product_created_at", ATTRIBUTE)


def typed_rows(days: DaysToRecord, upload_id: str, created_at: datetime) -> Iterator[dict[str, Any]]:
    """Yield a product's days as typed items."""
    product_id = days.product.product_id
    same = {
        "PK": {"S": keys.sales(product_id)},
        "product_id": {"S": product_id},
        "created_at": {"S": created_at.isoformat()},
        "upload_id": {"S": upload_id},
        "product_created_at": {"S": days.product.created_at.isoformat()},
    }
    columns = zip(days.day.tolist(), days.quantity.tolist(), days.revenue.tolist(), days.price.tolist(), strict=True)
    for ordinal, quantity, revenue, price in columns:
        day = date.fromordinal(ordinal).isoformat()
        item = same | {"SK": {"S": keys.DAYS + day}, "date": {"S": day}, "quantity_sold": {"N": to_text(quantity)}}
        if revenue != EMPTY:
            item["revenue"] = {"N": to_text(revenue)}
        if price != EMPTY:
            item["price"] = {"N": to_text(price)}
        yield item


def is_of(product_created_at: str | None, product: CatalogueProduct) -> bool:
    """Tell whether a row is a product's own, and not one of an earlier product of the same id."""
    return product_created_at in {None, product.created_at.isoformat()}


def day_sales(item: Item | None, product: CatalogueProduct) -> DaySales | None:
    """Return a plain item as the domain decides about it; one of an earlier product of the same id is none."""
    if item is None or not is_of(item.get("product_created_at"), product):
        return None
    item = SALES_ROW.read(item)
    quantity, revenue, price = (EMPTY if item.get(name) is None else int(item[name] * MICRO) for name in AMOUNTS)
    added_at = item.get("added_at")
    return DaySales(
        quantity,
        revenue,
        price,
        item["upload_id"],
        to_instant(item["created_at"]),
        to_instant(added_at) if added_at else None,
        bool(item.get("only_added")),
    )


def to_period(item: Item) -> PeriodSales:
    """Return a plain item as the domain's row."""
    item = SALES_ROW.read(item)
    return PeriodSales(
        product_id=item["product_id"],
        day=date.fromisoformat(item["date"]),
        quantity_sold=Decimal(item["quantity_sold"]),
        revenue=item.get("revenue"),
        price=item.get("price"),
        created_at=to_instant(item["created_at"]),
    )


def day_values(typed: Iterable[dict[str, Any]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return typed items as rows of ordinal, quantity, revenue and price, ``nan`` where unknown; shape (n, 4).

    Raises
    ------
    UnknownFormError
        When a newer release wrote one of them in another form.
    """
    values = [
        (
            date.fromisoformat(item["SK"]["S"][len(keys.DAYS) :]).toordinal(),
            float(item["quantity_sold"]["N"]),
            float(item["revenue"]["N"]) if "revenue" in item else np.nan,
            float(item["price"]["N"]) if "price" in item else np.nan,
        )
        for item in _of_this_form(typed)
    ]
    return np.array(values, dtype=np.float64).reshape(-1, 4)


def _of_this_form(typed: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield typed items of version 1, which have no mark; there are no others yet."""
    for item in typed:
        if ATTRIBUTE in item:
            SALES_ROW.refuse(item, f"version {item[ATTRIBUTE]['N']}")
        yield item


def recorded_values(days: DaysToRecord) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return days to record in the form of :func:`day_values`."""
    amounts = [
        np.where(column == EMPTY, np.nan, column / MICRO) for column in (days.quantity, days.revenue, days.price)
    ]
    return np.column_stack([days.day.astype(np.float64), *amounts])
