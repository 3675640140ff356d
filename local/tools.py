"""Command-line tools that pin half of PyPI or npm: each in a folder of its own below ``.local/tools``, made once."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from typing import TYPE_CHECKING

from local.paths import MINISTACK, SAM, TOOLS
from local.report import LocalError, step

if TYPE_CHECKING:
    from pathlib import Path


def uv() -> str:
    """Return the uv that the bootstrap found, or the one on the path."""
    found = os.environ.get("STOCKCAST_UV") or shutil.which("uv")
    if not found:
        raise LocalError(
            "uv is not on the path. Use make, or see https://docs.astral.sh/uv/getting-started/installation/"
        )
    return found


def installed(name: str, requirement: str) -> Path:
    """Return the ``bin`` directory of a tool's environment, making it first if it is absent or of another version."""
    home = TOOLS / name
    marker = home / ".requirement"
    if not marker.exists() or marker.read_text(encoding="utf-8") != requirement:
        with step(f"installing {requirement}"):
            run([uv(), "venv", "--quiet", "--clear", "--no-project", "--python", "3.13", str(home)])
            run([uv(), "pip", "install", "--quiet", "--python", str(home / "bin" / "python"), requirement])
            marker.write_text(requirement, encoding="utf-8")
    return home / "bin"


def installed_by_npm(name: str, *requirements: str) -> Path:
    """Return the folder of the commands of npm packages, installing them first if they are absent or others."""
    home = TOOLS / name
    marker, wanted = home / ".requirement", "\n".join(requirements)
    if not marker.exists() or marker.read_text(encoding="utf-8") != wanted:
        with step(f"installing {' '.join(requirements)}"):
            home.mkdir(parents=True, exist_ok=True)
            options = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")
            run(["npm", "install", "--prefix", str(home), *options, *requirements])
            marker.write_text(wanted, encoding="utf-8")
    return home / "node_modules" / ".bin"


def ministack_python() -> Path:
    """Return the interpreter that MiniStack, and with it the functions, run on."""
    return installed("ministack", MINISTACK) / "python"


def sam() -> Path:
    """Return the SAM command line."""
    return installed("sam", SAM) / "sam"


def architecture() -> str:
    """Return this machine's architecture by Lambda's name for it."""
    machine = platform.machine().lower()
    return "arm64" if machine in {"arm64", "aarch64"} else "x86_64"


def run(
    command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None, log: Path | None = None
) -> None:
    """Run a command to its end; when it fails, raise with the last of what it wrote."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stdout, encoding="utf-8")
    if done.returncode != 0:
        shown = " ".join(command[:3])
        tail = "\n".join(done.stdout.strip().splitlines()[-30:])
        raise LocalError(f"`{shown} …` failed with {done.returncode}:\n{tail}")
