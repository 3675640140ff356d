"""One session of pytest that tries many mutants: ``python -m local.mutant_session CODE NAMES FOUND PYTEST…``.

The tests are collected once. For each mutant the process is forked; the child wakes the mutant and runs the tests that
come through its function, quickest first, until one fails. ``NAMES`` is a file with a name a line, ``FOUND`` one to
which a line is added for each, its status before its name.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from local.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Seconds of CPU that a test may take beside ten times what it takes without a mutant.
PATIENCE: Final = 5
_STATUS: Final = {0: "survived", 1: "killed"}


class Session:
    """The plugin of pytest that tries mutants instead of running the tests.

    Parameters
    ----------
    names
        The mutants to try.
    found
        The file that is told of each.
    """

    def __init__(self, names: Sequence[str], found: Path) -> None:
        self._names = names
        self._found = found

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each mutant in a process of its own."""
        ways, seconds = self._ways(session.items)
        gc.freeze()
        with self._found.open("a", encoding="utf-8") as found:
            for name in self._names:
                chosen = sorted(ways[name.partition("__mutmut_")[0]], key=lambda index: seconds[index])
                items = [session.items[index] for index in chosen]
                limits = [PATIENCE + 10 * seconds[index] for index in chosen]
                status = forked(lambda: run(session, items, limits, name)) if items else "survived"  # noqa: B023
                found.write(f"{status} {name}\n")
                found.flush()
        return True

    def _ways(self, items: Sequence[pytest.Item]) -> tuple[dict[str, set[int]], list[float]]:
        """Return which tests come through each function, and how long each test takes."""
        kept = self._found.with_suffix(".ways")
        kept.unlink(missing_ok=True)
        if forked(lambda: measure(items, kept)) != "survived":
            raise pytest.UsageError("the tests fail already without a mutant")
        ways: dict[str, set[int]] = defaultdict(set)
        seconds = []
        for index, line in enumerate(kept.read_text(encoding="utf-8").splitlines()):
            took, functions = json.loads(line)
            seconds.append(took)
            for function in functions:
                ways[function].add(index)
        return ways, seconds


def forked(work: Callable[[], int]) -> str:
    """Do work in a child that cannot be heard, and return what became of it."""
    child = os.fork()
    if not child:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return "timeout" if code == -signal.SIGXCPU else _STATUS.get(code, "killed")


def measure(items: Sequence[pytest.Item], kept: Path) -> int:
    """Run all tests without a mutant, and keep how long each takes and the functions that it comes through."""
    from mutmut.state import state

    wake("stats")
    hits = state()._stats
    # A function that is not called again, as its answer is cached, is one that the test comes through all the same.
    cached = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper) and _is_ours(each)]
    with kept.open("w", encoding="utf-8") as file:
        for item, following in pairs(items):
            hits.clear()
            for each in cached:
                each.cache_clear()
            started = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if item.session.testsfailed:
                return 1
            file.write(json.dumps([time.process_time() - started, sorted(hits)]) + "\n")
    return 0


def _is_ours(function: object) -> bool:
    """Tell whether a function belongs to the code that is tried."""
    return str(getattr(function, "__module__", "")).startswith(("domain.", "handlers.", "adapters."))


def run(session: pytest.Session, items: Sequence[pytest.Item], limits: Sequence[float], name: str) -> int:
    """Run tests with a mutant awake; return 1 as soon as one fails."""
    wake(name)
    for (item, following), limit in zip(pairs(items), limits, strict=True):
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime + limit) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def pairs(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Yield each test and the one after it."""
    return zip(items, [*items[1:], None], strict=True)


def wake(name: str) -> None:
    """Have the trampolines of mutmut call a mutant from here on."""
    from mutmut.mutation.trampoline import set_mutant_under_test

    set_mutant_under_test(name)


def main() -> None:
    """Read the command line and run the session."""
    code, names, found, *options = sys.argv[1:]
    session = Session(Path(names).read_text(encoding="utf-8").split(), Path(found))
    raise SystemExit(
        pytest.main(["-q", "-p", "no:cacheprovider", "-o", f"pythonpath={code} {ROOT}", *options], plugins=[session])
    )


if __name__ == "__main__":
    main()
