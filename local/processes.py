"""Background processes of a stack: started on their own, found again by their pid file, stopped in order and waited
for.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from local.paths import LOGS, STATE
from local.report import LocalError

if TYPE_CHECKING:
    from pathlib import Path

STOP_SECONDS = 60.0


@dataclass(frozen=True)
class Process:
    """One background process; ``mark`` is a word of its command line by which it is recognised."""

    name: str
    mark: str

    @property
    def pid_file(self) -> Path:
        """Where its process id is kept."""
        return STATE / f"{self.name}.pid"

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return LOGS / f"{self.name}.log"

    def pid(self) -> int | None:
        """Return its process id if it is running, and really is this one."""
        try:
            pid = int(self.pid_file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        shown = subprocess.run(
            ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout.strip()
        return pid if shown and not shown.startswith("Z") and self.mark in shown else None

    def start(self, command: list[str], env: dict[str, str]) -> None:
        """Start it apart from this terminal, so that only :meth:`stop` ends it."""
        LOGS.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            started = subprocess.Popen(
                command,
                cwd=STATE,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.pid_file.write_text(str(started.pid), encoding="ascii")

    def stop(self) -> bool:
        """Ask it to end and wait until it has; return whether it was running."""
        pid = self.pid()
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            deadline = time.monotonic() + STOP_SECONDS
            while self.pid() is not None:
                if time.monotonic() > deadline:
                    raise LocalError(
                        f"{self.name} (process {pid}) has not ended after {STOP_SECONDS:.0f} s; see {self.log}."
                    )
                time.sleep(0.1)
        self.pid_file.unlink(missing_ok=True)
        return pid is not None


def wait_for(port: int, process: Process, seconds: float = 60.0) -> None:
    """Wait until the process accepts connections on a port of 127.0.0.1."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.pid() is None:
            raise LocalError(f"{process.name} ended while starting:\n{_last_lines(process.log)}")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise LocalError(f"{process.name} does not answer on port {port} after {seconds:.0f} s; see {process.log}.")


def free_port(preferred: int) -> int:
    """Return ``preferred`` if nothing listens there, else a port that is free."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise LocalError("no free port on 127.0.0.1")


def _last_lines(log: Path) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
    except OSError:
        return "(no output)"
