"""Records of the tables' streams as changes of products and of their sales.

A product's deletion is told when it is hidden, which names who asked for it; what is taken away after that is not told
again. Sales are told by their history, which each load writes once a product, in one transaction with its rows.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.outbox.records import image_of, occurred_at, sequence_of
from adapters.dynamodb.products.repository import to_product
from adapters.dynamodb.sales.history_codec import HISTORY, decode_statistics
from adapters.dynamodb.table import CHANGED_BY
from domain.outbox.models import Action, FieldChange, ProductChange, Subject
from domain.outbox.telling import json_number
from domain.products.models import ProductDetails

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapters.dynamodb.typed import Item

    type Values = dict[str, float | str | None]

_TOLD_OF_SALES: Final = ("product_days", "first_date", "last_date", "total_units", "total_revenue")


def product_changes(records: Iterable[Mapping[str, Any]]) -> Iterator[ProductChange]:
    """Yield the changes of products and their sales that records of a stream tell.

    Raises
    ------
    UnknownFormError
        When a newer release has written an item.
    """
    for record in records:
        told = record["dynamodb"]
        key = (str(told["Keys"]["PK"]["S"]), str(told["Keys"]["SK"]["S"]))
        before, after = image_of(told, "OldImage"), image_of(told, "NewImage")
        if after is None:  # hidden before, or gone with its product
            continue
        if keys.kind_of(key[0]) == keys.CATALOGUE:
            found = _of_product(before, after)
        elif key == keys.history(after.get("product_id", "")):
            found = _of_sales(before, after)
        else:
            continue
        if found is not None:
            subject, action, changed = found
            yield ProductChange(
                product_id=after["product_id"],
                subject=subject,
                action=action,
                sequence=sequence_of(told),
                occurred_at=occurred_at(told),
                changed_by=after.get(CHANGED_BY) or None,
                fields=changed,
            )


type _Found = tuple[Subject, Action, tuple[FieldChange, ...]] | None


def _of_product(before: Item | None, after: Item) -> _Found:
    if "removing" in after:
        was_hidden = before is not None and "removing" in before
        return None if was_hidden else (Subject.PRODUCT, Action.DELETED, ())
    changed = _differences(_product(before) if before else {}, _product(after))
    if before is None:
        return Subject.PRODUCT, Action.CREATED, changed
    return (Subject.PRODUCT, Action.CHANGED, changed) if changed else None


def _of_sales(before: Item | None, after: Item) -> _Found:
    if before is not None and before.get("packed") == after.get("packed"):
        return None
    changed = _differences(_sales(before) if before else {}, _sales(after))
    return Subject.SALES, Action.CHANGED if before else Action.CREATED, changed


def _product(item: Item) -> Values:
    details = to_product(item).details
    return {each.name: _plain(getattr(details, each.name)) for each in fields(ProductDetails)}


def _sales(item: Item) -> Values:
    statistics = decode_statistics(HISTORY.read(item))
    return {name: _plain(getattr(statistics, name)) for name in _TOLD_OF_SALES}


def _differences(before: Values, after: Values) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name=name, before=before.get(name), after=value)
        for name, value in after.items()
        if before.get(name) != value
    )


def _plain(value: Any) -> float | str | None:
    if isinstance(value, Decimal):
        return json_number(value)
    return value if value is None or isinstance(value, int | float) else str(value)
