"""A year of a whole made-up shop, forecast every week as production does: bias, coverage, and what orders are made of.

    python -m benchmarks.shop_year [--shops 3] [--weeks 52]

Each week the shop's profile is learned anew and every product that ever sold is forecast. Sums of 7, 14 and 28 days are
judged against what was wanted and against the truth that demand is drawn from (:mod:`benchmarks.shop_year_world`).
Writes ``results/shop_year.json`` and ``docs/images/shop-year.svg``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from benchmarks.frames import Series
from benchmarks.order_quantiles import ORDERED, own_sums_quantile, pit_coverage
from benchmarks.shop_year_world import AHEAD, HISTORY_DAYS, KINDS, WEEKS, MadeUpShop, made_up_shop
from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.intervals.empirical import level_at
from domain.forecasting.engine.intervals.pinball import pinball
from domain.forecasting.models.known_days import Calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.frames import Floats

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "benchmarks" / "results" / "shop_year.json"
PICTURE: Final = ROOT / "docs" / "images" / "shop-year.svg"
SPANS: Final = (7, 14, 28)
AGES: Final = ((28, "up to 4 weeks old"), (91, "4 to 13 weeks"), (364, "13 to 52 weeks"), (10**6, "over a year"))
"""Upper bounds of age in days, with a name each."""


@dataclass(frozen=True, eq=False)
class Judged:
    """One sum of one product at one origin.

    Attributes
    ----------
    upper_own, upper_true
        The .95 quantile of the product's own past sums, and of the distribution that demand comes from.
    """

    kind: str
    age: str
    steps: int
    mean: float
    quantiles: Floats
    actual: float
    truth: float
    upper_own: float
    upper_true: float


def judged(shop: MadeUpShop, week: int) -> Iterator[Judged]:
    """Forecast one week's whole shop and judge every sum."""
    origin = HISTORY_DAYS + 7 * week
    sold = shop.histories(origin)
    histories = [history for _, history in sold]
    profile = fit_profile(histories, Calendar())
    made = forecast_batch(histories, AHEAD, Calendar(), profile=profile)
    for (index, history), forecast in zip(sold, made, strict=True):
        if forecast.no_forecast_reason is not None:
            continue
        age = next(name for most, name in AGES if history.quantity.size <= most)
        past = Series(history.product_id, 0, history.quantity)
        for steps in SPANS:
            days = slice(origin, origin + steps)
            yield Judged(
                shop.kind(index),
                age,
                steps,
                float(forecast.mean[:steps].sum()),
                forecast.cumulative[steps - 1],
                float(shop.wanted[index, days].sum()),
                float(shop.products[index].mean[days].sum()),
                own_sums_quantile(past, steps),
                shop.upper(index, origin, steps, ORDERED),
            )


def figures(rows: list[Judged]) -> dict[str, float]:
    """Bias against the true mean, coverage, share beyond the .95 quantile, and its loss over the others' losses.

    Over the truth's loss only sums of products that are still sold are taken: the truth loses nothing on the others.
    """
    actual, truth, mean = (np.array([getattr(row, name) for row in rows]) for name in ("actual", "truth", "mean"))
    grid = np.array([row.quantiles for row in rows])
    upper = grid[:, level_at(ORDERED)]
    size = np.maximum(truth, np.sqrt(truth)) + 1.0
    own, true = (np.array([getattr(row, name) for row in rows]) for name in ("upper_own", "upper_true"))
    loss, loss_own, loss_true = (pinball(actual, each[:, None], (ORDERED,))[:, 0] / size for each in (upper, own, true))
    sold = truth > 0
    return {
        "sums": float(len(rows)),
        "bias": float(mean.sum() / max(truth.sum(), 1e-9) - 1),
        "cover_80": pit_coverage(actual, grid, 0.8),
        "beyond_95": float((actual > upper + 1e-9).mean()),
        "loss_over_own_sums": float(loss.sum() / loss_own.sum()),
        "loss_over_truth": float(loss[sold].sum() / loss_true[sold].sum()),
    }


def table(rows: Iterable[Judged]) -> dict[str, dict[str, dict[str, float]]]:
    """Figures by kind, by age and of all, and by steps of the sum."""
    groups: dict[tuple[str, int], list[Judged]] = defaultdict(list)
    for row in rows:
        for name in (row.kind, row.age, "all"):
            groups[name, row.steps].append(row)
    names = [*KINDS, *(name for _, name in AGES), "all"]
    return {
        name: {str(steps): figures(groups[name, steps]) for steps in SPANS if groups[name, steps]}
        for name in names
        if groups[name, SPANS[0]]
    }


def main() -> None:
    """Run the year, print it, write it, draw it."""
    asked = _arguments()
    begun = time.process_time()
    rows = [
        row
        for seed in range(asked.shops)
        for shop in (made_up_shop(seed),)
        for week in range(asked.weeks)
        for row in judged(shop, week)
    ]
    found = table(rows)
    seconds = time.process_time() - begun
    for name, by_steps in found.items():
        for steps, values in by_steps.items():
            print(f"{name:20} {steps:>2}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
    print(f"{seconds:.0f} CPU seconds")
    if asked.weeks == WEEKS:
        run = {
            "command": f"python -m benchmarks.shop_year --shops {asked.shops}",
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "cpu_seconds": round(seconds),
        }
        RESULTS.write_text(json.dumps({"run": run, "groups": _rounded(found)}, indent=1) + "\n")
        draw(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shops", type=int, default=3)
    parser.add_argument("--weeks", type=int, default=WEEKS, help="fewer write nothing")
    return parser.parse_args()


def _rounded(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _rounded(value) for key, value in found.items()}
    return round(found, 4)


def draw(found: dict[str, dict[str, dict[str, float]]]) -> None:
    """Bias, coverage and loss by kind and by age, a dot for each span of days."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    mpl.rcParams.update(
        {"svg.hashsalt": "stockcast", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9}
    )
    names = list(reversed(found))
    panels = (
        ("bias", "bias of the mean against the truth", 0.0, (-0.3, 0.3)),
        ("cover_80", "share inside the 80% interval", 0.8, (0.5, 1.0)),
        ("loss_over_own_sums", "loss of the .95 quantile over that of\nthe product's own past sums", 1.0, (0.0, 1.5)),
    )
    figure, axes = plt.subplots(1, len(panels), figsize=(10, 5.2), sharey=True)
    for axis, (key, title, line, limits) in zip(axes, panels, strict=True):
        for steps, colour in zip(SPANS, ("#94a3b8", "#0f766e", "#b45309"), strict=True):
            values = [found[name][str(steps)][key] for name in names]
            axis.scatter(values, range(len(names)), s=26, color=colour, label=f"{steps} days", zorder=3)
        axis.axvline(line, color="#64748b", linewidth=1, zorder=1)
        axis.set_title(title, fontsize=9)
        axis.grid(axis="y", color="#e2e8f0")
        axis.spines[["top", "right"]].set_visible(False)
        axis.set_xlim(*limits)
    axes[0].set_yticks(range(len(names)), names)
    axes[0].legend(frameon=False, loc="lower left")
    figure.tight_layout()
    figure.savefig(PICTURE, metadata={"Date": None})


if __name__ == "__main__":
    main()
