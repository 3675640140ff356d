"""Kinds of items whose changes are told: what they are of, and the fields that a change tells."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.calendar.entries import to_entry
from adapters.dynamodb.forecasting.overrides import to_override
from adapters.dynamodb.products.repository import to_product
from adapters.dynamodb.purchasing.codec import to_order, to_settings, to_supplier
from adapters.dynamodb.replenishment.snoozes import to_snooze
from adapters.dynamodb.sales.history_codec import HISTORY, decode_statistics
from adapters.dynamodb.sales.mappings import to_mapping
from domain.calendar.models import EntryDetails
from domain.outbox.models import SHOP, Subject
from domain.outbox.telling import json_number
from domain.products.models import ProductDetails
from domain.purchasing.models.supplier import SupplierDetails
from domain.shared.csv.reading import ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.typed import Item

    type Value = float | str | None
    type Values = dict[str, Value]
    #: The id of what was changed, and of the product that it is of.
    type Names = tuple[str, str | None]

#: Characters of a list or a mapping that are told; of a longer one the beginning, and what tells it from others.
LONGEST: Final = 1000
_DIGITS: Final = 16


@dataclass(frozen=True)
class Kind:
    """Kind of items.

    Parameters
    ----------
    names
        Gives an item's own id and its product's.
    values
        Gives the fields of an item, as the API names them.
    state
        Gives of an item all that people change in it: a write that leaves it as it was is no change.
    """

    subject: Subject
    names: Callable[[Item], Names]
    values: Callable[[Item], Values]
    state: Callable[[Item], Any]


def kind_of_item(key: Key) -> Kind | None:
    """Return the kind of the item with this key; ``None`` of one whose changes are not told."""
    partition, sort = key
    if partition.startswith(keys.sales("")):
        return _SALES if key == (partition, keys.history("")[1]) else None
    if partition.startswith(keys.forecasts("")):
        return _OVERRIDE if sort.startswith(keys.OVERRIDES) else None
    return _OF_PARTITIONS.get(keys.kind_of(partition))


def plain(value: Any) -> Value:
    """Return a field's value as JSON has it: a number, text, or ``None``; lists and mappings as text, none if empty."""
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, tuple | list | dict):
        return _text_of(value) if value else None
    return value if value is None or isinstance(value, int | float) else str(value)


def _text_of(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= LONGEST:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    return f"{text[:LONGEST]}… ({len(value)} entries, sha256 {digest})"


def _of(thing: object, names: Iterable[str]) -> Values:
    return {name: plain(getattr(thing, name)) for name in names}


def _fields_of(model: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(model))


def _made(subject: Subject, names: Callable[[Item], Names], values: Callable[[Item], Values]) -> Kind:
    """Return a kind of which all that people change is told."""
    return Kind(subject, names, values, values)


def _of_product(item: Item) -> Names:
    return item["product_id"], item["product_id"]


def _by(name: str) -> Callable[[Item], Names]:
    return lambda item: (item[name], None)


_TOLD_OF_SALES: Final = ("product_days", "first_date", "last_date", "total_units", "total_revenue")
_TOLD_OF_OVERRIDE: Final = ("start", "end", "factor", "quantity", "reason", "author", "expires_on")
_TOLD_OF_ORDER: Final = (
    "supplier_id",
    "status",
    "currency",
    "ordered_on",
    "expected_on",
    "note",
    "total_units",
    "total_cost",
)
_READING: Final = tuple(name for name in _fields_of(ReadingOptions) if name != "mapping_id")


def _mapping(item: Item) -> Values:
    mapping = to_mapping(item)
    return _of(mapping, ("kind", "header")) | _of(mapping.options, _READING)


def _order(item: Item) -> Values:
    order = to_order(item)
    received = sum((line.received_quantity for line in order.lines), start=Decimal(0))
    return _of(order, _TOLD_OF_ORDER) | {"lines": len(order.lines), "received_units": plain(received)}


def _entry(item: Item) -> Values:
    details = to_entry(item).details
    return _of(details, _fields_of(EntryDetails)) | {"scope": plain(details.scope.to_json())}


_SALES: Final = Kind(
    Subject.SALES,
    _of_product,
    lambda item: _of(decode_statistics(HISTORY.read(item)), _TOLD_OF_SALES),
    lambda item: item.get("packed"),
)
_OVERRIDE: Final = _made(
    Subject.OVERRIDE,
    lambda item: (item["override_id"], item["product_id"]),
    lambda item: _of(to_override(item), _TOLD_OF_OVERRIDE),
)
_OF_PARTITIONS: Final = {
    keys.CATALOGUE: _made(
        Subject.PRODUCT, _of_product, lambda item: _of(to_product(item).details, _fields_of(ProductDetails))
    ),
    keys.SNOOZED: _made(Subject.SNOOZE, _of_product, lambda item: _of(to_snooze(item), ("until", "reason"))),
    keys.IMPORT_MAPPINGS: _made(Subject.IMPORT_MAPPING, _by("SK"), _mapping),
    keys.SUPPLIERS: _made(
        Subject.SUPPLIER,
        _by("supplier_id"),
        lambda item: _of(to_supplier(item).details, _fields_of(SupplierDetails)),
    ),
    keys.PURCHASE_ORDERS: Kind(
        Subject.PURCHASE_ORDER,
        _by("purchase_order_id"),
        _order,
        lambda item: (_order(item), to_order(item).lines),
    ),
    keys.shop_settings()[0]: _made(
        Subject.SETTINGS,
        lambda _: (SHOP, None),
        lambda item: _of(to_settings(item), ("name", "address", "holding_cost")),
    ),
    keys.calendar(): _made(Subject.CALENDAR_ENTRY, _by("event_id"), _entry),
}
