"""The ledger of value added, in the Forecasts table.

``LEDGER#<source>`` holds ``OPEN#<due>#<product_id>#<run_id>`` for each run to be settled, ``PRODUCT#<product_id>`` and
``SHOP`` for the records.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from adapters.dynamodb.forecasting.writes import transact
from adapters.dynamodb.table import serialize
from domain.forecasting.models.accuracy import OpenProposal, TrackRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.table import Key, Table

_ADD = "ADD proposals :proposals, error_without :without, error_with :with, actual :actual"


class DynamoLedger:
    """Implements :class:`domain.forecasting.ports.Ledger`."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def open(self, proposal: OpenProposal) -> None:
        """Note that a run holds proposals."""
        partition, sort = _open_key(proposal)
        self._table.put(
            {
                "PK": partition,
                "SK": sort,
                "product_id": proposal.product_id,
                "run_id": proposal.run_id,
                "generated_at": proposal.generated_at.isoformat(),
                "due": proposal.due.isoformat(),
            }
        )

    def due(self, source: str, until: date, limit: int) -> Sequence[OpenProposal]:
        """Return open proposals whose days ended by ``until``, the earliest first."""
        items = self._table.query(
            f"LEDGER#{source}", sort_from="OPEN#", sort_to=f"OPEN#{until.isoformat()}#~", page_size=limit
        )
        return [
            OpenProposal(
                source,
                item["product_id"],
                datetime.fromisoformat(item["generated_at"]).astimezone(UTC),
                item["run_id"],
                date.fromisoformat(item["due"]),
            )
            for item in islice(items, limit)
        ]

    def settle(self, proposal: OpenProposal, record: TrackRecord | None) -> None:
        """Close a proposal and add its record; one that is closed already changes nothing."""
        key = _open_key(proposal)
        closing: dict[str, Any] = {
            "TableName": self._table.name,
            "Key": _serialized(key),
            "ConditionExpression": "attribute_exists(PK)",
        }
        actions: list[dict[str, Any]] = [{"Delete": closing}]
        if record is not None:
            values = serialize(
                {
                    ":proposals": record.proposals,
                    ":without": _number(record.error_without),
                    ":with": _number(record.error_with),
                    ":actual": _number(record.actual),
                }
            )
            actions += [
                {
                    "Update": {
                        "TableName": self._table.name,
                        "Key": _serialized(place),
                        "UpdateExpression": _ADD,
                        "ExpressionAttributeValues": values,
                    }
                }
                for place in (_record_key(record.source, proposal.product_id), _record_key(record.source, None))
            ]
        transact(self._table, actions)

    def record(self, source: str, product_id: str | None = None) -> TrackRecord:
        """Return the record of a source with one product, or with the whole shop."""
        item = self._table.get(_record_key(source, product_id)) or {}
        return TrackRecord(
            source,
            proposals=int(item.get("proposals", 0)),
            error_without=float(item.get("error_without", 0)),
            error_with=float(item.get("error_with", 0)),
            actual=float(item.get("actual", 0)),
        )


def _open_key(proposal: OpenProposal) -> Key:
    sort = f"OPEN#{proposal.due.isoformat()}#{proposal.product_id}#{proposal.run_id}"
    return f"LEDGER#{proposal.source}", sort


def _record_key(source: str, product_id: str | None) -> Key:
    return f"LEDGER#{source}", "SHOP" if product_id is None else f"PRODUCT#{product_id}"


def _serialized(key: Key) -> dict[str, Any]:
    return serialize({"PK": key[0], "SK": key[1]})


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.4f}")
