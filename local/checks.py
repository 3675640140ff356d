"""The checks, in groups: ``python -m local.checks [GROUP …]``; without a group, everything that `make test`
promises.

Each check is a command that anybody can run by hand; it is printed with its output. All of a group's checks run even
when one fails, so that one run tells everything; the exit status is that of the worst. Without a group, those that use
one core come first, side by side; the end-to-end group is last, because it is the slowest, and so that a log ends with
pytest's own summary.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from local import days, tools, web
from local.check_runs import ENVIRONMENT, Check, Results
from local.paths import ROOT, WEB
from local.report import LocalError, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CHECKED = ("src", "clients", "local", "benchmarks", "scripts", "layers", "testing", "tests")
CFN_LINT = "cfn-lint==1.58.0"
CHECKOV = "checkov==3.3.30"
SCHEMATHESIS = "schemathesis>=4.4,<5"
OPENAPI_LINTERS = ("@redocly/cli@2.77.0", "@stoplight/spectral-cli@6.16.3")
PIP_AUDIT = "pip-audit>=2.9,<3"
GUIDE = "tests/e2e/test_deployment_guide.py"
PIPELINE_ROLES = "deploy/github-role.yaml"
EXPANDED = ROOT / ".local" / "expanded-template.json"
FUZZ_SEEDS = (1, 2, 3)
#: A worker that is done takes tests from another: the slow ones stand next to each other.
PYTEST = ("pytest", "--quiet", "-n", os.environ.get("JOBS", "2"), "--dist", "worksteal")
NPM = ("npm", "run", "--silent")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def lint() -> list[Check]:
    """Style, types, complexity, the architecture's layers and the API's description, as code and as two linters say."""
    present = [name for name in CHECKED if (ROOT / name).exists()]
    return [
        Check("style", ("ruff", "check", "--quiet", *present)),
        Check("format", ("ruff", "format", "--quiet", "--check", *present)),
        Check("types", ("mypy",)),
        Check(
            "complexity",
            ("xenon", "--max-absolute", "B", "--max-modules", "A", "--max-average", "A", "src", "local", "scripts"),
        ),
        Check("layers", ("lint-imports",)),
        Check("description", ("python", "scripts/openapi.py", "--check")),
        *description_style(),
    ]


def description_style() -> list[Check]:
    """Recommended rules of the two usual linters of OpenAPI documents, warnings included."""
    programs = tools.installed_by_npm("openapi", *OPENAPI_LINTERS)
    document, quiet = "src/handlers/system/openapi.json", {"REDOCLY_TELEMETRY": "off"}
    redocly = (str(programs / "redocly"), "lint", document, "--extends=recommended-strict")
    rules = ("--ruleset", "local/spectral.yaml", "--fail-severity=hint")
    spectral = (str(programs / "spectral"), "lint", document, *rules)
    return [Check("description, Redocly", redocly, environment=quiet), Check("description, Spectral", spectral)]


def unit(*words: str, day: days.Day | None = None) -> list[Check]:
    """Tests that need no stack, today or on another day; ``words`` for pytest choose some of them."""
    return [
        Check(
            f"unit, contract, integration, template{f' on {day}' if day else ''}",
            (*PYTEST, "--ignore", "tests/e2e", *words),
            environment=day.environment() if day else {},
        )
    ]


def faults() -> list[Check]:
    """Fault tests at every call of every write path; the other checks spoil a fifth of them."""
    return [Check("faults at every call", (*PYTEST, "tests/faults"), environment={"STOCKCAST_EVERY_CALL": "1"})]


def web_app() -> list[Check]:
    """The web app's own checks; those of its pages in a browser are of what no busy machine changes."""
    web.install()
    verbs = ["typecheck", "lint", "api:check", "test", "build", "budget"] + ["page-budget:small"] * bool(chromium())
    return [Check(f"web {verb}", (*NPM, verb), WEB) for verb in verbs]


def web_tests(day: days.Day) -> Check:
    """Return the web app's tests on another day."""
    return Check(f"web test on {day}", (*NPM, "test"), WEB, day.environment())


def web_days() -> list[Check]:
    """The web app's tests on two fixed days beside today."""
    web.install()
    return [web_tests(day) for day in days.ALWAYS]


def some_days() -> list[Check]:
    """The tests that read the system's clock, on two fixed days beside today."""
    return [check for day in days.ALWAYS for check in unit("-m", "day", day=day)]


def all_days() -> list[Check]:
    """Every test that needs no stack on every day of :mod:`local.days`, or on those that DAYS names."""
    web.install()
    named = days.chosen(os.environ.get("DAYS", ""))
    if not named:
        raise LocalError(f"no day is named so. There are:\n{'\n'.join(map(str, days.ALL))}")
    return [check for day in named for check in (web_tests(day), *unit(day=day))]


def validate() -> list[Check]:
    """The template as written and as expanded, and the pipeline's roles, by three linters."""
    sam = tools.sam()
    EXPANDED.parent.mkdir(exist_ok=True)
    expand = [str(sam.parent / "python"), "local/expand.py", "template.yaml"]
    expanded = subprocess.run(
        expand,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    if expanded.returncode != 0:
        raise LocalError(f"the template cannot be expanded:\n{expanded.stderr}")
    EXPANDED.write_text(expanded.stdout, encoding="utf-8")
    cfn_lint = str(tools.installed("cfn-lint", CFN_LINT) / "cfn-lint")
    checkov = (
        str(tools.installed("checkov", CHECKOV) / "checkov"),
        "--framework",
        "cloudformation",
        "--compact",
        "--quiet",
        "--skip-download",
        "-f",
    )
    return [
        Check("sam validate", (str(sam), "validate", "--lint", "--template", "template.yaml")),
        Check("cfn-lint", (cfn_lint, "template.yaml", str(EXPANDED), PIPELINE_ROLES)),
        Check("checkov, as written", (*checkov, "template.yaml")),
        Check("checkov, as expanded", (*checkov, str(EXPANDED))),
        Check("checkov, the pipeline's roles", (*checkov, PIPELINE_ROLES)),
    ]


def e2e(*words: str) -> list[Check]:
    """The deployed API and the web app on a stack of their own; ``words`` for pytest choose some of the tests."""
    run = (tools.uv(), "run", "--quiet", "--frozen", "--group", "mcp")
    return [Check("end to end", (*run, "pytest", "--quiet", "tests/e2e", "--ignore", GUIDE, *words))]


def e2e_once() -> list[Check]:
    """The same without stopping the stack and starting it on a copy of its data, which takes two minutes more."""
    return e2e("-m", "not restarts")


def guide() -> list[Check]:
    """The deployment guide's commands, in an embedded account of their own; they take about ten minutes."""
    return [Check("deployment guide", ("pytest", "--quiet", GUIDE))]


def clients() -> list[Check]:
    """Programs that use the API, each with what it needs."""
    run = (tools.uv(), "run", "--quiet", "--frozen", "--group", "mcp", "--group", "client")
    return [Check("clients", (*run, *PYTEST[:2], "tests/clients"))]


def api_fuzz() -> list[Check]:
    """Schemathesis against the running stack."""
    from local import stack  # only here is a stack needed

    return fuzz_checks(stack.read().api_url, stack.read().bulk_api_key, os.environ.get("FUZZ_EXAMPLES", "30"))


def fuzz_checks(api_url: str, api_key: str, examples: str, seeds: Sequence[int] = FUZZ_SEEDS) -> list[Check]:
    """Return one run of Schemathesis for each seed, with so many generated requests an operation and phase."""
    program = str(tools.installed("schemathesis", SCHEMATHESIS) / "schemathesis")
    key = f"x-api-key: {api_key}"
    command = (program, "run", "docs/openapi.json", "--url", api_url, "--header", key, "--checks", "all")
    # What a seed does not change is sent once: the description's examples, and each value's limits and wrong types.
    phases = {FUZZ_SEEDS[0]: "examples,coverage,fuzzing,stateful"}
    return [
        Check(
            f"fuzzing, seed {seed}",
            (
                *command,
                *("--phases", phases.get(seed, "fuzzing,stateful"), "--seed", str(seed)),
                *("--max-examples", examples, "--no-color", "--workers", "2"),
            ),
        )
        for seed in seeds
    ]


def chromium() -> str | None:
    """Return a Chromium for the journeys, if there is one."""
    named = os.environ.get("STOCKCAST_CHROMIUM")
    return named or next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def audit() -> list[Check]:
    """Known holes in what is locked, as far as the registries tell."""
    pip_audit = str(tools.installed("pip-audit", PIP_AUDIT) / "pip-audit")
    requirements = str(ROOT / "layers" / "dependencies" / "requirements.txt")
    ask_pypi = (pip_audit, "--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json")
    ask = (sys.executable, "-m", "local.audit")
    return [
        Check("Python packages", (*ask, "python", *ask_pypi, "-r", requirements)),
        Check("npm packages", (*ask, "npm", "npm", "audit", "--prefix", str(WEB), "--omit", "dev", "--json")),
    ]


def layer_lock() -> list[Check]:
    """Write the layer's requirements from the lock."""
    target = ROOT / "layers" / "dependencies" / "requirements.txt"
    command = [tools.uv(), "export", "--frozen", "--no-default-groups", "--no-emit-project", "--no-header", "--quiet"]
    exported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    target.write_text(
        "# Exported from uv.lock: make layer-lock. A test keeps the two in step.\n" + exported, encoding="utf-8"
    )
    return []


GROUPS: dict[str, Callable[[], list[Check]]] = {
    "lint": lint,
    "validate": validate,
    "unit": unit,
    "faults": faults,
    "web": web_app,
    "web-days": web_days,
    "days": some_days,
    "test-days": all_days,
    "e2e": e2e,
    "e2e-once": e2e_once,
    "guide": guide,
    "clients": clients,
    "api-fuzz": api_fuzz,
    "audit": audit,
    "layer-lock": layer_lock,
}
#: Those that use one core each, in two lanes beside each other; then those that use every core.
LANES = (("lint", "validate", "web-days"), ("web",))
ALL = ("unit", "clients", "days", "e2e-once")


def _named(groups: Sequence[str]) -> list[tuple[str, Callable[[], list[Check]]]]:
    return [(group, GROUPS[group]) for group in groups]


def main() -> None:
    """Run the groups and sum up."""
    wanted = sys.argv[1:]
    unknown = set(wanted) - set(GROUPS)
    if unknown:
        stop(f"no such checks: {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}")
    results = Results()
    if not wanted:
        with ThreadPoolExecutor(len(LANES)) as beside:
            list(beside.map(lambda lane: results.run(_named(lane), beside_others=True), LANES))
    results.run(_named(wanted or ALL))
    # On standard error, so that the log of standard output ends with pytest's own words.
    print("\n".join(["", *results.lines]), file=sys.stderr, flush=True)
    if results.failed:
        stop(f"failed: {', '.join(results.failed)}")


if __name__ == "__main__":
    main()
