"""What held-out windows teach of a class, and how far they are believed."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.methods.learning import independent_errors


def test_errors_that_have_nothing_in_common_count_one_each() -> None:
    error = np.random.default_rng(1).normal(0, 1, 400)
    assert independent_errors(error) > 100


def test_errors_that_related_series_share_count_as_hardly_more_than_one() -> None:
    rng = np.random.default_rng(2)
    assert independent_errors(1.0 + rng.normal(0, 0.1, 400)) < 1.1
    assert independent_errors(0.7 + rng.normal(0, 0.7, 400)) < 3


@pytest.mark.parametrize("error", [np.zeros(5), np.array([2.0]), np.zeros(0)])
def test_no_spread_to_go_by_counts_every_series(error: np.ndarray) -> None:
    assert independent_errors(error) == error.size
