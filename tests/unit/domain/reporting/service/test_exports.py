"""Exports of everything: whole, in order and once, however many attempts it takes and wherever they end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.reporting.errors import ExportNotFoundError
from domain.reporting.models import Exported, ExportFormat, ReportStatus
from domain.reporting.service.exports import SILENT_AFTER, ExportService
from domain.reporting.service.files import GIVEN_UP_AFTER
from testing.fakes.inputs import FakeCatalogue
from testing.fakes.reporting import FakeExportRepository, FakeReportFiles, FakeReportWorker
from testing.fakes.system import FakeClock, FakeIds
from testing.reporting import listed

#: Two pages and a bit; every third product has nothing to export, and every other row is long.
PRODUCTS = [f"SKU-{number:03d}" for number in range(450)]
PART = 1_000


either_side = pytest.mark.parametrize("afterwards", [False, True], ids=["before", "after"])


class Killed(BaseException):
    """The process ended."""


def _nothing():
    pass


def _die():
    raise Killed


class Lines:
    """Implements ``ExportRows`` and ``ExportWriter``: one or two rows of a product, its id on each."""

    head = b"head\n"

    def of(self, products):
        for product in products:
            number = int(product.product_id[4:])
            yield product.product_id, [{"product_id": product.product_id}] * (number % 3)

    def lines(self, rows):
        return "".join(f"{row['product_id']}\n" for row in rows).encode()


WHOLE = Lines.head + b"".join(f"{name}\n".encode() * (number % 3) for number, name in enumerate(PRODUCTS))


class Office:
    """The service and everything behind it; ``happens`` is called before or after the write of this number."""

    def __init__(self, *, products=PRODUCTS, part_bytes=PART):
        self.exports, self.files, self.worker = FakeExportRepository(), FakeReportFiles(), FakeReportWorker()
        self.clock = FakeClock()
        self.calls, self.happens, self.at, self.afterwards = 0, _nothing, 0, False
        for owner, name in (
            *((self.files, name) for name in ("put", "begin", "add", "complete")),
            (self.exports, "replace"),
        ):
            setattr(owner, name, self._watched(getattr(owner, name)))
        lines = Lines()
        self.service = ExportService(
            FakeCatalogue(*map(listed, products)),
            lambda _what, _format: (lines, lines),
            self.exports,
            self.files,
            self.worker,
            self.clock,
            FakeIds(),
            part_bytes,
        )

    def _watched(self, write):
        def written(*arguments):
            self.calls += 1
            is_now = self.calls == self.at
            if is_now and not self.afterwards:
                self.happens()
            answer = write(*arguments)
            if is_now and self.afterwards:
                self.happens()
            return answer

        return written

    def begin(self):
        return self.service.request(Exported.HISTORIES, ExportFormat.CSV).export_id

    def run(self, export_id, has_time=lambda: True):
        return self.service.run(export_id, has_time)

    def file(self, export_id):
        return self.files.kept[self.service.get(export_id).location]


def test_an_export_is_begun_by_the_worker_and_holds_everything_in_order():
    office = Office()
    export_id = office.begin()
    assert office.worker.started == [export_id]
    assert office.service.get(export_id).status is ReportStatus.QUEUED
    done = office.run(export_id)
    assert (done.status, done.products, done.rows) == (ReportStatus.COMPLETED, 300, WHOLE.count(b"SKU"))
    assert office.file(export_id) == WHOLE
    assert office.service.link(done).url.startswith("https://files.example/reports/")
    assert len(office.exports.kept[export_id].parts) == len(WHOLE) // 1_008


def test_a_small_export_is_one_object_and_an_empty_one_has_its_head():
    for products in (PRODUCTS[:5], []):
        office = Office(products=products)
        export_id = office.begin()
        office.run(export_id)
        assert office.file(export_id) == Lines.head + b"".join(
            f"{name}\n".encode() * (number % 3) for number, name in enumerate(products)
        )
        assert not office.files.making


@either_side
def test_wherever_an_attempt_is_killed_the_next_one_makes_the_same_file(afterwards):
    kept = Office()
    kept.run(kept.begin())
    assert kept.calls > 10
    for killed_at in range(1, kept.calls + 1):
        office = Office()
        office.at, office.happens, office.afterwards = killed_at, _die, afterwards
        export_id = office.begin()
        with pytest.raises(Killed):
            office.run(export_id)
        is_done = office.service.get(export_id).status is ReportStatus.COMPLETED
        assert (office.service.link(office.service.get(export_id)) is not None) == is_done
        office.run(export_id)
        done = office.service.get(export_id)
        assert (done.status, done.products, done.rows) == (ReportStatus.COMPLETED, 300, WHOLE.count(b"SKU")), killed_at
        assert office.file(export_id) == WHOLE, killed_at


def test_what_was_written_before_a_kill_is_not_written_again():
    office = Office()
    export_id = office.begin()
    office.at, office.happens = 9, _die
    with pytest.raises(Killed):
        office.run(export_id)
    parts = office.service.get(export_id).parts
    assert parts
    office.run(export_id)
    assert office.service.get(export_id).parts[: len(parts)] == parts


def test_an_attempt_without_time_ends_after_a_part_and_is_gone_on_with():
    office = Office()
    export_id = office.begin()
    runs = 1
    while (left := office.run(export_id, lambda: False)).status is ReportStatus.RUNNING:
        assert office.service.link(left) is None
        runs += 1
    assert runs == len(left.parts) + 1
    assert office.file(export_id) == WHOLE


@either_side
def test_of_two_attempts_the_later_goes_on_and_the_file_is_of_one_piece(afterwards):
    kept = Office()
    kept.run(kept.begin())
    for at in range(1, kept.calls + 1):
        office = Office()
        export_id = office.begin()
        office.at, office.afterwards = at, afterwards
        office.happens = lambda office=office, export_id=export_id: office.run(export_id)
        office.run(export_id)
        assert office.file(export_id) == WHOLE, at
        assert office.service.get(export_id).rows == WHOLE.count(b"SKU")


def test_parts_that_the_storage_has_forgotten_are_made_again():
    office = Office()
    export_id = office.begin()
    office.run(export_id, lambda: False)
    office.files.making.clear()
    office.run(export_id)
    assert office.file(export_id) == WHOLE


def test_an_export_that_is_done_is_not_made_again():
    office = Office()
    export_id = office.begin()
    office.run(export_id)
    calls = office.calls
    assert office.run(export_id).status is ReportStatus.COMPLETED
    assert office.calls == calls


def test_one_that_is_silent_for_too_long_has_failed_and_says_what_to_do():
    office = Office()
    waiting, running = office.begin(), office.begin()
    office.run(running, lambda: False)
    office.clock.time += SILENT_AFTER + timedelta(seconds=1)
    assert office.service.get(waiting).status is ReportStatus.QUEUED
    failed = office.service.get(running)
    assert (failed.status, failed.error) == (ReportStatus.FAILED, "The export could not be made. Ask for it again.")
    office.clock.time += GIVEN_UP_AFTER
    assert office.service.get(waiting).status is ReportStatus.FAILED
    assert office.run(running).status is ReportStatus.COMPLETED


def test_an_export_that_there_is_not_is_not_found():
    with pytest.raises(ExportNotFoundError):
        Office().service.get("none")
