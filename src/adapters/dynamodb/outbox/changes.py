"""Records of the tables' streams as changes of what people write through the API.

An item's deletion is told if it was signed before (:meth:`adapters.dynamodb.table.Table.sign_deletion`): what is taken
away with its product, or forgotten in time, is nobody's change. A product's is told when it is hidden, which names who
asked for it. Sales are told by their history, which each load writes once a product, in one transaction with its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.dynamodb.outbox.kinds import kind_of_item
from adapters.dynamodb.outbox.records import image_of, occurred_at, sequence_of
from adapters.dynamodb.table import CHANGED_BY, DELETED_BY
from domain.outbox.models import Action, Change, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapters.dynamodb.outbox.kinds import Kind
    from adapters.dynamodb.typed import Item

    type _Found = tuple[Action, str | None, tuple[FieldChange, ...]]


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
        if kind is None:
            continue
        before, after = image_of(told, "OldImage"), image_of(told, "NewImage")
        found = _found(kind, before, after)
        if found is not None:
            action, changed_by, fields = found
            subject_id, product_id = kind.names(after or before or {})
            yield Change(
                subject=kind.subject,
                subject_id=subject_id,
                product_id=product_id,
                action=action,
                sequence=sequence_of(told),
                occurred_at=occurred_at(told),
                changed_by=changed_by or None,
                fields=fields,
            )


def _found(kind: Kind, before: Item | None, after: Item | None) -> _Found | None:
    if after is None:
        signed = before is not None and DELETED_BY in before
        return (Action.DELETED, before[DELETED_BY], ()) if before and signed else None
    if "removing" in after:
        was_hidden = before is not None and "removing" in before
        return None if was_hidden else (Action.DELETED, after.get(CHANGED_BY), ())
    if before is None:
        return Action.CREATED, after.get(CHANGED_BY), _differences(kind, None, after)
    if kind.state(before) == kind.state(after):
        return None
    return Action.CHANGED, after.get(CHANGED_BY), _differences(kind, before, after)


def _differences(kind: Kind, before: Item | None, after: Item) -> tuple[FieldChange, ...]:
    had = kind.values(before) if before else {}
    return tuple(
        FieldChange(name=name, before=had.get(name), after=value)
        for name, value in kind.values(after).items()
        if had.get(name) != value
    )
