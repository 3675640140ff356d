"""Units that requests are billed for, by AWS's rules."""

from __future__ import annotations

from types import SimpleNamespace

from benchmarks.metering import Meter


class Client:
    """A client that tells its listeners of a call."""

    def __init__(self):
        self.listeners = {}
        events = SimpleNamespace(register=lambda name, listener: self.listeners.update({name: listener}))
        self.meta = SimpleNamespace(events=events, service_model=SimpleNamespace(service_name="dynamodb"))

    def call(self, operation, asked, answer):
        context = {}
        self.listeners["provide-client-params.dynamodb.*"](params=asked, context=context)
        self.listeners["after-call.dynamodb.*"](parsed=answer, model=SimpleNamespace(name=operation), context=context)


def test_a_transaction_writes_twice_and_its_checks_write_no_index():
    meter, client = Meter({"indexed": 3}), Client()
    meter.watch(client)
    key = {"PK": {"S": "A"}}
    check = {"ConditionCheck": {"TableName": "indexed", "Key": key}}
    put = {"Put": {"TableName": "plain", "Item": key | {"packed": {"B": b"x" * 1500}}}}
    client.call("TransactWriteItems", {"TransactItems": [check, put]}, {})
    assert meter.take().write_units == 2 + 2 * 2
    client.call("PutItem", {"TableName": "indexed", "Item": key}, {})
    assert meter.take().write_units == 1 + 3
