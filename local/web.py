"""The web app on one machine: built when its sources change, served by :mod:`local.front`."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from local import tools
from local.bootstrap import check_node
from local.paths import DIST, LOGS, ROOT, STACK_FILE, WEB
from local.processes import Process
from local.report import step

if TYPE_CHECKING:
    from pathlib import Path

FRONT = Process("front", "local.front")

_INSTALLED = WEB / "node_modules" / ".stockcast-lock"
_BUILT = DIST / ".stockcast-build"
_SOURCES = (
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "tsconfig.app.json",
    "vite.config.ts",
    "vite.theme.ts",
)


def build() -> None:
    """Install the locked packages and build the app, each only if something has changed."""
    install()
    sources = _hash(*_SOURCES)
    if not _BUILT.exists() or _BUILT.read_text(encoding="ascii") != sources:
        with step("building the web app"):
            tools.run(["npm", "run", "build"], cwd=WEB, log=LOGS / "web-build.log")
            _BUILT.write_text(sources, encoding="ascii")


def install() -> None:
    """Install the web app's locked packages if the lock has changed."""
    check_node()
    lock = _hash("package-lock.json")
    if not _INSTALLED.exists() or _INSTALLED.read_text(encoding="ascii") != lock:
        with step("installing the web app's packages"):
            tools.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WEB, log=LOGS / "web-install.log")
            _INSTALLED.write_text(lock, encoding="ascii")


def start(port: int) -> None:
    """Start the server of the web app on a port of 127.0.0.1."""
    FRONT.start(
        [sys.executable, "-m", "local.front", str(port), str(STACK_FILE), str(DIST)],
        os.environ | {"PYTHONPATH": str(ROOT)},
    )


def measure() -> int:
    """Measure every page in a slowed-down Chromium, with small and large shops; of all pages, results are written."""
    build()
    pages = os.environ.get("PAGES")
    words = ["--pages", pages] if pages else ["--write", str(ROOT / "benchmarks" / "results" / "web.json")]
    return subprocess.call(["npm", "run", "--silent", "page-budget", "--", *words], cwd=WEB)


def object_headers(file: Path) -> dict[str, str]:
    """Return how a built file is stored in a bucket: its type, and for how long a browser may keep it."""
    kept = "public, max-age=31536000, immutable" if "assets" in file.relative_to(DIST).parts else "no-cache"
    return {"ContentType": mimetypes.guess_type(file.name)[0] or "application/octet-stream", "CacheControl": kept}


def _hash(*names: str) -> str:
    digest = hashlib.sha256()
    for name in names:
        path = WEB / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(WEB)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(measure())
