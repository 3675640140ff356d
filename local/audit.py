"""Known holes in the locked packages, as far as the registries tell: ``python -m local.audit python|npm [COMMAND …]``.

A registry that does not tell is not the same as no holes: it is said, and it fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from local.report import say, stop

SERIOUS = ("high", "critical")


def main() -> None:
    """Run an auditor that answers in JSON, and say what it found."""
    kind, *command = sys.argv[1:]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        answer = {}
    audited, holes, silent = (python_holes if kind == "python" else npm_holes)(answer)
    for hole in holes:
        say(f"  {hole}")
    if silent or not audited:
        say(done.stderr.strip()[-800:])
        stop(f"{kind}: NOT AUDITED, the registry does not tell ({silent or 'all'} packages)")
    if holes:
        stop(f"{kind}: {len(holes)} of {audited} packages have known holes")
    say(f"  {audited} packages, no known holes")


def python_holes(answer: dict[str, Any]) -> tuple[int, list[str], int]:
    """Return pip-audit's verdict: packages asked about, holes, and packages it could learn nothing of."""
    packages = answer.get("dependencies", [])
    holes = [f"{each['name']} {each['version']}: {hole['id']}" for each in packages for hole in each.get("vulns", [])]
    silent = sum("skip_reason" in each for each in packages)
    return len(packages) - silent, holes, silent


def npm_holes(answer: dict[str, Any]) -> tuple[int, list[str], int]:
    """Return npm's verdict on what is served to browsers, from high severity on."""
    if "vulnerabilities" not in answer:
        return 0, [], 0
    found: dict[str, dict[str, Any]] = answer["vulnerabilities"]
    holes = [f"{name}: {each['severity']}" for name, each in sorted(found.items()) if each["severity"] in SERIOUS]
    return int(answer["metadata"]["dependencies"]["prod"]), holes, 0


if __name__ == "__main__":
    main()
