"""docs/cost.md is what the template, the code, the prices and the measured units make it."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks import cost
from testing.template import load_template

ROOT = Path(__file__).parents[3]


def test_the_page_is_current():
    assert cost.PAGE.read_text(encoding="utf-8") == cost.page(), "python -m benchmarks.cost writes it"


def test_every_switch_that_the_page_names_is_a_parameter_with_that_default():
    parameters = load_template(ROOT / "template.yaml")["Parameters"]
    named = re.findall(r"\| (\w+)=(true|false)( \(the default\))? \|", cost.PAGE.read_text(encoding="utf-8"))
    assert len(named) > 4
    for name, value, default in named:
        assert value in parameters[name]["AllowedValues"]
        assert (parameters[name]["Default"] == value) == bool(default), name
