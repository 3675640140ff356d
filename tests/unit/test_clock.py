"""The clock of the tests, and that nothing reads the wall clock but what may."""

from __future__ import annotations

import ast
import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.system.clock import SystemClock
from local import days

ROOT = Path(__file__).parents[2]
PYTHON = ("src", "testing", "tests", "local", "scripts", "benchmarks", "training", "layers")
WEB = ("web/src", "web/e2e", "web/scripts")
#: The readers of the wall clock, by what they are called on, however that was imported. What measures how long
#: something takes (``monotonic``, ``perf_counter``) tells no day and is free to use.
READERS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime", "clock_gettime"},
    "uuid": {"uuid1", "uuid6", "uuid7"},
}
#: Places that read the wall clock beside the system's clock: how often, and why they may.
ALLOWED = {
    "tests/e2e/test_event_bus.py": (2, "the time that is replayed, of a stack that lives today"),
    "tests/e2e/test_calendar.py": (1, "the deployed functions have the system's clock"),
    "tests/e2e/test_orders.py": (2, "today, in a stack that lives today"),
    "src/adapters/system/clock.py": (1, "the system's clock"),
    "src/adapters/system/ids.py": (1, "ids sort by when they were made, and nothing reads a day off them"),
    "tests/unit/test_clock.py": (1, "compares the system's clock to it"),
    "tests/unit/handlers/shared/test_idempotency.py": (2, "the library under test reads it"),
    "local/__main__.py": (2, "`make run` and `make seed` without a day begin today"),
    "local/mutants.py": (1, "the date of a measurement"),
    "benchmarks/accuracy.py": (1, "the date of a measurement"),
    "benchmarks/unit_costs.py": (3, "the date of a measurement; sales up to today; a name that tells runs apart"),
    "benchmarks/growth.py": (2, "the date of a measurement; sales up to today"),
    "benchmarks/latency.py": (1, "the date of a measurement"),
    "benchmarks/bulk.py": (2, "the date of a measurement; sales up to today"),
    "benchmarks/load.py": (2, "the date of a measurement; sales up to today"),
    "web/src/lib/dates.ts": (1, "today, for every page"),
    "web/src/lib/format.ts": (1, "how long ago something was"),
    "web/src/lib/lib.test.ts": (1, "compares an instant to it"),
    "web/src/main.tsx": (2, "no second restart within a minute"),
    "web/src/api/api.test.ts": (3, "an hour between two tests, of whatever day"),
    "web/src/api/client.ts": (2, "how old the last write is"),
    "web/src/api/reports.ts": (2, "how long a report is waited for"),
    "web/src/test/answers.ts": (1, "when the mock shop made something"),
    "web/src/test/forecasting.ts": (1, "when the mock shop made something"),
    "web/src/test/ordering.ts": (1, "when the mock shop made something"),
    "web/e2e/shop.ts": (2, "the stack under test reads it; a prefix that tells runs apart"),
}
#: Fake timers are how the web app's tests are given a day; real ones take it away from what follows in the file.
SCRIPT_READERS = re.compile(
    r"\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|(?<!new )\bDate\(\)|\bTemporal\.Now\b|\buseRealTimers\b"
)


def python_reads(text: str) -> list[int]:
    """Return the lines at which Python reads the wall clock, called there or handed on."""
    imported = dict[str, str]()  # what a name stands for, as module.name
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            imported |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            imported |= {each.asname: each.name for each in node.names if each.asname}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            owner = imported.get(owner, owner).rpartition(".")[2]
            if node.attr in READERS.get(owner, ()):
                found.append(node.lineno)
        elif isinstance(node, ast.Name):
            module, _, name = imported.get(node.id, "").rpartition(".")
            if name in READERS.get(module, ()) and module not in {"datetime", "date"}:
                found.append(node.lineno)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("datetime64"):
            words = {each.value for each in node.args if isinstance(each, ast.Constant)}
            found += [node.lineno] if words & {"now", "today"} else []
    return found


def script_reads(text: str) -> list[int]:
    """Return the lines at which TypeScript or JavaScript reads the wall clock."""
    return [text.count("\n", 0, found.start()) + 1 for found in SCRIPT_READERS.finditer(text)]


def test_the_system_clock_shows_the_day_that_the_run_is_given(system_clock):
    given = os.environ.get("STOCKCAST_TODAY")
    started = datetime.fromisoformat(given if "T" in given else f"{given}T12:00:00") if given else datetime.now()  # noqa: DTZ005
    assert timedelta(minutes=-1) < SystemClock().now() - started.astimezone(UTC) < timedelta(hours=6)


def test_reading_the_system_clock_unasked_fails_a_test():
    with pytest.raises(pytest.fail.Exception, match="system_clock"):
        SystemClock().now()


def reads_of(path: Path) -> list[int]:
    read = python_reads if path.suffix == ".py" else script_reads
    return read(path.read_text(encoding="utf-8"))


def places() -> dict[str, list[int]]:
    """Return every file that reads the wall clock, with the lines."""
    files = [
        *(path for folder in PYTHON for path in (ROOT / folder).rglob("*.py")),
        *(
            path
            for folder in WEB
            for path in (ROOT / folder).rglob("*")
            if path.suffix in {".ts", ".tsx", ".mjs", ".js"}
        ),
    ]
    assert len(files) > 500
    return {path.relative_to(ROOT).as_posix(): lines for path in files if (lines := reads_of(path))}


def test_nothing_else_reads_the_wall_clock():
    """A date that comes from anywhere but a clock that tests can set is right on most days only."""
    found = places()
    for path, lines in found.items():
        allowed, _why = ALLOWED.get(path, (0, ""))
        assert len(lines) <= allowed, (
            f"{path}, lines {lines}: take the time from a Clock (in the web app: lib/dates.ts)"
        )
    # What is allowed is there: an entry that is left over would let the next one in.
    assert {path: len(lines) for path, lines in found.items()} == {path: count for path, (count, _) in ALLOWED.items()}


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ndatetime.now(UTC)",
        "import datetime as dt\ndt.datetime.utcnow()",
        "import datetime\ndatetime.date.today()",
        "from datetime import date as day\nday.today()",
        "from datetime import datetime\nfield(default_factory=datetime.now)",
        "import time\ntime.time_ns()",
        "import time as clock\nclock.strftime('%F')",
        "from time import time\ntime()",
        "from time import time as now\ngiven = now",
        "from uuid import uuid7\nuuid7()",
        "import numpy as np\nnp.datetime64('today', 'D')",
    ],
)
def test_python_that_reads_the_wall_clock_is_found(text):
    assert python_reads(text) == [2]


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.monotonic()",
        "from time import perf_counter\nperf_counter()",
        "clock.now()",
        "def now(today): return today",
        "from datetime import datetime\ndatetime.fromisoformat(text)",
        "np.datetime64('2026-11-27')",
    ],
)
def test_python_that_does_not_is_let_be(text):
    assert python_reads(text) == []


@pytest.mark.parametrize(
    "text",
    ["Date.now()", "const now = Date.now;", "new Date()", "new Date( )", "new Date;", "Date()", "vi.useRealTimers()"],
)
def test_script_that_reads_the_wall_clock_is_found(text):
    assert script_reads(f"\n{text}") == [2]


@pytest.mark.parametrize(
    "text", ["new Date(value)", "new Date(2026, 10, 27)", "isDate()", "performance.now()", "toDate()"]
)
def test_script_that_does_not_is_let_be(text):
    assert script_reads(text) == []


def test_the_days_are_each_weekday_both_leap_cases_and_the_ends_of_a_month_and_a_year():
    listed = [datetime.fromisoformat(day.today).date() for day in days.ALL]
    assert {day.weekday() for day in listed} == set(range(7))
    assert {(2, 28), (2, 29), (4, 30), (12, 31), (1, 1)} <= {(day.month, day.day) for day in listed}
    assert date(2026, 11, 27) in listed
    assert max(listed) > date(2035, 1, 1)
    assert set(days.ALWAYS) <= set(days.ALL)
    assert len({str(day) for day in days.ALL}) == len(days.ALL)


def test_a_run_on_a_day_has_its_time_zone():
    assert days.BLACK_FRIDAY.environment() == {"STOCKCAST_TODAY": "2026-11-27T22:30:00", "TZ": "America/New_York"}


def test_days_are_chosen_by_words_of_their_description():
    assert days.chosen("leap, 29 FEBRUARY") == (days.LEAP_DAY,)
    assert {day.zone for day in days.chosen("auckland")} == {"Pacific/Auckland"}
    assert days.chosen("") == days.ALL
    assert days.chosen("the thirtieth of February") == ()
