"""What held-out windows teach of a class, and how far they are believed."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.methods.empirical import LEVELS, stretches
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


def test_tails_are_stretched_by_what_each_of_them_asks_for() -> None:
    factor = dict(zip(LEVELS.tolist(), stretches((1.0, 1.2), (2.0, 3.0)).tolist(), strict=True))
    assert [factor[level] for level in (0.025, 0.1, 0.25, 0.9, 0.975)] == pytest.approx([1.2, 1.0, 1.0, 2.0, 3.0])
    assert 2.0 < factor[0.95] < 3.0
    assert factor[0.995] == 3.0
