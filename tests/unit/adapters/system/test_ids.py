"""Identifiers."""

from __future__ import annotations

import time
import uuid

from adapters.system.clock import SystemClock
from adapters.system.ids import TimeOrderedIds
from domain.shared.identifiers import product_id_problem


def test_ids_are_uuid_version_7_and_usable_as_product_ids():
    made = TimeOrderedIds().new_id()
    assert uuid.UUID(made).version == 7
    assert uuid.UUID(made).variant == uuid.RFC_4122
    assert product_id_problem(made) is None


def test_ids_are_all_different_and_later_ones_sort_later():
    ids = TimeOrderedIds()
    early = [ids.new_id() for _ in range(1000)]
    time.sleep(0.002)
    late = ids.new_id()
    assert len(set(early)) == 1000
    assert max(early) < late


def test_the_clock_is_utc_to_the_millisecond(system_clock):
    now = SystemClock().now()
    assert now.utcoffset().total_seconds() == 0
    assert now.microsecond % 1000 == 0
