"""From the committed results into the documentation: ``python -m benchmarks.accuracy_plot``.

Draws accuracy against cost, and brings the table of goals in ``docs/forecasting.md`` up to date.
"""

from __future__ import annotations

import json
from typing import Any

from benchmarks.accuracy_report import goals_table
from benchmarks.datasets import ROOT
from benchmarks.measures import geometric_mean

PAGE = ROOT / "docs" / "forecasting.md"
START, END = "<!-- goals: written by python -m benchmarks.accuracy_plot -->", "<!-- /goals -->"
TARGET = ROOT / "docs" / "images" / "forecast-accuracy-cost.svg"
COLOURS = {"engine": "#0f766e", "E3": "#b45309"}
LABELS = {"engine": "Stockcast engine", "E3": "E3 (mean of the three)", "DynamicOptimizedTheta": "Dyn. opt. Theta"}


def points(report: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """By model: seconds of CPU a 1000 series, and RMSSE over E3's, geometric means over the data sets."""
    sets = [found for found in report["sets"].values() if "E3" in found["models"]]
    models = sets[0]["models"]
    return {
        model: (
            geometric_mean([each["models"][model]["cpu_s"] / each["series"] * 1000 for each in sets]),
            geometric_mean([each["models"][model]["rmsse"] / each["models"]["E3"]["rmsse"] for each in sets]),
        )
        for model in models
    }


def main() -> None:
    """Draw the picture and rewrite the table."""
    report = json.loads((ROOT / "benchmarks" / "results" / "accuracy.json").read_text())
    draw(report)
    page = PAGE.read_text()
    before, rest = page.split(START)
    after = rest.split(END)[1]
    run = report["run"]
    said = f"`{run['command']}`, {run['date']}, {run['machine']}. Held out: {run['window']}."
    PAGE.write_text(f"{before}{START}\n{said}\n\n{goals_table(report)}\n{END}{after}")


def draw(report: dict[str, Any]) -> None:
    """Accuracy against cost, a point a model."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    mpl.rcParams.update({"svg.hashsalt": "stockcast", "font.size": 10})
    found = points(report)
    figure, axes = plt.subplots(figsize=(7.2, 4.2))
    for model, (cost, error) in found.items():
        axes.scatter(cost, error, s=70, color=COLOURS.get(model, "#64748b"), zorder=3)
        below = model == "DynamicOptimizedTheta"  # its neighbour's dot is where the name would be
        at = {"xytext": (0, -17), "ha": "center"} if below else {"xytext": (7, 5)}
        axes.annotate(LABELS.get(model, model), (cost, error), textcoords="offset points", **at)
    axes.axhline(1.0, color="#cbd5e1", linewidth=1, zorder=1)
    axes.set_xscale("log")
    axes.set_xlabel("seconds of CPU for 1,000 series (log scale)")
    axes.set_ylabel("RMSSE over E3's (lower is better)")
    axes.set_title(f"Accuracy against cost, {len(report['sets'])} real data sets")
    axes.margins(x=0.25, y=0.2)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(TARGET, metadata={"Date": None})


if __name__ == "__main__":
    main()
