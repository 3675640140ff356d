"""Finds or installs what everything else needs, then hands over: ``python3 local/bootstrap.py VERB …``.

Runs on any Python from 3.10 on, with the standard library alone. It finds uv, or installs it into ``.local/tools``;
lets uv find or install Python 3.13; syncs the locked packages; and runs ``python -m local VERB`` with them.
Anything it cannot bring itself (Node, make) is named with how to get it.

``bootstrap.py --exec COMMAND …`` runs a command in the same environment instead, with the packages for tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".local" / "tools"
UV_REQUIREMENT = "uv>=0.8,<1"
PYTHON = "3.13"
NODE_MAJOR = 20


def main() -> NoReturn:
    """Set up, then become the command."""
    if sys.version_info < (3, 10):  # noqa: UP036  # the one file that any Python may be asked to run
        stop(f"Python 3.10 or newer is needed to start; this is {sys.version.split()[0]}.")
    if len(sys.argv) < 2:
        stop("usage: python3 local/bootstrap.py VERB …   (make lists the verbs)")
    uv = find_uv() or install_uv()
    environment = os.environ | {"UV_PYTHON": PYTHON, "STOCKCAST_UV": uv, "SAM_CLI_TELEMETRY": "0"}
    environment.pop("VIRTUAL_ENV", None)
    python_home = Path(find_python(uv)).parent
    environment["PATH"] = os.pathsep.join([str(Path(uv).parent), str(python_home), os.environ.get("PATH", "")])
    command = sys.argv[1:]
    for_tests = command[0] == "--exec"
    sync(uv, environment, for_tests=for_tests)
    command = command[1:] if for_tests else ["python", "-m", "local", *command]
    os.chdir(ROOT)
    run = [uv, "run", "--no-sync", *command]
    if os.name == "nt":
        raise SystemExit(subprocess.call(run, env=environment))
    os.execve(uv, run, environment)  # noqa: S606  # no shell is wanted: the arguments are a list


def stop(message: str) -> NoReturn:
    """End with a message that says what to do."""
    raise SystemExit(f"stockcast: {message}")


def works(command: list[str]) -> bool:
    """Say whether a command can be run and succeeds (a pyenv shim can be found and still fail)."""
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find_uv() -> str | None:
    """Return a uv that works: the caller's, or the one installed here before."""
    candidates = [os.environ.get("STOCKCAST_UV"), shutil.which("uv"), str(TOOLS / "uv" / "bin" / "uv")]
    for candidate in candidates:
        if candidate and Path(candidate).exists() and works([candidate, "--version"]):
            return candidate
    return None


def install_uv() -> str:
    """Install uv from PyPI into its own environment below ``.local/tools``."""
    sys.stderr.write("stockcast: installing uv into .local/tools (once)\n")
    home = TOOLS / "uv"
    uv = home / "bin" / "uv"
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(home)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        stop(
            "this Python cannot make virtual environments. Install python3-venv "
            "(Debian, Ubuntu: apt-get install python3-venv), or uv itself: https://docs.astral.sh/uv/getting-started/installation/"
        )
    pip = [
        str(home / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        UV_REQUIREMENT,
    ]
    if subprocess.call(pip) != 0 or not works([str(uv), "--version"]):
        stop("uv could not be installed from PyPI. See https://docs.astral.sh/uv/getting-started/installation/")
    return str(uv)


def find_python(uv: str) -> str:
    """Return the path of a Python 3.13, installing one through uv if there is none."""
    query = [uv, "python", "find", "--no-project", "--system", PYTHON]
    found = subprocess.run(query, capture_output=True, text=True, check=False)
    if found.returncode != 0 or not found.stdout.strip():
        elsewhere = sorted(Path.home().glob(f".pyenv/versions/{PYTHON}*/bin/python{PYTHON}"))
        if elsewhere:
            return str(elsewhere[-1])
        if subprocess.call([uv, "python", "install", PYTHON]) != 0:
            stop(f"Python {PYTHON} is what runs, and uv could not install it. Install it from https://www.python.org.")
        found = subprocess.run(query, capture_output=True, text=True, check=True)
    return found.stdout.strip()


def sync(uv: str, environment: dict[str, str], *, for_tests: bool) -> None:
    """Bring the project's environment to what the lock says; for tests with the tools for them."""
    groups = [] if for_tests else ["--no-default-groups", "--inexact"]
    command = [uv, "sync", "--quiet", "--frozen", *groups]
    if subprocess.call(command, cwd=ROOT, env=environment) != 0:
        stop("the locked Python packages could not be installed (see above).")


def check_node() -> None:
    """Stop with advice unless Node is there and new enough; the web app is built with it."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
        if version.startswith("v") and int(version[1:].split(".")[0]) >= NODE_MAJOR:
            return
        stop(
            f"Node {NODE_MAJOR} or newer is needed for the web app; this is {version or 'broken'}. See https://nodejs.org/en/download"
        )
    stop(f"Node {NODE_MAJOR} or newer with npm is needed for the web app: https://nodejs.org/en/download")


if __name__ == "__main__":
    main()
