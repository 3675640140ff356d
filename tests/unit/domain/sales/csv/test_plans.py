"""The plan of a file: kept between runs with everything that was decided, in whichever encoding its names are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.sales.csv.detect import FilePlan, plan_file
from domain.sales.models import UploadOptions
from domain.shared.csv.text import Encoding
from domain.shared.csv.wide import TextInMemory
from domain.shared.errors import InvalidError

FILES = Path(__file__).parents[4] / "data" / "sales"
CASES = sorted(path for path in FILES.rglob("*") if path.suffix in {".csv", ".tsv", ".txt"})


def plan_of(data):
    text = TextInMemory.of(data)
    return plan_file(text, UploadOptions(), "USD", is_wide=text.is_wide)


def plans():
    """Return the plans of all files of the cases that can be read."""
    for case in CASES:
        try:
            yield case, plan_of(case.read_bytes())
        except InvalidError:
            continue


def test_a_plan_survives_storage_whole():
    found = dict(plans())
    assert len(found) > 80
    for case, plan in found.items():
        back = FilePlan.from_json(json.loads(json.dumps(plan.to_json())))
        assert back == plan, case
        assert back.layout is plan.layout
        assert (back.read_as(), back.first_line, back.keys) == (plan.read_as(), plan.first_line, plan.keys)
    assert {bool(plan.standing) for plan in found.values()} == {True, False}
    assert {bool(plan.doubts) for plan in found.values()} == {True, False}
    assert {bool(plan.header.titles) for plan in found.values()} == {True, False}


@pytest.mark.parametrize("altered", [True, False])
@pytest.mark.parametrize("found", [True, False])
def test_what_a_plan_says_yes_or_no_to_survives_storage(altered, found):
    kept = plan_of(b"date,sku,qty\n2026-01-01,A,1\n").to_json() | {"altered_ids": altered, "encoding_found": found}
    assert json.loads(json.dumps(FilePlan.from_json(kept).to_json())) == json.loads(json.dumps(kept))


@pytest.mark.parametrize("other", [Encoding.WINDOWS_1252, Encoding.MAC_ROMAN])
def test_names_of_columns_are_read_anew_in_the_encoding_that_was_found(other):
    plan = plan_of("date,sku,qty,Größe\n2026-01-01,A,1,x\n".encode())
    assert plan.in_encoding(plan.encoding) is plan
    changed = plan.in_encoding(other)
    assert changed.encoding is other
    assert changed.header.names == ("date", "sku", "qty", "Größe".encode().decode(other))
    assert changed.in_encoding(Encoding.UTF_8) == plan


def test_plans_that_read_rows_differently_are_told_apart():
    plan, other = plan_of(b"date,sku,qty\n2026-01-01,A,1\n"), plan_of(b"date,sku,qty\n31/01/2026,A,1\n")
    assert plan.reads_like(plan)
    assert not plan.reads_like(other)
    assert not plan.reads_like(plan.in_encoding(Encoding.WINDOWS_1252))
    assert not plan.reads_like(FilePlan.from_json(plan.to_json() | {"altered_ids": True}))


def test_the_callers_columns_find_a_header_below_titles_that_no_layout_knows():
    data = b"Sales of the week\nshop,7\nwhen,which,how many\n2026-11-20,A,2\n"
    chosen = {"date": "when", "product_id": "which", "quantity_sold": "how many"}
    plan = plan_file(TextInMemory.of(data), UploadOptions(columns=chosen), "USD")
    assert (plan.header.names, plan.header.titles) == (("when", "which", "how many"), 2)
