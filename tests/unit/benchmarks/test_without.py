"""Methods left out of a measurement by name."""

from __future__ import annotations

import pytest

from benchmarks import run_engine
from domain.forecasting.engine.candidates.base import FAMILIES


@pytest.fixture(autouse=True)
def families_as_before():
    before = dict(FAMILIES)
    yield
    FAMILIES.clear()
    FAMILIES.update(before)


def test_a_name_that_is_no_method_is_refused():
    with pytest.raises(ValueError, match="level, same_phase, trend"):
        run_engine.leave_out("arima")


def test_a_family_left_out_is_gone():
    run_engine.leave_out("trend")

    assert "trend" not in FAMILIES
