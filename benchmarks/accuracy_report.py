"""The accuracy benchmark as a table of goals, each reached or not, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.measures import geometric_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

type Report = dict[str, Any]
DAILY_HORIZON = 28
EXPLODED = 20.0
"""A scaled quantile loss beyond this is an interval that exploded, not one to average a ratio with."""


def line(name: str, found: Report) -> str:
    """One data set, for the terminal."""
    parts = [f"{name} ({found['series']})"]
    for model, scores in found["models"].items():
        parts.append(
            f"{model}: rmsse {scores['rmsse']:.3f} sql {scores['sql']:.3f} "
            f"cover {scores['cover_80']:.2f} {scores['cover_95']:.2f} cpu {scores['cpu_s']:.1f}s"
        )
    return " | ".join(parts)


def _ratios(sets: Report, measure: str, peer: str = "E3") -> dict[str, float]:
    return {
        name: found["models"]["engine"][measure] / found["models"][peer][measure]
        for name, found in sets.items()
        if peer in found["models"]
    }


def _goal(text: str, wanted: str, figure: str, *, reached: bool | None) -> dict[str, Any]:
    return {"goal": text, "wanted": wanted, "figure": figure, "reached": reached}


def goals(report: Report) -> list[dict[str, Any]]:
    """Every row of the goals, with its figure; ``reached`` is ``None`` where this run did not measure it."""
    return [
        *_against_peers(report["sets"]),
        *_coverage(report["sets"]),
        *_sums(report["sets"]),
        *_issues(report["issues"]),
    ]


def _against_peers(sets: Report) -> list[dict[str, Any]]:
    rmsse = _ratios(sets, "rmsse")
    if not rmsse:
        return [_goal("accuracy, calibration and cost against the peers", "", "run with --peers", reached=None)]
    worst = max(rmsse, key=lambda name: rmsse[name])
    sql = _ratios(sets, "sql")
    sound = {name: ratio for name, ratio in sql.items() if sets[name]["models"]["E3"]["sql"] < EXPLODED}
    burst = sorted(set(sql) - set(sound))
    without = f" (without {', '.join(burst)}, where E3's intervals explode)" if burst else ""
    rows = [
        _at_most("RMSSE against E3, geometric mean", geometric_mean(list(rmsse.values())), 0.96),
        _at_most("the same, worst set", rmsse[worst], 1.0, f" ({worst})"),
        _at_most(
            "scaled quantile loss against E3's own intervals", geometric_mean(list(sound.values())), 0.80, without
        ),
    ]
    if "m5" in sql:
        rows.append(_at_most("the same on M5 daily", sql["m5"], 0.86))
    return rows + _cost(sets)


def _at_most(text: str, value: float, most: float, said: str = "") -> dict[str, Any]:
    return _goal(text, f"≤ {most:g}", f"{value:.3f}{said}", reached=round(value, 3) <= most)


def _cost(sets: Report) -> list[dict[str, Any]]:
    """CPU of two peers over ours, the shop's profile stored, as every night finds it."""
    times = {}
    for name, found in sets.items():
        models = found["models"]
        theirs, ours = models["AutoETS"]["cpu_s"] + models["AutoTheta"]["cpu_s"], models["engine"]
        times[name] = theirs / (ours["cpu_s"] - ours["learning_cpu_s"])
    daily = [ratio for name, ratio in times.items() if sets[name]["horizon"] == DAILY_HORIZON]
    least = min(times, key=lambda name: times[name])
    typical = geometric_mean(daily or list(times.values()))
    return [
        _goal("CPU of AutoETS + AutoTheta over ours, daily data", "≥ 100", f"{typical:.0f}", reached=typical >= 100),
        _goal("the same, worst set of all", "≥ 50", f"{times[least]:.0f} ({least})", reached=times[least] >= 50),
    ]


def _coverage(sets: Report) -> list[dict[str, Any]]:
    rows = []
    for share, low, high in ((80, 0.76, 0.84), (95, 0.93, 0.97)):
        found = {name: each[f"pit_{share}"] for name, each in sets.items()}
        rows.append(_within(f"coverage of {share}% of single steps, three origins, randomised PIT", found, low, high))
    return rows


def _within(text: str, found: Mapping[str, float], low: float, high: float) -> dict[str, Any]:
    figure = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
    return _goal(
        text, f"{low:g}-{high:g}", figure, reached=all(low <= round(value, 3) <= high for value in found.values())
    )


def _sums(sets: Report) -> list[dict[str, Any]]:
    """Sums of days pooled over the daily sets; their upper quantile on daily sets and on sparse ones."""
    daily = [each["sums"] for each in sets.values() if each["horizon"] == DAILY_HORIZON]
    rows = []
    for share in (80, 95) if daily else ():
        pooled = {f"{span} days": sum(each[span][f"cover_{share}"] for each in daily) / len(daily) for span in daily[0]}
        rows.append(_within(f"coverage of {share}% of sums of days", pooled, share / 100 - 0.03, share / 100 + 0.03))
    judged = {
        name: each["sums"] for name, each in sets.items() if not each["steady"] or each["horizon"] == DAILY_HORIZON
    }
    ratios, beyond = {}, {}
    for name, sums in judged.items():
        for span, each in sums.items():
            ratios[f"{name} {span}"] = each["pinball"] / min(each["pinball_own_sums"], each.get("pinball_peers", 1e9))
            beyond[f"{name} {span}"] = each["beyond_95"]
    figure = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    rows.append(
        _goal(
            "loss of sums' .95 quantile over the better of own past sums and E3's root-sum, daily and sparse sets",
            "each ≤ .90",
            f"{geometric_mean(list(ratios.values())):.3f} in all ({figure})",
            reached=all(ratio <= 0.9 for ratio in ratios.values()),
        )
    )
    rows.append(_within("share of sums beyond their .95 quantile", beyond, 0.03, 0.07))
    return rows


def _issues(issues: Report) -> list[dict[str, Any]]:
    return [*_orders(issues), *_speed(issues), *_effects(issues)] if issues else []


def _orders(issues: Report) -> list[dict[str, Any]]:
    ages = {
        f"{name.removeprefix('young_')} {age} d": share
        for name, found in issues.items()
        if name.startswith("young_")
        for age, share in found.items()
    }
    half = {
        name.removeprefix("half_year_"): each["cover_80"]
        for name, each in issues.items()
        if name.startswith("half_year_")
    }
    spikes = {name.removeprefix("spike_"): each for name, each in issues.items() if name.startswith("spike_")}
    figure = ", ".join(
        f"{name} at most {each['largest']:.2f}, {each['within_20']:.3f} of products within"
        for name, each in spikes.items()
    )
    return [
        _within("share of 14-day sums beyond their .95 quantile, by age", ages, 0.03, 0.07),
        _goal(
            "total of 180 days, 80% interval covers",
            "≥ .75",
            ", ".join(f"{name} {value:.3f}" for name, value in half.items()),
            reached=all(value >= 0.75 for value in half.values()),
        ),
        _goal(
            "one day of a hundred times the mean changes the .95 quantile of 14 days by",
            "≤ .20",
            figure,
            reached=all(each["largest"] <= 0.2 for each in spikes.values()),
        ),
        _at_most("M3, last 18 months, sMAPE by the mean", issues["m3_smape"]["mean"], 13.5),
    ]


def _speed(issues: Report) -> list[dict[str, Any]]:
    fast = issues["speed"]
    whole, one = fast["forecast_with_backtest_cpu_s"], fast["one_warm_product_cpu_ms"]
    rows = [
        _goal("1000 daily products of 420 days with backtest, one core", "≤ 1 s", f"{whole:.2f} s", reached=whole <= 1),
        _goal("one warm product", "≤ 40 ms", f"{one:.0f} ms", reached=one <= 40),
    ]
    if "size" in issues:
        large = issues["size"]
        figure = f"{large['cpu_s']:.0f} s, {large['peak_memory_mb'] / 1024:.2f} GB"
        good = large["cpu_s"] <= 90 and large["peak_memory_mb"] < 2048
        name = f"{large['products']:,} products of {large['days']} days with backtest"
        rows.append(_goal(name, "≤ 90 s, < 2 GB", figure, reached=good))
    return rows


def _effects(issues: Report) -> list[dict[str, Any]]:
    ratio, promo = issues["stockouts"]["ratio"], issues["promotions"]
    rows = [_at_most("quantile loss with stockouts injected over clean history", ratio, 1.03)]
    for days in (28, 180):
        year = issues[f"yearly_{days}"]
        figure = f"WAPE {year['with_year_wape']:.4f} against {year['weekday_only_wape']:.4f}"
        name = f"rossmann, {days} days ahead: the year beats weekdays alone"
        rows.append(_goal(name, "lower", figure, reached=year["with_year_wape"] < year["weekday_only_wape"]))
    with_price, without = promo["wape_with_price"], promo["wape_without_price"]
    figure = f"WAPE {with_price:.3f} against {without:.3f} without prices, four windows; weeks, by the matrix alone"
    return [*rows, _goal("orange juice, prices known", "helps", figure, reached=with_price < without)]


def goals_table(report: Report) -> str:
    """Every goal, reached or not, as a table."""
    word = {True: "yes", False: "**no**", None: "not measured"}
    rows = [
        f"| {row['goal']} | {row['wanted']} | {row['figure']} | {word[row['reached']]} |" for row in report["goals"]
    ]
    return "\n".join(["| goal | wanted | figure | reached |", "|---|---|---|---|", *rows])


def markdown(report: Report) -> str:
    """The whole report."""
    run = report["run"]
    versions = ", ".join(f"{name} {value}" for name, value in run["versions"].items())
    lines = [
        "# Accuracy, calibration and cost",
        "",
        f"`{run['command']}` on {run['date']}, {run['machine']}; {versions}. Held out: {run['window']}.",
        "",
        "E3: the mean of AutoETS, DynamicOptimizedTheta and AutoCES (statsforecast), and of their quantiles.",
        "RMSSE and scaled quantile loss (SQL, deciles) are over each series' in-sample one-step naive, as in M5.",
        "The engine as it runs in production: prices, backtest, the shop's profile learned before and stored.",
        "",
        goals_table(report),
        "",
        "| data (series, horizon, zeros) | model | RMSSE | WAPE | SQL | bias | cover 80 | cover 95 | CPU s / 1000 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in report["sets"].items():
        label = f"{name} ({found['series']}, {found['horizon']}, {found['zeros']:.2f})"
        for model, scores in found["models"].items():
            cpu = (scores["cpu_s"] - scores.get("learning_cpu_s", 0.0)) / found["series"] * 1000
            lines.append(
                f"| {label} | {model} | {scores['rmsse']:.3f} | {scores['wape']:.3f} | {scores['sql']:.3f} | "
                f"{scores['bias']:+.3f} | {scores['cover_80']:.3f} | {scores['cover_95']:.3f} | {cpu:.2f} |"
            )
    return "\n".join(lines) + "\n"
