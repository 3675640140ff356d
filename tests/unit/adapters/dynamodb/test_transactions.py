"""What cancels a transaction, what is tried again, and which action's condition failed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from adapters.dynamodb import keys, retries
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.table import Table
from adapters.dynamodb.transactions import IS_NEW, delete, product_is_there, put, transact, update
from domain.shared.errors import UnavailableError


class Cancelled:
    """A client whose transactions fail with these reasons, one list a call."""

    def __init__(self, *reasons: list[str]) -> None:
        self.reasons = list(reasons)
        self.calls = 0

    def transact_write_items(self, TransactItems):
        self.calls += 1
        if self.reasons:
            codes = [{"Code": code} for code in self.reasons.pop(0)]
            error = {"Code": "TransactionCanceledException", "Message": ""}
            raise ClientError({"Error": error, "CancellationReasons": codes}, "TransactWriteItems")


ACTIONS = [{"ConditionCheck": {}}, {"Put": {}}, {"Put": {}}]


def table(*reasons):
    return Table(Cancelled(*reasons), "t", sleep=lambda _: None)


@pytest.mark.parametrize(
    "reasons", [[], [["None", "TransactionConflict", "None"]], [["None", "ThrottlingError", "None"]] * 3]
)
def test_a_conflict_and_throttling_are_tried_again(reasons):
    made = table(*reasons)
    transact(made, ACTIONS)
    assert made.client.calls == len(reasons) + 1


def test_a_product_that_is_gone_is_told_apart_from_other_conditions():
    with pytest.raises(ProductGoneError) as raised:
        transact(table(["ConditionalCheckFailed", "None", "ConditionalCheckFailed"]), ACTIONS)
    assert raised.value.failed == (0, 2)
    with pytest.raises(ConditionFailedError) as raised:
        transact(table(["None", "ConditionalCheckFailed", "None"]), ACTIONS)
    assert not isinstance(raised.value, ProductGoneError)
    assert raised.value.failed == (1,)


def test_a_failed_condition_is_not_tried_again_even_beside_a_conflict():
    made = table(["None", "ConditionalCheckFailed", "TransactionConflict"])
    with pytest.raises(ConditionFailedError):
        transact(made, ACTIONS)
    assert made.client.calls == 1


def test_a_conflict_without_end_is_an_outage_and_other_reasons_are_bugs():
    endless = table(*[["TransactionConflict", "None", "None"]] * 20)
    with pytest.raises(UnavailableError):
        transact(endless, ACTIONS)
    assert endless.client.calls == retries.TRIES
    with pytest.raises(ClientError, match="TransactionCanceledException"):
        transact(table(["ValidationError", "None", "None"]), ACTIONS)


def test_actions_are_requests_with_their_conditions_spelt_out():
    made = table()
    key = {"PK": {"S": "PRODUCT#A"}, "SK": {"S": "METADATA"}}
    assert put(made, {"PK": "a", "n": 1, "none": None}, IS_NEW) == {
        "Put": {
            "TableName": "t",
            "Item": {"PK": {"S": "a"}, "n": {"N": "1"}},
            "ConditionExpression": "attribute_not_exists(#PK)",
            "ExpressionAttributeNames": {"#PK": "PK"},
        }
    }
    assert update(made, keys.product("A"), "ADD #done :one", {":one": 1}) == {
        "Update": {
            "TableName": "t",
            "Key": key,
            "UpdateExpression": "ADD #done :one",
            "ExpressionAttributeNames": {"#done": "done"},
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }
    assert delete(made, keys.product("A")) == {"Delete": {"TableName": "t", "Key": key}}
    created = datetime(2026, 1, 2, tzinfo=UTC)
    assert product_is_there("products", "A", created)["ConditionCheck"] == {
        "TableName": "products",
        "Key": key,
        "ConditionExpression": (
            "attribute_exists(#PK) AND attribute_not_exists(#removing) AND #created_at = :created_at"
        ),
        "ExpressionAttributeNames": {"#PK": "PK", "#removing": "removing", "#created_at": "created_at"},
        "ExpressionAttributeValues": {":created_at": {"S": "2026-01-02T00:00:00+00:00"}},
    }


def test_waits_are_random_and_grow_up_to_a_limit(monkeypatch):
    waits = []
    monkeypatch.setattr(retries, "_RANDOM", type("Longest", (), {"uniform": staticmethod(lambda _, high: high)}))
    assert list(retries.tries(9, waits.append)) == list(range(9))
    assert waits == [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0]
