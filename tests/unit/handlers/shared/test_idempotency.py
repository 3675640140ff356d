"""``Idempotency-Key``: whose answer is repeated, to whom, for which request and for how long; on moto's table."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress

import pytest
from moto import mock_aws

from handlers.shared import clients, idempotency
from handlers.shared.idempotency import answer_once
from testing.rest import LambdaContext

TABLE = "Answers"
DAY = 24 * 60 * 60


class Shop:
    """A POST that counts how often it is worked on; each answer says which time it was."""

    def __init__(self, status: int = 201) -> None:
        self.worked = 0
        self.status = status

    def __call__(self) -> dict:
        self.worked += 1
        return {"statusCode": self.status, "headers": {"ETag": f'"{self.worked}"'}, "body": f"order {self.worked}"}

    def post(self, key: str | None = "k-1", **changes) -> dict:
        """Send a request with this key."""
        return answer_once(request(key, **changes), LambdaContext(), self)


def request(key: str | None = "k-1", *, caller: str | None = "key-of-anna", **changes) -> dict:
    """Return an event of API Gateway's, of one caller."""
    event = {
        "httpMethod": "POST",
        "path": "/products",
        "headers": {} if key is None else {"idempotency-key": key},
        "queryStringParameters": None,
        "body": '{"name": "Beans"}',
        "requestContext": {"identity": {"apiKeyId": caller}},
    }
    return event | changes


def kind(answer: dict) -> tuple[int, str]:
    """Return an error's status and the last part of its type."""
    return answer["statusCode"], json.loads(answer["body"])["type"].rsplit("/", 1)[1]


def replayed(answer: dict) -> bool:
    return answer["headers"].get("Idempotent-Replayed") == "true"


@pytest.fixture(scope="module")
def account():
    """One account on moto for all of these tests, with the table of answers alone; yields its client."""
    with pytest.MonkeyPatch.context() as environment, mock_aws():
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            environment.setenv(name, "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        environment.setenv("AWS_REGION", "us-east-1")
        environment.setenv("IDEMPOTENCY_TABLE", TABLE)
        forget()
        yield clients.dynamodb()
    forget()


def forget() -> None:
    clients.session.cache_clear()
    idempotency._store.cache_clear()


@pytest.fixture(autouse=True)
def table(account):
    """The table with answers, read as it is."""
    account.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    yield lambda: account.scan(TableName=TABLE)["Items"]
    with suppress(account.exceptions.ResourceNotFoundException):
        account.delete_table(TableName=TABLE)


def test_the_same_request_gets_the_first_answer_and_is_worked_on_once():
    shop = Shop()
    first, again = shop.post(), shop.post()
    assert (shop.worked, first["body"], again["body"]) == (1, "order 1", "order 1")
    assert (replayed(first), replayed(again)) == (False, True)
    assert again["headers"]["ETag"] == '"1"'
    assert again["statusCode"] == 201


def test_an_answer_without_headers_is_repeated_too():
    answers = [
        answer_once(request(), LambdaContext(), lambda: {"statusCode": 204, "headers": None, "body": ""})
        for _ in range(2)
    ]
    assert answers[1] == {"statusCode": 204, "headers": {"Idempotent-Replayed": "true"}, "body": ""}


@pytest.mark.parametrize(
    "other", [{"caller": "key-of-ben"}, {"caller": None}, {"path": "/sales-data/upload"}, {"key": "k-2"}], ids=str
)
def test_another_callers_another_paths_or_another_keys_request_is_one_of_its_own(other):
    shop = Shop()
    shop.post()
    assert not replayed(shop.post(**other))
    assert shop.worked == 2
    assert shop.post()["body"] == "order 1"
    assert shop.post(**other)["body"] == "order 2"


def test_without_an_api_key_the_request_is_still_done_once():
    shop = Shop()
    for context in ({"requestContext": None}, {"requestContext": {}}, {"requestContext": {"identity": None}}):
        shop.post(**context)
    assert shop.worked == 1


@pytest.mark.parametrize("other", [{"body": "{}"}, {"body": None}, {"queryStringParameters": {"dry_run": "true"}}])
def test_the_same_key_for_a_request_that_says_something_else_is_refused(other):
    shop = Shop()
    shop.post()
    refused = shop.post(**other)
    assert kind(refused) == (422, "idempotency-key-reused")
    assert "another body" in json.loads(refused["body"])["detail"]
    assert shop.worked == 1


@pytest.mark.parametrize("changes", [{"key": None}, {"httpMethod": "GET"}, {"httpMethod": "PUT"}, {"headers": None}])
def test_without_a_key_and_for_other_methods_nothing_is_kept(changes, table):
    shop = Shop()
    assert [shop.post(**changes)["body"] for _ in range(2)] == ["order 1", "order 2"]
    assert table() == []


@pytest.mark.parametrize("length", [1, 255])
def test_a_key_of_1_to_255_characters_is_taken(length):
    shop = Shop()
    shop.post("k" * length)
    assert replayed(shop.post("k" * length))


@pytest.mark.parametrize("length", [0, 256])
def test_a_key_of_another_length_is_refused_before_anything_is_done(length, table):
    shop = Shop()
    answer = shop.post("k" * length)
    assert kind(answer) == (422, "invalid")
    assert "1 to 255" in json.loads(answer["body"])["detail"]
    assert (shop.worked, table()) == (0, [])


def test_the_header_is_found_however_it_is_written():
    shop = Shop()
    shop.post()
    assert replayed(shop.post(headers={"Idempotency-KEY": "k-1"}))


@pytest.mark.parametrize("status", [400, 404, 422, 500, 503, 301])
def test_an_answer_that_is_no_success_is_given_but_not_kept(status):
    shop = Shop(status)
    refused = shop.post()
    assert (refused["statusCode"], refused["body"]) == (status, "order 1")
    shop.status = 200
    assert (shop.post()["body"], shop.worked) == ("order 2", 2)
    assert replayed(shop.post())


def test_an_error_on_the_way_frees_the_key():
    def broken():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_once(request(), LambdaContext(), broken)
    assert Shop().post()["body"] == "order 1"


def test_a_second_request_while_the_first_is_under_way_is_told_to_wait():
    inner = []
    shop = Shop()

    def slow():
        inner.append(shop.post())
        return {"statusCode": 201, "headers": {}, "body": "slow"}

    assert answer_once(request(), LambdaContext(), slow)["body"] == "slow"
    assert kind(inner[0]) == (409, "idempotency-in-progress")
    assert "not done yet" in json.loads(inner[0]["body"])["detail"]
    assert shop.worked == 0


def test_an_answer_is_kept_for_a_day_and_a_killed_request_blocks_its_key_only_while_it_could_run(table):
    waiting = []

    def look():
        waiting.extend(table())
        return {"statusCode": 201, "headers": {}, "body": ""}

    before = time.time()
    answer_once(request(), LambdaContext(), look)
    left = int(waiting[0]["in_progress_expiration"]["N"]) / 1000 - before
    assert 27 <= left <= 60  # the context has 28 seconds left
    (kept,) = table()
    assert before + DAY - 2 <= int(kept["expiration"]["N"]) <= time.time() + DAY + 2


def test_neither_the_key_nor_the_body_is_readable_in_the_table(table):
    Shop().post("secret-key", body="secret-body")
    stored = str(table())
    assert "secret-key" not in stored
    assert "secret-body" not in stored


def test_without_the_table_nothing_is_begun_and_the_log_says_why(account, logs):
    shop = Shop()
    account.delete_table(TableName=TABLE)
    refused = shop.post()
    assert kind(refused) == (503, "unavailable")
    assert "not begun" in json.loads(refused["body"])["detail"]
    assert shop.worked == 0
    (line,) = [line for line in logs() if line["message"] == "no idempotency"]
    assert (line["level"], line["done"]) == ("WARNING", False)
    assert line["error"] == "ResourceNotFoundException"


def test_work_that_is_done_is_answered_even_if_its_answer_cannot_be_kept(account, logs):
    def work():
        account.delete_table(TableName=TABLE)
        return {"statusCode": 201, "headers": {}, "body": "done"}

    answer = answer_once(request(), LambdaContext(), work)
    assert (answer["body"], answer["headers"]) == ("done", {})
    assert [line["done"] for line in logs() if line["message"] == "no idempotency"] == [True]


def test_an_answer_kept_before_an_update_is_still_found_after_it(table):
    """The name under which an answer is kept stays the same from version to version."""
    Shop().post()
    known = hashlib.sha256(b'["k-1", "key-of-anna", "/products"]').hexdigest()
    assert [item["id"]["S"] for item in table()] == [f"rest#{known}"]
