"""Runs of checks: one command each, one after the other or beside each other, and how they ended."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from local.paths import ROOT
from local.report import LocalError, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

# import-linter looks for the packages on the path; SAM and cfn-lint want a region, whichever.
ENVIRONMENT = os.environ | {
    "AWS_DEFAULT_REGION": "us-east-1",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}


@dataclass(frozen=True)
class Check:
    """One command, where it runs and what it is called in the summary."""

    name: str
    command: tuple[str, ...]
    where: Path = ROOT
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *, beside_others: bool = False) -> bool:
        """Run it with its output shown, at the end where others run beside it; return whether it succeeded."""
        settings = [f"{name}={value}" for name, value in self.environment.items()]
        title = f"\n== {self.name}: {' '.join([*settings, *self.command])}"
        if not beside_others:
            say(title)
        done = subprocess.run(
            self.command,
            cwd=self.where,
            env=ENVIRONMENT | dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if beside_others else None,
            stderr=subprocess.STDOUT if beside_others else None,
            text=True,
            check=False,
        )
        if beside_others:
            say(f"{title}\n{done.stdout}")
        return done.returncode == 0


@dataclass
class Results:
    """Results of checks, in the order in which they ended."""

    failed: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def run(self, groups: Iterable[tuple[str, Callable[[], Iterable[Check]]]], *, beside_others: bool = False) -> None:
        """Run all checks of some groups, by name, one after the other."""
        for group, checks_of in groups:
            try:
                checks = checks_of()
            except LocalError as error:
                say(f"\n== {group}: {error}")
                self.failed.append(group)
                continue
            for check in checks:
                started = time.monotonic()
                passed = check.run(beside_others=beside_others)
                self._note(check.name, time.monotonic() - started, passed=passed)

    def _note(self, name: str, seconds: float, *, passed: bool) -> None:
        self.lines.append(f"  {'ok    ' if passed else 'FAILED'} {seconds:6.1f} s  {name}")
        if not passed:
            self.failed.append(name)
