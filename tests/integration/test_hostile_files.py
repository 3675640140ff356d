"""Files of hostile shapes, through the functions' own handlers: answered in the API's own words, whatever they hold."""

from __future__ import annotations

import pytest

from benchmarks import hostile
from benchmarks.hostile import PRODUCTS, SALES, Limits, cases, send
from handlers.products.container import container as products
from handlers.sales.container import container as sales
from testing.fakes.system import FakeClock


@pytest.fixture(autouse=True)
def real_stores_again(monkeypatch):
    monkeypatch.setattr(hostile, "_READ_SECONDS", 0)
    for container in (sales, products):
        container.clock.override(FakeClock())
    yield
    for container in (sales, products):
        for provider in container.providers.values():
            provider.reset_override()
        container.reset_singletons()


@pytest.mark.parametrize(("path", "shape"), cases())
def test_every_shape_is_answered_in_the_apis_own_words(path, shape):
    told = send(path, shape, 30_000)
    assert told["status"] in {200, 202, 400, 413, 422}, told
    assert told["answer_kilobytes"] < 300


def test_limits_are_the_templates():
    assert Limits.of(SALES) == Limits(28, 1769)
    assert Limits.of(PRODUCTS).seconds == 28
