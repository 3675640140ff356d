"""What the table wrapper does when DynamoDB leaves work undone, throttles or does not answer."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from adapters.dynamodb.table import Table
from adapters.dynamodb.typed import deserialize, serialize
from domain.shared.errors import UnavailableError


class ForgetfulClient:
    """Leaves all but ``share`` items of every batch unprocessed, ``times`` times."""

    def __init__(self, times, share=10):
        self.times = times
        self.share = share
        self.written = []
        self.calls = 0

    def batch_write_item(self, RequestItems):
        self.calls += 1
        ((name, requests),) = RequestItems.items()
        done = len(requests) if self.times == 0 else self.share
        self.times = max(0, self.times - 1)
        self.written += [request["PutRequest"]["Item"]["SK"]["S"] for request in requests[:done]]
        return {"UnprocessedItems": {name: requests[done:]} if requests[done:] else {}}

    def batch_get_item(self, RequestItems):
        self.calls += 1
        ((name, wanted),) = RequestItems.items()
        keys = wanted["Keys"]
        done = len(keys) if self.times == 0 else self.share
        self.times = max(0, self.times - 1)
        left = {name: {"Keys": keys[done:]}} if keys[done:] else {}
        return {"Responses": {name: keys[:done]}, "UnprocessedKeys": left}


def items(count):
    return [{"PK": "P", "SK": f"{number:04d}"} for number in range(count)]


def test_unprocessed_writes_are_repeated_until_nothing_is_left():
    client, waits = ForgetfulClient(times=4), []
    Table(client, "T", sleep=waits.append).write_many(puts=items(60))
    assert sorted(client.written) == [item["SK"] for item in items(60)]
    assert len(waits) == client.calls - 3 > 0  # three batches
    assert all(0 <= wait <= 2 for wait in waits)


def test_writes_that_never_get_through_are_said_to_be_missing():
    client = ForgetfulClient(times=10**6, share=0)
    with pytest.raises(UnavailableError, match="25 items"):
        Table(client, "T", sleep=lambda _: None).write_many(puts=items(25))


def test_unprocessed_reads_are_repeated_until_nothing_is_left():
    client = ForgetfulClient(times=3, share=7)
    found = Table(client, "T", sleep=lambda _: None).get_many(("P", f"{number:04d}") for number in range(150))
    assert sorted(item["SK"] for item in found) == [item["SK"] for item in items(150)]


def test_reads_that_never_get_through_are_unavailable():
    client = ForgetfulClient(times=10**6, share=0)
    with pytest.raises(UnavailableError):
        list(Table(client, "T", sleep=lambda _: None).get_many([("P", "1")]))


@pytest.mark.parametrize(
    "failure",
    [
        ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "GetItem"),
        ClientError({"Error": {"Code": "ThrottlingException"}}, "GetItem"),
        ClientError({"Error": {"Code": "InternalServerError"}}, "GetItem"),
        ConnectTimeoutError(endpoint_url="http://database"),
    ],
)
def test_what_passes_by_itself_is_unavailable(failure):
    class Failing:
        def get_item(self, **_):
            raise failure

    with pytest.raises(UnavailableError) as raised:
        Table(Failing(), "T").get(("P", "S"))
    assert "http" not in raised.value.detail


def test_a_programming_error_stays_what_it_is():
    class Failing:
        def get_item(self, **_):
            raise ClientError({"Error": {"Code": "ValidationException"}}, "GetItem")

    with pytest.raises(ClientError):
        Table(Failing(), "T").get(("P", "S"))


def test_values_survive_and_nothing_is_left_out():
    item = {"text": "ä", "number": 7, "bytes": b"\x00\x01", "list": [1, "a"], "none": None}
    assert deserialize(serialize(item)) == {"text": "ä", "number": 7, "bytes": b"\x00\x01", "list": [1, "a"]}
