"""What the forecast functions import before their first request: cold starts are made here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[4] / "src"
#: Made on first use, by those requests that need them.
ON_DEMAND = ("boto3", "botocore.session", "holidays", "reportlab", "xlsxwriter", "pyarrow", "pandas")


@pytest.mark.parametrize("function", ["api", "planner", "worker", "finisher"])
def test_nothing_is_imported_before_it_is_needed(function):
    program = f"import sys, handlers.forecasting.{function}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "numpy" in loaded
    assert not loaded & set(ON_DEMAND)
