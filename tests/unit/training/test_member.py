"""The learned member: scale-equivariant, the same alone and beside others, in step with known factors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from domain.forecasting.engine.past import Past
from training.features import AHEAD, BLOCK, OLD_FEATURES, SEEN_FEATURES, WHOLE_FEATURES
from training.member import PART, Learned, learned_forecast

ROWS = 400
WIDTH, TOKENS, LEVELS = 16, 26, np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def weights() -> dict[str, np.ndarray]:
    """Weights drawn at random: what is said of the arithmetic holds of any."""
    rng = np.random.default_rng(8)
    read = WIDTH + BLOCK * SEEN_FEATURES
    shapes = {
        "recent": (2 * BLOCK, WIDTH),
        "old": (OLD_FEATURES, WIDTH),
        "coming": (BLOCK * SEEN_FEATURES, WIDTH),
        "whole": (WHOLE_FEATURES, WIDTH),
        "heads": (read, BLOCK * (2 * LEVELS.size + 1)),
        **{f"layers.{i}.up": (WIDTH, 2 * WIDTH) for i in range(2)},
        **{f"layers.{i}.down": (2 * WIDTH, WIDTH) for i in range(2)},
    }
    found = {"place": rng.normal(0, 0.1, (TOKENS, WIDTH)), "end": np.ones(WIDTH), "levels": LEVELS}
    for name, shape in shapes.items():
        found[f"{name}.weight"] = rng.normal(0, 0.1, shape)
        found[f"{name}.bias"] = rng.normal(0, 0.1, shape[1])
    for i in range(2):
        found |= {f"layers.{i}.{name}": np.ones(WIDTH) for name in ("before", "between")}
        for name, size in (("ask", WIDTH), ("offer", 2 * WIDTH), ("out", WIDTH)):
            found[f"layers.{i}.{name}.weight"] = rng.normal(0, 0.1, (WIDTH, size))
    return {name: np.asarray(value, np.float32) for name, value in found.items()}


WEIGHTS = weights()


def forecast(one: Past, grain: int = 7, horizon: int = 28) -> Learned:
    return learned_forecast(one, grain, horizon, WEIGHTS)


def past(products: int = 12, seed: int = 2) -> Past:
    """Daily sales from sparse to busy, some of them young."""
    rng = np.random.default_rng(seed)
    rate = np.geomspace(0.1, 40, products) * np.tile([1, 1, 1, 1, 1.3, 1.6, 0.5], ROWS)[:ROWS, None]
    x = rng.poisson(rate).astype(np.float32)
    seen = np.ones_like(x)
    seen[:300, ::4] = 0
    return Past(x * seen, seen, np.ones(products))


def arrays(made: Learned) -> tuple[np.ndarray, ...]:
    return made.mean, made.quantiles, made.sums


@pytest.mark.parametrize("grain", [7, 52, 12])
def test_forecasts_are_sound_at_every_grain(grain):
    made = forecast(past(), grain, AHEAD)

    for array in arrays(made):
        assert np.isfinite(array).all()
        assert (array >= 0).all()
    assert (np.diff(made.quantiles, axis=2) >= 0).all()
    assert (np.diff(made.sums, axis=2) >= 0).all()
    assert (np.diff(made.sums, axis=1) >= 0).all()


@pytest.mark.parametrize("times", [1 / 12, 1000.0])
def test_a_thousand_times_the_sales_are_a_thousand_times_the_forecast(times):
    one = past()
    other = replace(one, x=(one.x * np.float32(times)), unit=one.unit * times)

    for found, expected in zip(arrays(forecast(other)), arrays(forecast(one)), strict=True):
        np.testing.assert_allclose(found, expected * times, rtol=1e-4, atol=1e-5 * times)


def test_a_series_is_forecast_the_same_alone_and_beside_any_others():
    many = past(PART + 7)
    together = forecast(many)

    for i in (0, 5, PART + 3):
        alone = forecast(many.of(np.array([i])))
        for found, expected in zip(arrays(alone), arrays(together), strict=True):
            np.testing.assert_allclose(found[0], expected[i], rtol=1e-5, atol=1e-6)


def test_known_factors_are_taken_out_of_the_past_and_put_on_what_comes():
    one = past()
    effect = np.ones((ROWS, one.x.shape[1]), np.float32)
    effect[50:60] = 4
    lifted = replace(one, x=one.x * effect, effect=effect, future_effect=np.full((28, one.x.shape[1]), 2, np.float32))

    for found, expected in zip(arrays(forecast(lifted)), arrays(forecast(one)), strict=True):
        np.testing.assert_allclose(found, np.minimum(expected * 2, np.inf), rtol=1e-4, atol=1e-5)


def test_nothing_sold_and_nothing_seen_forecast_finitely():
    x = np.zeros((60, 2), np.float32)
    seen = np.ones_like(x)
    seen[:, 1] = 0

    for array in arrays(forecast(Past(x, seen, np.ones(2)), 7, 14)):
        assert (array == 0).all()
