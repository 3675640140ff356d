"""The lists of ``make mutants``: every named mutation still has its place in the code, and tests that are there."""

from __future__ import annotations

import tomllib

import pytest

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
