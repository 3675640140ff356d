"""The accuracy benchmark as a table of goals, each reached or not, and as Markdown."""

from __future__ import annotations

from typing import Any

from benchmarks.measures import geometric_mean

type Report = dict[str, Any]
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
        *_totals(report["sets"]),
        *_issues(report["issues"]),
    ]


def _against_peers(sets: Report) -> list[dict[str, Any]]:
    rmsse = _ratios(sets, "rmsse")
    if not rmsse:
        return [_goal("accuracy, calibration and cost against the peers", "", "run with --peers", reached=None)]
    mean, worst = geometric_mean(list(rmsse.values())), max(rmsse, key=lambda name: rmsse[name])
    sql = _ratios(sets, "sql")
    sound = {name: ratio for name, ratio in sql.items() if sets[name]["models"]["E3"]["sql"] < EXPLODED}
    burst = sorted(set(sql) - set(sound))
    loss = geometric_mean(list(sound.values()))
    rows = [
        _goal("RMSSE against E3, geometric mean", "≤ .97", f"{mean:.3f}", reached=mean <= 0.97),
        _goal("RMSSE against E3, worst set", "≤ 1.03", f"{rmsse[worst]:.3f} ({worst})", reached=rmsse[worst] <= 1.03),
        _goal(
            "scaled quantile loss against E3's own intervals, geometric mean",
            "≤ .82",
            f"{loss:.3f}" + (f" (without {', '.join(burst)}, where E3's intervals explode)" if burst else ""),
            reached=loss <= 0.82,
        ),
    ]
    if "m5" in sql:
        rows.append(_goal("the same on M5 daily", "≤ .86", f"{sql['m5']:.3f}", reached=sql["m5"] <= 0.86))
    cost, stored = {}, {}
    for name, found in sets.items():
        if "AutoTheta" not in found["models"]:
            continue
        models = found["models"]
        theirs, ours = models["AutoETS"]["cpu_s"] + models["AutoTheta"]["cpu_s"], models["engine"]
        cost[name] = theirs / ours["cpu_s"]
        stored[name] = theirs / (ours["cpu_s"] - ours["learning_cpu_s"])
    typical, least = geometric_mean(list(cost.values())), min(cost, key=lambda name: cost[name])
    figure = f"{typical:.0f} (with the shop's profile stored: {geometric_mean(list(stored.values())):.0f})"
    rows += [
        _goal("CPU of AutoETS + AutoTheta over ours, geometric mean", "≥ 100", figure, reached=typical >= 100),
        _goal("the same, worst set", "≥ 50", f"{cost[least]:.0f} ({least})", reached=cost[least] >= 50),
    ]
    return rows


def _coverage(sets: Report) -> list[dict[str, Any]]:
    rows = []
    for share, low, high in ((80, 0.78, 0.84), (95, 0.93, 0.97)):
        found = {name: each["models"]["engine"][f"cover_{share}"] for name, each in sets.items() if each["steady"]}
        if found:
            figure = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
            inside = all(low <= round(value, 3) <= high for value in found.values())
            rows.append(
                _goal(
                    f"coverage of {share} % intervals, non-intermittent sets", f"{low}-{high}", figure, reached=inside
                )
            )
    return rows


def _totals(sets: Report) -> list[dict[str, Any]]:
    found = {name: each["total"] for name, each in sets.items() if each["horizon"] == 28}
    if not found:
        return []
    cover = ", ".join(f"{name} {value['cover_80']:.3f}" for name, value in found.items())
    width = ", ".join(f"{name} {value['width_over_summed_daily']:.2f}" for name, value in found.items())
    return [
        _goal(
            "28-day total, 80% interval covers",
            ".78-.85",
            cover,
            reached=all(0.78 <= round(value["cover_80"], 3) <= 0.85 for value in found.values()),
        ),
        _goal(
            "its width over that of summed daily quantiles",
            "≤ .5",
            width,
            reached=all(value["width_over_summed_daily"] <= 0.5 for value in found.values()),
        ),
    ]


def _issues(issues: Report) -> list[dict[str, Any]]:
    if not issues:
        return []
    stock, fast = issues["stockouts"], issues["speed"]
    rows = [
        _goal(
            "quantile loss with stockouts injected over clean history", "≤ 1.03", f"{stock['ratio']:.3f}",
            reached=stock["ratio"] <= 1.03,
        ),
        _goal(
            "1000 daily products of 420 days, one core", "≤ 1 s", f"{fast['forecast_cpu_s']:.2f} s",
            reached=fast["forecast_cpu_s"] <= 1,
        ),
        _goal(
            "one warm product", "≤ 50 ms", f"{fast['one_warm_product_cpu_ms']:.0f} ms",
            reached=fast["one_warm_product_cpu_ms"] <= 50,
        ),
    ]  # fmt: skip
    for days in (28, 180):
        year = issues[f"yearly_{days}"]
        figure = f"WAPE {year['with_year_wape']:.4f} against {year['weekday_only_wape']:.4f}"
        rows.append(
            _goal(
                f"rossmann, {days} days ahead: the year beats weekdays alone", "lower", figure,
                reached=year["with_year_wape"] < year["weekday_only_wape"],
            )
        )  # fmt: skip
    if "size" in issues:
        large = issues["size"]
        figure = f"{large['cpu_s']:.0f} s, {large['peak_memory_mb'] / 1024:.2f} GB"
        good = large["cpu_s"] < 60 and large["peak_memory_mb"] < 2048
        rows.append(
            _goal(f"{large['products']:,} products of {large['days']} days", "< 60 s, < 2 GB", figure, reached=good)
        )
    promo = issues["promotions"]
    figure = (
        f"WAPE {promo['wape_with_price']:.3f} against {promo['wape_without_price']:.3f} without prices, four windows"
    )
    rows.append(
        _goal(
            "orange juice, prices known",
            "helps",
            figure,
            reached=promo["wape_with_price"] < promo["wape_without_price"],
        )
    )
    return rows


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
        "",
        goals_table(report),
        "",
        "| data (series, horizon, zeros) | model | RMSSE | WAPE | SQL | bias | cover 80 | cover 95 | CPU s / 1000 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in report["sets"].items():
        label = f"{name} ({found['series']}, {found['horizon']}, {found['zeros']:.2f})"
        for model, scores in found["models"].items():
            cpu = scores["cpu_s"] / found["series"] * 1000
            lines.append(
                f"| {label} | {model} | {scores['rmsse']:.3f} | {scores['wape']:.3f} | {scores['sql']:.3f} | "
                f"{scores['bias']:+.3f} | {scores['cover_80']:.3f} | {scores['cover_95']:.3f} | {cpu:.2f} |"
            )
    return "\n".join(lines) + "\n"
