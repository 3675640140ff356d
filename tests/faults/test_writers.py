"""Two writers on one product, in every interleaving that matters: nobody's work is lost, nothing is left behind."""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.support import faults as fault

PRODUCT = {"name": "Green tea", "category": "Tea", "current_price": 3.5}
ROW = "date,product_id,quantity_sold\n2026-11-10,SKU-2,{}\n"
OTHER_DAY = "date,product_id,quantity_sold\n2026-11-12,SKU-2,{}\n"


def writes(shop, send):
    """Return how many calls of DynamoDB a request makes."""
    shop.faults.never()
    send()
    count = len(shop.faults.calls)
    shop.fresh()
    return count


def totals(shop, category="Tea"):
    told = shop.send("GET", "/sales-data/summary", query={"category": category}).json
    return told["product_days"], told["total_units"]


def test_an_upload_between_any_two_steps_of_another_is_not_lost(shop):
    send = lambda: shop.upload(ROW.format(3))  # noqa: E731  # short
    for number in range(1, writes(shop, send) + 1):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(lambda: shop.upload(OTHER_DAY.format(4))), "dynamodb")
        assert send().status == 200
        shop.faults.never()
        assert totals(shop) == (2, 7), f"before call {number}"
        days = shop.send("GET", "/sales-data/SKU-2").json["items"]
        assert [day["quantity_sold"] for day in days] == [3, 4]


def test_the_same_day_from_two_uploads_ends_as_one_of_them(shop):
    send = lambda: shop.upload(ROW.format(3))  # noqa: E731  # short
    for number in range(1, writes(shop, send) + 1):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(lambda: shop.upload(ROW.format(4))), "dynamodb")
        assert send().status == 200
        shop.faults.never()
        (day,) = shop.send("GET", "/sales-data/SKU-2").json["items"]
        assert day["quantity_sold"] in {3, 4}
        assert totals(shop) == (1, day["quantity_sold"]), "the history is in step with the row"


def test_a_removal_between_any_two_steps_of_an_upload_leaves_nothing_of_either(shop):
    send = lambda: shop.upload(ROW.format(3) + "2026-11-10,SKU-1,2\n")  # noqa: E731  # short
    outcomes = set()
    for number in range(1, writes(shop, send) + 1):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(lambda: shop.send("DELETE", "/products/SKU-2")), "dynamodb")
        answer = send()
        shop.faults.never()
        assert answer.status == 200, answer.body
        outcomes.add(answer.json["rows_rejected"])
        assert [item for item in shop.items() if item["PK"]["S"].endswith("#SKU-2")] == [], f"before call {number}"
        assert shop.send("GET", "/sales-data/SKU-2").status == 404
    assert outcomes == {0, 1}, "it came too late for some rows, and they are reported"


def test_an_upload_between_any_two_steps_of_a_removal_leaves_nothing_behind(shop):
    shop.upload(ROW.format(3))
    shop.state = fault.everything(shop.environment)
    send = lambda: shop.send("DELETE", "/products/SKU-2")  # noqa: E731  # short
    for number in range(1, writes(shop, send) + 1):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(lambda: shop.upload(OTHER_DAY.format(4))), "dynamodb")
        assert send().status == 204
        shop.faults.never()
        assert [item for item in shop.items() if item["PK"]["S"].endswith("#SKU-2")] == [], f"before call {number}"


def test_a_removal_between_any_two_steps_of_a_forecast_leaves_nothing_behind(shop):
    send = lambda: shop.send("POST", "/forecasts/generate", body={"product_id": "SKU-1", "horizon_days": 7})  # noqa: E731
    for number in range(1, writes(shop, send) + 1):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(lambda: shop.send("DELETE", "/products/SKU-1")), "dynamodb")
        assert send().status in {200, 404, 422}
        shop.faults.never()
        left = [item for item in fault.everything(shop.environment)["FORECASTS_TABLE"] if "SKU-1" in item["PK"]["S"]]
        assert left == [], f"before call {number}"


def test_two_replacements_with_one_version_are_one_and_a_412(shop):
    def other():
        assert shop.send("PUT", "/products/SKU-1", body=PRODUCT | {"name": "Other"}).status == 200

    for number in (1, 2):
        shop.fresh()
        shop.faults.at(number, fault.meanwhile(other), "dynamodb")
        answer = shop.send("PUT", "/products/SKU-1", body=PRODUCT, headers={"If-Match": '"v1"'})
        shop.faults.never()
        assert answer.status == 412
        assert shop.send("GET", "/products/SKU-1").json["name"] == "Other"


def test_two_replacements_without_a_version_are_both_done_in_turn(shop):
    act = fault.meanwhile(lambda: shop.send("PUT", "/products/SKU-1", body=PRODUCT | {"name": "Other"}))
    shop.faults.at(2, act, "dynamodb")
    answer = shop.send("PUT", "/products/SKU-1", body=PRODUCT)
    shop.faults.never()
    assert (answer.status, answer.json["version"], answer.json["name"]) == (200, 3, "Green tea")


@pytest.mark.parametrize("request_", ["replace", "delete", "create"])
def test_a_write_that_meets_a_transaction_waits_for_it(shop, request_):
    send = {
        "replace": lambda: shop.send("PUT", "/products/SKU-1", body=PRODUCT),
        "delete": lambda: shop.send("DELETE", "/products/SKU-1"),
        "create": lambda: shop.send("POST", "/products", body={"product_id": "SKU-3"} | PRODUCT),
    }[request_]
    met = []

    def conflict(operation, params, call):
        if operation in {"PutItem", "UpdateItem", "DeleteItem"} and len(met) < 3:
            met.append(operation)
            error = {"Code": "TransactionConflictException", "Message": "Transaction is ongoing for the item"}
            raise ClientError({"Error": error, "ResponseMetadata": {"HTTPStatusCode": 400}}, operation)
        return call()

    shop.faults.always(conflict, "dynamodb")
    assert send().status in {200, 201, 204}
    assert len(met) == 3


def test_an_idempotent_request_killed_at_first_is_done_once_its_time_is_over(shop, monkeypatch):
    headers = {"Idempotency-Key": "killed"}
    request = {"body": {"product_id": "SKU-7"} | PRODUCT, "headers": headers}
    # The first PutItem takes the key, the second would keep the product.
    shop.faults.at(2, fault.killing, "dynamodb", "PutItem")
    with pytest.raises(fault.KilledError):
        shop.send("POST", "/products", **request)
    shop.faults.never()
    waiting = shop.send("POST", "/products", **request)
    assert (waiting.status, waiting.json["type"].rsplit("/", 1)[1]) == (409, "idempotency-in-progress")
    client = boto3.client("dynamodb")
    table = shop.environment["IDEMPOTENCY_TABLE"]
    (item,) = client.scan(TableName=table)["Items"]
    client.put_item(TableName=table, Item=item | {"in_progress_expiration": {"N": "1"}})
    assert shop.send("POST", "/products", **request).status == 201
    again = shop.send("POST", "/products", **request)
    assert (again.status, again.headers["idempotent-replayed"]) == (201, "true")


@pytest.mark.parametrize("effect", [fault.timing_out, fault.unreachable, fault.failing("ThrottlingException")])
def test_without_the_idempotency_table_nothing_is_begun(shop, effect):
    def only_its_table(operation, params, call):
        return effect(operation, params, call) if params.get("TableName") == "IdempotencyTable" else call()

    assert shop.environment["IDEMPOTENCY_TABLE"] == "IdempotencyTable"
    shop.faults.always(only_its_table, "dynamodb")
    request = {"body": {"product_id": "SKU-7"} | PRODUCT, "headers": {"Idempotency-Key": "down"}}
    answer = shop.send("POST", "/products", **request)
    shop.faults.never()
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert shop.send("GET", "/products/SKU-7").status == 404
    assert shop.send("POST", "/products", **request).status == 201


def test_work_that_is_done_is_answered_even_if_its_answer_cannot_be_kept(shop):
    request = {"body": {"product_id": "SKU-7"} | PRODUCT, "headers": {"Idempotency-Key": "forgotten"}}
    shop.faults.at(1, fault.timing_out, "dynamodb", "UpdateItem")
    answer = shop.send("POST", "/products", **request)
    assert shop.faults.struck == 1
    assert (answer.status, answer.json["product_id"]) == (201, "SKU-7")
