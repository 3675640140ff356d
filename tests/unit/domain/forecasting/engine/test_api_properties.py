"""What must hold of every forecast, whatever the history."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import assert_sound, ending, shop, weekly_pattern

slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
amounts = st.one_of(
    st.just(0.0), st.just(float("nan")), st.integers(0, 50).map(float), st.floats(0, 1e7, allow_nan=False, width=32)
)
histories = st.lists(amounts, max_size=160)


@slow
@given(values=histories, horizon=st.integers(1, 60))
def test_any_history_gives_a_sound_forecast_or_none(values: list[float], horizon: int) -> None:
    forecast = forecast_batch([ending(values)], horizon, Calendar())[0]

    if forecast.has_forecast:
        assert_sound(forecast, horizon)
        assert forecast.mean.max() <= 10 * np.nanmax(np.asarray(values)) + 1e-6
    else:
        assert np.nansum(np.asarray(values)) == 0
        assert forecast.mean.size == 0


@slow
@given(factor=st.floats(1e-3, 1e4), seed=st.integers(0, 50))
def test_forecasts_scale_with_the_history(factor: float, seed: int) -> None:
    values = np.random.default_rng(seed).gamma(2.0, 3.0, 200)

    small, large = (forecast_batch([ending(values * k)], 14, Calendar())[0] for k in (1.0, factor))

    np.testing.assert_allclose(large.mean, small.mean * factor, rtol=1e-3)
    np.testing.assert_allclose(
        large.quantiles, small.quantiles * factor, rtol=1e-2, atol=1e-3 * small.mean.max() * factor
    )


@pytest.fixture(scope="module")
def batch() -> list[DemandHistory]:
    return [
        *shop(12),
        ending([], "EMPTY"),
        ending([np.nan] * 30, "UNSEEN"),
        ending([4.0], "ONE"),
        ending(np.zeros(60), "ZERO"),
    ]


def test_the_same_input_gives_the_same_forecast(batch: list[DemandHistory]) -> None:
    first, second = (forecast_batch(batch, 28, Calendar()) for _ in range(2))

    for one, two in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.quantiles, two.quantiles)
        np.testing.assert_array_equal(one.cumulative, two.cumulative)


def test_the_order_of_the_batch_does_not_matter(batch: list[DemandHistory]) -> None:
    forward = {each.product_id: each for each in forecast_batch(batch, 28, Calendar())}
    backward = {each.product_id: each for each in forecast_batch(batch[::-1], 28, Calendar())}

    for product_id, one in forward.items():
        np.testing.assert_allclose(backward[product_id].mean, one.mean, rtol=1e-4, atol=1e-6)


def test_answers_come_in_the_order_asked(batch: list[DemandHistory]) -> None:
    assert [each.product_id for each in forecast_batch(batch, 7, Calendar())] == [each.product_id for each in batch]


def test_with_a_profile_a_product_is_forecast_the_same_alone_and_in_a_batch(batch: list[DemandHistory]) -> None:
    profile = fit_profile(batch)

    together = forecast_batch(batch, 28, Calendar(), profile=profile)

    for history, expected in zip(batch, together, strict=True):
        alone = forecast_batch([history], 28, Calendar(), profile=profile)[0]
        np.testing.assert_allclose(alone.mean, expected.mean, rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(alone.quantiles, expected.quantiles, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("values", [np.full(90, 7.0), np.full(400, 7.0)], ids=["90 days", "400 days"])
def test_a_constant_history_goes_on(values: np.ndarray) -> None:
    forecast = forecast_batch([ending(values)], 28, Calendar())[0]

    np.testing.assert_allclose(forecast.mean, 7.0, rtol=0.02)
    assert forecast.quantile(0.9)[0] == pytest.approx(7.0, abs=1.0)


def test_a_product_that_never_sold_is_forecast_to_sell_nothing() -> None:
    forecast = forecast_batch([ending(np.zeros(120))], 14, Calendar())[0]

    assert forecast.has_forecast
    assert forecast.mean.max() == 0
    assert forecast.cumulative.max() == 0


@pytest.mark.parametrize("category", ["c", "a new one", None])
@pytest.mark.parametrize("days", [1, 27, 28, 400, 9000])
def test_a_product_that_never_sold_has_numbers_or_none_in_a_shop_that_knows_its_own(
    category: str | None, days: int
) -> None:
    """Of a category with launches it borrows; of others nothing is known but its silence."""
    rng = np.random.default_rng(5)
    profile = fit_profile([ending(rng.poisson(3, 400).astype(float), f"S{i}", "c") for i in range(12)])

    forecast = forecast_batch([ending(np.zeros(days), "P", category)], 28, Calendar(), profile=profile)[0]

    if forecast.has_forecast:
        assert_sound(forecast, 28)
    assert forecast.has_forecast or (category != "c" and days < 28)
    assert category == "c" or not forecast.mean.any()


def test_a_single_sale_gives_a_cautious_forecast_with_an_interval() -> None:
    forecast = forecast_batch([ending([5.0])], 14, Calendar())[0]

    assert_sound(forecast, 14)
    assert 0 < forecast.mean[0] <= 10
    assert forecast.quantile(0.9)[0] > forecast.quantile(0.1)[0]
    assert forecast.demand_pattern == "new"


def test_one_huge_day_does_not_become_the_level() -> None:
    values = weekly_pattern(300)
    values[280] = 100_000

    forecast = forecast_batch([ending(values)], 28, Calendar())[0]

    assert_sound(forecast, 28)
    assert np.median(forecast.quantile(0.5)) < 100


def test_parameters_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="horizon"):
        forecast_batch([], 0, Calendar())
    with pytest.raises(ValueError, match="level"):
        forecast_batch([], 7, Calendar(), level=1.0)
