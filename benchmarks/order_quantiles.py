"""Intervals and quantiles of sums, which orders are made from: coverage, pinball loss, young products, long horizons.

Every function forecasts held-out windows with the engine as production runs it; what it is compared with is the
quantile of a product's own past sums, and the peers' root-sum (independent steps) where peers were run.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from benchmarks import run_engine
from benchmarks.datasets import DataSet, Split, by_name, split
from benchmarks.frames import Series
from benchmarks.measures import scales
from domain.forecasting.engine.intervals.empirical import level_at
from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.levels import QUANTILE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.frames import Floats
    from benchmarks.peers import Peer

ORDERED = 0.95
Z_RATIO = 1.6449 / 1.9600
"""Distance of a normal's .95 quantile from its mean over that of its .975 quantile."""
AGES = (7, 14, 28)
LATEST = 60
"""Days of age up to which a spike is put into a history."""
WINDOWS = 3


def spans(data_set: DataSet) -> tuple[int, ...]:
    """Steps whose sums are judged: one, two and four weeks, or a quarter, half and all of a coarser horizon."""
    whole = data_set.horizon
    return tuple(sorted({max(whole // 4, 1), max(whole // 2, 1), whole}))


def pit_coverage(actual: Floats, quantiles: Floats, level: float) -> float:
    """Share of randomised probability integral transforms inside the central ``level``.

    Where a distribution has a jump at the value seen (counts), its transform is uniform over the jump; the expectation
    over it is taken, so the figure has no chance in it.

    Source: Czado, Gneiting & Held (2009) "Predictive model assessment for count data".
    """
    known = np.isfinite(actual)
    seen, grid, levels = actual[known], quantiles[known], np.asarray(QUANTILE_LEVELS)
    under, upto = (grid < seen[:, None]).sum(1), (grid <= seen[:, None]).sum(1)
    edges = np.concatenate([[0.0], levels, [1.0]])
    low, high = edges[np.where(under == 0, 0, under + 1)], edges[np.where(upto == levels.size, upto + 1, upto)]
    between = (under == upto) & (under > 0) & (under < levels.size)
    rows, at = np.flatnonzero(between), under[between]
    step = grid[rows, at] - grid[rows, at - 1]
    share = (seen[between] - grid[rows, at - 1]) / step
    low[between] = high[between] = levels[at - 1] + share * (levels[at] - levels[at - 1])
    outside = (under == upto) & ~between
    low[outside], high[outside] = edges[upto[outside]], edges[upto[outside] + 1]
    first, last = (1 - level) / 2, (1 + level) / 2
    width = high - low
    overlap = np.clip(np.minimum(high, last) - np.maximum(low, first), 0, None)
    inside = np.where(width > 0, overlap / np.where(width > 0, width, 1), (low >= first) & (low <= last))
    return float(inside.mean())


def own_sums_quantile(series: Series, steps: int) -> float:
    """The .95 quantile of a series' own past sums of ``steps`` steps from its first sale on."""
    y = np.nan_to_num(series.y)
    y = y[int(np.argmax(y > 0)) :]
    if y.size < steps:
        return float(y.mean() * steps) if y.size else 0.0
    return float(np.quantile(sliding_window_view(y, steps).sum(1), ORDERED))


def sums(held: Split, result: run_engine.Result, peer: Peer | None) -> dict[str, dict[str, float]]:
    """By number of steps: coverage of sums, how many exceed their .95 quantile, and its loss beside the others'."""
    scale = scales(held.past, squared=False)
    found: dict[str, dict[str, float]] = {}
    for steps in spans(held.data_set):
        total = held.actual[:, :steps].sum(1)
        known = np.isfinite(total) & np.isfinite(scale)
        grid = result.cumulative[:, steps - 1]
        unit = scale[known] * np.sqrt(steps)

        upper = grid[:, level_at(ORDERED)]
        loss = partial(_scaled_loss, total[known], unit)
        figures = {
            "series": float(known.sum()),
            **{f"cover_{share}": _inside(total[known], grid[known], share / 100) for share in (80, 95)},
            "beyond_95": float((total[known] > upper[known] + 1e-9).mean()),
            "pinball": loss(upper[known]),
            "pinball_own_sums": loss(np.array([own_sums_quantile(each, steps) for each in held.past])[known]),
        }
        if peer is not None:
            away = peer.quantiles[:, :steps, -1] - peer.mean[:, :steps]
            root_sum = peer.mean[:, :steps].sum(1) + Z_RATIO * np.sqrt((away**2).sum(1))
            figures["pinball_peers"] = loss(root_sum[known])
        found[str(steps)] = figures
    return found


def _scaled_loss(total: Floats, unit: Floats, upper: Floats) -> float:
    return float((pinball(total, upper[:, None], (ORDERED,))[:, 0] / unit).mean())


def _inside(total: Floats, grid: Floats, level: float) -> float:
    """Expected randomised coverage of sums, whose jumps are counted in part."""
    return pit_coverage(total, grid, level)


def pooled_coverage(data_set: DataSet, sample: int | None, back: int) -> dict[str, float]:
    """Coverage of 80 % and 95 % by randomised PIT over the last three windows, every step."""
    parts: list[tuple[Floats, Floats]] = []
    for window in range(back, back + WINDOWS):
        held = split(data_set, sample, windows_back=window)
        if held.past:
            result = run_engine.forecast(held.past, data_set.season_length, data_set.horizon)
            parts.append((held.actual, result.quantiles))
    actual, quantiles = (np.concatenate(each) for each in zip(*parts, strict=True))
    return {f"pit_{share}": pit_coverage(actual, quantiles, share / 100) for share in (80, 95)}


def young(data_set: DataSet, sample: int | None, back: int) -> dict[str, float]:
    """Share of 14-day sums beyond their .95 quantile, by age in days: histories cut short, the shop's profile whole."""
    found: dict[str, list[float]] = {str(age): [] for age in AGES}
    for window in range(back, back + WINDOWS):
        held = split(data_set, sample, windows_back=window)
        profile = run_engine.learn(held.past, data_set.season_length, data_set.horizon)
        for age in AGES:
            cut = [_last(series, age) for series in held.past]
            sold = [i for i, series in enumerate(cut) if series.y.sum() > 0]
            made = run_engine.forecast([cut[i] for i in sold], data_set.season_length, data_set.horizon, profile)
            upper = made.cumulative[:, 13, level_at(ORDERED)]
            found[str(age)] += (held.actual[sold, :14].sum(1) > upper + 1e-9).tolist()
    return {age: float(np.mean(values)) for age, values in found.items()}


def _last(series: Series, days: int) -> Series:
    y = np.nan_to_num(series.y[-days:])
    return Series(series.unique_id, series.end_step - y.size + 1, y)


def long_total(data_set: DataSet, sample: int | None, days: int = 180) -> dict[str, float]:
    """Coverage of the 80 % interval of the total of half a year ahead."""
    held = split(data_set, sample, horizon=days)
    made = run_engine.forecast(held.past, data_set.season_length, days)
    total = held.actual.sum(1)
    known = np.isfinite(total)
    return {"days": float(days), "cover_80": _inside(total[known], made.cumulative[known, -1], 0.8)}


def spike(data_set: DataSet, sample: int | None, times: float = 100.0) -> dict[str, float]:
    """Change of the .95 quantile of 14 days by one day a hundred times the mean, at 1 to 60 days of age."""
    held = split(data_set, sample)
    rng = np.random.default_rng(11)
    past = [series for series in held.past if series.y.size > 2 * LATEST]
    hurt = []
    for series in past:
        y = np.array(series.y)
        y[-int(rng.integers(1, LATEST + 1))] = times * max(float(np.nanmean(y)), 1.0)
        hurt.append(Series(series.unique_id, series.first_step, y))
    profile = run_engine.learn(past, data_set.season_length, data_set.horizon)
    clean, spiked = (_upper_14(each, data_set, profile) for each in (past, hurt))
    change = np.abs(spiked / np.maximum(clean, 1e-9) - 1)[clean > 0]
    return {
        "largest": float(change.max()),
        "median": float(np.median(change)),
        "within_20": float((change <= 0.2).mean()),
    }


def _upper_14(series: Sequence[Series], data_set: DataSet, profile: run_engine.Learned) -> Floats:
    made = run_engine.forecast(series, data_set.season_length, data_set.horizon, profile)
    upper: Floats = made.cumulative[:, 13, level_at(ORDERED)]
    return upper


def symmetric_error(data_set: DataSet, horizon: int = 18) -> float:
    """Mean sMAPE in percent of the last ``horizon`` steps, as the M3 competition scored it.

    Source: Makridakis & Hibon (2000) "The M3-Competition: results, conclusions and implications".
    """
    held = split(data_set, None, horizon=horizon)
    made = run_engine.forecast(held.past, data_set.season_length, horizon)
    error = 200 * np.abs(held.actual - made.mean) / (np.abs(held.actual) + np.abs(made.mean))
    return float(np.nanmean(error))


def issues(sample: int | None, *, windows_back: int = 0) -> dict[str, dict[str, float]]:
    """Young products, half a year ahead, a spike, and the M3 competition's own measure."""
    m5, item, retail, stores = (by_name(name) for name in ("m5", "m5_item", "online_retail", "rossmann"))
    return {
        **{f"young_{each.name}": young(each, sample, windows_back) for each in (m5, item, retail)},
        **{f"half_year_{each.name}": long_total(each, sample) for each in (m5, item, stores)},
        **{f"spike_{each.name}": spike(each, sample) for each in (m5, item)},
        "m3_smape": {"mean": symmetric_error(by_name("m3"))},
    }
