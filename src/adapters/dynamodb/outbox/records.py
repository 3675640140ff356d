"""Records of the tables' streams as stored changes, of the kinds of items that other systems are told of.

A record holds an item before and after one write. It is read by the codec of its item, so that forms of other
releases are understood here as they are everywhere.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.forecasting.items import BY_ITSELF
from adapters.dynamodb.forecasting.jobs import to_job, to_result
from adapters.dynamodb.products.repository import to_product
from adapters.dynamodb.purchasing.codec import to_order
from adapters.dynamodb.sales.uploads import UPLOAD, to_report, unpacked
from adapters.dynamodb.typed import deserialize
from domain.forecasting.models.job import FINAL
from domain.outbox.models import (
    AttentionList,
    ForecastsRun,
    OrderedLine,
    OrderState,
    ProductAttention,
    SalesLoad,
    StockLevel,
    StoredChange,
)
from domain.purchasing.models.order import OrderStatus
from domain.shared.csv.report import UploadStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from adapters.dynamodb.typed import Item
    from domain.outbox.models import State

    type Record = Mapping[str, Any]

#: Digits of the longest sequence number that a stream gives, so that texts sort as numbers do.
_SEQUENCE_LENGTH: Final = 40
_ONCE_ORDERED: Final = frozenset({OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED, OrderStatus.RECEIVED})


def stored_changes(records: Iterable[Record]) -> Iterator[StoredChange]:
    """Yield the changes that records of a stream tell, of items that other systems are told of.

    Parameters
    ----------
    records
        As Lambda passes them: numbers and bytes are text.

    Raises
    ------
    UnknownFormError
        When a newer release has written an item.
    """
    for record in records:
        told = record["dynamodb"]
        state = _state_of(str(told["Keys"]["PK"]["S"]), str(told["Keys"]["SK"]["S"]))
        if state is None:
            continue
        before, after = (_read(image_of(told, image), state) for image in ("OldImage", "NewImage"))
        sequence = sequence_of(told)
        yield StoredChange(
            change_id=f"{_table(record)}/{sequence}",
            sequence=sequence,
            occurred_at=occurred_at(told),
            before=before,
            after=after,
        )


def _table(record: Record) -> str:
    """Return the table's part of a stream's name, which tells one table's sequence numbers from another's."""
    return str(record.get("eventSourceARN", "")).partition("/stream/")[0].rpartition("/")[2]


def _state_of(partition: str, sort: str) -> Callable[[Item], State | None] | None:
    kind = keys.kind_of(partition)
    if kind == keys.CATALOGUE:
        return _stock_level
    if kind == keys.UPLOADS:
        return _sales_load
    if partition == keys.PURCHASE_ORDERS:
        return _order_state
    if kind == keys.JOBS:
        return _attention_list if sort.startswith(keys.BATCHES) else _job_run
    return _single_run if sort.startswith(keys.RUNS) else None


def image_of(told: Record, name: str) -> Item | None:
    """Return the item that a record has under this name, ``None`` where there was nothing."""
    image = told.get(name)
    return deserialize(_with_bytes(image)) if image else None


def sequence_of(told: Record) -> str:
    """Return a record's number as text that sorts as numbers do."""
    return str(told["SequenceNumber"]).rjust(_SEQUENCE_LENGTH, "0")


def occurred_at(told: Record) -> datetime:
    """Return when the write of a record took place, to the second."""
    return datetime.fromtimestamp(float(told["ApproximateCreationDateTime"]), UTC)


def _read(item: Item | None, state: Callable[[Item], State | None]) -> State | None:
    return state(item) if item else None


def _with_bytes(image: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item with its bytes as such; Lambda passes them as base64."""
    return {name: _with_bytes_in(value) for name, value in image.items()}


def _with_bytes_in(typed: Any) -> Any:
    ((kind, value),) = typed.items()
    return {"B": base64.b64decode(value)} if kind == "B" and isinstance(value, str) else typed


def _stock_level(item: Item) -> StockLevel:
    product = to_product(item)
    details = product.details
    return StockLevel(
        product_id=product.product_id,
        on_hand=details.on_hand,
        on_order=details.on_order,
        stock_as_of=details.stock_as_of,
    )


def _sales_load(item: Item) -> SalesLoad:
    report = to_report(unpacked(UPLOAD.read(item)["report"]))
    return SalesLoad(
        upload_id=report.upload_id,
        completed=report.status is UploadStatus.COMPLETED and not report.dry_run,
        rows_received=report.rows_received,
        rows_accepted=report.rows_accepted,
        rows_rejected=report.rows_rejected,
        product_days_written=report.product_days_written,
        products_touched=report.products_touched,
        products_created=report.products_created,
        first_date=report.first_date,
        last_date=report.last_date,
    )


def _job_run(item: Item) -> ForecastsRun | None:
    job = to_job(item, [])
    if job.status not in FINAL:
        return None
    return ForecastsRun(done=job.done, failed=job.failed, job_id=job.job_id, trigger=job.trigger)


def _attention_list(item: Item) -> AttentionList:
    result = to_result(item)
    products = (ProductAttention(**vars(each)) for each in result.exceptions)
    return AttentionList(
        job_id=result.job_id, batch=result.number, products=tuple(products), products_total=result.exceptions_total
    )


def _single_run(item: Item) -> ForecastsRun | None:
    if BY_ITSELF not in item:
        return None
    return ForecastsRun(done=1, failed=0, product_id=item["product_id"], run_id=item["run_id"], trigger="api")


def _order_state(item: Item) -> OrderState:
    order = to_order(item)
    lines = (
        OrderedLine(
            line=line.line,
            product_id=line.product_id,
            supplier_sku=line.supplier_sku,
            quantity=line.quantity,
            received_quantity=line.received_quantity,
            open_quantity=order.open_quantity(line),
            unit_cost=line.unit_cost,
            expected_on=line.expected_on,
        )
        for line in order.lines
    )
    return OrderState(
        purchase_order_id=order.purchase_order_id,
        supplier_id=order.supplier_id,
        status=order.status.value,
        is_ordered=order.status in _ONCE_ORDERED or order.ordered_on is not None,
        ordered_on=order.ordered_on,
        expected_on=order.expected_on,
        currency=order.currency,
        total_units=order.total_units,
        total_cost=order.total_cost,
        lines=tuple(lines),
    )
