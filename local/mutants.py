"""Mutation testing: small faults are put into the code, one at a time, and the tests have to notice.

``python -m local.mutants [CONTEXT …] [--every N] [--again]`` runs mutmut over the code in :mod:`local.mutant_contexts`,
each piece with its own unit tests, and fails when less than :data:`WANTED` of its mutants are killed or explained in
``tests/mutants.toml``. ``--named`` tries the mutations listed there by name instead. What was found goes into
``benchmarks/results/mutants.json``. Needs the packages of the group ``mutants``; nothing outside ``.local`` is changed
while it runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from local.mutant_contexts import CONTEXTS, SLOW, chosen
from local.paths import ROOT, STATE
from local.report import say, step, stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from local.mutant_contexts import Context

#: Share of a package's mutants that have to be killed or explained.
WANTED: Final = 0.85
LISTS: Final = ROOT / "tests" / "mutants.toml"
RESULTS: Final = ROOT / "benchmarks" / "results" / "mutants.json"
_SENTENCE: Final = re.compile(r'"([^"]*[^" ] [^" ][^"]*)"')
_LINKED: Final = ("src", "tests", "testing", "events", "docs", "pyproject.toml", "template.yaml")
# Tests that draw examples draw the same ones each time; numpy's threads would only compete with the other workers.
_ENVIRONMENT: Final = os.environ | {"CI": "true", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Mutant:
    """One mutant that was tried: its name at mutmut, what became of it, and the change where it survived."""

    name: str
    status: str
    path: str
    was: str = ""
    becomes: str = ""

    @property
    def is_killed(self) -> bool:
        """Whether a test failed, or never ended."""
        return self.status in {"killed", "timeout", "segfault"}


def main() -> None:
    """Read the command line and run what it asks for."""
    parser = argparse.ArgumentParser(prog="python -m local.mutants", description=__doc__)
    parser.add_argument("contexts", nargs="*", metavar="CONTEXT", help=", ".join(CONTEXTS))
    parser.add_argument(
        "--every", type=int, choices=(1, 2, 5, 10, 20), default=1, help="try only every so many-th mutant"
    )
    parser.add_argument("--again", action="store_true", help="try those again that survived the last run")
    parser.add_argument("--named", action="store_true", help="try the mutations that are listed by name")
    asked = parser.parse_args()
    wanted = chosen(asked.contexts)
    lists = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    if asked.named:
        unnoticed = list(unnoticed_of(lists["named"]))
    else:
        unnoticed = [
            name
            for name in wanted
            if not is_well_tested(name, lists.get("explained", []), asked.every, again=asked.again)
        ]
    if unnoticed:
        stop(f"not noticed enough: {'; '.join(unnoticed)}")


def unnoticed_of(named: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Put each named mutation into a copy of the code; yield those that its tests do not notice."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "src"
        shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
        with step("tests of the named mutations, on the code as it is"):
            if not passes(copy, sorted({test for each in named for test in each["tests"]})):
                stop("they fail already without a mutation")
        for each in named:
            path = place_of(each["was"], copy)
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(each["was"], each["becomes"]), encoding="utf-8")
            noticed = not passes(copy, each["tests"])
            path.write_text(text, encoding="utf-8")
            say(f"  {'killed  ' if noticed else 'SURVIVED'} {each['what']} ({path.relative_to(copy)})")
            if not noticed:
                yield each["what"]


def place_of(snippet: str, tree: Path) -> Path:
    """Return the only file that holds the snippet, once."""
    found = {path: text.count(snippet) for path in tree.rglob("*.py") if snippet in (text := path.read_text("utf-8"))}
    if sum(found.values()) != 1:
        stop(f"this stands {sum(found.values())} times in src/, and should once; see {LISTS.name}:\n{snippet}")
    return next(iter(found))


def passes(source: Path, tests: Sequence[str]) -> bool:
    """Run tests on the code in a directory; anything but tests that pass or fail ends the program."""
    options = ("-q", "-x", "-p", "no:cacheprovider", "-o", f"pythonpath={source} {ROOT}")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=ROOT,
        env=_ENVIRONMENT | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode not in {0, 1}:
        stop(f"the tests could not be run:\n{ran.stdout}{ran.stderr}")
    return ran.returncode == 0


def is_well_tested(name: str, explained: Sequence[dict[str, str]], every: int, *, again: bool) -> bool:
    """Run mutmut over one context, say what it found, keep the figures and judge them."""
    context, work = CONTEXTS[name], STATE / "mutants" / name
    say(f"\n== {name}: {', '.join(context.code)}")
    if again:
        patterns = [mutant.name for mutant in mutants_of(work) if not mutant.is_killed]
    else:
        patterns = sample_of(every)
        prepare(context, work)
    run(work, patterns)
    return judge(name, list(mutants_of(work)), len(all_of(work)), explained, every)


def run(work: Path, patterns: Sequence[str]) -> None:
    """Let mutmut try the mutants of these names, all of them without any."""
    for stale in ("tests", "mutmut-stats.json"):
        remove(work / "mutants" / stale)
    mutmut = str(Path(sys.executable).parent / "mutmut")
    command = [mutmut, "run", "--max-children", os.environ.get("JOBS", "2"), *patterns]
    if subprocess.call(command, cwd=work, env=_ENVIRONMENT, stdout=subprocess.DEVNULL) != 0:
        stop(f"mutmut could not be run; try it in {work}: mutmut run")


def judge(
    name: str, tried: Sequence[Mutant], there_are: int, explained: Sequence[dict[str, str]], every: int = 1
) -> bool:
    """Say which mutants survived without an explanation, keep the figures, and tell whether they are few enough."""
    survived = [mutant for mutant in tried if not mutant.is_killed]
    unexplained = [mutant for mutant in survived if not is_explained(mutant, explained)]
    for mutant in unexplained:
        say(f"  {mutant.status} {mutant.path}\n    - {mutant.was}\n    + {mutant.becomes}\n    {mutant.name}")
    share = 1 - len(unexplained) / len(tried) if tried else 0.0
    counts = ", ".join(f"{count} {status}" for status, count in Counter(mutant.status for mutant in tried).items())
    say(f"{name}: {share:.1%} of {len(tried)} killed or explained ({counts}; of {there_are} in all)")
    figures = {
        "mutants": there_are,
        "sample": "all" if every == 1 else f"one of {every} of each function",
        "tried": len(tried),
        "killed": len(tried) - len(survived),
        "survived": len(survived),
        "explained": len(survived) - len(unexplained),
        "killed_or_explained": round(share, 4),
    }
    keep(name, figures)
    return share >= WANTED


def sample_of(every: int) -> list[str]:
    """Return mutmut's patterns for every so many-th mutant of a function; none stands for all."""
    ends = {2: "[13579]", 5: "[27]", 10: "3", 20: "[_2468]3"}.get(every)
    return [f"*{ends}"] if ends else []


def prepare(context: Context, work: Path) -> None:
    """Lay out a directory for mutmut: links to what it copies, and its settings."""
    remove(work)
    work.mkdir(parents=True)
    for linked in _LINKED:
        (work / linked).symlink_to(ROOT / linked)
    copied = "\n  ".join(each for each in _LINKED if each not in {"src", "tests", "pyproject.toml"})
    code, tests = ("\n  ".join(each) for each in (context.code, context.tests))
    left_out = "\n  ".join(f"--deselect={each}" for each in SLOW)
    (work / "setup.cfg").write_text(
        f"[mutmut]\nsource_paths = src\nonly_mutate =\n  {code}\nalso_copy =\n  {copied}\n"
        f"pytest_add_cli_args_test_selection =\n  {tests}\npytest_add_cli_args =\n  {left_out}\n"
        "use_git_change_detection = false\n",
        encoding="utf-8",
    )


def remove(path: Path) -> None:
    """Remove a file or a directory, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def all_of(work: Path) -> dict[str, tuple[str, int | None]]:
    """Return the path and the exit code of every mutant there is, by name."""
    home = work / "mutants"
    return {
        name: (str(meta.relative_to(home)).removesuffix(".meta"), code)
        for meta in sorted(home.rglob("*.py.meta"))
        for name, code in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items()
    }


def mutants_of(work: Path) -> Iterator[Mutant]:
    """Yield the mutants that were tried, those that survived with what they change."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code

    with chdir(work):
        for name, (path, code) in all_of(work).items():
            status = status_by_exit_code[code]
            if status == "not checked":
                continue
            status = "survived" if status == "no tests" else status
            lines = get_diff_for_mutant(name, path=path).splitlines() if status == "survived" else []
            was, becomes = (
                " ".join(line[1:].strip() for line in lines if line.startswith(sign) and line[:3] != sign * 3)
                for sign in "-+"
            )
            yield Mutant(name, status, path, was, becomes)


def is_explained(mutant: Mutant, explained: Sequence[dict[str, str]]) -> bool:
    """Tell whether the list says why nobody can notice this mutant, or only the wording of a sentence changes."""
    return is_wording(mutant) or any(mutant.path.endswith(each["path"]) and _covers(each, mutant) for each in explained)


def _covers(each: dict[str, str], mutant: Mutant) -> bool:
    """Tell whether an explanation is about this change, or about all of its function."""
    if "function" in each:
        return mutant.name.rpartition(".")[2].startswith(f"x_{each['function']}__mutmut_")
    return each["was"] == mutant.was and each["becomes"] == mutant.becomes


def is_wording(mutant: Mutant) -> bool:
    """Tell whether the only change is the case of a text of several words, or mutmut's XX around it.

    Tests hold sentences to what they must tell, not letter by letter.
    """
    return any(
        mutant.becomes == mutant.was.replace(text, changed)
        for text in _SENTENCE.findall(mutant.was)
        for changed in (f"XX{text}XX", text.lower(), text.upper())
    )


def keep(name: str, figures: dict[str, Any]) -> None:
    """Put one context's figures among the results."""
    known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    contexts = known.get("contexts", {}) | {name: figures | {"measured_at": datetime.now(UTC).date().isoformat()}}
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    found = {
        "command": "make mutants",
        "tool": f"mutmut {version('mutmut')}",
        "machine": machine,
        "contexts": dict(sorted(contexts.items())),
    }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
