"""A deployed shop whose streams are read, and what ``/changes`` tells that a key did."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from adapters.system.clock import SystemClock
from handlers.outbox import sender
from handlers.reporting.container import container as reporting
from testing.deployed import TEMPLATE, deployed, open_shop, send, standing_clock
from testing.fakes.reporting import FakeReportWorker
from testing.streams import Streams

if TYPE_CHECKING:
    from collections.abc import Iterator

    from testing.fakes.system import FakeClock

PRODUCT = {"name": "Tea", "category": "Tea", "current_price": 2}
CSV = {"Content-Type": "text/csv"}


class Told(NamedTuple):
    """One change: of what, and its fields before and after."""

    subject: str
    subject_id: str
    product_id: str | None
    action: str
    fields: dict[str, tuple[Any, Any]]

    @property
    def thing(self) -> tuple[str, str, str | None]:
        """What was changed."""
        return self[:3]


@dataclass
class Changes:
    """What is told of the shop."""

    clock: FakeClock
    streams: Streams

    def by(self, key: str) -> list[Told]:
        """Return what a key did, oldest first."""
        self.streams.drain(sender.handler)
        shop_time, self.clock.time = self.clock.time, SystemClock().now() + timedelta(minutes=1)  # streams' own time
        try:
            found, cursor, pages = [], None, 0
            while cursor or not pages:
                page = made("GET", "/changes", query={"limit": "500"} | ({"cursor": cursor} if cursor else {}))
                found += page["items"]
                cursor, pages = page["next_cursor"], pages + 1
        finally:
            self.clock.time = shop_time
        return [_told(each) for each in found if each["changed_by"] == key]


def _told(item: dict[str, Any]) -> Told:
    fields = {each["name"]: (each["before"], each["after"]) for each in item["fields"]}
    return Told(item["subject"], item["subject_id"], item["product_id"], item["action"], fields)


@contextmanager
def told() -> Iterator[Changes]:
    """Stand in for an account with a shop: SOLD has sales, BOUGHT a supplier, S."""
    with deployed(streams=True), standing_clock() as clock, reporting.export_worker.override(FakeReportWorker()):
        open_shop("SOLD", days=60)
        made("POST", "/suppliers", body={"supplier_id": "S", "name": "Supplier"})
        made("POST", "/products", body=PRODUCT | {"product_id": "BOUGHT", "category": "BOUGHT", "supplier_id": "S"})
        yield Changes(clock, Streams(TEMPLATE))


def made(method: str, path: str, by: str = "before", **request: Any) -> Any:
    """Send a request with the key of a name; it has to succeed. Return what it answers."""
    answer = send(method, path, stage={"keys": f"key-0=bulk:write,key-1={by}:write"}, **request)
    assert answer.status < 300, answer.body
    return answer.json if answer.body else None
