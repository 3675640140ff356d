"""What held-out sums teach of a class, and how far they are believed."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from domain.forecasting.engine.intervals.empirical import LEVELS, stretches
from domain.forecasting.engine.intervals.stretching import HeldOutSums, fit_stretch, independent_errors


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


def test_sums_are_stretched_where_too_many_of_them_fall_outside() -> None:
    rng = np.random.default_rng(7)
    normal = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
    mean = np.full((400, 8), 100.0)
    too_narrow = 100 + np.tile(normal, (400, 8, 1))
    windows = [HeldOutSums(100 + rng.normal(0, 2, (400, 8)), mean, too_narrow) for _ in range(2)]

    marks = fit_stretch(windows, 8)

    assert [mark.steps for mark in marks] == [2, 4, 8]
    for mark in marks:
        assert [*mark.low, *mark.high] == pytest.approx([2.0] * 4, rel=0.25)


def test_too_few_sums_teach_nothing() -> None:
    assert fit_stretch([HeldOutSums(np.ones((4, 8)), np.ones((4, 8)), np.ones((4, 8, len(LEVELS))))], 8) == ()
    assert fit_stretch([], 8) == ()
