"""One embedded stack for the whole suite, apart from the one a developer may have running, and gone afterwards.

``STOCKCAST_E2E_DIR`` names the directory of a stack that is already running (``STOCKCAST_LOCAL_DIR`` of its
``make up``); it is then used as it is and left alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local import processes
from local.checks import chromium
from tests.support.stack import RunningStack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
OWN_DIRECTORY = ROOT / ".local" / "e2e"
UP_SECONDS = 600


def pytest_configure(config: pytest.Config) -> None:
    """Register what only this suite uses."""
    config.addinivalue_line("markers", "restarts: stops and starts the stack, so it comes last")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here as end-to-end; what looks at the demo goes first, what harms or restarts the stack last."""
    here = [item for item in items if "e2e" in item.path.parts]
    for item in here:
        item.add_marker(pytest.mark.e2e)
    order = {"test_demo_shop": 0, "test_journeys": 1, "test_fuzz": 3}
    items.sort(
        key=lambda item: (4 if "restarts" in item.keywords else order.get(item.path.stem, 2)) if item in here else 0
    )


def local(verb: str, environment: dict[str, str]) -> None:
    """Run one of the local verbs for the suite's stack."""
    done = subprocess.run(
        [sys.executable, "-m", "local", verb],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=UP_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"make {verb} failed:\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="session")
def stack() -> Iterator[RunningStack]:
    """A running stack with the demo shop, and the web app where a browser can look at it."""
    given = os.environ.get("STOCKCAST_E2E_DIR")
    directory = Path(given) if given else OWN_DIRECTORY
    with_web = "0" if chromium() is None else "1"
    environment = os.environ | {"STOCKCAST_LOCAL_DIR": str(directory), "STOCKCAST_WEB": with_web, "STOCKCAST_SEED": "1"}
    if not given:
        local("clean-data", environment)
        local("up", environment)
    yield RunningStack(json.loads((directory / "stack.json").read_text(encoding="utf-8")), environment)
    if not given:
        local("down", environment)


@pytest.fixture
def restart(stack: RunningStack) -> Callable[[], RunningStack]:
    """Stop the stack in order, lose its data, put a copy in its place, and start it again, on other ports."""

    def stop_and_start() -> RunningStack:
        local("down", stack.environment)
        directory = Path(stack.environment["STOCKCAST_LOCAL_DIR"])
        copy = shutil.copytree(directory / "data", directory / "data-copy")
        shutil.rmtree(directory / "data")
        copy.rename(directory / "data")
        ports = json.loads((directory / "ports.json").read_text(encoding="ascii"))
        others = {name: processes.free_port(port + 1) for name, port in ports.items()}
        (directory / "ports.json").write_text(json.dumps(others), encoding="ascii")
        local("up", stack.environment)
        return RunningStack(json.loads((directory / "stack.json").read_text(encoding="utf-8")), stack.environment)

    return stop_and_start


@pytest.fixture
def product_id(stack: RunningStack) -> Iterator[str]:
    """A product of a category of its own, removed afterwards."""
    made = f"E2E-{uuid.uuid4().hex[:10]}"
    answer = stack.call(
        "POST", "/products", {"product_id": made, "name": "Test item", "category": made, "current_price": 4.5}
    )
    assert answer.status == 201, answer.body
    yield made
    stack.call("DELETE", f"/products/{made}")
