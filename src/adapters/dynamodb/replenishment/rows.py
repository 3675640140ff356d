"""Rows of the worklist as they are kept: how each of their fields is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapters.dynamodb import keys
from adapters.dynamodb.partials import DynamoPartials
from adapters.dynamodb.shards import AS_IT_IS, DAY, NUMBER, DynamoShards
from adapters.dynamodb.stored_forms import StoredForm
from domain.replenishment.models import Urgency
from domain.replenishment.row import WorklistRow
from domain.replenishment.tops import TOPS, ShardTop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.dynamodb.shards import Column
    from adapters.dynamodb.table import Table

#: Shards of version 1 had no tops behind them, those of version 2 not their products' versions: they are made again.
WORKLIST_SHARD: Final = StoredForm("worklist shard", 3)
_URGENCY: Final[Column] = (str, Urgency)
#: In the order of the row's fields.
COLUMNS: Final[Mapping[str, Column]] = {
    "product_id": AS_IT_IS,
    "name": AS_IT_IS,
    "category": AS_IT_IS,
    "supplier_id": AS_IT_IS,
    "day": DAY,
    "urgency": _URGENCY,
    "borrowed": AS_IT_IS,
    "snoozed": DAY,
    "stockout_date": DAY,
    "order_by_date": DAY,
    "days_of_cover": NUMBER,
    "stockout_probability": AS_IT_IS,
    "recommended_order_quantity": NUMBER,
    "order_value": NUMBER,
    "value_at_risk": NUMBER,
    "excess_value": NUMBER,
    "version": AS_IT_IS,
}


def worklist_shards(table: Table) -> DynamoShards[WorklistRow]:
    """Return where the worklist's rows are read."""
    return DynamoShards(table, WORKLIST_SHARD, keys.worklist_shard, COLUMNS, WorklistRow._make)


def worklist_tops(table: Table) -> DynamoPartials:
    """Return where the tops of the worklist are kept."""
    return DynamoPartials(table, {TOPS: ShardTop})
