"""Rows of the forecasts' checks as they are kept: how each of their fields is."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.shards import AS_IT_IS, DAY, DynamoShards
from adapters.dynamodb.stored_forms import StoredForm
from domain.reporting.models import ForecastAccuracy
from domain.reporting.summary.checks import CheckRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.dynamodb.shards import Column
    from adapters.dynamodb.table import Table

CHECK_SHARD: Final = StoredForm("check shard")
#: In the order in which they are kept: another order, or another field, is another version of the form.
_ACCURACY: Final = tuple(each.name for each in fields(ForecastAccuracy))


def _plain(accuracy: ForecastAccuracy) -> list[Any]:
    return [getattr(accuracy, name) for name in _ACCURACY]


def _accuracy(values: Sequence[Any]) -> ForecastAccuracy:
    return ForecastAccuracy(**dict(zip(_ACCURACY, values, strict=True)))


def _notes(values: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, values))


#: In the order of the row's fields.
COLUMNS: Final[Mapping[str, Column]] = {
    "product_id": AS_IT_IS,
    "name": AS_IT_IS,
    "day": DAY,
    "volume": AS_IT_IS,
    "accuracy": (_plain, _accuracy),
    "notes": (list, _notes),
}


def check_shards(table: Table) -> DynamoShards[CheckRow]:
    """Return where the forecasts' checks are kept."""
    return DynamoShards(table, CHECK_SHARD, keys.check_shard, COLUMNS, CheckRow._make)
