"""Writes of several items that take place all together or not at all, and the actions they are made of.

Every writer of what belongs to a product puts :func:`product_is_there` into its transaction, so that nothing is written
for a product that is being removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError, translated_errors
from adapters.dynamodb.typed import expressions, serialize, typed_key
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.typed import Item

type Action = dict[str, dict[str, Any]]

#: What one transaction takes at most.
TRANSACTION_ACTIONS: Final = 100
#: Condition of an item that is not there yet, and of one that is.
IS_NEW: Final = "attribute_not_exists(#PK)"
IS_THERE: Final = "attribute_exists(#PK)"
#: Condition of a product that exists and is not being removed.
PRODUCT_IS_THERE: Final = f"{IS_THERE} AND attribute_not_exists(#removing)"
#: Condition of a product whose removal of a name is under way.
IS_BEING_REMOVED: Final = "#removing = :removal"
#: What a removal is called that an earlier release began, which gave them no names.
UNNAMED_REMOVAL: Final = "unnamed"
_PASSES_BY_ITSELF: Final = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})


def put(table: Table, item: Item, condition: str | None = None, values: Item | None = None) -> Action:
    """Return the action that writes an item."""
    return {"Put": {"TableName": table.name, "Item": serialize(item)} | expressions(condition, values)}


def put_typed(table: Table, typed: Item) -> Action:
    """Return the action that writes an item which is in DynamoDB's typed form already."""
    return {"Put": {"TableName": table.name, "Item": typed}}


def update(table: Table, key: Key, expression: str, values: Item, condition: str | None = None) -> Action:
    """Return the action that applies an update expression."""
    return {"Update": {"TableName": table.name, "Key": typed_key(key)} | expressions(condition, values, expression)}


def delete(table: Table, key: Key, condition: str | None = None, values: Item | None = None) -> Action:
    """Return the action that deletes an item."""
    return {"Delete": {"TableName": table.name, "Key": typed_key(key)} | expressions(condition, values)}


def product_is_there(products_table: str, product_id: str, created_at: datetime | None = None) -> Action:
    """Return the check that a product exists and is not being removed, and is the one created at ``created_at``."""
    condition, values = PRODUCT_IS_THERE, {}
    if created_at is not None:
        condition, values = f"{condition} AND #created_at = :created_at", {":created_at": created_at.isoformat()}
    key = typed_key(keys.product(product_id))
    return {"ConditionCheck": {"TableName": products_table, "Key": key} | expressions(condition, values)}


def removal_values(removal: str) -> Item:
    """Return the values of :data:`IS_BEING_REMOVED`."""
    return {":removal": True if removal == UNNAMED_REMOVAL else removal}


def product_is_being_removed(products_table: str, product_id: str, removal: str) -> Action:
    """Return the check that a product's removal of this name is under way."""
    key = typed_key(keys.product(product_id))
    condition = expressions(IS_BEING_REMOVED, removal_values(removal))
    return {"ConditionCheck": {"TableName": products_table, "Key": key} | condition}


def transact(table: Table, actions: Sequence[Action]) -> None:
    """Do all of the actions or none; a conflict with another writer is tried again.

    Raises
    ------
    ProductGoneError
        When a check of a product failed.
    ConditionFailedError
        When only conditions of other actions failed.
    """
    from botocore.exceptions import ClientError

    for _ in table.tries():
        try:
            with translated_errors():
                table.client.transact_write_items(TransactItems=list(actions))  # type: ignore[arg-type]  # plain dicts
        except ClientError as error:
            codes = [str(reason.get("Code")) for reason in error.response.get("CancellationReasons", ())]
            _raise_failed_conditions(actions, codes, error)
            if not _PASSES_BY_ITSELF & set(codes):
                raise
        else:
            return
    raise UnavailableError("The database is busy with the same products. Nothing is lost; try again shortly.")


def _raise_failed_conditions(actions: Sequence[Action], codes: Sequence[str], error: Exception) -> None:
    failed = tuple(number for number, code in enumerate(codes) if code == "ConditionalCheckFailed")
    if failed:
        gone = any("ConditionCheck" in actions[number] for number in failed)
        raise (ProductGoneError if gone else ConditionFailedError)(failed=failed) from error
