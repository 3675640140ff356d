"""Tables of docs/scale.md from the results of other benchmarks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from benchmarks.coldstart import HANDLERS, goal
from benchmarks.growth import BATCH

RESULTS = Path(__file__).resolve().parent / "results"


def load(name: str) -> Any:
    """Return one result."""
    return json.loads((RESULTS / f"{name}.json").read_text())


def starts() -> str:
    """Return how long functions take to start."""
    lines = ["| | ms | best run | of a bare function's | goal | MB | modules |", "|---|--:|--:|--:|--:|--:|--:|"]
    found = load("coldstart")
    bare = found["a bare Powertools function"]["init_ms"]
    for name, seen in found.items():
        wanted = f"{goal(name):.0f}" if name in HANDLERS else ""
        ratio = f"{seen['init_ms'] / bare:.2f}"
        times = f"{seen['init_ms']:.0f} | {seen['init_ms_best']:.0f} | {ratio} | {wanted}"
        lines.append(f"| {name} | {times} | {seen['memory_mb']:.0f} | {seen['modules']} |")
    return "\n".join(lines)


def answers() -> str:
    """Return how long endpoints take, in the handler and over HTTP on the laptop's stack."""
    found = load("latency")
    over_http = found.get("local_stack", {})
    lines = [
        "| | handler: p50 ms | p99 ms | local stack: p50 ms | p99 ms | of hello's p50 |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, own in found["in_handler"].items():
        http = over_http.get(name)
        there = f"{http['p50_ms']:.0f} | {http['p99_ms']:.0f} | {http['to_hello']:.1f}" if http else " | | "
        lines.append(f"| {name} | {own['p50_ms']:.2f} | {own['p99_ms']:.2f} | {there} |")
    return "\n".join(lines)


def growth() -> str:
    """Return what requests and jobs cost, a table for each size of the shop."""
    found = load("growth")
    *runs, bare = found["results"]
    bare_ms = 1000 * bare["cpu_seconds"]
    about = f"Measured on {found['measured_at']} ({found['machine']}). A bare function takes {bare_ms:.1f} ms."
    head = "CPU seconds | of a bare one's | read units | write units | requests | kB |\n|---|--:|--:|--:|--:|--:|--:|"
    sizes = sorted({run["shop"] for run in runs})
    tables = (
        [f"| {size:,} products | {head}", *(_grown(run, bare["cpu_seconds"]) for run in runs if run["shop"] == size)]
        for size in sizes
    )
    return "\n\n".join([about, *map("\n".join, tables)])


#: By what is measured: the figure, what a request or a thing of it may take, and how many things it is for.
_GOALS: Final = (
    ("today", "cpu_seconds", 0.15, 1),
    ("today", "read_units", 60, 1),
    ("recommendations, first page", "cpu_seconds", 0.15, 1),
    ("recommendations, first page", "read_units", 60, 1),
    ("products, first page", "cpu_seconds", 0.15, 1),
    ("products, first page", "read_units", 60, 1),
    ("forecast summary", "cpu_seconds", 0.15, 1),
    ("forecast summary", "read_units", 60, 1),
    ("sales summary", "cpu_seconds", 0.15, 1),
    ("sales summary", "read_units", 60, 1),
    ("recommendations, one category", "read_units", 60, 1),
    ("products of one category", "read_units", 60, 1),
    ("forecast summary, one category", "read_units", 60, 1),
    ("sales summary, one category", "read_units", 60, 1),
    ("generate, all", "wall_seconds", 1, 1),
    (f"a batch of {BATCH} products, forecast and kept", "write_units", 40, BATCH),
    ("a day's file, one row a product", "write_units", 5, None),
    ("a day's file, one row a product", "cpu_seconds", 1 / 4_000, None),
)


def goals() -> str:
    """Return what the largest shop's requests take beside what they are to take; the shop's size is a file's rows."""
    *runs, _ = load("growth")["results"]
    size = max(run["shop"] for run in runs)
    found = {run["what"]: run for run in runs if run["shop"] == size}
    lines = [f"| {size:,} products | figure | goal | measured | |", "|---|---|--:|--:|---|"]
    for what, figure, most, things in _GOALS:
        measured = found[what][figure] / (size if things is None else things)
        name = figure.replace("_", " ").replace("cpu", "CPU") + ("" if things == 1 else " for each")
        told = f"{most:,.3g} | {measured:,.4g} | {'reached' if measured <= most else '**not reached**'}"
        lines.append(f"| {what} | {name} | {told} |")
    return "\n".join(lines)


def _grown(run: dict[str, Any], bare_seconds: float) -> str:
    times = f"{run['cpu_seconds']:.3f} | {run['cpu_seconds'] / bare_seconds:,.0f}"
    units = f"{run['read_units']:,.0f} | {run['write_units']:,.0f}"
    return f"| {run['what']} | {times} | {units} | {run['requests']:,} | {run['bytes'] / 1000:,.0f} |"


def bulk() -> str:
    """Return what was measured end to end on a laptop's stack."""
    found = load("bulk")
    lines = [
        "| | products | failed, by name | seconds | processor seconds | started again |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for key, label in (("run", "in one go"), ("crashed", "gone on with after a crash, {kept:,} of them done")):
        if run := found.get(key):
            lines.append(
                f"| {label.format_map(run)} | {run['products']:,} | {run['failed']} | {run['seconds']:.0f} "
                f"| {run['cpu_seconds']:.0f} | {run['again_seconds']:.1f} s, nothing done twice |"
            )
    return f"Measured on {found['measured_at']} ({found['machine']}).\n\n" + "\n".join(lines)
