"""Windows of the one real shop that teaches: its last days never among them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from training.features import AHEAD, STEPS
from training.retail import HELD_OUT, Windows

DAYS, PRODUCTS = 300, 6


@pytest.fixture
def table(tmp_path):
    """Six products that sell one unit a day, a thousand on each of the days that are held out."""
    days = [date(2011, 1, 1) + timedelta(days=k) for k in range(DAYS)]
    sold = [1.0] * (DAYS - HELD_OUT) + [1000.0] * HELD_OUT
    rows = [(f"P{i}", day, y) for i in range(PRODUCTS) for day, y in zip(days, sold, strict=True)]
    ids, ds, y = zip(*rows, strict=True)
    path = tmp_path / "retail.parquet"
    pq.write_table(pa.table({"unique_id": ids, "ds": pa.array(ds, pa.date32()), "y": y}), path)
    return path


def test_no_window_holds_a_day_that_is_held_out(table):
    windows = Windows.read(table)

    past, coming = windows.draw(np.random.default_rng(1), 400)

    assert past.shape == (400, STEPS)
    assert coming.shape == (400, AHEAD)
    assert np.isfinite(coming).all()
    assert max(np.nanmax(past), coming.max()) <= 2
    assert np.isfinite(past).any(1).all()


def test_a_seed_gives_the_same_windows(table):
    windows = Windows.read(table)

    one, two = (windows.draw(np.random.default_rng(3), 50) for _ in range(2))

    np.testing.assert_array_equal(one[0], two[0])
    np.testing.assert_array_equal(one[1], two[1])
