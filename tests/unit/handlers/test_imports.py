"""What a function imports before its first request: guarded here by name and number, measured by benchmarks/coldstart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Needed by some requests only, so imported by those.
NEVER = ("boto3", "botocore.client", "reportlab", "xlsxwriter", "holidays", "PIL", "aws_xray_sdk", "pydantic_settings")
# Module, most modules it may have imported, and what else it has no use for.
FUNCTIONS = [
    ("handlers.products.api", 560, ("numpy",)),
    ("handlers.system.api", 520, ("numpy",)),
    ("handlers.sales.api", 680, ()),
    ("handlers.sales.ingest", 540, ()),
    ("handlers.forecasting.api", 730, ()),
    ("handlers.forecasting.planner", 630, ()),
    ("handlers.forecasting.worker", 630, ()),
    ("handlers.forecasting.finisher", 630, ()),
    ("handlers.reporting.api", 760, ()),
    ("handlers.reporting.worker", 600, ()),
]


@pytest.mark.parametrize(("module", "most", "useless"), FUNCTIONS, ids=[item[0] for item in FUNCTIONS])
def test_a_function_imports_little_before_its_first_request(module, most, useless):
    probe = f"import json, sys; import {module}; print(json.dumps(sorted(sys.modules)))"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True)
    imported = set(json.loads(done.stdout))
    assert not imported & {*NEVER, *useless}
    assert len(imported) <= most


def test_importing_needs_no_variable_and_opens_no_connection():
    probe = "import socket; socket.socket = None\n" + "\n".join(f"import {module}" for module, _, _ in FUNCTIONS)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
