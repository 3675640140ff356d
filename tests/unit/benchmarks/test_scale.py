"""The nightly run's figures, and the number of workers that follows from them."""

from __future__ import annotations

from benchmarks import scale
from benchmarks.cost import load_units


def test_there_are_as_many_workers_as_write_what_a_table_takes():
    assert scale.concurrency() == scale.most_workers(load_units())


def test_a_worker_more_would_write_more_than_a_table_takes():
    units = load_units()
    workers, flow = scale.most_workers(units), units["flows"]["night"]
    each = flow["write_units"] / (flow["seconds"] + flow["requests"] * scale.WAIT_SECONDS / scale.SIDE_BY_SIDE)
    assert workers * each <= scale.TABLE_WRITE_UNITS_A_SECOND < (workers + 1) * each
