"""The lists of ``make mutants``: named mutations have their place in the code, and all code that is tried its tests."""

from __future__ import annotations

import resource
import tomllib
from fnmatch import fnmatch

import pytest

from local.mutant_code import MutatedModule
from local.mutant_contexts import CONTEXTS, SLOW, rooms_of
from local.mutant_session import forked
from local.mutants import LISTS, ROOT, place_of, sampled, statuses_of

# The children only run the few lines they are given.
FORKS = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
LISTED = tomllib.loads(LISTS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("named", LISTED["named"], ids=lambda named: named["what"])
def test_a_named_mutation_has_one_place_and_its_tests(named):
    assert place_of(named["was"], ROOT / "src").suffix == ".py"
    assert named["was"] != named["becomes"]
    assert all((ROOT / test.partition("::")[0]).exists() for test in named["tests"])


@pytest.mark.parametrize("explained", LISTED["explained"], ids=lambda each: each["path"])
def test_an_explanation_is_about_a_file_that_is_there_and_says_why(explained):
    assert (ROOT / "src" / explained["path"]).exists()
    assert explained["why"]
    assert "function" in explained or explained["was"] != explained["becomes"]


@pytest.mark.parametrize("package", ["products", "sales", "replenishment"])
def test_every_module_of_a_context_that_is_tried_is_in_one_of_its_rooms(package):
    patterns = [code for name in rooms_of(package) for code in CONTEXTS[name].code]
    for path in (ROOT / "src" / "domain" / package).rglob("*.py"):
        if path.name not in {"__init__.py", "ports.py"}:
            assert any(fnmatch(str(path.relative_to(ROOT)), pattern) for pattern in patterns), path
    assert all((ROOT / test).exists() for name in rooms_of(package) for test in CONTEXTS[name].tests)


def test_a_name_stands_for_a_context_or_all_of_its_rooms():
    assert rooms_of("products") == ["products"]
    assert {"sales/csv", "sales/loading"} < set(rooms_of("sales"))
    assert rooms_of("sal") == rooms_of("nothing") == []


@pytest.mark.parametrize("slow", SLOW)
def test_a_slow_test_that_is_left_out_is_there(slow):
    path, _, name = slow.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8") if name else (ROOT / path).exists()


def test_a_mutants_change_is_told_by_the_lines_that_differ_under_the_functions_own_name():
    code = "\n".join(
        [
            "def x_total__mutmut_orig(rows):",
            "    found = sum(rows)",
            "    return found + 1",
            "def x_total__mutmut_1(rows):",
            "    found = sum(rows)",
            "    return found - 1",
        ]
    )
    module = MutatedModule("sums.py", ("sums.x_total__mutmut_1",), code, {
        "x_total__mutmut_orig": (1, 3),
        "x_total__mutmut_1": (4, 6),
    })  # fmt: skip
    assert module.change("sums.x_total__mutmut_1") == ("return found + 1", "return found - 1")


def test_a_sample_is_spread_over_all_mutants():
    assert sampled("abcdefgh", 1) == list("abcdefgh")
    assert sampled("abcdefgh", 4) == ["c", "g"]
    assert sampled("", 4) == []


def test_what_became_of_a_mutant_last_is_what_counts(tmp_path):
    found = tmp_path / "found.txt"
    assert statuses_of(found) == {}
    found.write_text("survived sums.x_a__mutmut_1\ntimeout sums.x_a__mutmut_2\nkilled sums.x_a__mutmut_1\n")
    assert statuses_of(found) == {"sums.x_a__mutmut_1": "killed", "sums.x_a__mutmut_2": "timeout"}


@FORKS
def test_a_test_that_fails_or_breaks_off_kills_a_mutant():
    assert forked(lambda: 0) == "survived"
    assert forked(lambda: 1) == forked(lambda: 1 // 0) == "killed"


@FORKS
def test_a_mutant_that_runs_on_for_ever_is_noticed():
    def loops():
        resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
        while True:
            pass

    assert forked(loops) == "timeout"
