"""The web app's journeys in a real browser (web/e2e), on the suite's stack. Skipped where there is no Chromium."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from local.checks import chromium

ROOT = Path(__file__).parents[2]
JOURNEYS_SECONDS = 900


@pytest.mark.timeout(JOURNEYS_SECONDS)
@pytest.mark.skipif(chromium() is None, reason="no Chromium found: install one, or name it in STOCKCAST_CHROMIUM")
def test_the_journeys_in_a_browser(stack):
    environment = os.environ | {
        "STOCKCAST_WEB_URL": str(stack.described["web_url"]),
        "STOCKCAST_CHROMIUM": str(chromium()),
    }
    done = subprocess.run(
        ["npx", "playwright", "test"],
        cwd=ROOT / "web",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-20_000:]
