"""Faults at the border to AWS: calls that are throttled, time out, lose their answer, or never return."""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
from botocore.client import BaseClient
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from handlers.shared import clients

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

type Params = dict[str, Any]
type Call = Callable[[], Any]
type Effect = Callable[[str, Params, Call], Any]


class KilledError(BaseException):
    """The function is gone, as when Lambda kills it: nothing of it runs any more."""


def spoilt_calls(count: int, first: int = 1) -> list[int]:
    """Return the numbers of the calls to spoil, of ``count``: each one in ``make faults``, else a fifth of them.

    The first and the last are always among them.
    """
    every = 1 if os.environ.get("STOCKCAST_EVERY_CALL") else 5
    return sorted({*range(first, count + 1, every), *([count] if count >= first else [])})


def failing(code: str, status: int = 400) -> Effect:
    """Return the effect of a service that refuses with an error code."""

    def effect(operation: str, params: Params, call: Call) -> Any:
        metadata = {"HTTPStatusCode": status, "RetryAttempts": 3}
        raise ClientError({"Error": {"Code": code, "Message": "injected"}, "ResponseMetadata": metadata}, operation)

    return effect


def timing_out(operation: str, params: Params, call: Call) -> Any:
    """Never answer; nothing is done."""
    raise ReadTimeoutError(endpoint_url="https://aws.example")


def unreachable(operation: str, params: Params, call: Call) -> Any:
    """Refuse the connection."""
    raise EndpointConnectionError(endpoint_url="https://aws.example")


def losing_the_answer(operation: str, params: Params, call: Call) -> Any:
    """Do what was asked and never say so."""
    call()
    raise ReadTimeoutError(endpoint_url="https://aws.example")


def sending_twice(operation: str, params: Params, call: Call) -> Any:
    """Lose the first answer inside the client, which sends the request again, as botocore does."""
    call()
    try:
        return call()
    except ClientError as error:
        error.response["ResponseMetadata"]["RetryAttempts"] = 1
        raise


def killing(operation: str, params: Params, call: Call) -> Any:
    """Kill the function before the call."""
    raise KilledError(operation)


def killing_after(operation: str, params: Params, call: Call) -> Any:
    """Kill the function right behind the call."""
    call()
    raise KilledError(operation)


def meanwhile(act: Callable[[], Any]) -> Effect:
    """Return the effect of someone else acting just before the call."""

    def effect(operation: str, params: Params, call: Call) -> Any:
        act()
        return call()

    return effect


class Faults:
    """Says what happens to calls; counts them all.

    ``at(n, effect)`` spoils the n-th call from now on that matches, ``always(effect)`` every one.
    """

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.struck = 0
        self._effect: Effect | None = None
        self._matches: Callable[[str, str], bool] = lambda *_: False
        self._left: int | None = None
        self._lock = Lock()
        self._inside = False

    def at(self, number: int, effect: Effect, service: str | None = None, operation: str | None = None) -> None:
        """Spoil the ``number``-th matching call from now on, and no other."""
        self.always(effect, service, operation)
        self._left = number

    def always(self, effect: Effect, service: str | None = None, operation: str | None = None) -> None:
        """Spoil every matching call."""
        self._effect, self._left = effect, None
        self._matches = lambda its, does: service in {None, its} and operation in {None, does}
        self.calls.clear()
        self.struck = 0

    def never(self) -> None:
        """Heal."""
        self._effect = None
        self.calls.clear()

    def take(self, service: str, operation: str, params: Params, call: Call) -> Any:
        """Do a call, or what is to happen instead."""
        if self._inside:
            return call()
        with self._lock:
            self.calls.append(operation)
            strikes = self._effect is not None and self._matches(service, operation)
            if strikes and self._left is not None:
                self._left -= 1
                strikes = self._left == 0
            self.struck += strikes
        if not strikes or self._effect is None:
            return call()
        self._inside = True
        try:
            return self._effect(operation, params, call)
        finally:
            self._inside = False


@contextmanager
def injected(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """Put faults between every boto3 client and AWS."""
    faults = Faults()
    original = BaseClient._make_api_call  # type: ignore[attr-defined]  # botocore's one door

    def door(self: Any, operation: str, params: Params) -> Any:
        service = self.meta.service_model.service_name
        return faults.take(service, operation, params, lambda: original(self, operation, params))

    monkeypatch.setattr(BaseClient, "_make_api_call", door)
    yield faults
    faults.never()


def share_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new processes have the clients of the old one: making them takes longer than all else here."""
    made: dict[str, Any] = {}
    make = clients._client

    def kept(service: str, **options: Any) -> Any:
        name = f"{service} {options}"
        if name not in made:
            made[name] = make(service, **options)
        return made[name]

    monkeypatch.setattr(clients, "_client", kept)


def everything(environment: dict[str, str]) -> dict[str, list[Params]]:
    """Return all items of all tables, in order."""
    client = boto3.client("dynamodb", region_name="us-east-1")
    return {
        name: sorted(client.scan(TableName=table)["Items"], key=lambda item: str(sorted(item.items())[:2]) + str(item))
        for name, table in environment.items()
        if name.endswith("_TABLE")
    }


def reset(environment: dict[str, str], state: dict[str, list[Params]]) -> None:
    """Put the tables back into a state."""
    client = boto3.client("dynamodb", region_name="us-east-1")
    for name, items in everything(environment).items():
        names = ("id",) if name == "IDEMPOTENCY_TABLE" else ("PK", "SK")
        found, wanted = (
            {tuple(item[each]["S"] for each in names): item for item in listed} for listed in (items, state[name])
        )
        for key in found.keys() - wanted.keys():
            client.delete_item(TableName=environment[name], Key={each: found[key][each] for each in names})
        for key, item in wanted.items():
            if found.get(key) != item:
                client.put_item(TableName=environment[name], Item=item)
