"""Records of the tables' streams as changes of what people write through the API.

An item's deletion is told if it was signed before (:meth:`adapters.dynamodb.table.Table.sign_deletion`): what is taken
away with its product, or forgotten in time, is nobody's change. A product's is told when it is hidden, which names who
asked for it. Sales are told by their history, which each load writes once a product, in one transaction with its rows.
A model's adjustment is no item: the latest forecast that it was taken out of says so, and who did it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb.forecasting.items import WITHDRAWN
from adapters.dynamodb.outbox.kinds import kind_of_item
from adapters.dynamodb.outbox.records import image_of, occurred_at, sequence_of
from adapters.dynamodb.table import CHANGED_BY, DELETED_BY
from domain.outbox.models import Action, Change, FieldChange, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapters.dynamodb.outbox.kinds import Kind, Values
    from adapters.dynamodb.typed import Item

    type _Found = tuple[Action, str | None, tuple[FieldChange, ...]]

_TOLD_OF_ADJUSTMENT: Final = ("start", "end", "factor", "reason")


def changes_of(records: Iterable[Mapping[str, Any]]) -> Iterator[Change]:
    """Yield the changes that records of a stream tell.

    Raises
    ------
    UnknownFormError
        When a newer release has written an item.
    """
    for record in records:
        told = record["dynamodb"]
        kind = kind_of_item((str(told["Keys"]["PK"]["S"]), str(told["Keys"]["SK"]["S"])))
        change = _change(kind, told) if kind else _withdrawal(told)
        if change:
            yield change


def _change(kind: Kind, told: Mapping[str, Any]) -> Change | None:
    before, after = image_of(told, "OldImage") or {}, image_of(told, "NewImage") or {}
    found = _written(kind, before, after) if after else _deleted(before)
    if found is None:
        return None
    action, changed_by, fields = found
    subject_id, product_id = kind.names(after or before)
    return Change(
        subject=kind.subject,
        subject_id=subject_id,
        product_id=product_id,
        action=action,
        sequence=sequence_of(told),
        occurred_at=occurred_at(told),
        changed_by=changed_by or None,
        fields=fields,
    )


def _withdrawal(told: Mapping[str, Any]) -> Change | None:
    before, after = (told.get(image, {}).get(WITHDRAWN, {}).get("S") for image in ("OldImage", "NewImage"))
    if after is None or after == before:
        return None
    latest, adjustment = image_of(told, "NewImage") or {}, json.loads(after)
    return Change(
        subject=Subject.ADJUSTMENT,
        subject_id=adjustment["adjustment_id"],
        product_id=latest["product_id"],
        action=Action.DELETED,
        sequence=sequence_of(told),
        occurred_at=occurred_at(told),
        changed_by=latest.get(CHANGED_BY) or None,
        fields=tuple(FieldChange(name=name, before=adjustment[name], after=None) for name in _TOLD_OF_ADJUSTMENT),
    )


def _deleted(before: Item) -> _Found | None:
    return (Action.DELETED, before[DELETED_BY], ()) if DELETED_BY in before else None


def _written(kind: Kind, before: Item, after: Item) -> _Found | None:
    changed_by = after.get(CHANGED_BY)
    if "removing" in after:
        return None if "removing" in before else (Action.DELETED, changed_by, ())
    if not before:
        return Action.CREATED, changed_by, _differences({}, kind.values(after))
    if kind.state(before) == kind.state(after):
        return None
    return Action.CHANGED, changed_by, _differences(kind.values(before), kind.values(after))


def _differences(before: Values, after: Values) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name=name, before=before.get(name), after=value)
        for name, value in after.items()
        if before.get(name) != value
    )
