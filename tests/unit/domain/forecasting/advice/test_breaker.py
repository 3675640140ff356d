"""A model that keeps failing is left alone, by every process, and tried again later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.forecasting.advice.breaker import FAILURES_TO_OPEN, CircuitBreaker
from testing.fakes.advice import FakeBreakerStore


@pytest.fixture
def store():
    return FakeBreakerStore()


@pytest.fixture
def breaker(store, clock):
    return CircuitBreaker(store, clock)


def fail(breaker, times):
    for _ in range(times):
        breaker.failed()


def test_it_opens_after_failures_in_a_row_only(breaker):
    fail(breaker, FAILURES_TO_OPEN - 1)
    breaker.succeeded()
    fail(breaker, FAILURES_TO_OPEN - 1)
    assert breaker.open_until() is None
    breaker.failed()
    assert breaker.open_until() is not None


def test_after_the_pause_one_call_decides(breaker, clock):
    fail(breaker, FAILURES_TO_OPEN)
    first = breaker.open_until() - clock.now()
    clock.advance(seconds=first.total_seconds())
    assert breaker.open_until() is None
    breaker.failed()
    assert breaker.open_until() - clock.now() == 2 * first
    clock.advance(hours=1)
    breaker.succeeded()
    fail(breaker, FAILURES_TO_OPEN - 1)
    assert breaker.open_until() is None


def test_the_pause_never_grows_past_ten_minutes(breaker, clock):
    for _ in range(20):
        breaker.failed()
    assert breaker.open_until() - clock.now() == timedelta(minutes=10)


def test_other_processes_hear_of_it(breaker, store, clock):
    other = CircuitBreaker(store, clock)
    assert other.open_until() is None
    fail(breaker, FAILURES_TO_OPEN)
    clock.advance(seconds=16)
    assert other.open_until() == store.until
