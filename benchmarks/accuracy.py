"""How accurate, how well calibrated, how cheap: ``python -m benchmarks.accuracy [--peers] [--sample N]``.

Holds out the last horizon of every real data set, forecasts it with the engine and, with ``--peers``, with
statsforecast's models in the same run on the same series, and writes ``benchmarks/results/accuracy.json`` and ``.md``.
``--tuning`` uses the window before the last one: all tuning is done there. ``--without`` leaves methods out, by name.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np

from benchmarks import accuracy_report, order_quantiles, peers, run_engine, single_issues
from benchmarks.datasets import DATA_SETS, ROOT, DataSet, folder, split
from benchmarks.measures import AT_JUDGED, score


def main() -> None:
    """Measure, print, write."""
    asked = _arguments()
    if not folder().is_dir():
        sys.exit(f"no data at {folder()}: set STOCKCAST_DATA")
    back = 1 if asked.tuning else 0
    for name in asked.without:
        run_engine.leave_out(name)
    if asked.issues:
        _again(asked, back)
        return
    report: dict[str, Any] = {"run": _run(asked), "sets": {}, "issues": {}}
    if not asked.only:
        report["issues"] = _issues(asked.sample, back, large=not asked.small)
    for data_set in DATA_SETS:
        if asked.only and data_set.name not in asked.only:
            continue
        report["sets"][data_set.name] = _measure(data_set, asked.sample, back, with_peers=asked.peers)
        print(accuracy_report.line(data_set.name, report["sets"][data_set.name]), flush=True)
        _write(report, asked)
    print(_write(report, asked))


def _again(asked: argparse.Namespace, back: int) -> None:
    """Measure the single issues again, leaving the data sets as they were measured."""
    report = json.loads((ROOT / "benchmarks" / "results" / "accuracy.json").read_text())
    report["issues"] = _issues(asked.sample, back, large=not asked.small)
    report["run"]["issues"] = "python -m benchmarks.accuracy --issues" + _options(asked)
    print(_write(report, asked))


def _write(report: dict[str, Any], asked: argparse.Namespace) -> str:
    """Bring the results up to date, also after each data set: the peers take long."""
    report["goals"] = accuracy_report.goals(report)
    text = accuracy_report.markdown(report)
    if asked.write:
        target = ROOT / "benchmarks" / "results"
        (target / "accuracy.json").write_text(json.dumps(report, indent=1) + "\n")
        (target / "accuracy.md").write_text(text)
    return text


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="measure statsforecast's models too (slow)")
    parser.add_argument("--sample", type=int, help="at most this many series of each data set")
    parser.add_argument("--tuning", action="store_true", help="use the window before the last one")
    parser.add_argument("--only", nargs="*", help="names of data sets")
    parser.add_argument("--issues", action="store_true", help="measure only the single issues again")
    parser.add_argument("--small", action="store_true", help="leave out the run on a shop as big as M5")
    parser.add_argument("--without", nargs="*", default=[], help="families of the pool to do without")
    parser.add_argument("--no-write", dest="write", action="store_false", help="print only")
    return parser.parse_args()


def _measure(data_set: DataSet, sample: int | None, back: int, *, with_peers: bool) -> dict[str, Any]:
    held = split(data_set, sample, windows_back=back)
    started = time.process_time()
    learned = run_engine.learn(held.past, data_set.season_length, data_set.horizon)
    learning = time.process_time() - started
    result = run_engine.forecast(held.past, data_set.season_length, data_set.horizon, learned)
    cpu = time.process_time() - started
    ours = score(held.past, held.actual, result.mean, result.quantiles[..., AT_JUDGED])
    found: dict[str, Any] = {
        "series": len(held.past),
        "horizon": data_set.horizon,
        "steady": data_set.steady,
        "zeros": float(np.mean(np.concatenate([np.nan_to_num(series.y) == 0 for series in held.past]))),
        "models": {"engine": {**ours.rounded(), "cpu_s": cpu, "learning_cpu_s": learning}},
        **order_quantiles.pooled_coverage(data_set, sample, back),
    }
    beside = peers.run(held.past, data_set.season_length, data_set.horizon) if with_peers else {}
    for name, peer in beside.items():
        scores = score(held.past, held.actual, peer.mean, peer.quantiles)
        found["models"][name] = {**scores.rounded(), "cpu_s": peer.cpu}
    found["sums"] = order_quantiles.sums(held, result, beside.get("E3"))
    return found


def _issues(sample: int | None, back: int, *, large: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "stockouts": single_issues.stockouts(sample, windows_back=back),
        "yearly_28": single_issues.yearly(28, windows=6),
        "yearly_180": single_issues.yearly(180, windows=1),
        "promotions": single_issues.promotions(sample, windows=4),
        "speed": single_issues.speed(),
        **order_quantiles.issues(sample, windows_back=back),
    }
    if large:
        found["size"] = single_issues.size()
    return found


def _run(asked: argparse.Namespace) -> dict[str, Any]:
    return {
        "command": "python -m benchmarks.accuracy" + _options(asked),
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{_processor()}, {os.cpu_count()} cores seen, one used",
        "versions": {
            "python": platform.python_version(),
            **{name: found for name in ("numpy", "statsforecast") if (found := _version(name))},
        },
        "window": "the one before the last (tuning)" if asked.tuning else "the last horizon",
    }


def _options(asked: argparse.Namespace) -> str:
    parts = [
        " --peers" if asked.peers else "",
        f" --sample {asked.sample}" if asked.sample else "",
        " --tuning" if asked.tuning else "",
        " --small" if asked.small else "",
        f" --without {' '.join(asked.without)}" if asked.without else "",
    ]
    return "".join(parts)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
