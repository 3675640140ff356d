"""Measurements against named peers: one command each, results committed to ``benchmarks/results``."""

import sys
from pathlib import Path

# The code is not installed: every ``python -m benchmarks.…`` finds it here.
SOURCE = str(Path(__file__).resolve().parents[1] / "src")
if SOURCE not in sys.path:
    sys.path.insert(0, SOURCE)
