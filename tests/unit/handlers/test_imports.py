"""What a function imports before its first request: guarded here by name and number, timed by benchmarks/coldstart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Needed by some requests only, so imported by those.
NEVER = ("boto3", "botocore.client", "reportlab", "xlsxwriter", "holidays", "PIL", "aws_xray_sdk")
# Module, most modules it may have imported, and what else it has no use for.
ENGINE = ("domain.forecasting.models.demand", "domain.forecasting.engine.api")
FUNCTIONS = [
    ("handlers.products.api", 603, ("numpy", *ENGINE)),
    ("handlers.calendar.api", 576, ("numpy", *ENGINE)),
    ("handlers.purchasing.api", 610, ("numpy", *ENGINE)),
    ("handlers.system.api", 510, ("numpy", *ENGINE)),
    ("handlers.sales.api", 754, ENGINE),
    ("handlers.sales.ingest", 597, ENGINE),
    ("handlers.sales.reconcile", 597, ENGINE),
    ("handlers.outbox.sender", 620, ("domain.forecasting.engine.api",)),
    ("handlers.forecasting.api", 729, ()),
    ("handlers.forecasting.planner", 621, ()),
    ("handlers.forecasting.worker", 621, ()),
    ("handlers.forecasting.finisher", 621, ()),
    ("handlers.reporting.api", 730, ENGINE),
    ("handlers.reporting.worker", 525, ENGINE),
    ("handlers.reporting.worklist", 525, ENGINE),
]
# As in the layer: no .pth files (-S), and none of the test tools' packages that others import when they are there.
AS_IN_THE_LAYER = "import sys; sys.modules['pydantic_settings'] = sys.modules['starlette'] = None\n"


def run(program):
    path = os.pathsep.join([str(ROOT / "src"), sysconfig.get_path("purelib")])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": path}
    command = [sys.executable, "-S", "-c", AS_IN_THE_LAYER + program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("module", "most", "useless"), FUNCTIONS, ids=[item[0] for item in FUNCTIONS])
def test_a_function_imports_little_before_its_first_request(module, most, useless):
    imported = set(json.loads(run(f"import {module}, json; print(json.dumps(sorted(sys.modules)))")))
    assert not imported & {*NEVER, *useless}
    assert len(imported) <= most


def test_no_garbage_is_looked_for_while_a_function_starts():
    program = """
import gc
looked = []
gc.callbacks.append(lambda phase, info: looked.append(phase))
import handlers.reporting.api
print(len(looked))
"""
    assert run(program).split() == ["0"]


def test_no_answer_is_described_to_pydantic_before_it_is_given():
    program = "import handlers.reporting.api as api; print(api.RecommendationPage.__pydantic_complete__)"
    assert run(program).split() == ["False"]


def test_importing_needs_no_variable_and_opens_no_connection():
    refuse = "import socket\ndef refuse(*_): raise AssertionError('a connection at import')\n"
    run(refuse + "socket.socket.connect = refuse\n" + "\n".join(f"import {module}" for module, _, _ in FUNCTIONS))
