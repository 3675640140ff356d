"""The lists of ``make mutants``: named mutations have their place in the code, and all code that is tried its tests."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch

import pytest

from local.mutant_contexts import CONTEXTS, SLOW, rooms_of
from local.mutants import LISTS, ROOT, place_of

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
