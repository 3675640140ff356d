"""Known holes in the locked packages, as far as the registries tell: ``python -m local.audit python|npm [COMMAND …]``.

A registry that does not tell is not the same as no holes: it is said, and it fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from local.report import say, stop

SERIOUS = ("high", "critical")


@dataclass(frozen=True)
class Verdict:
    """How many packages were asked about, which holes are known, and of how many the registry says nothing."""

    audited: int
    holes: list[str]
    silent: int = 0


def main() -> None:
    """Run an auditor that answers in JSON, and say what it found."""
    kind, *command = sys.argv[1:]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    verdict = READERS[kind](answer_of(done.stdout))
    for hole in verdict.holes:
        say(f"  {hole}")
    if verdict.silent or not verdict.audited:
        say(done.stderr.strip()[-800:])
        stop(f"{kind}: NOT AUDITED, the registry does not tell ({verdict.silent or 'all'} packages)")
    if verdict.holes:
        stop(f"{kind}: {len(verdict.holes)} of {verdict.audited} packages have known holes")
    say(f"  {verdict.audited} packages, no known holes")


def answer_of(text: str) -> dict[str, Any]:
    """Return an auditor's answer, empty when there is none."""
    try:
        answer: dict[str, Any] = json.loads(text)
    except ValueError:
        return {}
    return answer


def of_python(answer: dict[str, Any]) -> Verdict:
    """Return pip-audit's verdict."""
    packages = answer.get("dependencies", [])
    holes = [f"{each['name']} {each['version']}: {hole['id']}" for each in packages for hole in each.get("vulns", [])]
    silent = sum("skip_reason" in each for each in packages)
    return Verdict(len(packages) - silent, holes, silent)


def of_npm(answer: dict[str, Any]) -> Verdict:
    """Return npm's verdict on what is served to browsers, from high severity on."""
    if "vulnerabilities" not in answer:
        return Verdict(0, [])
    found: dict[str, dict[str, Any]] = answer["vulnerabilities"]
    holes = [f"{name}: {each['severity']}" for name, each in sorted(found.items()) if each["severity"] in SERIOUS]
    return Verdict(int(answer["metadata"]["dependencies"]["prod"]), holes)


READERS = {"python": of_python, "npm": of_npm}


if __name__ == "__main__":
    main()
