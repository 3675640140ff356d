"""How long a function takes to start: ``python -m benchmarks.coldstart [--build DIR] [--runs N] [--out FILE]``.

Each function is imported in fresh processes from a built stack (``make build`` or ``make up``), the way Lambda starts
it: its own code, then the layer, and nothing else on the path, on one core. Time is the process's own (CPU) time, so
that other work on the machine counts little. A bare Powertools function is measured in the same run, so that figures of
different machines can be compared. What was imported and how much memory it took come from the same processes.
"Ready to read" is the start and what the first request adds to it: boto3, and a client of DynamoDB.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOALS_MS = {"default": 250.0, "forecasting": 400.0}
HANDLERS = {
    "products": "handlers.products.api",
    "sales": "handlers.sales.api",
    "ingest": "handlers.sales.ingest",
    "forecasts": "handlers.forecasting.api",
    "forecast-planner": "handlers.forecasting.planner",
    "forecast-worker": "handlers.forecasting.worker",
    "forecast-finisher": "handlers.forecasting.finisher",
    "reports": "handlers.reporting.api",
    "report-worker": "handlers.reporting.worker",
    "system": "handlers.system.api",
}
HEAVY = ("boto3", "botocore.client", "numpy", "reportlab", "xlsxwriter", "holidays", "PIL")
BARE = """
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
app = APIGatewayRestResolver(enable_validation=True)
@app.get("/hello")
def hello() -> dict[str, str]:
    return {"hello": "world"}
def handler(event, context):
    return app.resolve(event, context)
"""
PROBE = """
import sys, time
started = time.process_time()
{statement}
took = time.process_time() - started
import json, resource
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
heavy = [name for name in {heavy!r} if name in sys.modules]
print(json.dumps({{"ms": 1000 * took, "mb": peak, "modules": len(sys.modules), "heavy": heavy}}))
"""

type Measured = dict[str, Any]


def measure(statement: str, paths: list[Path], runs: int) -> Measured:
    """Run a statement in fresh processes on one core and return the median time, peak memory and what was imported."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYDANTIC_DISABLE_PLUGINS": "__all__",  # as in template.yaml
    }
    command = [sys.executable, "-S", "-c", PROBE.format(statement=statement, heavy=HEAVY)]
    seen = []
    for _ in range(runs + 1):
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, preexec_fn=_on_one_core
        )
        seen.append(json.loads(done.stdout))
    warm = seen[1:]  # the first one read the files into memory
    times = sorted(run["ms"] for run in warm)
    last = warm[-1]
    return {
        "init_ms": round(statistics.median(times), 1),
        "init_ms_best": round(times[0], 1),
        "init_ms_worst": round(times[-1], 1),
        "memory_mb": round(max(run["mb"] for run in warm), 1),
        "modules": last["modules"],
        "heavy": last["heavy"],
    }


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run(build: Path, runs: int) -> dict[str, Measured]:
    """Measure every function of a build, and the yardstick."""
    layer = build / "DependenciesLayer" / "python"
    code = build / "ProductsFunction"
    results = {
        "a bare Powertools function": measure(f"exec({BARE!r})", [layer], runs),
    }
    for name, module in HANDLERS.items():
        results[name] = measure(f"import {module}", [code, layer], runs)
    first = "from handlers.shared import clients; clients.dynamodb()"
    for name in ("products", "forecasts"):
        results[f"{name}, ready to read"] = measure(f"import {HANDLERS[name]}; {first}", [code, layer], runs)
    return results


def goal(name: str) -> float:
    """Return what a function's start may take, in milliseconds."""
    return GOALS_MS["forecasting" if name.startswith("forecast") else "default"]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--build", type=Path, default=ROOT / ".local" / "build", help="a directory that sam build wrote"
    )
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if not (given.build / "DependenciesLayer").exists():
        parser.error(f"nothing built at {given.build}: run `make up`, or name a build with --build")
    results = run(given.build, given.runs)
    print(f"{'function':<28}{'init ms':>9}{'best':>7}{'worst':>8}{'goal':>7}{'MB':>7}{'modules':>9}  imported")
    for name, seen in results.items():
        wanted = f"{goal(name):.0f}" if name in HANDLERS else ""
        heavy = ", ".join(seen["heavy"])
        print(
            f"{name:<28}{seen['init_ms']:>9.1f}{seen['init_ms_best']:>7.1f}{seen['init_ms_worst']:>8.1f}{wanted:>7}{seen['memory_mb']:>7.0f}"
            f"{seen['modules']:>9}  {heavy}"
        )
    if given.out:
        given.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
