"""Mutation testing: small faults are put into the code, one at a time, and the tests have to notice.

``python -m local.mutants [CONTEXT …] [--every N] [--again]`` has mutmut change the code in :mod:`local.mutant_contexts`
(:mod:`local.mutant_code`), runs the unit tests of each piece on every change (:mod:`local.mutant_session`), and fails
when less than :data:`WANTED` of them are killed or explained in ``tests/mutants.toml``. ``--named`` tries the mutations
listed there by name instead. What was found goes into ``benchmarks/results/mutants.json``. Needs the packages of the
group ``mutants``; nothing outside ``.local`` is changed while it runs.
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
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from local.mutant_code import mutate
from local.mutant_contexts import CONTEXTS, SLOW, chosen
from local.paths import ROOT, STATE
from local.report import say, step, stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from local.mutant_code import MutatedModule
    from local.mutant_contexts import Context

#: Share of a package's mutants that have to be killed or explained.
WANTED: Final = 0.85
LISTS: Final = ROOT / "tests" / "mutants.toml"
RESULTS: Final = ROOT / "benchmarks" / "results" / "mutants.json"
_SENTENCE: Final = re.compile(r'"([^"]*[^" ] [^" ][^"]*)"')
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
        return self.status != "survived"


def main() -> None:
    """Read the command line and run what it asks for."""
    parser = argparse.ArgumentParser(prog="python -m local.mutants", description=__doc__)
    parser.add_argument("contexts", nargs="*", metavar="CONTEXT", help=", ".join(CONTEXTS))
    parser.add_argument("--every", type=int, default=1, help="try only every so many-th mutant")
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
    """Try the mutants of one context, say what was found, keep the figures and judge them."""
    context, work = CONTEXTS[name], STATE / "mutants" / name
    say(f"\n== {name}: {', '.join(context.code)}")
    modules = mutate(context.code, work / "src")
    names = [each for module in modules for each in module.names]
    found = work / "found.txt"
    before = statuses_of(found) if again else {}
    if not again:
        found.unlink(missing_ok=True)
    asked = [each for each in sampled(names, every) if before.get(each, "survived") == "survived"]
    run(work, context, asked)
    return judge(name, list(mutants_of(modules, statuses_of(found))), len(names), explained, every)


def run(work: Path, context: Context, names: Sequence[str]) -> None:
    """Have a session of pytest try the mutants of these names; what it finds is kept as it comes."""
    (work / "names.txt").write_text("\n".join(names), encoding="utf-8")
    places = [str(work / each) for each in ("src", "names.txt", "found.txt")]
    left_out = [f"--deselect={each}" for each in SLOW]
    command = [sys.executable, "-m", "local.mutant_session", *places, *context.tests, *left_out]
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env=_ENVIRONMENT | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        stop(f"the mutants could not be tried:\n{ran.stdout}{ran.stderr}")


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
        "sample": "all" if every == 1 else f"one of {every}",
        "tried": len(tried),
        "killed": len(tried) - len(survived),
        "survived": len(survived),
        "explained": len(survived) - len(unexplained),
        "killed_or_explained": round(share, 4),
    }
    keep(name, figures)
    return share >= WANTED


def sampled(names: Sequence[str], every: int) -> list[str]:
    """Return every so many-th mutant."""
    return list(names[every // 2 :: every])


def statuses_of(found: Path) -> dict[str, str]:
    """Return what became of each mutant that was tried, the last time that it was."""
    lines = found.read_text(encoding="utf-8").splitlines() if found.exists() else []
    return {name: status for status, _, name in (line.partition(" ") for line in lines)}


def mutants_of(modules: Sequence[MutatedModule], statuses: Mapping[str, str]) -> Iterator[Mutant]:
    """Yield the mutants that were tried, those that survived with what they change."""
    for module in modules:
        for name in module.names:
            if name in statuses:
                change = module.change(name) if statuses[name] == "survived" else ("", "")
                yield Mutant(name, statuses[name], module.path, *change)


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
