"""What the web app lets a person choose from is what the API takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.shared.csv.dates import DATE_FORMATS
from domain.shared.csv.text import Encoding

WORDS = Path(__file__).parents[2] / "web/src/pages/import/words.ts"


@pytest.mark.parametrize("value", [*DATE_FORMATS.values(), *Encoding])
def test_every_form_that_a_file_can_be_read_in_is_named_on_the_import_page(value):
    text = WORDS.read_text(encoding="utf-8")
    assert f"\n  '{value}': '" in text or f"\n  {value}: '" in text
