"""Events of the deployed stack: from a call of the API to a queue, and once more from the archive."""

from __future__ import annotations

import json
import time

from tests.support.stack import eventually

LISTENER = "e2e-listener"


def listener(stack):
    """Make a queue that every event of the bus goes to; return what has come since it was last asked."""
    queues, events = stack.aws("sqs"), stack.aws("events")
    url = queues.create_queue(QueueName=LISTENER)["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    bus = stack.outputs["EventBusName"]
    events.put_rule(Name=LISTENER, EventBusName=bus, EventPattern=json.dumps({"source": ["stockcast"]}))
    events.put_targets(Rule=LISTENER, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])

    def heard():
        found = []
        while messages := queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            for message in messages:
                found.append(json.loads(message["Body"]))
                queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return found

    return heard


def levels(events, product_id):
    """Return what events tell of a product's stock, with the ids they tell it under."""
    return [
        (event["detail"]["event_id"], change["on_hand"])
        for event in events
        if event["detail-type"] == "StockChanged"
        for change in event["detail"]["changes"]
        if change["product_id"] == product_id
    ]


def test_the_bus_delivers_to_a_queue_and_replays_what_was_archived(stack, product_id):
    heard, began = listener(stack), time.time()
    for on_hand in (7, 5):
        assert stack.call("PATCH", f"/products/{product_id}", {"on_hand": on_hand}).status == 200
    found = []

    def told():
        found.extend(heard())
        return levels(found, product_id)

    first = eventually(told, lambda seen: [level for _, level in seen][-2:] == [7, 5], 60)
    found.clear()
    stack.aws("events").start_replay(
        ReplayName=f"again-{product_id.lower()}",
        EventSourceArn=stack.outputs["EventArchiveArn"],
        EventStartTime=began - 60,
        EventEndTime=time.time() + 60,
        Destination={"Arn": stack.outputs["EventBusArn"]},
    )
    again = eventually(told, lambda seen: len(seen) >= len(first), 60)
    assert [each for each in again if each in first] == first, "under the ids of the first time"
