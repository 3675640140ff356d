"""The keys of all items, spelt here and nowhere else: one function a kind of item, named as its stored form is.

A key is the pair of ``PK`` and ``SK``. docs/architecture.md says which table holds which kind.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import date

type Key = tuple[str, str]

#: Hash key of the index that lists the whole catalogue.
CATALOGUE: Final = "PRODUCT"
#: An item that no table holds, read to see whether the database answers.
PROBE: Final = ("HEALTH", "HEALTH")
#: What the sort keys of one kind of items in a partition begin with.
DAYS: Final = "DATE#"
RUNS, OVERRIDES, BATCHES, PROPOSALS = "RUN#", "OVERRIDE#", "BATCH#", "OPEN#"
#: Who proposes adjustments, each with a ledger of its own.
SOURCES: Final = ("bedrock",)
_METADATA, _DELIVERIES, _SHOP = "METADATA", "DELIVERIES", "SHOP"
UPLOADS, JOBS = "UPLOAD", "JOB"
#: What partitions begin with that hold what is known of one product.
_OF_A_PRODUCT: Final = frozenset({CATALOGUE, "SALES", "FORECAST"})
#: Sorts before every sort key, and behind everything that sort keys hold.
LOWEST, _LAST = " ", "\U0010ffff"


def attributes(key: Key) -> dict[str, Any]:
    """Return a key as the attributes of its item."""
    return {"PK": key[0], "SK": key[1]}


def span(prefix: str, last: str = "") -> tuple[str, str]:
    """Return the first and the last sort key that begin with ``prefix``, or with ``prefix + last`` or before it."""
    return prefix, f"{prefix}{last}{_LAST}"


def instant(value: datetime) -> str:
    """Return an instant as text of fixed length, so that texts sort as instants do."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds")


# ---- what a key tells


def kind_of(partition: str) -> str:
    """Return what a partition begins with: the kind of things that its items are of."""
    return partition.partition("#")[0]


def product_of(key: Key) -> str | None:
    """Return the product that an item with this key tells of, which a list shows; ``None`` of any other item."""
    kind, _, product_id = key[0].partition("#")
    if key[0] == SNOOZED:
        return key[1]
    return product_id if kind in _OF_A_PRODUCT else None


def supplier_of(key: Key) -> str | None:
    """Return the supplier whose terms, or whose delivery, an item with this key is; ``None`` of any other item."""
    if key[0] == SUPPLIERS:
        return key[1]
    kind, _, supplier_id = key[0].partition("#")
    return supplier_id if kind == _DELIVERIES else None


# ---- products table


def product(product_id: str) -> Key:
    """Return the key of a product."""
    return f"PRODUCT#{product_id}", _METADATA


# ---- sales table


def sales(product_id: str) -> str:
    """Return the partition of a product's sales."""
    return f"SALES#{product_id}"


def sales_day(product_id: str, day: date) -> Key:
    """Return the key of a product's sales on one day."""
    return sales(product_id), f"{DAYS}{day.isoformat()}"


def history(product_id: str) -> Key:
    """Return the key of a product's packed daily history."""
    return sales(product_id), "HISTORY"


def upload(upload_id: str) -> Key:
    """Return the key of an upload's record."""
    return f"{UPLOADS}#{upload_id}", _METADATA


#: Partition of all import mappings, in order of their ids.
IMPORT_MAPPINGS: Final = "IMPORT_MAPPINGS"


def import_mapping(mapping_id: str) -> Key:
    """Return the key of an import mapping."""
    return IMPORT_MAPPINGS, mapping_id


def addition(upload_id: str, mark: str) -> Key:
    """Return the key of the note that something of an upload was added to its day."""
    return f"ADDED#{upload_id}#{mark}", _METADATA


def reconciliation() -> Key:
    """Return the key of how far the nightly comparison of histories with rows has come."""
    return "RECONCILIATION", "STATE"


# ---- calendar table


def calendar() -> str:
    """Return the partition of the calendar's entries."""
    return "CALENDAR"


def calendar_entry(event_id: str) -> Key:
    """Return the key of a calendar entry."""
    return calendar(), f"EVENT#{event_id}"


def calendar_identity(identity: str) -> Key:
    """Return the key of the note that there is an entry with this name, these days and this scope."""
    return f"SAME#{identity}", _METADATA


# ---- purchasing table

#: Partitions of all suppliers, of all purchase orders and of the unsettled ones, in order of their ids.
SUPPLIERS: Final = "SUPPLIERS"
PURCHASE_ORDERS: Final = "PURCHASE_ORDERS"
UNSETTLED_ORDERS: Final = "UNSETTLED_ORDERS"


def supplier(supplier_id: str) -> Key:
    """Return the key of a supplier."""
    return SUPPLIERS, supplier_id


def purchase_order(purchase_order_id: str) -> Key:
    """Return the key of a purchase order."""
    return PURCHASE_ORDERS, purchase_order_id


def unsettled_order(purchase_order_id: str) -> Key:
    """Return the key of the note that an order's latest transition was not finished."""
    return UNSETTLED_ORDERS, purchase_order_id


def deliveries(supplier_id: str) -> str:
    """Return the partition of what a supplier has delivered."""
    return f"{_DELIVERIES}#{supplier_id}"


def delivery(supplier_id: str, received_on: date, purchase_order_id: str, receipt_id: str) -> Key:
    """Return the key of a delivery; they sort by the day they came."""
    return deliveries(supplier_id), f"{received_on.isoformat()}#{purchase_order_id}#{receipt_id}"


def shop_settings() -> Key:
    """Return the key of the shop's settings."""
    return "SETTINGS", _SHOP


# ---- worklist table


def worklist_shard(number: int) -> Key:
    """Return the key of a shard of the worklist's rows."""
    return f"WORKLIST#{number:02d}", "ROWS"


def partial(kind: str, number: int) -> Key:
    """Return the key of a shard's partial sums of a kind."""
    return f"PARTIALS#{kind}", f"{number:02d}"


def stale_partials() -> Key:
    """Return the key of which shards' partial sums are to be made anew."""
    return "PARTIALS", "STALE"


# ---- forecasts table


def forecasts(product_id: str) -> str:
    """Return the partition of a product's forecasts."""
    return f"FORECAST#{product_id}"


def forecast_day(product_id: str, day: date) -> Key:
    """Return the key of one day of a product's latest forecast."""
    return forecasts(product_id), f"{DAYS}{day.isoformat()}"


def latest(product_id: str) -> Key:
    """Return the key of a product's latest forecast."""
    return forecasts(product_id), "LATEST"


def run(product_id: str, generated_at: datetime, run_id: str) -> Key:
    """Return the key of a forecast as it stood when it was made."""
    return forecasts(product_id), f"{RUNS}{instant(generated_at)}#{run_id}"


def override(product_id: str, override_id: str) -> Key:
    """Return the key of a product's override."""
    return forecasts(product_id), f"{OVERRIDES}{override_id}"


def overridden(product_id: str) -> Key:
    """Return the key of the note that a product has overrides."""
    return "OVERRIDDEN", product_id


#: Partition of all snoozes, in order of their products' ids.
SNOOZED: Final = "SNOOZED"


def snooze(product_id: str) -> Key:
    """Return the key of the note that a product's recommendation is left out of the list for a while."""
    return SNOOZED, product_id


def proposals(source: str) -> str:
    """Return the partition of an adjuster's open proposals and records."""
    return f"LEDGER#{source}"


def proposal(source: str, due: date, product_id: str, run_id: str) -> Key:
    """Return the key of an adjuster's proposal that is not scored yet; they sort by the day they are due."""
    return proposals(source), f"{PROPOSALS}{due.isoformat()}#{product_id}#{run_id}"


def is_of_product(proposal: Key, product_id: str) -> bool:
    """Tell whether a proposal's key names this product."""
    return proposal[1].split("#")[2] == product_id


def track_record(source: str, product_id: str | None) -> Key:
    """Return the key of an adjuster's record with one product, or with the whole shop."""
    return proposals(source), _SHOP if product_id is None else f"PRODUCT#{product_id}"


def job(job_id: str) -> Key:
    """Return the key of a forecast job."""
    return f"{JOBS}#{job_id}", _METADATA


def batch(job_id: str, number: int) -> Key:
    """Return the key of the result of one batch of a forecast job."""
    return f"{JOBS}#{job_id}", f"{BATCHES}{number:06d}"


def product_change(product_id: str, occurred_at: datetime, number: object) -> Key:
    """Return the key of a change among those of its product."""
    return f"CHANGES#{product_id}", f"{instant(occurred_at)}#{number}"


def day_change(occurred_at: datetime, number: object) -> Key:
    """Return the key of a change among those of its day."""
    return f"CHANGED#{occurred_at.astimezone(UTC).date()}", f"{instant(occurred_at)}#{number}"


def export(export_id: str) -> Key:
    """Return the key of what is known about an export."""
    return f"EXPORT#{export_id}", _METADATA


def report(report_id: str) -> Key:
    """Return the key of a report that was asked for as a file."""
    return f"REPORT#{report_id}", _METADATA


def shop_state() -> Key:
    """Return the key of what is known of the shop as a whole."""
    return _SHOP, "STATE"


def shop_profile() -> Key:
    """Return the key of what the shop's products have in common."""
    return _SHOP, "PROFILE"


def breaker(service: str) -> Key:
    """Return the key of the note until when a service is left alone."""
    return "BREAKER", service
