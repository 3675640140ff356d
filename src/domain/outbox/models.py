"""States of what other systems are told of, before and after one write, and the events that tell it.

A state is what of a stored item matters to them; it is of no context's own kind, so that none is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class StockLevel:
    """Stock of a product: what was counted, and what is on its way."""

    product_id: str
    on_hand: Decimal | None
    on_order: Decimal
    stock_as_of: date | None


@dataclass(frozen=True, kw_only=True)
class SalesLoad:
    """A load of sales; ``completed`` once all of it is written."""

    upload_id: str
    completed: bool
    rows_received: int
    rows_accepted: int
    rows_rejected: int
    product_days_written: int
    products_touched: int
    products_created: int
    first_date: date | None
    last_date: date | None


@dataclass(frozen=True, kw_only=True)
class ForecastsRun:
    """Forecasts of one run: of a job that is closed, or of one product by itself."""

    done: int
    failed: int
    job_id: str | None = None
    trigger: str | None = None
    product_id: str | None = None
    run_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProductAttention:
    """A product that a buyer should look at now: the kind of its exception, and a sentence that says which."""

    product_id: str
    kind: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class AttentionList:
    """Products of one batch of a forecast job that need attention: the first of them, and how many there are."""

    job_id: str
    batch: int
    products: tuple[ProductAttention, ...]
    products_total: int


@dataclass(frozen=True, kw_only=True)
class OrderedLine:
    """A line of a purchase order."""

    line: int
    product_id: str
    supplier_sku: str | None
    quantity: Decimal
    received_quantity: Decimal
    open_quantity: Decimal
    unit_cost: Decimal | None
    expected_on: date | None


@dataclass(frozen=True, kw_only=True)
class OrderState:
    """A purchase order; ``is_ordered`` from when it was ordered, whatever came of it."""

    purchase_order_id: str
    supplier_id: str
    status: str
    is_ordered: bool
    ordered_on: date | None
    expected_on: date | None
    currency: str
    total_units: Decimal
    total_cost: Decimal | None
    lines: tuple[OrderedLine, ...]


type State = StockLevel | SalesLoad | ForecastsRun | AttentionList | OrderState


@dataclass(frozen=True, kw_only=True)
class StoredChange:
    """One write of an item, as the database recorded it in the same moment.

    Parameters
    ----------
    change_id
        The same whenever the change is read.
    sequence
        Text of fixed length that sorts the changes of one item in the order in which they were written.
    before, after
        The states; ``None`` where there was nothing yet, or is nothing any more.
    """

    change_id: str
    sequence: str
    occurred_at: datetime
    before: State | None
    after: State | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Event on the bus.

    Parameters
    ----------
    event_id
        The same whenever the event is sent again.
    sequence
        Of the latest change that it tells.
    data
        What it tells, as JSON has it.
    """

    name: str
    event_id: str
    sequence: str
    occurred_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


#: Id of the shop, whose settings there are once.
SHOP: Final = "shop"


class Subject(StrEnum):
    """Kind of what was changed."""

    PRODUCT = "product"
    SALES = "sales"
    OVERRIDE = "override"
    ADJUSTMENT = "adjustment"
    SNOOZE = "snooze"
    IMPORT_MAPPING = "import_mapping"
    SUPPLIER = "supplier"
    PURCHASE_ORDER = "purchase_order"
    SETTINGS = "settings"
    CALENDAR_ENTRY = "calendar_entry"


class Action(StrEnum):
    """Kind of a change."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field before and after a change, as JSON has it; ``None`` where it had no value."""

    name: str
    before: float | str | None
    after: float | str | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One write of something that people change through the API.

    Parameters
    ----------
    subject_id
        The id of what was changed; of a product, its sales and its snooze the product's.
    product_id
        The product it is of; ``None`` where it is of no one product.
    sequence
        Text of fixed length that sorts the changes of one thing in the order in which they were written.
    changed_by
        Name of the key it was made with; ``None`` where the system made it by itself.
    fields
        What is another than before; of a deletion nothing, but what it was of an adjustment, which no person had made.
    """

    subject: Subject
    subject_id: str
    product_id: str | None
    action: Action
    sequence: str
    occurred_at: datetime
    changed_by: str | None
    fields: tuple[FieldChange, ...]
