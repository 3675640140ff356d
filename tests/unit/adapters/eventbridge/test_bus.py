"""Requests to EventBridge: as much as one takes, in order, and what was not taken again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from botocore.exceptions import EndpointConnectionError

from adapters.eventbridge.bus import EventBridgeBus
from domain.outbox.errors import BusUnavailableError
from domain.outbox.models import Event


class Client:
    """EventBridge that refuses some entries, each as often as is said."""

    def __init__(self, refusals=()):
        self.refusals = list(refusals)
        self.requests = []
        self.taken = []

    def put_events(self, Entries):
        self.requests.append(Entries)
        answers = []
        for entry in Entries:
            event_id = json.loads(entry["Detail"])["event_id"]
            if event_id in self.refusals:
                self.refusals.remove(event_id)
                answers.append({"ErrorCode": "ThrottlingException"})
            else:
                self.taken.append(event_id)
                answers.append({"EventId": "x"})
        return {"FailedEntryCount": 0, "Entries": answers}


def event(number, **data):
    return Event(
        name="StockChanged",
        event_id=str(number),
        sequence=f"{number:040}",
        occurred_at=datetime(2026, 11, 20, 8, tzinfo=UTC),
        data=data,
    )


def test_an_entry_is_of_the_bus_and_says_what_when_and_in_which_version():
    client = Client()
    EventBridgeBus(client, "shop").send([event(7, upload_id="U")])
    ((entry,),) = client.requests
    assert (entry["EventBusName"], entry["Source"], entry["DetailType"]) == ("shop", "stockcast", "StockChanged")
    assert json.loads(entry["Detail"]) == {
        "event_id": "7",
        "schema_version": 1,
        "occurred_at": "2026-11-20T08:00:00Z",
        "sequence": f"{7:040}",
        "upload_id": "U",
    }


def test_a_request_holds_ten_entries_and_256_kilobytes_at_most():
    client = Client()
    EventBridgeBus(client, "shop").send([event(number) for number in range(25)])
    assert [len(request) for request in client.requests] == [10, 10, 5]
    client = Client()
    EventBridgeBus(client, "shop").send([event(number, text="ü" * 50_000) for number in range(5)])
    assert [len(request) for request in client.requests] == [2, 2, 1]
    assert client.taken == ["0", "1", "2", "3", "4"]


def test_what_was_not_taken_is_tried_again_and_nothing_else():
    client = Client(["1", "1"])
    EventBridgeBus(client, "shop").send([event(number) for number in range(3)])
    assert [len(request) for request in client.requests] == [3, 1, 1]
    assert sorted(client.taken) == ["0", "1", "2"]


def test_what_is_refused_again_and_again_keeps_the_rest_back():
    client = Client(["1"] * 9)
    with pytest.raises(BusUnavailableError):
        EventBridgeBus(client, "shop").send([event(number) for number in range(25)])
    assert "10" not in client.taken, "what is behind it waits"


def test_a_bus_that_does_not_answer_is_said_to_be_down():
    class Silent:
        def put_events(self, Entries):
            raise EndpointConnectionError(endpoint_url="https://events")

    with pytest.raises(BusUnavailableError):
        EventBridgeBus(Silent(), "shop").send([event(1)])
