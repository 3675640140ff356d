"""The ledger of value added, in the Forecasts table: an item for each run to be settled, and one for each record."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.stored_forms import StoredForm
from adapters.dynamodb.transactions import IS_THERE, delete, product_is_there, put, transact, update
from adapters.dynamodb.typed import to_instant
from domain.forecasting.models.accuracy import OpenProposal, TrackRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action

#: Open proposals; and records, which are added to in place, so a new version of those needs a new key.
PROPOSAL: Final = StoredForm("open proposal")
TRACK_RECORD: Final = StoredForm("track record")
_ADD = "ADD proposals :proposals, error_without :without, error_with :with, actual :actual"


class DynamoLedger:
    """Implements :class:`domain.forecasting.ports.Ledger`.

    Parameters
    ----------
    table
        The forecasts table.
    products_table
        Name of the products table, which each write is checked against.
    """

    def __init__(self, table: Table, products_table: str) -> None:
        self._table = table
        self._products_table = products_table

    def open(self, proposal: OpenProposal) -> None:
        """Note that a run holds proposals, as long as its product is there."""
        item = (
            keys.attributes(_key(proposal))
            | PROPOSAL.stamp()
            | {
                "product_id": proposal.product_id,
                "run_id": proposal.run_id,
                "generated_at": proposal.generated_at.isoformat(),
                "due": proposal.due.isoformat(),
                "product_created_at": proposal.product_created_at and proposal.product_created_at.isoformat(),
            }
        )
        with suppress(ProductGoneError):
            transact(self._table, [self._check(proposal), put(self._table, item)])

    def due(self, source: str, until: date, limit: int) -> Sequence[OpenProposal]:
        """Return open proposals whose days ended by ``until``, the earliest first."""
        span = keys.span(keys.PROPOSALS, f"{until.isoformat()}#")
        items = self._table.query(keys.proposals(source), between=span, page_size=limit)
        return [
            OpenProposal(
                source,
                item["product_id"],
                to_instant(item["generated_at"]),
                item["run_id"],
                date.fromisoformat(item["due"]),
                _instant(item.get("product_created_at")),
            )
            for item in map(PROPOSAL.read, islice(items, limit))
        ]

    def settle(self, proposal: OpenProposal, record: TrackRecord | None) -> None:
        """Close a proposal and add its record; one that is closed already changes nothing."""
        actions = [delete(self._table, _key(proposal), IS_THERE)]
        if record is not None:
            values = {
                ":proposals": record.proposals,
                ":without": _number(record.error_without),
                ":with": _number(record.error_with),
                ":actual": _number(record.actual),
            }
            places = (keys.track_record(record.source, product_id) for product_id in (proposal.product_id, None))
            actions += [update(self._table, place, _ADD, values) for place in places]
            actions.append(self._check(proposal))
        with suppress(ConditionFailedError):  # it is closed, or its product is gone, whose removal takes it along
            transact(self._table, actions)

    def record(self, source: str, product_id: str | None = None) -> TrackRecord:
        """Return the record of a source with one product, or with the whole shop."""
        item = TRACK_RECORD.read(self._table.get(keys.track_record(source, product_id)) or {})
        return TrackRecord(
            source,
            proposals=int(item.get("proposals", 0)),
            error_without=float(item.get("error_without", 0)),
            error_with=float(item.get("error_with", 0)),
            actual=float(item.get("actual", 0)),
        )

    def _check(self, proposal: OpenProposal) -> Action:
        return product_is_there(self._products_table, proposal.product_id, proposal.product_created_at)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else to_instant(text)


def _key(proposal: OpenProposal) -> Key:
    return keys.proposal(proposal.source, proposal.due, proposal.product_id, proposal.run_id)


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.4f}")
