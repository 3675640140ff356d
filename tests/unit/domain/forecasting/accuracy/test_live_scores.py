"""Past forecasts are scored as they stood, on the days sold since."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.forecasting.accuracy.live_scores import live_accuracy
from domain.forecasting.accuracy.scored_runs import scored_days, scored_runs
from domain.forecasting.models.accuracy import Vintage
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.forecast import Layers
from domain.forecasting.models.levels import QUANTILE_LEVELS

BEGIN = date(2026, 1, 1)


def vintage(start: int, mean, run_id="run", made=0, known=-1, **layers) -> Vintage:
    """Return a run that forecast days from the numbered one on; its quantiles spread 2 units around the mean."""
    values = np.asarray(mean, float)
    offsets = np.linspace(-2, 2, len(QUANTILE_LEVELS))
    return Vintage(
        product_id="SKU-1",
        run_id=run_id,
        generated_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=start, seconds=made),
        start=BEGIN + timedelta(days=start),
        known_until=BEGIN + timedelta(days=start + known),
        confidence_level=0.8,
        mean=values,
        quantiles=np.maximum(values[:, None] + offsets, 0),
        layers=Layers(**{"naive": values + 2, "statistical": values} | layers),
    )


def history(*sold: float) -> DemandHistory:
    return DemandHistory("SKU-1", None, BEGIN, np.array(sold, float))


def test_only_days_that_are_known_count():
    past = history(5, 6, 7, 8, 9, 10)
    runs = scored_runs([vintage(4, [8, 8, 8]), vintage(9, [1]), vintage(6, [1])], past)
    assert [run.actual.tolist() for run in runs] == [[9, 10]]
    live = live_accuracy(runs, past, 0.8)
    assert live.runs_scored == 1
    assert live.horizon_days == 2
    assert live.wape == pytest.approx(3 / 19)
    assert live.naive.wape == pytest.approx(1 / 19)
    assert live.skill_vs_naive == pytest.approx(-2)
    assert live.bias == pytest.approx(-3 / 19)


@pytest.mark.parametrize("lag_days", [1, 2, 3, 5])
def test_at_a_lag_each_day_counts_once_for_the_last_run_made_so_long_before(lag_days):
    past = history(*range(5, 25))
    runs = [vintage(start, [100 * start + day for day in range(8)], f"run-{start}") for start in (2, 4, 5, 9, 14)]
    scored = scored_runs(runs, past, lag_days=lag_days)
    told = {(run.vintage.run_id, day) for run in scored for day in run_days(run)}
    expected = set()
    for position in range(20):
        able = [start for start in (2, 4, 5, 9, 14) if start <= position < start + 8 and position - start >= lag_days]
        if able:
            expected.add((f"run-{max(able)}", BEGIN + timedelta(days=position)))
    assert told == expected


def test_at_a_lag_hindsight_does_not_count_and_stockouts_do_not():
    past = history(*range(5, 25))
    late = vintage(4, [9] * 8, known=3)
    told = scored_runs([late], past, frozenset({BEGIN + timedelta(days=9)}), 1)
    assert [day.day - 1 for run in told for day in run_days(run)] == [8, 10, 11]


def run_days(run) -> list[date]:
    return [
        run.vintage.start + timedelta(days=day) for day, sold in enumerate(run.actual.tolist()) if np.isfinite(sold)
    ]


def test_of_runs_for_the_same_days_the_last_one_counts():
    runs = scored_runs([vintage(4, [8, 8], made=5), vintage(4, [9, 10], "late", made=9)], history(5, 6, 7, 8, 9, 10))
    assert [run.vintage.run_id for run in runs] == ["late"]


def test_a_run_made_later_takes_over_only_the_days_still_ahead():
    past = history(5, 6, 7, 8, 9, 10)
    early, hindsight = vintage(4, [1, 2]), vintage(4, [9, 10], "late", made=9, known=0)
    runs = scored_runs([early, hindsight], past)
    assert [(run.vintage.run_id, np.isfinite(run.actual).tolist()) for run in runs] == [
        ("run", [True, False]),
        ("late", [False, True]),
    ]
    assert [day.predicted_demand for day in scored_days(runs, 0.8).values()] == [1, 10]


def test_suspected_stockouts_are_not_scored():
    past = history(5, 6, 7, 8, 0, 10)
    runs = scored_runs([vintage(4, [8, 8])], past, frozenset({BEGIN + timedelta(days=4)}))
    assert np.isnan(runs[0].actual[0])
    assert live_accuracy(runs, past, 0.8).wape == pytest.approx(2 / 10)
    everything = frozenset(BEGIN + timedelta(days=day) for day in range(9))
    assert scored_runs([vintage(4, [8, 8])], past, everything) == []
    assert live_accuracy([], past, 0.8) is None


def test_value_added_compares_each_step_with_the_one_before_on_runs_that_had_it():
    mean = np.array([8.0, 8.0])
    layered = vintage(
        4, mean, naive=mean - 4, statistical=mean, bedrock=mean + 1, before_override=mean + 1, override=mean + 4
    )
    plain = vintage(6, [10.0, 10.0])
    live = live_accuracy(scored_runs([layered, plain], history(5, 6, 7, 8, 9, 9, 10, 10)), history(5, 6, 7, 8), 0.8)
    added = live.value_added
    assert added.naive == 0
    assert added.statistical == pytest.approx((10 + 4 - 2) / 38)
    assert added.bedrock == pytest.approx(2 / 18)
    assert added.override == pytest.approx(-6 / 18)
    without = live_accuracy(scored_runs([plain], history(*[9] * 8)), history(*[9] * 8), 0.8).value_added
    assert (without.bedrock, without.override) == (None, None)


def test_coverage_is_measured_at_the_level_asked_for():
    past = history(*[5.0] * 4, 8, 9.7, 8, 9.7)
    runs = scored_runs([vintage(4, [8, 8, 8, 8])], past)
    narrow, wide = live_accuracy(runs, past, 0.5).coverage, live_accuracy(runs, past, 0.98).coverage
    assert (narrow.level, narrow.expected, narrow.actual, narrow.points) == (0.5, 0.5, 0.5, 4)
    assert wide.actual == 1


def test_each_day_is_shown_once_as_last_forecast():
    past = history(*[5.0] * 8)
    days = scored_days(scored_runs([vintage(4, [1, 2, 3]), vintage(5, [7, 8])], past), 0.8)
    assert [days[day].predicted_demand for day in sorted(days)] == [1, 7, 8]
    assert all(day.lower < day.predicted_demand < day.upper for day in days.values())
