"""Exports must be harmless in a spreadsheet and load back in unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.csv.formulas import neutralised, restored

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("start", DANGEROUS)
def test_what_starts_like_a_formula_becomes_text(start):
    assert neutralised(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["", "Espresso", "3=4", "'quoted'", "d'Artagnan"])
def test_other_texts_stay_as_they_are(text):
    assert neutralised(text) == text
    assert restored(text) == text


@pytest.mark.parametrize("text", ["-3", "+4.5", "-1,000.00", "-5%"])
def test_plain_numbers_stay_numbers_unless_they_are_texts(text):
    assert neutralised(text) == text
    assert neutralised(text, numbers=True) == f"'{text}"
    assert restored(f"'{text}") == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\rab"), max_size=8))
def test_every_text_comes_back(text):
    cell = neutralised(text, numbers=True)
    assert not cell.startswith(DANGEROUS)
    assert restored(cell) == text
