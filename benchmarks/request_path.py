"""Code that a request runs: distinct files and functions of ``src/``, and adapters built, for three requests.

    python -m benchmarks.request_path [--out benchmarks/results/request_path.json]

Each request is sent twice to the functions in this process on moto: the first time as a fresh process's first one (what
it builds is counted then), the second time warm (what it runs is counted then). What is counted does not depend on the
machine's speed. ``before`` in the results is what the same three requests ran at the commit that is named there.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testing.deployed import building, deployed, new_process, open_shop, send, standing_clock
from testing.shop import daily_sales

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType

ROOT = Path(__file__).resolve().parents[1]
SOURCE = str(ROOT / "src")
RESULTS = ROOT / "benchmarks" / "results" / "request_path.json"
_TOOL = sys.monitoring.PROFILER_ID


def ran(work: Callable[[], Any]) -> dict[str, int]:
    """Return how many distinct files and functions of the product some work runs."""
    seen: set[CodeType] = set()

    def begin(code: CodeType, _offset: int) -> object:
        if code.co_filename.startswith(SOURCE):
            seen.add(code)
        return sys.monitoring.DISABLE

    sys.monitoring.use_tool_id(_TOOL, "request_path")
    sys.monitoring.register_callback(_TOOL, sys.monitoring.events.PY_START, begin)
    sys.monitoring.set_events(_TOOL, sys.monitoring.events.PY_START)
    try:
        work()
    finally:
        sys.monitoring.set_events(_TOOL, 0)
        sys.monitoring.restart_events()
        sys.monitoring.free_tool_id(_TOOL)
    return {"files": len({code.co_filename for code in seen}), "functions": len(seen)}


def requests() -> dict[str, Callable[[], Any]]:
    """Return the three requests by name."""
    csv = {"headers": {"Content-Type": "text/csv"}, "body": daily_sales("SKU-1", 30).encode()}
    return {
        "upload": partial(_answered, "POST", "/sales-data/upload", **csv),
        "generate": partial(_answered, "POST", "/forecasts/generate", body={"product_id": "SKU-1"}),
        "recommendations": partial(_answered, "GET", "/reports/inventory-recommendations"),
    }


def _answered(method: str, path: str, **request: Any) -> None:
    answer = send(method, path, **request)
    if answer.status != 200:
        raise RuntimeError(f"{method} {path}: {answer.status} {answer.body}")


def measure() -> dict[str, dict[str, int]]:
    """Return what each request runs and builds."""
    found = {}
    with deployed(), standing_clock():
        open_shop("SKU-1", "SKU-2")
        for name, work in requests().items():
            new_process()
            with building() as built:
                work()
            found[name] = ran(work) | {"adapters_built": len(built.adapters)}
    return found


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=RESULTS)
    out = parser.parse_args().out
    kept = json.loads(out.read_text()) if out.exists() else {}
    kept["now"] = measure()
    for name, counts in kept["now"].items():
        before = kept.get("before", {}).get(name, {})
        print(f"{name:16}", *(f"{what} {count} ({before.get(what, '-')} before)" for what, count in counts.items()))
    out.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
