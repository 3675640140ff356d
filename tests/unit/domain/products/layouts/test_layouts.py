"""Catalogue layouts: each is found by its own columns, and none by those of another file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from domain.products.layouts import LAYOUTS, TABLE, layout_of

CASES = sorted((Path(__file__).parents[4] / "data" / "catalogue").glob("*.csv"))


def wanted(case):
    return json.loads(case.with_suffix(".json").read_text(encoding="utf-8")).get("layout", TABLE.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_file_is_of_the_layout_that_its_columns_say(case):
    header = case.read_text(encoding="utf-8").partition("\n")[0]
    assert layout_of(next(csv.reader([header]))).name == wanted(case)


def test_every_layout_has_a_file_that_tells_what_it_means():
    assert {layout.name for layout in LAYOUTS} <= set(map(wanted, CASES))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_without_one_of_its_columns_a_file_is_not_taken_for_it(layout):
    for signature in layout.signatures:
        for left_out in signature:
            assert layout_of(sorted(signature - {left_out})) is not layout
