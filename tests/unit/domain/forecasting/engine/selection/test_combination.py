"""Weights of candidates: by their own record as far as it lasts, by their class's otherwise; one vote a kind."""

from __future__ import annotations

import numpy as np
import pytest

from domain.forecasting.engine.candidates.base import Candidate
from domain.forecasting.engine.selection.combination import Prior, Record, fit_prior, prior_mass, reliability, weights

GOOD, BAD = Candidate("good"), Candidate("bad")
FINE, FINER = Candidate("fine", None, (0.1,)), Candidate("fine", None, (0.2,))
NOTHING_KNOWN = Prior({}, 10.0)


def record(*errors, candidates=(GOOD, BAD), points=28.0, missing=None):
    """The record of series whose candidates had these squared errors, origin by origin: (K, F, N)."""
    error = np.array(errors, dtype=np.float64)
    return Record(candidates, error, np.full((error.shape[0], error.shape[2]), points), missing)


def test_weights_of_a_series_sum_to_one_and_the_smaller_error_counts_more():
    weight = weights(record([[1.0, 4.0], [4.0, 1.0]]), NOTHING_KNOWN)
    np.testing.assert_allclose(weight.sum(0), 1)
    assert weight[0, 0] > weight[1, 0]
    assert weight[1, 1] > weight[0, 1]
    np.testing.assert_allclose(weight[:, 0], weight[::-1, 1])


def test_a_finer_grid_of_one_kind_buys_no_votes():
    np.testing.assert_allclose(prior_mass((GOOD, FINE, FINER)), [1, 0.5, 0.5])
    one = record([[1.0], [1.0]])
    grid = record([[1.0], [1.0], [1.0]], candidates=(GOOD, FINE, FINER))
    assert weights(grid, NOTHING_KNOWN)[0, 0] == pytest.approx(weights(one, NOTHING_KNOWN)[0, 0])


def test_errors_are_relative_so_that_a_larger_series_is_weighed_alike():
    small, large = record([[1.0], [4.0]]), record([[1e6], [4e6]])
    np.testing.assert_allclose(weights(small, NOTHING_KNOWN), weights(large, NOTHING_KNOWN))


def test_without_origins_the_class_decides_and_what_it_does_not_know_is_thought_bad():
    empty = Record((GOOD, BAD), np.zeros((0, 2, 3)), np.zeros((0, 3)))
    weight = weights(empty, Prior({GOOD: 1.0}, 10.0))
    np.testing.assert_allclose(weight.sum(0), 1)
    np.testing.assert_allclose(weight[1] / weight[0], 1.5**-20)


@pytest.mark.parametrize(("strength", "own"), [(1e-6, True), (1e9, False)])
def test_the_own_record_counts_as_far_as_the_class_lets_it(strength, own):
    weight = weights(record([[1.0], [4.0]]), Prior({GOOD: 4.0, BAD: 1.0}, strength))
    assert (weight[0, 0] > weight[1, 0]) == own


def test_a_candidate_that_could_not_forecast_a_series_does_not_count_for_it_alone():
    missing = np.array([[True, False], [False, False]])
    weight = weights(record([[np.nan, 1.0], [4.0, 4.0]], missing=missing), NOTHING_KNOWN)
    np.testing.assert_allclose(weight[:, 0], [0, 1])
    assert weight[0, 1] > weight[1, 1]


def many(lasting: bool) -> Record:
    """Forty series at four origins, whose better candidate is the same at each of them, or another every time."""
    rng = np.random.default_rng(5)
    better = rng.integers(0, 2, (1 if lasting else 4, 40))
    error = np.where(np.arange(2)[None, :, None] == better[:, None], 1.0, 3.0) * rng.uniform(0.9, 1.1, (4, 2, 40))
    return record(*error)


def test_reliability_is_whether_older_origins_predict_newer_ones():
    lasting, chance = reliability(many(lasting=True)), reliability(many(lasting=False))
    assert lasting is not None
    assert chance is not None
    assert lasting > 0.9
    assert chance < 0.4
    assert reliability(record([[1.0], [2.0]])) is None  # one origin has no halves


def test_a_class_learns_which_candidates_are_good_and_how_long_records_last():
    start = Prior({}, 100.0)
    everyone = np.ones(40, dtype=bool)
    lasting, chance = (fit_prior(many(lasting=each), everyone, start) for each in (True, False))
    assert lasting.strength < start.strength < chance.strength
    error = np.tile(np.array([1.0, 3.0])[:, None], (4, 1, 40)) * np.random.default_rng(1).uniform(0.9, 1.1, (4, 2, 40))
    learned = fit_prior(record(*error), everyone, start).error
    assert learned[GOOD] < 1 < learned[BAD]
    assert fit_prior(record(*error), np.zeros(40, dtype=bool), start) is start
