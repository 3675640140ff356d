"""A method is one function that registers itself; one that fails is left out, and the batch comes out all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.candidates.base import FAMILIES, Candidate, Forecasts, family
from domain.forecasting.engine.candidates.given import Given
from domain.forecasting.engine.candidates.pool import make_pool
from domain.forecasting.engine.past import Past
from domain.forecasting.engine.profile import codec
from domain.forecasting.models.demand import DemandHistory, EngineForecast
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import assert_sound, ending, shop

type Register = Callable[..., Callable[[Callable], Callable]]


@pytest.fixture
def register() -> Iterator[Register]:
    """Register families for one test."""
    before = dict(FAMILIES)
    yield family
    FAMILIES.clear()
    FAMILIES.update(before)


def last_value(given: Given) -> Iterator[Forecasts]:
    """The toy of these tests and of the guide: the last row goes on, at two sizes."""
    last = given.plain.sales[-1]
    sizes = (0.9, 1.0)
    means = np.stack([np.tile(size * last, (given.horizon, 1)) for size in sizes])
    yield Forecasts(None, tuple((size,) for size in sizes), means)


def forecasts(histories: list[DemandHistory] | None = None) -> tuple[EngineForecast, ...]:
    return forecast_batch(histories or shop(6, 200), 14, Calendar())


def assert_same(found: tuple[EngineForecast, ...], expected: tuple[EngineForecast, ...]) -> None:
    for one, two in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.mean, two.mean, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(one.quantiles, two.quantiles, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(one.cumulative, two.cumulative, rtol=1e-5, atol=1e-6)


def past(products: int = 5, rows: int = 120) -> Past:
    x = np.random.default_rng(2).poisson(5, (rows, products)).astype(np.float32)
    return Past(x, np.ones_like(x), np.ones(products))


def test_a_registered_family_takes_part_in_a_whole_batch(register: Register) -> None:
    plain = forecasts()
    register("toy", words="last value")(last_value)

    found = forecasts()

    assert len(found) == len(plain)
    for forecast in found:
        assert_sound(forecast, 14)
        assert forecast.backtest is not None
        assert forecast.failed_methods == {}
    assert any((one.mean != two.mean).any() for one, two in zip(found, plain, strict=True))


def test_a_family_that_is_best_is_named_in_the_method(register: Register) -> None:
    # Grows by a hundredth a day, without end: no damped trend follows as far.
    register("toy", words="steady growth")(
        lambda given: [
            Forecasts(None, ((),), given.plain.sales[-1] * 1.01 ** np.arange(1, given.horizon + 1)[None, :, None])
        ]
    )

    found = forecast_batch([ending(2 * 1.01 ** np.arange(400), "P")], 28, Calendar())[0]

    assert found.method.startswith("daily combination: steady growth")


def test_a_familys_record_is_learned_and_stored_in_the_profile(register: Register) -> None:
    register("toy")(last_value)
    histories = shop(6, 200)

    profile = fit_profile(histories)

    restored = codec.decode(codec.encode(profile))
    toys = [Candidate("toy", None, (size,)) for size in (0.9, 1.0)]
    assert restored is not None
    assert any(set(toys) <= set(each.prior.error) for each in restored.grains[7].classes)
    for forecast in forecast_batch(histories, 14, Calendar(), profile=restored):
        assert_sound(forecast, 14)


def test_candidates_of_one_kind_share_one_vote() -> None:
    one, two = Candidate("toy", None, (0.9,)), Candidate("toy", None, (1.0,))

    assert one.kind == two.kind != Candidate("toy", "season", (0.9,)).kind
    assert sorted([two, Candidate("toy", "season"), one]) == [one, two, Candidate("toy", "season")]
    assert len({one, two, Candidate("toy", None, (0.9,))}) == 2


def test_a_name_is_registered_once(register: Register) -> None:
    with pytest.raises(ValueError, match="'level'"):
        register("level")(last_value)


def always_raises(given: Given) -> Iterator[Forecasts]:
    raise KeyError("no such thing")


def raises_in_between(given: Given) -> Iterator[Forecasts]:
    yield from last_value(given)
    raise RuntimeError("half way")


def raises_at_some_origins(given: Given) -> Iterator[Forecasts]:
    if given.past.x.shape[0] % 2 == 0:
        raise ZeroDivisionError("an unlucky number of rows")
    return last_value(given)


def of_another_shape(given: Given) -> Iterator[Forecasts]:
    for made in last_value(given):
        yield Forecasts(made.season, made.params, made.means[:, :-1])


def on_a_season_that_is_none(given: Given) -> Iterator[Forecasts]:
    for made in last_value(given):
        yield Forecasts("moon", made.params, made.means)


FAILING = {
    "KeyError": always_raises,
    "RuntimeError: half way": raises_in_between,
    "ZeroDivisionError: an unlucky": raises_at_some_origins,
    "ValueError: means have shape (2, ": of_another_shape,
    "KeyError: 'moon'": on_a_season_that_is_none,
}


@pytest.mark.parametrize("reason", FAILING)
def test_a_family_that_fails_is_left_out_and_named_and_nothing_else_changes(register: Register, reason: str) -> None:
    without = forecasts()
    register("toy", words="last value")(FAILING[reason])

    found = forecasts()

    assert_same(found, without)
    assert [each.method for each in found] == [each.method for each in without]
    for forecast in found:
        assert forecast.failed_methods.keys() == {"toy"}
        assert forecast.failed_methods["toy"].startswith(reason)


def test_a_method_of_the_house_that_fails_is_missed_by_none_of_the_products(monkeypatch: pytest.MonkeyPatch) -> None:
    for broken in ("level", "trend", "same_phase"):
        with monkeypatch.context() as patch:
            patch.setitem(FAMILIES, broken, type(FAMILIES[broken])(broken, always_raises))
            for forecast in forecasts():
                assert_sound(forecast, 14)
                assert forecast.failed_methods.keys() == {broken}


def unknown(given: Given) -> Iterator[Forecasts]:
    for made in last_value(given):
        yield Forecasts(made.season, made.params, np.full_like(made.means, np.nan))


def unknown_at_some_origins(given: Given) -> Iterator[Forecasts]:
    return unknown(given) if given.past.x.shape[0] % 2 == 0 else last_value(given)


def infinite(given: Given) -> Iterator[Forecasts]:
    for made in last_value(given):
        yield Forecasts(made.season, made.params, np.full_like(made.means, np.inf))


@pytest.mark.parametrize("method", [unknown, unknown_at_some_origins, infinite])
def test_a_family_without_finite_numbers_counts_for_nothing(
    register: Register, method: Callable[[Given], Iterator[Forecasts]]
) -> None:
    without = forecasts()
    register("toy", words="last value")(method)

    assert_same(forecasts(), without)


def test_a_family_without_a_number_for_one_series_drops_out_for_that_one_alone(register: Register) -> None:
    def all_but_the_second(given: Given) -> Iterator[Forecasts]:
        for made in last_value(given):
            made.means[:, :, 1] = np.nan
            yield made

    register("toy")(all_but_the_second)

    pool = make_pool(past(), 7, 14)

    assert pool.missing is not None
    toys = [i for i, candidate in enumerate(pool.candidates) if candidate.family == "toy"]
    assert np.argwhere(pool.missing).tolist() == [[i, 1] for i in toys]
    assert np.isfinite(pool.means).all()


def test_with_a_profile_others_are_forecast_the_same_beside_a_series_a_family_cannot_forecast(
    register: Register,
) -> None:
    def none_of_large_ones(given: Given) -> Iterator[Forecasts]:
        for made in last_value(given):
            odd = given.plain.sales.max(0) > 9
            made.means[:, :, odd] = np.nan
            yield made

    register("toy")(none_of_large_ones)
    steady = shop(10, 200)  # enough to learn seasons from: fewer take them from the batch at hand
    peak = np.array(steady[0].quantity)
    peak[100] = 100 * peak.mean()
    profile = fit_profile(steady)

    alone = forecast_batch(steady[1:], 14, Calendar(), profile=profile)
    beside = forecast_batch([ending(peak, "PEAK"), *steady[1:]], 14, Calendar(), profile=profile)

    assert_sound(beside[0], 14)
    for one, two in zip(beside[1:], alone, strict=True):
        np.testing.assert_allclose(one.mean, two.mean, rtol=1e-4, atol=1e-6)


def test_slow_families_are_made_only_where_it_is_thorough(register: Register) -> None:
    register("toy", slow=True)(last_value)

    quick, thorough = (make_pool(past(), 7, 14, thorough=each) for each in (False, True))

    assert {c.family for c in thorough.candidates} - {c.family for c in quick.candidates} == {"toy"}


def test_known_factors_are_applied_and_nothing_is_forecast_below_zero(register: Register) -> None:
    register("toy")(lambda given: [Forecasts(None, ((),), np.full((1, given.horizon, 5), -1.0))])
    plain = past()
    factors = np.linspace(1, 2, 14, dtype=np.float32)[:, None] * np.ones(5, np.float32)

    pool = make_pool(Past(plain.x, plain.seen, plain.unit, np.ones_like(plain.x), factors), 7, 14)

    toy = pool.candidates.index(Candidate("toy"))
    level = pool.candidates.index(Candidate("level", None, (0.06,)))
    assert (pool.means[toy] == 0).all()
    np.testing.assert_allclose(pool.means[level] / pool.means[level][:, :1], np.tile(factors[:, 0], (5, 1)), rtol=1e-5)
